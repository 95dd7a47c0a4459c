"""People by the spellings of their names: who is meant by one, and who was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from cvkit.model.fields import PersonRef
from cvkit.model.person import folded, printed
from cvkit.model.profile import Profile

ME = "me"

# Shorter words differ too easily (Yi, Yan, Yang are three people), and initials are no misspellings.
_MIN_LETTERS = 5
_MIN_LETTERS_FOR_TWO = 8
# Of longer ones there is none, and the combinations would be many.
_MAX_LETTERS = 24
# Nor is there a name of more words, though there may be a text where one should stand.
_MAX_WORDS = 12


class Spellings:
    """The names of a profile's people; finding one, or one like it, takes as long among many as among few."""

    def __init__(self, profile: Profile) -> None:
        names = {ME: profile.person.name} | {key: person.name for key, person in profile.people.items()}
        known_as = {key: person.known_as for key, person in profile.people.items() if person.known_as}
        self._ids = names.keys()
        self._people: dict[str, str] = {}
        for key, name in names.items():
            for spelling in (*name.spellings, *filter(None, [known_as.get(key)])):
                self._people.setdefault(folded(spelling), key)

    def who(self, person: PersonRef) -> str | None:
        """The id of the person meant, or None for a name that nobody here has."""
        return str(person) if person in self._ids else self._people.get(folded(printed(person)))

    def probably(self, person: PersonRef) -> str | None:
        """The id of a person whose name differs in one or two letters of one word, or None where there is none."""
        return next((self._near[trace] for trace in _traces(folded(printed(person))) if trace in self._near), None)

    @cached_property
    def _near(self) -> dict[tuple[str, ...], str]:
        return {trace: key for spelling, key in self._people.items() for trace in _traces(spelling)}


def _traces(name: str) -> Iterator[tuple[str, ...]]:
    """The name with up to two letters taken out of one word: names that are misspelt for each other share a trace."""
    words = name.split()
    if len(words) > _MAX_WORDS:
        return
    for position, word in enumerate(words):
        if _MIN_LETTERS <= len(word) <= _MAX_LETTERS:
            for shortened in _shortened(word):
                yield (*words[:position], f"{shortened}…", *words[position + 1 :])


def _shortened(word: str) -> Iterator[str]:
    yield word
    for missing in range(1, 3 if len(word) >= _MIN_LETTERS_FOR_TWO else 2):
        for kept in combinations(word, len(word) - missing):
            yield "".join(kept)
