"""Advice on people, organizations and venues: names misspelt, and names that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cvkit.load.advice.piece import Advice, pointer
from cvkit.load.spellings import ME, Spellings
from cvkit.model.fields import Model, PersonRef, Reference
from cvkit.model.person import printed
from cvkit.model.profile import Profile


def misspelt(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A name that is one or two letters from that of a known person is probably theirs."""
    known = Spellings(profile)
    told: set[str] = set()
    for place, people in _mentions(profile):
        for index, person in enumerate(people):
            if person in told or (not person.is_id and known.who(person)):
                continue
            near = None if person.is_id else known.probably(person)
            if near and near not in {known.who(other) for other in people}:
                told.add(person)
                name = profile.person.name if near == ME else profile.people[near].name
                at = f"{place}/{index}" if len(people) > 1 else place
                help = f"write the id `{near}`, or, if it is so in print, add the spelling to `also` of that name"
                yield Advice(at, f"`{printed(person)}` differs by a letter or two from {name.full}", help)


def _mentions(profile: Profile) -> Iterator[tuple[str, tuple[PersonRef, ...]]]:
    """Every list of people with its pointer."""
    for key, publication in profile.publications.items():
        yield pointer("publications", key, "authors"), publication.authors
        yield pointer("publications", key, "editors"), publication.editors
        for index, state in enumerate(publication.history):
            yield pointer("publications", key, "history", index, "authors"), state.authors or ()
    for key, position in profile.positions.items():
        yield pointer("positions", key, "mentors"), position.mentors
    for key, degree in profile.education.items():
        yield pointer("education", key, "advisors"), degree.advisors
    for key, course in profile.teaching.items():
        yield pointer("teaching", key, "instructors"), course.instructors
    for key, grant in profile.grants.items():
        yield pointer("grants", key, "people"), grant.people
    for key, student in profile.students.items():
        yield pointer("students", key, "name"), (student.name,)


def unused(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is named once is referred to at least once."""
    known = Spellings(profile)
    used = {(item.collection, str(item)) for item in _references(profile)}
    used |= {("people", str(known.who(item))) for item in _references(profile) if isinstance(item, PersonRef)}
    used |= {
        (section, key) for news in profile.news.values() for section, _, key in [(news.about or "").partition("/")]
    }
    for collection in ("organizations", "people", "venues"):
        for key in getattr(profile, collection):
            if (collection, key) not in used:
                yield Advice(
                    pointer(collection, key), f"nothing refers to `{key}`", "refer to it by its id, or delete it"
                )


def _references(value: object) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, Model | dict):
        for inner in (value if isinstance(value, dict) else vars(value)).values():
            yield from _references(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _references(inner)
