"""Who and what the profile names: people, venues and organizations under all their spellings, found in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cvkit.audit.names import Human, Likeness
from cvkit.audit.words import Words, squeezed, tokens
from cvkit.model.dates import PartialDate
from cvkit.model.entities import Named
from cvkit.model.fields import PersonRef
from cvkit.model.meant import Meant
from cvkit.model.person import Name, printed
from cvkit.model.profile import Profile

ME = "me"
_LEGAL = frozenset({"inc", "ltd", "llc", "gmbh", "corp", "corporation", "co", "plc", "ag", "sa", "limited"})


@dataclass(frozen=True, slots=True)
class Called:
    """One way to call a venue or an organization; `until` where it is of the past."""

    text: str
    words: tuple[str, ...]
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A venue or an organization in a text: its key, the name used, and the words from `first` to before `last`."""

    collection: str
    key: str
    called: Called
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody named in a text, by the words from `first` to before `last`."""

    human: Human
    first: int
    last: int


def _words(text: str) -> tuple[str, ...]:
    words = tokens(text)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what says that it is a company."""
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    return words


class Known:
    """The names of a profile, in all spellings."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.humans: dict[str, Human] = {ME: Human.of(ME, profile.person.name)}
        for key, person in profile.people.items():
            self.humans[key] = Human.of(key, person.name, [person.known_as] if person.known_as else [])
        self._literal: dict[str, Human] = {}
        self._meant = Meant(profile)

    # --- people ---

    def human(self, mention: PersonRef) -> Human:
        """The person whom the profile mentions by an id or by a name."""
        if mention in self.humans:
            return self.humans[mention]
        if mention not in self._literal:
            name = printed(mention)
            same = self._by_spelling.get(squeezed(name))
            self._literal[mention] = same or Human.of(name, Name.model_validate(str(mention)))
        return self._literal[mention]

    def author(self, mention: PersonRef) -> Human:
        """The author whom the profile mentions, who may be the person under a shorter form of the name."""
        return self.human(self._meant.author(mention))

    @cached_property
    def _by_spelling(self) -> dict[str, Human]:
        found: dict[str, Human] = {}
        for human in self.humans.values():
            for spelling in human.spellings:
                found.setdefault("".join((*spelling.given, *spelling.family)), human)
        return found

    @cached_property
    def _families(self) -> Mapping[str, list[Human]]:
        """Everybody in the profile by the last word of the family name."""
        for mention in _authors(self.profile):
            self.author(mention)
        for mention in _people(self.profile):
            self.human(mention)
        families: dict[str, list[Human]] = defaultdict(list)
        everyone = {human.key: human for human in (*self.humans.values(), *self._literal.values())}
        for human in everyone.values():
            for last in {(spelling.family or spelling.given)[-1:] for spelling in human.spellings}:
                for word in last:
                    families[word].append(human)
        return families

    def people_in(self, words: Words) -> list[Seen]:
        """Everybody named in a text by a full name or by initials and family, in order."""
        found: list[Seen] = []
        reached = 0
        for index, token in enumerate(words.tokens):
            if index < reached:
                continue
            best: Seen | None = None
            for human in self._families.get(token, ()):
                whole = [(index, index + 1)] if human.has_one_name else []
                for first, last in (*_windows(index, len(words), reached), *whole):
                    said = words.text[words.starts[first] : words.ends[last - 1]]
                    if "," in said.strip(",") and not re.fullmatch(r"[^,]+,\s*(\w\.?[\s-]*)+", said):
                        continue
                    longer = best is None or last - first > best.last - best.first
                    if longer and human.likeness(said) is Likeness.SAME:
                        best = Seen(human, first, last)
            if best:
                found.append(best)
                reached = best.last
        return found

    # --- venues and organizations ---

    def calls(self, collection: str, key: str) -> tuple[Called, ...]:
        """Every way to call it; a name of the past also in what is but a longer form of it: `Facebook Inc.`"""
        return self._calls.get((collection, key)) or (Called(key, _words(key)),)

    @cached_property
    def _calls(self) -> dict[tuple[str, str], tuple[Called, ...]]:
        found = {}
        for collection in ("venues", "organizations"):
            named: Mapping[str, Named] = getattr(self.profile, collection)
            for key, entry in named.items():
                found[collection, key] = tuple(_called(entry))
        for collection, key in _mentioned(self.profile):
            found.setdefault((collection, key), (Called(key, _words(key)),))
        return found

    def lineage(self, key: str) -> tuple[str, ...]:
        """An organization and what it is part of, innermost first."""
        chain = [key]
        while (known := self.profile.organizations.get(chain[-1])) and known.parent and known.parent not in chain:
            chain.append(known.parent)
        return tuple(chain)

    @cached_property
    def _first_words(self) -> Mapping[str, list[tuple[tuple[str, ...], str, str, Called]]]:
        starts: dict[str, list[tuple[tuple[str, ...], str, str, Called]]] = defaultdict(list)
        for (collection, key), names in self._calls.items():
            for called in names:
                if called.words:
                    starts[called.words[0]].append((called.words, collection, key, called))
        for listed in starts.values():
            listed.sort(key=lambda row: len(row[0]), reverse=True)
        return starts

    def mentions(self, words: Words) -> list[Mention]:
        """Every venue and organization named in a text, the longest names first where they overlap.

        Where several have the same name, such as a department of that name at two universities, all are given.
        """
        found: list[Mention] = []
        index = 0
        while index < len(words):
            size = 0
            for name, collection, key, called in self._first_words.get(words.tokens[index], ()):
                if len(name) < size:
                    break
                if words.tokens[index : index + len(name)] == name and _is_name(words, index, name, called):
                    size = len(name)
                    found.append(Mention(collection, key, called, index, index + size))
            index += size or 1
        return found


def _windows(index: int, total: int, reached: int) -> Iterator[tuple[int, int]]:
    for back in (5, 4, 3, 2, 1):
        if index - back >= reached:
            yield index - back, index + 1
    for ahead in (3, 2, 1):
        if index + 1 + ahead <= total:
            yield index, index + 1 + ahead


def _called(named: Named) -> Iterator[Called]:
    formers = {}
    for former in named.formerly:
        for text in (former.name, former.short):
            if text and _words(text) not in {_words(named.name), _words(named.short or "")}:
                formers[_bare(_words(text))] = former.until
    for text in dict.fromkeys(
        [
            named.name,
            named.short,
            *named.also,
            *(former.name for former in named.formerly),
            *(former.short for former in named.formerly),
        ]
    ):
        if text:
            yield Called(text, _words(text), formers.get(_bare(_words(text))))


def _is_name(words: Words, index: int, name: tuple[str, ...], called: Called) -> bool:
    """Whether a single word is the name rather than a common word: `Meta`, not `meta-learning`; `MASS`, not `mass`."""
    if len(name) > 1:
        return True
    said = words.text[words.starts[index] : words.ends[index]]
    capitals = sum(char.isupper() for char in said)
    if sum(char.isupper() for char in called.text) > 1:
        return capitals > 1 or said == called.text
    return said[:1] == called.text[:1] and words.text[words.ends[index] : words.ends[index] + 1] != "-"


def _authors(profile: Profile) -> Iterator[PersonRef]:
    for work in profile.publications.values():
        yield from work.authors
        for state in work.history:
            yield from state.authors or ()


def _people(profile: Profile) -> Iterator[PersonRef]:
    for work in profile.publications.values():
        yield from work.editors
    groups: list[Iterable[Any]] = [profile.positions.values(), profile.education.values(), profile.teaching.values()]
    for entry in (item for group in groups for item in group):
        for field in ("mentors", "advisors", "instructors"):
            yield from getattr(entry, field, ())
    for grant in profile.grants.values():
        yield from grant.people
    for student in profile.students.values():
        yield student.name


def _mentioned(profile: Profile) -> Iterator[tuple[str, str]]:
    """Venues and organizations that are named only where they occur."""
    for work in profile.publications.values():
        for venue in (work.venue, *(state.venue for state in work.history)):
            if venue:
                yield "venues", venue
        if work.institution:
            yield "organizations", work.institution
    listed: list[Iterable[Any]] = [
        profile.positions.values(),
        profile.education.values(),
        profile.teaching.values(),
        profile.students.values(),
        profile.talks.values(),
        profile.service.values(),
        profile.honors.values(),
        profile.grants.values(),
    ]
    for entry in (item for group in listed for item in group):
        for organization in (*getattr(entry, "organizations", ()), *getattr(entry, "hosts", ())):
            yield "organizations", organization
        if getattr(entry, "organization", None):
            yield "organizations", entry.organization
        for field in ("event", "venue"):
            if getattr(entry, field, None):
                yield "venues", getattr(entry, field)
