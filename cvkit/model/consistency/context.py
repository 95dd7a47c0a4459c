"""What rules of consistency are made of: what they find, and what they may ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from cvkit.model.profile import Profile

# Looking for the nearest of many ids takes long, and nobody reads a hundred suggestions.
_MAX_SUGGESTIONS = 20

Path: TypeAlias = tuple[str | int, ...]


class Inconsistency(NamedTuple):
    """Two facts that cannot both hold, or a mention of one that is not there."""

    path: Path
    """The keys and indices that lead from the profile to the value."""
    message: str
    help: str


@dataclass(slots=True)
class Context:
    """What rules may ask beyond the value itself: the profile, its ids, and which word was meant."""

    profile: Profile
    known: Mapping[str, Collection[str]]
    suggestions: int = 0
    names: dict[str, Collection[str]] = field(default_factory=dict)

    def ids(self, collection: str) -> Collection[str]:
        """The ids of a section, those of entries that could not be read among them."""
        if collection not in self.names:
            here: Collection[str] = getattr(self.profile, collection)
            self.names[collection] = self.known.get(collection, here)
        return self.names[collection]

    def nearest(self, word: str, choices: Iterable[str]) -> str | None:
        """The choice that is most like a word, if one is and not too many have been looked for."""
        self.suggestions += 1
        if self.suggestions > _MAX_SUGGESTIONS:
            return None
        import difflib

        likely = [choice for choice in choices if abs(len(choice) - len(word)) <= 3]
        return next(iter(difflib.get_close_matches(word[:64], likely, n=1)), None)


Rule: TypeAlias = Callable[[Any, Path, Context], Iterator[Inconsistency]]
