"""TeX markup, as BibTeX fields have it, to Unicode text; math stays TeX between dollar signs."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

# It logs what it cannot make of an unfinished command, which here becomes a problem.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)

MAX_DEPTH = 10
"""Braces within braces; each level of accents on accents doubles what pylatexenc makes of them."""
MAX_OPTIONS = 3
"""Options within options, for each level of which pylatexenc reads the rest more than twice."""
MAX_LENGTH = 10_000
"""Characters of text with commands in it, on each of which pylatexenc spends some 50 µs."""

_MARKUP = re.compile(r"[\\{}~$%&]|--|``|''")
_MATH = re.compile(r"(\$[^$]+\$)")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
# A bracket that may begin an option, which is the one after a command, and any other.
_BRACKET = re.compile(r"(?P<option>(?<!\\)(?:\\\\)*\\[A-Za-z]+\*?\s*\[)|(?<!\\)[][]")
# A dollar sign of money, while dollar signs around math are told from it.
_DOLLAR = "\ue000"
# Commands that pylatexenc drops with what they hold, and what is left of them here.
_HANDLED = {
    "texttt": "%s", "mbox": "%s", "hbox": "%s", "url": "%s", "href": "%(2)s", "textsc": "%s", "text": "%s",
    "uppercase": "%s", "lowercase": "%s", "LaTeX": "LaTeX", "TeX": "TeX",
    "textgreater": ">", "textless": "<", "textbar": "|", "textasciitilde": "~", "textasciicircum": "^",
    "textbackslash": "\\", "textquotesingle": "'", "textunderscore": "_", "copyright": "©", "textregistered": "®",
    "textbraceleft": "{", "textbraceright": "}", "textquotedbl": '"',
    "texttrademark": "™", "relax": "", "protect": "",
    "em": "", "bf": "", "it": "", "tt": "", "sc": "", "sf": "", "rm": "", "sl": "", "small": "",
    "bfseries": "", "itshape": "", "scshape": "", "ttfamily": "", "sffamily": "", "rmfamily": "",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_ACCENT = re.compile(
    r"""\\(?:(?P<sign>['`^"~=.])\s*|(?P<letter>[uvHckrdb])(?:\s+|(?=\{)))"""
    r"(?:\{\s*(?P<braced>\\[ij]|[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "\u0131", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
}  # fmt: skip
_LETTER = re.compile(rf"\\(?:({'|'.join(_LETTERS)})(?![A-Za-z])(?:\{{\}}|\s+)?|([&%#_]))")
_SIGNS = (("{", ""), ("}", ""), ("~", " "), ("---", "\u2014"), ("--", "\u2013"), ("``", "“"), ("''", "”"))
_ARGUMENTS = {"%s": "{", "%(2)s": "{{"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a piece of TeX says."""

    text: str
    unknown: tuple[str, ...] = ()
    """Commands that were left out, without their backslashes."""


def decode(tex: str) -> Decoded:
    """Literal text for a piece of TeX; ValueError where it cannot be read."""
    decoded = _decode(tex)
    return Decoded(decoded.text.replace(_DOLLAR, "$"), decoded.unknown)


def decode_prose(tex: str) -> Decoded:
    """Markdown with `$math$` for a piece of TeX; ValueError where it cannot be read."""
    decoded = _decode(tex)
    parts = _MATH.split(decoded.text)
    parts[::2] = (re.sub(r"([\\`*_\[\]<>$])", r"\\\1", part).replace(_DOLLAR, r"\$") for part in parts[::2])
    return Decoded("".join(parts), decoded.unknown)


def _decode(tex: str) -> Decoded:
    if not _MARKUP.search(tex):
        return Decoded(tex)
    if (simple := _simple(tex)) is not None:
        return Decoded(simple)
    if len(tex) > MAX_LENGTH:
        raise ValueError(f"there are TeX commands in more than {MAX_LENGTH:,} characters of text")
    if _depth(tex) > MAX_DEPTH:
        raise ValueError("the braces are nested too deep")
    # BibTeX files say % and & where TeX would want \% and \&; taken as TeX, they would end the text.
    tex = _without_needless_options(re.sub(r"(?<!\\)([%&])", r"\\\1", tex))
    tex = tex.replace(r"\$", _DOLLAR).replace(r"\(", "$").replace(r"\)", "$")
    walker, converter, known = _converter()
    try:
        nodes = walker.LatexWalker(tex, latex_context=known, tolerant_parsing=True).get_latex_nodes()[0]
        text = str(converter.nodelist_to_text(nodes))
    except (IndexError, KeyError, RecursionError, TypeError, ValueError):
        # pylatexenc raises whatever an unfinished command makes it stumble over.
        raise ValueError("its TeX commands cannot be read") from None
    outside_math = "".join(_MATH.split(tex)[::2])
    unknown = dict.fromkeys(name for name in _COMMAND.findall(outside_math) if not _is_known(name))
    return Decoded(text.replace("\xa0", " "), tuple(unknown))


def _simple(tex: str) -> str | None:
    """Text with no more than accents, letters and braces in it, as most of a bibliography has; None for any other.

    Not left to pylatexenc, which takes milliseconds for each field.
    """
    if "$" in tex or r"\(" in tex:
        return None
    text = _LETTER.sub(lambda found: found[2] or _LETTERS[found[1]], _ACCENT.sub(_accented, tex))
    if "\\" in text:
        return None
    for sign, char in _SIGNS:
        text = text.replace(sign, char)
    return text


def _accented(found: re.Match[str]) -> str:
    base = (found["braced"] or found["bare"]).lstrip("\\")
    return unicodedata.normalize("NFC", base + _ACCENTS[found["sign"] or found["letter"]])


def _without_needless_options(tex: str) -> str:
    """The text with brackets after commands in braces where, as options, they would have no end or be too deep."""
    # The brackets that have no end yet: where each stands, and whether it may begin an option.
    opened: list[tuple[int, bool]] = []
    literal = set()
    for found in _BRACKET.finditer(tex):
        if found[0] != "]":
            place, option = found.end() - 1, bool(found["option"])
            if option and sum(other for _, other in opened) >= MAX_OPTIONS:
                literal.add(place)
            opened.append((place, option))
        elif opened:
            opened.pop()
    literal |= {place for place, option in opened if option}
    return "".join("{[}" if place in literal else char for place, char in enumerate(tex)) if literal else tex


def _depth(tex: str) -> int:
    depth = deepest = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest


@cache
def _converter() -> tuple[Any, Any, Any]:
    from pylatexenc import latex2text, latexwalker, macrospec

    texts = latex2text.get_default_latex_context_db()
    specs = [latex2text.MacroTextSpec(name, simplify_repl=text) for name, text in _HANDLED.items()]
    texts.add_context_category("bibtex", prepend=True, macros=specs)
    known = latexwalker.get_default_latex_context_db()
    arguments = [macrospec.MacroSpec(name, _ARGUMENTS.get(text, "")) for name, text in _HANDLED.items()]
    known.add_context_category("bibtex", prepend=True, macros=arguments)
    converter = latex2text.LatexNodes2Text(latex_context=texts, math_mode="verbatim", strict_latex_spaces=True)
    return latexwalker, converter, known


@cache
def _is_known(name: str) -> bool:
    _, converter, known = _converter()
    specs = (converter.latex_context.get_macro_spec(name), known.get_macro_spec(name))
    return any(spec is not None and spec.macroname for spec in specs)
