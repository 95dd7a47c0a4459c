"""Publications for machines: the state of the day and no more; and students underlined in author lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.view.compose import compose
from cvkit.view.document import Citation, Entry, Underline, plain
from profiles import Raw, small

NOW = date(2026, 11, 22)

WORK = {
    "title": r"Costs \$5 in $O(n)$",
    "authors": ["Bo Li", "me"],
    "kind": "journal",
    "venue": "memoirs",
    "date": "2021-07-15",
    "volume": 7,
    "number": 2,
    "pages": "1–9",
    "ids": {"doi": "10.1234/5", "arxiv": "2002.01234"},
    "links": [{"kind": "code", "url": "https://code.example"}],
    "abstract": "It costs $O(n)$.",
    "history": [
        {"date": "2020-02", "status": "preprint", "title": "Costs", "authors": ["me"], "venue": "arXiv"},
        {"date": "2021-03", "status": "accepted"},
        {"date": "2021-07-15", "status": "published"},
    ],
}
VENUES = {"memoirs": {"name": "Memoirs of the Society", "short": "MemSoc"}}


def entry(as_of: date = NOW, document: str = "site", **more: Any) -> Entry:
    drawn = compose(small(**{"publications": {"p": WORK}, "venues": VENUES} | more), document, as_of)
    (found,) = [entry for section in drawn.sections if section.name == "publications" for entry in section.entries]
    return found


def citation(as_of: date = NOW, document: str = "site") -> Citation:
    record = entry(as_of, document).record
    assert isinstance(record, Citation)
    return record


def test_a_published_work_has_all_that_it_shows() -> None:
    record = citation()
    assert (record.key, record.kind, record.status) == ("p", "journal", "published")
    assert (record.title, record.abstract) == (r"Costs \$5 in $O(n)$", "It costs $O(n)$.")
    assert [(author.given, author.family, author.own) for author in record.authors] == [
        ("Bo", "Li", False),
        ("Ada", "Lovelace", True),
    ]
    assert (record.venue, record.venue_short, record.date) == ("Memoirs of the Society", "MemSoc", "2021-07-15")
    assert (record.volume, record.number, record.pages) == ("7", "2", "1–9")
    assert record.ids == {"doi": "10.1234/5", "arxiv": "2002.01234"}
    assert record.links == {"code": "https://code.example"}


@pytest.mark.parametrize(
    ("as_of", "kind", "status", "title", "printed", "ids", "volume"),
    [
        (date(2020, 3, 1), "preprint", "preprint", "Costs", "2020-02", {"arxiv": "2002.01234"}, ""),
        (date(2021, 4, 1), "journal", "accepted", WORK["title"], "2021", {"arxiv": "2002.01234"}, ""),
        (date(2021, 7, 15), "journal", "published", WORK["title"], "2021-07-15", WORK["ids"], "7"),
    ],
)
def test_a_record_is_of_the_state_of_the_day(
    as_of: date, kind: str, status: str, title: str, printed: str, ids: Raw, volume: str
) -> None:
    record = citation(as_of)
    assert (record.kind, record.status, record.title, record.date) == (kind, status, title, printed)
    assert (record.ids, record.volume) == (ids, volume)


def test_an_abstract_is_in_the_record_only_where_it_shows() -> None:
    assert citation(document="cv").abstract == ""


def underlined(student: Raw, as_of: date = NOW, **more: Raw) -> str:
    documents = {"site": {"underline_students": True}}
    given: dict[str, Any] = {"students": {"s": {"degree": "Ph.D."} | student}, "documents": documents} | more
    people = entry(as_of, **given).people
    return "".join(plain(node.children) for node in people if isinstance(node, Underline))


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        ({"name": "Bo Li"}, "Bo Li"),
        ({"name": "Li, Bo", "start": 2019}, "Li, Bo"),
        ({"name": "Bo Li", "start": "2021-07-15"}, "Bo Li"),
        ({"name": "Bo Li", "start": "2021-07-16"}, ""),
        ({"name": "Bo Li", "start": 2018, "end": "2020-02"}, "Bo Li"),
        ({"name": "Bo Li", "start": 2018, "end": "2020-01"}, ""),
        ({"name": "Bo Li", "show": "cv"}, ""),
        ({"name": "Cy Ro"}, ""),
    ],
)
def test_students_are_underlined_in_what_they_wrote_as_students(student: Raw, expected: str) -> None:
    # A mention is known by any of its spellings once the person is named among the people.
    people = {"bo": {"name": "Bo Li"}} if "," in student["name"] else {}
    assert underlined(student, people=people) == (expected and "Bo Li")


def test_nobody_is_underlined_unless_asked_and_a_footnote_says_what_it_means() -> None:
    students = {"s": {"name": "Bo Li", "degree": "Ph.D."}}
    assert not any(isinstance(node, Underline) for node in entry(students=students).people)
    profile = small(
        publications={"p": WORK}, venues=VENUES, students=students, documents={"cv": {"underline_students": True}}
    )
    (section,) = [found for found in compose(profile, "cv", NOW).sections if found.name == "publications"]
    assert section.footnote == "underlined: advised student"
