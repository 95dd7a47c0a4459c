"""Text as a sequence of folded words: without case, accents and punctuation, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# In Chinese, Japanese and Korean every character is a word: nothing else tells where one ends.
_EAST = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_WORD = re.compile(rf"[{_EAST}]|&|(?:[^\W_{_EAST}]|[\u0300-\u036f])+")
# Letters that do not decompose, and the ampersand.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "&": "and", "ħ": "h", "ə": "e"}
)
_COMBINING = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return "and" if word == "&" else word.lower()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", word.casefold())).translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its words; `starts` and `ends` are their offsets in it."""

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    squeezed: str = field(repr=False)
    """All words without anything between: what hyphens and line breaks leave the same."""
    edges: tuple[int, ...] = field(repr=False)
    """Where each word begins in `squeezed`, and the end of the last."""

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text."""
        found = list(_WORD.finditer(text))
        tokens = tuple(fold(match[0]) for match in found)
        edges = [0]
        for token in tokens:
            edges.append(edges[-1] + len(token))
        return cls(
            text,
            tokens,
            tuple(match.start() for match in found),
            tuple(match.end() for match in found),
            "".join(tokens),
            tuple(edges),
        )

    def __len__(self) -> int:
        return len(self.tokens)

    def find(self, squeezed: str, *, begun: bool = False, goes_on: bool = False) -> Iterator[tuple[int, int]]:
        """Every run of words, as first and last plus one, that reads so when squeezed.

        The words are whole ones, but that the first may have begun before and the last may go on.
        """
        at = self.squeezed.find(squeezed) if squeezed else -1
        while at >= 0:
            first, last = bisect_right(self.edges, at) - 1, bisect_left(self.edges, at + len(squeezed))
            if (begun or self.edges[first] == at) and (goes_on or self.edges[last] == at + len(squeezed)):
                yield first, last
            at = self.squeezed.find(squeezed, at + 1)

    def holds(self, squeezed: str) -> bool:
        """Whether some run of whole words reads so when squeezed."""
        return next(self.find(squeezed), None) is not None

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of a run of words."""
        return self.starts[first], self.ends[last - 1]


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(match[0]) for match in _WORD.finditer(text))


def squeezed(text: str) -> str:
    """The folded words of a text without anything between: equal for spellings that differ in marks alone."""
    return "".join(tokens(text))


Span = tuple[int, int]


def blanked(text: str, spans: list[Span], mark: str = "\x1e") -> str:
    """The text with every span overwritten by a mark, so that offsets stay."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = mark * (end - start)
    return "".join(letters)
