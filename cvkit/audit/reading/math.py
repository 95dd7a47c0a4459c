"""TeX between dollar signs, as it stands in Markdown and prose, read as the letters that it shows."""

from __future__ import annotations

import logging
import re

# It logs, on the user's terminal, what it cannot make of an unfinished command.
logging.getLogger("pylatexenc.latex2text").setLevel(logging.CRITICAL)

_MATH = re.compile(
    r"(?<![\\$])(\${1,2})(?=[^\s$\d]|\d[^$\n]{0,80}[\\^_{])([^$\n]{1,300}?)(?<![\s\\])\1(?!\d)|\\\((.{1,300}?)\\\)"
)
"""No "$5 and $10": what begins with a digit must have markup in it."""
_MARKUP = re.compile(r"[_^{}]")


def through_math(text: str) -> str:
    """A text with its formulas as plain letters: `$x_{0}$` becomes x0, `$\\diamond$` ⋄."""
    return _MATH.sub(lambda found: letters_of(found[2] or found[3]), text) if "$" in text or "\\(" in text else text


def letters_of(formula: str) -> str:
    """What a formula shows, as letters in a row."""
    if "\\" in formula:
        from pylatexenc.latex2text import LatexNodes2Text

        converter = LatexNodes2Text(math_mode="text", strict_latex_spaces=False, keep_comments=False)
        try:
            formula = converter.latex_to_text(formula.replace("\\,", " ").replace("\\;", " "))
        except (ValueError, RecursionError, IndexError, AttributeError):
            formula = formula.replace("\\", "")
    return _MARKUP.sub("", formula)
