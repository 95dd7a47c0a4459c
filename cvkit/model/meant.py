"""Who is meant by a mention of a person: an id, or any spelling of a name."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.entities import Acquaintance
from cvkit.model.fields import PersonRef
from cvkit.model.own_name import is_form_of
from cvkit.model.person import Person, folded, printed
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication

ME = PersonRef("me")


class Meant:
    """Looks up in a profile who is meant."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        # Coauthors are asked for again and again.
        self._authors: dict[PersonRef, PersonRef] = {}
        known: list[tuple[str, Acquaintance | Person]] = [*profile.people.items(), (ME, profile.person)]
        self._spellings = {
            folded(spelling): PersonRef(key)
            for key, person in known
            for spelling in (*person.name.spellings, *_known_as(person))
        }

    def author(self, person: PersonRef) -> PersonRef:
        """The id of the author meant, where that is known, otherwise the mention itself.

        The person's own name is known in shorter forms, too.
        """
        found = self._authors.get(person)
        if found is None:
            found = self.person(person)
            if found == person and self._is_own_form(person):
                found = ME
            self._authors[person] = found
        return found

    def person(self, person: PersonRef) -> PersonRef:
        """The id of the person meant, where a spelling of the name is known, otherwise the mention itself."""
        if person in self._profile.people or person == ME:
            return person
        return self._spellings.get(folded(printed(person)), person)

    def _is_own_form(self, person: PersonRef) -> bool:
        """Whether it can be but the person's own name: nobody else's, and of nobody beside the person in a list."""
        if person == ME or person in self._profile.people or not is_form_of(person, self._profile.person.name):
            return False
        others = (known.name for known in self._profile.people.values())
        lists = (names for work in self._profile.publications.values() for names in _author_lists(work))
        beside = any(person in names and any(self.person(name) == ME for name in names) for names in lists)
        return not beside and not any(is_form_of(person, name) for name in others)


def _author_lists(work: Publication) -> Iterator[tuple[PersonRef, ...]]:
    yield work.authors
    yield from (state.authors for state in work.history if state.authors)


def _known_as(person: Acquaintance | Person) -> tuple[str, ...]:
    return (person.known_as,) if isinstance(person, Acquaintance) and person.known_as else ()
