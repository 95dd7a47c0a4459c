"""How a recipe has things written: author lists, numbers, order and groups."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.view.compose import compose
from cvkit.view.document import Document, Section, plain
from profiles import Raw, small

AS_OF = date(2026, 11, 22)
PEOPLE = ["Yi-An Ma", "Bo Li", "me", "Cy Wu"]


def works() -> dict[str, Raw]:
    """Four works of different kinds, years and states."""
    common = {"authors": PEOPLE, "venue": "V"}
    return {
        "a": {"title": "A", "kind": "journal", "date": 2019, **common},
        "b": {"title": "B", "kind": "conference", "date": 2021, **common},
        "c": {"title": "C", "kind": "conference", "date": 2020, **common, "authors": ["me", "Bo Li"]},
        "d": {
            "title": "D",
            "kind": "journal",
            "date": 2026,
            "authors": ["Bo Li", "me"],
            "history": [{"date": 2025, "status": "under-review"}],
        },
    }


def drawn(section: Raw | None = None, **recipe: Any) -> Section:
    """The publications of a document with that recipe."""
    sections = [{"section": "publications", **(section or {})}]
    profile = small(publications=works(), documents={"mine": {"sections": sections, **recipe}})
    return document_section(compose(profile, "mine", AS_OF))


def document_section(document: Document) -> Section:
    """The one section of a document."""
    (section,) = document.sections
    return section


def titles(section: Section) -> list[str]:
    """The titles in order."""
    return [plain(entry.title) for entry in section.entries]


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ({}, "Yi-An Ma, Bo Li, Ada Lovelace, Cy Wu"),
        ({"authors": "initials"}, "Y.-A. Ma, B. Li, A. Lovelace, C. Wu"),
        ({"max_authors": 4}, "Yi-An Ma, Bo Li, Ada Lovelace, Cy Wu"),
        ({"max_authors": 3}, "Yi-An Ma, Bo Li, Ada Lovelace, et al."),
        ({"max_authors": 2}, "Yi-An Ma, Bo Li, Ada Lovelace, et al."),
        ({"max_authors": 1}, "Yi-An Ma, …, Ada Lovelace, et al."),
        ({"max_authors": 1, "authors": "initials"}, "Y.-A. Ma, …, A. Lovelace, et al."),
    ],
)
def test_author_lists_keep_the_persons_own_name(recipe: Raw, expected: str) -> None:
    entry = next(entry for entry in drawn(**recipe).entries if plain(entry.title) == "B")
    assert plain(entry.people) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({}, ["D", "B", "C", "A"]),
        ({"order": "oldest"}, ["A", "C", "B", "D"]),
        ({"order": "profile"}, ["A", "B", "C", "D"]),
        ({"author": "first"}, ["C"]),
        ({"author": "last"}, ["D"]),
        ({"limit": 2}, ["D", "B"]),
    ],
)
def test_order_and_choice(section: Raw, expected: list[str]) -> None:
    assert titles(drawn(section)) == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("none", {"": ["D", "B", "C", "A"]}),
        ("kind", {"Journal articles": ["A"], "Conference papers": ["B", "C"], "Under review": ["D"]}),
        ("year", {"2025": ["D"], "2021": ["B"], "2020": ["C"], "2019": ["A"]}),
        ("status", {"Published": ["B", "C", "A"], "Under review": ["D"]}),
    ],
)
def test_groups(group: str, expected: dict[str, list[str]]) -> None:
    section = drawn({"group": group})
    assert {found.title: [plain(entry.title) for entry in found.entries] for found in section.groups} == expected


@pytest.mark.parametrize(
    ("numbering", "expected"), [("none", [""] * 4), ("through", list("1234")), ("group", ["1", "1", "2", "1"])]
)
def test_numbering(numbering: str, expected: list[str]) -> None:
    section = drawn({"group": "kind", "numbering": numbering})
    assert [entry.number for entry in section.entries] == expected


def test_a_selection_is_called_one() -> None:
    profile = small(publications={"a": {**works()["a"], "selected": True}})
    headings = [section.title for section in compose(profile, "cv-short", AS_OF).sections]
    assert "Selected publications" in headings
