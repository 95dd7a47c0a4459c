"""Text as a person reads it: white space folded, ligatures taken apart, words that a line end broke made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable


def names(text: str) -> frozenset[str]:
    """The words of a table, which is easier to read as a text."""
    return frozenset(text.split())


_LIGATURES = {
    **dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    "\u0132": "IJ",
    "\u0133": "ij",
}
_UNSEEN = [
    *range(0x09),
    *range(0x0E, 0x1C),
    0x7F,
    *range(0x80, 0x85),
    *range(0x86, 0xA0),
    0xAD,  # a soft hyphen
    0x200B,
    *(0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # which way to write
    *(0x2060, 0xFEFF),
    *(0xFFFE, 0xFFFF),
]
_READ_THROUGH = str.maketrans({**_LIGATURES, **dict.fromkeys(_UNSEEN, "")})
_SURROGATES = re.compile("[\ud800-\udfff]")

BROKEN = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]+)[-\u2010\u00ad]$")
"""The end of a line that may have broken a word."""
_CONTINUED = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LONGEST_WORD = 300
_WRITTEN = re.compile(r"[A-Z][a-z]+(?:[\s,;:.]|$)")
"""A word with a capital, such as no line of an address begins with."""
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|@)\S*$", re.IGNORECASE)

# A hyphen at a line end is the typesetter's unless the document, or one of these, says that it is the writer's. Parts
# with which plain words begin or end (in-, re-, -line, -view) are none of them.
_FIRST_PARTS = names(
    """
    best black closed coarse cross data deep double early fast few fine first full half health high kernel large
    left light long low meta mid multi near non one open peer phase quasi pseudo right self semi short single small
    solid space step task the third three time two vice well wide zero
    """
)
_SECOND_PARTS = names(
    """
    agnostic art assisted author authored authors aware balanced based chair crafted degree depth dimensional
    distance domain driven fidelity field free friendly grained guided hoc induced informed investigator learning
    length level like making modal negative norm of order organized oriented parameterized parametrized preserving
    resolution scale scheme sensitive shot sided smooth solving space specific stage supervised term time tuning
    weighted year
    """
)


_MARKS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328"
_LOOSE_ACCENTS = dict(zip("`´ˆ˜¯˘˙¨˚˝ˇ¸˛", _MARKS, strict=True))
_LOOSE_ACCENT = re.compile(rf"(?:(?<=[^\W\d_]) )?([{''.join(_LOOSE_ACCENTS)}]) ?([^\W\d_])")


def composed(text: str) -> str:
    """A text in which the accents that old TeX fonts draw before their letters are parts of them: "M¨uller"."""

    def letter(found: re.Match[str]) -> str:
        whole = unicodedata.normalize("NFC", found[2].replace("ı", "i") + _LOOSE_ACCENTS[found[1]])
        return whole if len(whole) == 1 else found[0]

    return _LOOSE_ACCENT.sub(letter, text)


_STUTTER = re.compile(r"(?<!\S)([^\W\d_]{1,2})\t+(?=\1)")


def unstuttered(text: str) -> str:
    """A text without the letters that a table's conversion doubles where a column ends: "Sheets a⇥and Cells"."""
    return _STUTTER.sub("\t", text)


def fold(text: str) -> str:
    """A text in NFC on one line, with single spaces, plain letters for ligatures and nothing that cannot be seen."""
    text = _SURROGATES.sub("\ufffd", text).translate(_READ_THROUGH)
    return " ".join(unicodedata.normalize("NFC", text).split())


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words and hyphenated compounds that stand whole in lines, in lower case."""
    words: set[str] = set()
    for line in lines:
        found = [match.group().casefold() for match in WORD.finditer(line)]
        if BROKEN.search(line):
            del found[-1:]
        words.update(found)
    return frozenset(words)


def join_lines(lines: Iterable[str], words: Collection[str] = frozenset()) -> str:
    """Lines as one text; a hyphen at a line end stays where it belongs to the word, by what else the document says."""
    text = ""
    for line in lines:  # U+2010 at a line end is always the typesetter's
        if not text or not line:
            text = text or line
            continue
        end = text[-_LONGEST_WORD:]  # of a text that grows with each line, no more is looked at again and again
        broken, continued = BROKEN.search(end), _CONTINUED.match(line)
        if text[-1] in "-/._=?&%" and _ADDRESS.search(end) and not _WRITTEN.match(line):
            text += line
        elif not broken or not continued:
            # After a digit or another sign a dash goes on: "2019-" and "2021", "arXiv-" and "2306".
            text += line if text[-1] in "-\u2010" and text[-2:-1].strip() and line[0].isalnum() else f" {line}"
        elif text[-1] == "-" and _is_compound(broken["first"].casefold(), continued.group(), words):
            text += line
        else:
            text = text[:-1] + line
    return text


def _is_compound(first: str, second: str, words: Collection[str]) -> bool:
    """Whether a hyphen between two parts is the writer's."""
    lower = second.casefold()
    whole, compound = first + lower in words, f"{first}-{lower}" in words
    if whole != compound:
        return compound
    if second[0].isupper() or len(first) == 1:
        return True
    if len(lower) > 2 and (first in _FIRST_PARTS or lower in _SECOND_PARTS):
        return True
    return first in words and lower in words and min(len(first), len(lower)) > 4
