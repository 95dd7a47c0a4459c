"""Which characters pdfTeX sets by itself, and how the .sty builds the others; Unicode engines need none of this."""

from __future__ import annotations

import unicodedata
from functools import cache

from cvkit.render.tex_escape import clean

# What T1-encoded Charter has as glyphs of its own, so that they print, hyphenate and are extracted unaided.
NATIVE = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u00ad\u200b"  # spaces and breaks, which `tex_escape` writes as TeX
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŠšŽžŸŁłı"
    + "–—‘’‚“”„‹›«»¡¿"
)

# Combining marks as LaTeX accent commands; those of our own are in cvkit-base.sty.
_ACCENTS = {
    "\u0300": r"\`",
    "\u0301": r"\'",
    "\u0302": r"\^",
    "\u0303": r"\~",
    "\u0304": r"\=",
    "\u0306": r"\u",
    "\u0307": r"\.",
    "\u0308": r"\"",
    "\u0309": r"\cvhook",
    "\u030a": r"\r",
    "\u030b": r"\H",
    "\u030c": r"\v",
    "\u031b": r"\cvhorn",
    "\u0323": r"\d",
    "\u0326": r"\cvcommabelow",
    "\u0327": r"\c",
    "\u0328": r"\k",
    "\u0331": r"\b",
}

_HOOK, _HORN = "\u0309", "\u031b"

# Letters whose glyph an accent above replaces: no dot under an accent.
_DOTLESS = {"i": r"\i", "j": r"\j"}

# Letters and punctuation that do not decompose. `\cvlm` takes the glyph from Latin Modern, where Charter has none.
_LETTERS = {
    "Đ": r"\DJ",
    "đ": r"\cvlm{\dj}",
    "Ħ": r"\cvbarred{0.72}{H}",
    "ħ": r"\cvbarred{0.78}{h}",
    "Ŧ": r"\cvbarred{0.45}{T}",
    "ŧ": r"\cvbarred{0.4}{t}",
    "Ŋ": r"\cvlm{\NG}",
    "ŋ": r"\cvlm{\ng}",
    "Ĳ": "IJ",
    "ĳ": "ij",
    "ŀ": r"l\textperiodcentered",
    "Ŀ": r"L\textperiodcentered",
    "ŉ": r"\textquoteright n",
    "ẞ": r"\SS",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ʻ": r"\textquoteleft",
    "ʼ": r"\textquoteright",
    "′": r"\ensuremath{'}",
    "″": r"\ensuremath{''}",
    "‐": "-",
    "\u2011": r"\mbox{-}",
    "‒": r"\textendash",
    "―": r"\textemdash",
    "…": r".\kern0.1em.\kern0.1em.",
    "\u200c": "",
    "\u200d": "",
    "\u2002": r"\enspace",
    "\u2003": r"\quad",
    "\u2007": r"\hphantom{0}",
    "\u2009": r"\,",
    "\u200a": r"\kern0.08em",
    "\u202f": r"\,",
}

_SYMBOLS = {
    "€": r"\cvlm{\texteuro}",
    "£": r"\textsterling",
    "¥": r"\textyen",
    "¢": r"\textcent",
    "₩": r"\textwon",
    "¤": r"\textcurrency",
    "©": r"\textcopyright",
    "®": r"\textregistered",
    "™": r"\texttrademark",
    "№": r"\textnumero",
    "℮": r"\textestimated",
    "§": r"\textsection",
    "¶": r"\textparagraph",
    "†": r"\textdagger",
    "‡": r"\textdaggerdbl",
    "•": r"\textbullet",
    "·": r"\textperiodcentered",
    "°": r"\textdegree",
    "ª": r"\textordfeminine",
    "º": r"\textordmasculine",
    "‰": r"\textperthousand",
    "µ": r"\textmu",
    "±": r"\textpm",
    "×": r"\texttimes",
    "÷": r"\textdiv",
    "−": r"\textminus",
    "⁄": r"\textfractionsolidus",
    "¼": r"\textonequarter",
    "½": r"\textonehalf",
    "¾": r"\textthreequarters",
    "¬": r"\textlnot",
    "¦": r"\textbrokenbar",
    "´": r"\textasciiacute",
    "¨": r"\textasciidieresis",
    "¯": r"\textasciimacron",
    "¸": r"\c{}",
    "ƒ": r"\textflorin",
    "‖": r"\ensuremath{\|}",
}

# Symbols that are set in math, each by the name that TeX has for it; `tex_math` reads the table the other way.
MATH_SYMBOLS = {
    **{chr(0x3B1 + n): name for n, name in enumerate((
        r"\alpha", r"\beta", r"\gamma", r"\delta", r"\varepsilon", r"\zeta", r"\eta", r"\theta", r"\iota", r"\kappa",
        r"\lambda", r"\mu", r"\nu", r"\xi", "o", r"\pi", r"\rho", r"\varsigma", r"\sigma", r"\tau", r"\upsilon",
        r"\varphi", r"\chi", r"\psi", r"\omega",
    ))},
    **dict(zip("ϑϕϖϱϵ", (r"\vartheta", r"\phi", r"\varpi", r"\varrho", r"\epsilon"), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", (
        r"\Gamma", r"\Delta", r"\Theta", r"\Lambda", r"\Xi", r"\Pi", r"\Sigma", r"\Upsilon", r"\Phi", r"\Psi",
        r"\Omega",
    ), strict=True)),
    **dict(zip("←↑→↓↔↦⇐⇒⇔↗↘↪", (
        r"\leftarrow", r"\uparrow", r"\rightarrow", r"\downarrow", r"\leftrightarrow", r"\mapsto", r"\Leftarrow",
        r"\Rightarrow", r"\Leftrightarrow", r"\nearrow", r"\searrow", r"\hookrightarrow",
    ), strict=True)),
    **dict(zip("≤≥≠≈≡≃≅∼∝≪≫⊂⊃⊆⊇∈∋⊥∥≺≻", (
        r"\leq", r"\geq", r"\neq", r"\approx", r"\equiv", r"\simeq", r"\cong", r"\sim", r"\propto", r"\ll", r"\gg",
        r"\subset", r"\supset", r"\subseteq", r"\supseteq", r"\in", r"\ni", r"\perp", r"\parallel", r"\prec", r"\succ",
    ), strict=True)),
    **dict(zip("∞∂∇∀∃∅ℓℏℜℑℵ√∑∏∫∪∩∨∧⊕⊗∘∙⋅⋆∗∖¬⟨⟩⌊⌋⌈⌉⋯⋮⋱△♯♭♮", (
        r"\infty", r"\partial", r"\nabla", r"\forall", r"\exists", r"\emptyset", r"\ell", r"\hbar", r"\Re", r"\Im",
        r"\aleph", r"\surd", r"\sum", r"\prod", r"\int", r"\cup", r"\cap", r"\vee", r"\wedge", r"\oplus", r"\otimes",
        r"\circ", r"\bullet", r"\cdot", r"\star", r"\ast", r"\setminus", r"\neg", r"\langle", r"\rangle", r"\lfloor",
        r"\rfloor", r"\lceil", r"\rceil", r"\cdots", r"\vdots", r"\ddots", r"\triangle", r"\sharp", r"\flat",
        r"\natural",
    ), strict=True)),
}  # fmt: skip

_SCRIPTS = {
    **{up: rf"\textsuperscript{{{plain}}}" for up, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁽⁾ⁿⁱ", "0123456789+()ni", strict=True)},
    **{down: rf"\textsubscript{{{plain}}}" for down, plain in zip("₀₁₂₃₄₅₆₇₈₉₊₍₎", "0123456789+()", strict=True)},
    "⁻": r"\textsuperscript{\textminus}",
    "₋": r"\textsubscript{\textminus}",
}

_DEFINITIONS = {
    **{symbol: rf"\ensuremath{{{name}}}" for symbol, name in MATH_SYMBOLS.items()},
    **_SCRIPTS,
    **_SYMBOLS,
    **_LETTERS,
}


@cache
def definition(character: str) -> str | None:
    """The TeX that builds a character which is not native, or None where there is no way."""
    if character in _DEFINITIONS:
        return _DEFINITIONS[character]
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    if not marks or not base.isalpha() or base not in NATIVE or any(mark not in _ACCENTS for mark in marks):
        return None
    # The horn belongs to the letter, marks above go over both, marks below are hung under the whole.
    tex = _DOTLESS.get(base, base) if any(map(_is_above, marks)) else base
    letter = tex
    for mark in sorted(marks, key=lambda mark: (mark != _HORN, not _is_above(mark))):
        # LaTeX's accents above take a single letter only; `\cvabove` puts a standing accent over anything.
        stacked = _is_above(mark) and (mark == _HOOK or tex != letter)
        tex = rf"\cvabove{{{_ACCENTS[mark]}}}{{{tex}}}" if stacked else f"{_ACCENTS[mark]}{{{tex}}}"
    return tex


def _is_above(mark: str) -> bool:
    return unicodedata.combining(mark) == 230  # the canonical combining class of marks above


def to_define(text: str) -> list[tuple[str, str]]:
    """The characters of a text that pdfTeX must be taught, in code point order, each with its TeX."""
    return [(char, tex) for char in sorted(set(text) - NATIVE) if (tex := definition(char)) is not None]


def beyond_pdftex(text: str) -> str:
    """The characters of a text, literal or TeX source, that pdfTeX cannot set with our style files, each once."""
    if text.isascii():
        return ""
    return "".join(char for char in sorted(set(clean(text)) - NATIVE) if definition(char) is None)
