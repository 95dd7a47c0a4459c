"""Signs of formulas on the line of their formula, wherever TeX sets them: limits, fractions, large operators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvkit.audit.reading.pdf_words import Word

_LONGEST_SIGN = 6
_SMALLER = 0.75
"""How large a script is at most beside the text that it belongs to."""


def leveled(words: Iterable[Word]) -> list[Word]:
    """Words, each small sign beside a larger text on the baseline of that text, and behind a sign above or below it."""
    given = list(words)
    larger = {size: [other for other in given if size <= _SMALLER * other.size] for size in {w.size for w in given}}
    found: list[Word] = []
    reached = 0.0
    for word in given:
        host = _host(word, larger[word.size], given)
        if host is word:
            reached = 0.0
            found.append(word)
            continue
        moved = replace(word, baseline=host.baseline)
        if word.left < reached < word.right + word.size:
            moved = replace(moved, left=reached, right=max(reached, word.right))
        reached = moved.right
        found.append(moved)
    return found


def _host(word: Word, larger: list[Word], words: list[Word]) -> Word:
    """The nearest in height of those that a sign can belong to; without any, the word itself."""
    if len(word.text) > _LONGEST_SIGN:
        return word
    hosts = [other for other in larger if _is_beside(word, other, 0.8)]
    if not hosts or any(_is_in_line(word, other) for other in words):
        return word
    return min(hosts, key=lambda other: abs(other.baseline - word.baseline))


def _is_in_line(word: Word, other: Word) -> bool:
    """Whether a word has a neighbor of its size, and so is one of a text beside a large name or heading."""
    alike = other is not word and abs(other.size - word.size) < 0.05 * word.size
    return alike and _is_beside(word, other, 0.1)


def _is_beside(word: Word, other: Word, height: float) -> bool:
    """Whether a word stands right before or behind another, at most so many of its sizes above or below."""
    gap = max(word.left - other.right, other.left - word.right)
    return -0.3 * other.size < gap < 0.6 * other.size and abs(word.baseline - other.baseline) < height * other.size
