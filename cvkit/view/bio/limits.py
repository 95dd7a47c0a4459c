"""How long a bio may be, and which wordings of its sentences fit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cvkit.view.document import Inlines, plain


class Size(NamedTuple):
    """The length of a text in words and in characters; as a limit, perhaps infinite."""

    words: float
    characters: float


NO_LIMIT = Size(math.inf, math.inf)


class NoRoomError(ValueError):
    """Not even the shortest opening fits; `needed` is how many words or characters, by its `unit`, it has."""

    def __init__(self, needed: float, unit: str, limit: float) -> None:
        super().__init__(f"the shortest sentence has {needed} {unit}")
        self.needed = int(needed)
        self.unit = unit
        self.limit = limit


def measure(text: str) -> Size:
    """The size of a text; characters as web forms count them (UTF-16 units), spaces included."""
    folded = " ".join(text.split())
    return Size(len(folded.split()), len(folded.encode("utf-16-le", "surrogatepass")) // 2)


class Wording(NamedTuple):
    """One way to say a sentence; the lowest `priority` is taken first, and the one that says most has the highest."""

    sentence: str
    priority: float
    words: Inlines


def choose(wordings: Sequence[Wording], opening: str, limit: Size) -> Mapping[str, Inlines]:
    """The wording of each sentence that is said, so that all of them together keep to the limit.

    The opening sentence always stands, in its first wording at least: NoRoomError where that does not fit. Then one
    wording after the other, in order of priority, takes the place of the one before of its sentence, where it fits.
    """
    first = min((wording for wording in wordings if wording.sentence == opening), key=lambda wording: wording.priority)
    size = measure(plain(first.words))
    for needed, unit, most in zip(size, Size._fields, limit, strict=True):
        if needed > most:
            raise NoRoomError(needed, unit, most)
    chosen, sizes = {opening: first.words}, {opening: size}
    for wording in sorted(wordings, key=lambda wording: wording.priority):
        tried = sizes | {wording.sentence: measure(plain(wording.words))}
        if _fit(tried, limit):
            chosen[wording.sentence], sizes = wording.words, tried
    return chosen


def _fit(sizes: Mapping[str, Size], limit: Size) -> bool:
    """Whether sentences of these sizes keep to the limit together, with a space between each two."""
    words = sum(size.words for size in sizes.values())
    characters = sum(size.characters for size in sizes.values()) + len(sizes) - 1
    return words <= limit.words and characters <= limit.characters
