"""What the profile expects a document to say: its entries as sets of names, places, people and dates to look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from cvkit.audit.formulas import between_math
from cvkit.audit.known import Known
from cvkit.audit.names import Human
from cvkit.audit.reading.math import through_math
from cvkit.audit.words import Words, squeezed, tokens
from cvkit.model.activities import Talk
from cvkit.model.career import Degree
from cvkit.model.dates import PartialDate
from cvkit.model.fields import Entry, Period
from cvkit.model.profile import Profile
from cvkit.view.activities import announced
from cvkit.view.career import begun, closing_day
from cvkit.view.context import pointer
from cvkit.view.inline import dollars, phrase

_FEWEST_WORDS_OF_REMARK = 3
"""A note such as "2023" or "since 2023" would hide the dates of other entries."""
DEGREES: tuple[tuple[str, ...], ...] = (
    # every row the same degree, in all the ways in which it is written
    ("Ph.D.", "PhD", "Doctor of Philosophy", "DPhil", "D.Phil.", "Doctorate", "Doctoral degree", "Doctor"),
    ("M.S.", "MS", "MSc", "M.Sc.", "Master of Science", "Master's", "Masters", "Master", "S.M.", "SM"),
    ("B.S.", "BS", "BSc", "B.Sc.", "Bachelor of Science", "Bachelor's", "Bachelors", "Bachelor", "S.B.", "Sc.B."),
    ("M.A.", "MA", "Master of Arts", "Master's", "Master", "A.M.", "AM"),
    ("B.A.", "BA", "Bachelor of Arts", "Bachelor's", "Bachelor", "A.B.", "AB"),
    ("M.Eng.", "MEng", "Master of Engineering", "M.E.", "Master"),
    ("B.Eng.", "BEng", "Bachelor of Engineering", "B.E.", "B.Tech.", "BTech", "Bachelor of Technology", "Bachelor"),
    ("M.Phil.", "MPhil", "Master of Philosophy"),
    ("M.B.A.", "MBA", "Master of Business Administration"),
    ("M.D.", "MD", "Doctor of Medicine"),
)
ROLES: tuple[tuple[str, ...], ...] = (
    # what a title begins with or is, and what else it is called
    (
        "Postdoctoral Researcher",
        "Postdoctoral Fellow",
        "Postdoctoral Scholar",
        "Postdoctoral Associate",
        "Postdoc",
        "Postdoctoral Research Fellow",
        "Postdoctoral Research Associate",
        "Post-doc",
    ),
    ("Teaching Assistant", "TA", "Graduate Teaching Assistant"),
    ("Research Assistant", "RA", "Graduate Research Assistant"),
    ("Assistant Professor", "Asst. Prof.", "Asst. Professor", "Assistant Prof."),
    ("Associate Professor", "Assoc. Prof.", "Assoc. Professor", "Associate Prof."),
    ("Professor", "Prof.", "Full Professor"),
    ("Instructor", "Course Instructor", "Lecturer", "Primary Instructor"),
    ("Principal Investigator", "PI"),
    ("Co-Principal Investigator", "co-PI"),
)


def synonyms(text: str, table: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """A text and what a table knows it to be called otherwise."""
    rows = [row for row in table if squeezed(text) in {squeezed(name) for name in row}]
    return tuple(dict.fromkeys([text, *(name for row in rows for name in row)]))


@dataclass(frozen=True, slots=True)
class PlaceExpected:
    """A venue or an organization with what it is part of; `day` is the day whose names count."""

    path: str
    collection: str
    keys: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Literal:
    """A text that may stand in an entry; looked at only where something nearly the same stands instead."""

    what: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """An entry of the profile, as what to look for. `dates` are single ones; a period has its own field."""

    section: str
    key: str
    entry: Entry
    titles: tuple[str, ...]
    """The title and its synonyms."""
    title_path: str = ""
    codes: tuple[str, ...] = ()
    places: tuple[PlaceExpected, ...] = ()
    people: tuple[tuple[str, Human], ...] = ()
    period: Period | None = None
    dates: tuple[tuple[str, PartialDate], ...] = ()
    literals: tuple[Literal, ...] = ()
    begun: bool = True
    whole: frozenset[str] = field(default_factory=frozenset)
    """The squeezed titles."""

    @property
    def path(self) -> str:
        """Where it stands in the profile."""
        return pointer(self.section, self.key)

    @property
    def title(self) -> str:
        """Its title, in a few words."""
        return self.titles[0] if self.titles else self.key


class Catalog:
    """All entries of a profile as they are to be found in a document judged on a day."""

    def __init__(self, profile: Profile, known: Known, as_of: date) -> None:
        self.profile = profile
        self.known = known
        self.as_of = as_of

    @cached_property
    def sections(self) -> Mapping[str, tuple[Expected, ...]]:
        """What is expected, by section; publications have their own book."""
        makers = {
            "positions": self._position,
            "education": self._degree,
            "talks": self._talk,
            "teaching": self._course,
            "students": self._student,
            "grants": self._grant,
            "honors": self._honor,
            "service": self._service,
        }
        return {
            name: tuple(make(key, entry) for key, entry in getattr(self.profile, name).items())
            for name, make in makers.items()
        }

    @cached_property
    def titles(self) -> TitleIndex:
        """All titles of publications and other entries, to be found in text."""
        index = TitleIndex()
        for key, work in self.profile.publications.items():
            for text in {work.title, *(state.title for state in work.history if state.title)}:
                index.add("publications", key, text)
        for section, entries in self.sections.items():
            for expected in entries:
                for text in expected.titles:
                    index.add(section, expected.key, text)
        return index

    @cached_property
    def remarks(self) -> TitleIndex:
        """What entries tell in words of their own, such as highlights: dates in it are none of the entry."""
        index = TitleIndex()
        for section, entries in self.sections.items():
            for expected in entries:
                for text in self._remarks(expected.entry):
                    inlines = phrase(expected.path, text)
                    for part in (through_math(dollars(inlines)), *between_math(inlines)):
                        if len(tokens(part)) >= _FEWEST_WORDS_OF_REMARK:
                            index.add(section, expected.key, part)
        return index

    def _remarks(self, entry: Any) -> Iterator[str]:
        yield from getattr(entry, "highlights", ())
        yield from filter(None, (getattr(entry, name, None) for name in ("note", "topic", "later")))
        if thesis := self.profile.publications.get(getattr(entry, "thesis", None) or ""):
            yield thesis.title

    def _places(self, path: str, collection: str, mentioned: Any, day: date) -> Iterator[PlaceExpected]:
        single = isinstance(mentioned, str)
        for index, key in enumerate([mentioned] if single else mentioned or ()):
            keys = self.known.lineage(key) if collection == "organizations" else (str(key),)
            yield PlaceExpected(path if single else f"{path}/{index}", collection, keys, day)

    def _people(self, path: str, mentioned: Any) -> tuple[tuple[str, Human], ...]:
        return tuple((f"{path}/{index}", self.known.human(person)) for index, person in enumerate(mentioned))

    def _make(self, section: str, key: str, entry: Any, titles: tuple[str, ...], **given: Any) -> Expected:
        given["places"] = tuple(given.get("places", ()))
        whole = frozenset(squeezed(title) for title in titles)
        literals = given.pop("literals", ())
        path = pointer(section, key)
        told = tuple(Literal(what, f"{path}/{what}", text) for what in literals if (text := getattr(entry, what)))
        return Expected(section, key, entry, titles, whole=whole, literals=told, **given)

    def _position(self, key: str, entry: Any) -> Expected:
        path = pointer("positions", key)
        return self._make(
            "positions",
            key,
            entry,
            synonyms(entry.title, ROLES),
            title_path=f"{path}/title",
            places=self._places(f"{path}/organizations", "organizations", entry.organizations, self._closing(entry)),
            people=self._people(f"{path}/mentors", entry.mentors),
            period=entry,
            begun=begun(entry, self.as_of),
            literals=("specialization", "place"),
        )

    def _degree(self, key: str, entry: Degree) -> Expected:
        path = pointer("education", key)
        return self._make(
            "education",
            key,
            entry,
            synonyms(entry.degree, DEGREES),
            title_path=f"{path}/degree",
            places=self._places(f"{path}/organizations", "organizations", entry.organizations, self._closing(entry)),
            people=self._people(f"{path}/advisors", entry.advisors),
            period=entry,
            begun=begun(entry, self.as_of),
            literals=("field", "specialization", "place", "note"),
        )

    def _talk(self, key: str, entry: Talk) -> Expected:
        path, day = pointer("talks", key), min(entry.date.last, self.as_of)
        return self._make(
            "talks",
            key,
            entry,
            (entry.title,) if entry.title else (),
            title_path=f"{path}/title",
            places=[
                *self._places(f"{path}/event", "venues", entry.event, day),
                *self._places(f"{path}/hosts", "organizations", entry.hosts, day),
            ],
            dates=((f"{path}/date", entry.date),),
            begun=announced(entry, self.as_of) and not entry.cancelled,
            literals=("place", "room"),
        )

    def _course(self, key: str, entry: Any) -> Expected:
        path, day = pointer("teaching", key), min(max(term.last for term in entry.terms), self.as_of)
        return self._make(
            "teaching",
            key,
            entry,
            (entry.title,),
            title_path=f"{path}/title",
            codes=(entry.code,) if entry.code else (),
            places=self._places(f"{path}/organizations", "organizations", entry.organizations, day),
            people=self._people(f"{path}/instructors", entry.instructors),
            dates=tuple((f"{path}/terms/{index}", term) for index, term in enumerate(entry.terms)),
            begun=any(term.begun(self.as_of) for term in entry.terms),
        )

    def _student(self, key: str, entry: Any) -> Expected:
        path = pointer("students", key)
        human = self.known.human(entry.name)
        return self._make(
            "students",
            key,
            entry,
            (human.name,),
            title_path=f"{path}/name",
            places=self._places(f"{path}/organizations", "organizations", entry.organizations, self._closing(entry)),
            period=entry,
            begun=begun(entry, self.as_of),
            literals=("topic", "later", "role"),
        )

    def _grant(self, key: str, entry: Any) -> Expected:
        path = pointer("grants", key)
        return self._make(
            "grants",
            key,
            entry,
            (entry.title,),
            title_path=f"{path}/title",
            codes=(entry.number,) if entry.number else (),
            places=self._places(f"{path}/organization", "organizations", entry.organization, self._closing(entry)),
            people=self._people(f"{path}/people", entry.people),
            period=entry,
            begun=begun(entry, self.as_of),
            literals=("amount",),
        )

    def _honor(self, key: str, entry: Any) -> Expected:
        path, day = pointer("honors", key), min(entry.date.last, self.as_of)
        return self._make(
            "honors",
            key,
            entry,
            (entry.title,),
            title_path=f"{path}/title",
            places=[
                *self._places(f"{path}/venue", "venues", entry.venue, day),
                *self._places(f"{path}/organization", "organizations", entry.organization, day),
            ],
            dates=((f"{path}/date", entry.date),),
            begun=entry.date.begun(self.as_of),
            literals=("amount",),
        )

    def _service(self, key: str, entry: Any) -> Expected:
        path, day = pointer("service", key), min(max(year.last for year in entry.years), self.as_of)
        return self._make(
            "service",
            key,
            entry,
            (entry.title,) if entry.title else (),
            title_path=f"{path}/title",
            places=[
                *self._places(f"{path}/venue", "venues", entry.venue, day),
                *self._places(f"{path}/organization", "organizations", entry.organization, day),
            ],
            dates=tuple((f"{path}/years/{index}", year) for index, year in enumerate(entry.years)),
            begun=any(year.begun(self.as_of) for year in entry.years),
        )

    def _closing(self, period: Period) -> date:
        return closing_day(period, self.as_of)


@dataclass(frozen=True, slots=True)
class TitleSeen:
    """A known title in a text, by the words from `first` to before `last`, and the entries that bear it."""

    first: int
    last: int
    bearers: frozenset[tuple[str, str]]

    def within(self, other: TitleSeen) -> bool:
        """Whether it is but a part of another."""
        inside = other.first <= self.first and self.last <= other.last
        return inside and self.last - self.first < other.last - other.first


class TitleIndex:
    """Known titles by how they begin."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._starts: dict[str, list[str]] = defaultdict(list)

    def add(self, section: str, key: str, title: str) -> None:
        """Make a title known as that of an entry."""
        whole = squeezed(title)
        if len(whole) < 2:
            return
        if whole not in self._bearers:
            self._starts[whole[:3]].append(whole)
        self._bearers[whole].add((section, key))

    def find(self, words: Words, section: str = "") -> list[TitleSeen]:
        """The titles, perhaps of one section alone, that stand in a text word for word, the longest first."""
        found: list[TitleSeen] = []
        edges = {edge: index for index, edge in enumerate(words.edges)}
        index = 0
        while index < len(words):
            at = words.edges[index]
            best: TitleSeen | None = None
            for whole in self._starts.get(words.squeezed[at : at + 3], ()):
                end = edges.get(at + len(whole))
                if end is None or (best and end <= best.last) or not words.squeezed.startswith(whole, at):
                    continue
                bearers = {bearer for bearer in self._bearers[whole] if not section or bearer[0] == section}
                if bearers:
                    best = TitleSeen(index, end, frozenset(bearers))
            if best:
                found.append(best)
            index = best.last if best else index + 1
        return found
