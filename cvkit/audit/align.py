"""Which published entry tells of which entry of the profile: at most one each, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Generic, TypeVar

C = TypeVar("C")

LIKELIEST = 12
"""How many entries of the profile are looked at closely for one published entry."""

_MOST = 1500
"""How many bearers of features are counted for one published entry, so that time grows with their number alone."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[C]):
    """A published entry, the key of the one in the profile, and how sure it is that they are the same."""

    claim: C
    key: str
    score: float


class Features:
    """Entries of the profile by their features; a feature that many share counts for little."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._bearers: dict[str, list[str]] = defaultdict(list)
        for key, features in entries.items():
            for feature in set(features):
                self._bearers[feature].append(key)

    def likeliest(self, features: Iterable[str]) -> list[str]:
        """The entries that share most with a published one, best first; rare features count before common ones."""
        borne = sorted((self._bearers[feature] for feature in set(features) if feature in self._bearers), key=len)
        weights: dict[str, float] = defaultdict(float)
        looked_at = 0
        for bearers in borne:
            looked_at += len(bearers)
            if looked_at > _MOST and weights:
                break
            for key in bearers:
                weights[key] += 1 / len(bearers)
        return nsmallest(LIKELIEST, weights, key=lambda key: (-weights[key], key))


def assigned(
    claims: Sequence[C], likely: Callable[[C], Iterable[str]], score: Callable[[C, str], float], enough: float
) -> tuple[dict[int, Pair[C]], list[Pair[C]]]:
    """The assignment, by the place of each published entry, and the best pair of each that is left without."""
    pairs = [
        (score(claim, key), -index, key) for index, claim in enumerate(claims) for key in dict.fromkeys(likely(claim))
    ]
    pairs.sort(key=lambda row: (-row[0], -row[1], row[2]))
    found: dict[int, Pair[C]] = {}
    taken: set[str] = set()
    best: dict[int, Pair[C]] = {}
    for value, negative, key in pairs:
        index = -negative
        best.setdefault(index, Pair(claims[index], key, value))
        if value >= enough and index not in found and key not in taken:
            found[index] = Pair(claims[index], key, value)
            taken.add(key)
    return found, [best[index] for index in best if index not in found]
