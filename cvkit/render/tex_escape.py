"""Literal characters and addresses as TeX source: the one escaper of the LaTeX renderer."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u200b": r"\cvbreak{}",
}

# Hyphens and commas make ligatures with what follows, also with the start of the next node.
_WRITTEN = _SPECIAL | {"-": "-{}", ",": ",{}"}
_MARKED = re.compile("|".join([r"-(?=-|\Z)", r",(?=,|\Z)", *map(re.escape, _SPECIAL)]))
_APOSTROPHE = re.compile(r"'(?<=\w')(?=[^\W\d_])")

# Any space but those that are wider or narrower on purpose; these are defined in `tex_characters`.
_SPACE = re.compile("[\t-\r\x1c-\x20\x85\u1680\u2004-\u2006\u2008\u2028\u2029\u205f\u3000]+")

# Controls, and marks of direction that no TeX font draws. Joiners (200C, 200D) stay, for they shape letters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)

# Lone surrogates, which UTF-8 cannot carry, and the code points that are never characters.
_PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_IMPOSSIBLE = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")

# A run without a space that is longer than this may be broken, after punctuation and every so many characters.
_LONG_RUN = re.compile(r"(?<!\S)\S{31,}")
_PIECE = re.compile(r".{0,9}?[/.,;:?&=_@+-](?=\w)|.{10}")

# What `quote` leaves alone, and how `\href` takes those of them that mean something to TeX.
_URL_SAFE = "!$'()*+,-./:;=?@_~&#%[]"
_URL_SPECIAL = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "~": r"\~", "$": r"\$"})


def clean(text: str) -> str:
    """A text in composed form without invisible characters; line breaks and tabs are spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    visible = _IMPOSSIBLE.sub("\ufffd", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", visible))


def escape(text: str) -> str:
    """Literal text as TeX: long runs may break, and an apostrophe within a word is drawn as one."""
    broken = _LONG_RUN.sub(lambda run: _PIECE.sub(lambda piece: piece[0] + "\u200b", run[0]), clean(text))
    parts = (_MARKED.sub(lambda mark: _WRITTEN[mark[0]], part) for part in _APOSTROPHE.split(broken))
    return r"\cvapostrophe{}".join(parts)


def escape_url(url: str) -> str:
    r"""An address as the first argument of `\href`, at any depth of nesting; unsafe bytes are percent-encoded."""
    return quote(clean(url), safe=_URL_SAFE).translate(_URL_SPECIAL)


def comment(text: str) -> str:
    """A text that is safe after a percent sign: printable ASCII on one line."""
    return re.sub(r"[^\w/.:@+-]", "?", text, flags=re.ASCII)
