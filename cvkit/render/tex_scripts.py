"""Which passages are in a script beyond pdfTeX, so that the style files can find a font and a direction for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from cvkit.render.tex_characters import beyond_pdftex
from cvkit.render.tex_escape import clean

# The scripts for which cvkit-scripts.sty knows fonts, each as the inside of a regular expression's brackets.
SCRIPTS = {
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "armenian": "\u0530-\u058f",
    "hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "devanagari": "\u0900-\u097f\ua8e0-\ua8ff",
    "bengali": "\u0980-\u09ff",
    "gurmukhi": "\u0a00-\u0a7f",
    "gujarati": "\u0a80-\u0aff",
    "tamil": "\u0b80-\u0bff",
    "telugu": "\u0c00-\u0c7f",
    "kannada": "\u0c80-\u0cff",
    "malayalam": "\u0d00-\u0d7f",
    "sinhala": "\u0d80-\u0dff",
    "thai": "\u0e00-\u0e7f",
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "hangul": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "ethiopic": "\u1200-\u139f\u2d80-\u2ddf",
    "japanese": "\u3040-\u30ff\u31f0-\u31ff",
    "han": "\u2e80-\u2fdf\u3000-\u303f\u3100-\u312f\u31a0-\u31ef\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff",
    "symbols": "\u20d0-\u20ff\u2300-\u23ff\u2460-\u27bf\u2900-\u2bff\U0001f000-\U0001faff",
}
_OTHER = "other"

# What belongs to the letter before it, and what may stand between two words of a passage.
_MARKS = "\u0300-\u036f\u200c\u200d\ufe00-\ufe0f"
_BETWEEN = r"[ \u00a0.,·'’\-]{1,2}"
# A number within words that run from right to left stays in their order.
_BETWEEN_FROM_RIGHT = r"[ \u00a0.,·'’\-0-9]{1,12}"
_FROM_RIGHT = {"hebrew", "arabic"}


def _pattern(script: str, chars: str) -> str:
    word = f"[{chars}][{chars}{_MARKS}]*"
    between = _BETWEEN_FROM_RIGHT if script in _FROM_RIGHT else _BETWEEN
    return f"(?P<{script}>{word}(?:{between}{word})*)"


@cache
def _passage() -> re.Pattern[str]:
    # 30 ms, which most sources need not wait for
    return re.compile("|".join(_pattern(script, chars) for script, chars in SCRIPTS.items()))


# A font need not have these: they shape what stands beside them.
_SHAPING = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


def passages(text: str) -> Iterator[tuple[str, str]]:
    """A text, cleaned, in pieces of one script each; the script's name is empty where pdfTeX can set the piece."""
    text = clean(text)
    if not beyond_pdftex(text):
        yield "", text
        return
    done = 0
    for found in _passage().finditer(text):
        if beyond_pdftex(found[0]):
            yield from _others(text[done : found.start()])
            yield str(found.lastgroup), found[0]
            done = found.end()
    yield from _others(text[done:])


def _others(text: str) -> Iterator[tuple[str, str]]:
    """A text in none of the scripts, its characters beyond pdfTeX apart."""
    beyond = beyond_pdftex(text)
    pieces = re.split(f"([{re.escape(beyond)}]+)", text) if beyond else [text]
    yield from ((_OTHER if number % 2 else "", piece) for number, piece in enumerate(pieces) if piece)


def occurring(source: str) -> dict[str, str]:
    """The characters beyond pdfTeX's passages of a TeX source, by script, both in order."""
    found: dict[str, set[str]] = {}
    # No passage of a source goes on in the next line, and most lines are ASCII.
    foreign = (line for line in source.split("\n") if not line.isascii())
    for script, piece in chain.from_iterable(map(passages, foreign)):
        if script:
            found.setdefault(script, set()).update(_SHAPING.sub("", piece))
    return {script: "".join(sorted(found[script] - set(" \u00a0"))) for script in sorted(found)}
