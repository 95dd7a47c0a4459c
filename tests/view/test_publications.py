"""A publication shows as it was on the day: title, authors, venue, status and links of the state then reached."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from cvkit.model.publication import Kind
from cvkit.view.compose import compose
from cvkit.view.document import Entry, Math, Text, plain
from cvkit.view.languages import LOCALES
from profiles import Raw, small

LATE = date(2030, 1, 1)

WORK: Raw = {
    "title": "Final Title",
    "authors": ["me", "Bo Li", "Cy Wu"],
    "equal": ["me", "Bo Li"],
    "kind": "journal",
    "venue": "Annals of Engines",
    "date": "2022-03",
    "volume": "7",
    "number": "2",
    "pages": "1–9",
    "award": "Best Paper",
    "note": "with an appendix",
    "ids": {"doi": "10.1234/x", "arxiv": "2005.12345", "openreview": "abc"},
    "links": [
        {"kind": "pdf", "url": "https://arxiv.org/pdf/2005.12345"},
        {"kind": "publisher", "url": "https://example.org/final"},
        {"kind": "code", "url": "https://example.org/code", "start": "2021-01"},
    ],
    "history": [
        {"date": "2020-05", "status": "preprint", "title": "First Title", "authors": ["me", "Bo Li"], "equal": []},
        {"date": "2020-09", "status": "under-review", "venue": "Journal of Wheels", "note": "major revision"},
        {"date": "2021-11", "status": "accepted"},
        {"date": "2022-03", "status": "published"},
    ],
}


def drawn(work: Raw, as_of: date, document: str = "cv") -> tuple[str, Entry] | None:
    """The group's heading and the entry of the only publication."""
    for section in compose(small(publications={"p": work}), document, as_of).sections:
        if section.name == "publications":
            return section.groups[0].title, next(section.entries)
    return None


def read(work: Raw, as_of: date) -> dict[str, Any]:
    found = drawn(work, as_of)
    assert found is not None
    group, entry = found
    return {
        "group": group,
        "title": plain(entry.title),
        "people": plain(entry.people),
        "venue": plain(entry.organization),
        "status": plain(entry.where),
        "year": plain(entry.when),
        "note": plain(entry.note),
        "links": [plain(link.children) for link in entry.links],
    }


PREPRINT = {
    "group": "Preprints",
    "title": "First Title",
    "people": "Ada Lovelace, Bo Li",
    "venue": "arXiv:2005.12345",
    "status": "",
    "year": "2020",
    "note": "",
    "links": ["pdf"],
}
UNDER_REVIEW = {
    "group": "Under review",
    "title": "Final Title",
    "people": "Ada Lovelace*, Bo Li*, Cy Wu",
    "venue": "Journal of Wheels",
    "status": "under review",
    "year": "2020",
    "note": "major revision",
    "links": ["pdf", "arXiv"],
}
ACCEPTED = {
    "group": "Journal articles",
    "title": "Final Title",
    "people": "Ada Lovelace*, Bo Li*, Cy Wu",
    "venue": "Annals of Engines",
    "status": "to appear",
    "year": "2022",
    "note": "Best Paper",
    "links": ["pdf", "code", "arXiv", "OpenReview"],
}
PUBLISHED = ACCEPTED | {
    "venue": "Annals of Engines 7(2), pp. 1–9",
    "status": "",
    "note": "Best Paper; with an appendix",
    "links": ["pdf", "publisher", "code", "DOI", "arXiv", "OpenReview"],
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-05-01", PREPRINT),
        ("2020-08-31", PREPRINT),
        ("2020-09-01", UNDER_REVIEW),
        ("2020-12-31", UNDER_REVIEW),
        ("2021-01-01", UNDER_REVIEW | {"links": ["pdf", "code", "arXiv"]}),
        ("2021-10-31", UNDER_REVIEW | {"links": ["pdf", "code", "arXiv"]}),
        ("2021-11-01", ACCEPTED),
        ("2022-02-28", ACCEPTED),
        ("2022-03-01", PUBLISHED),
        ("2030-01-01", PUBLISHED),
    ],
)
def test_each_state_has_its_own_facts(day: str, expected: dict[str, Any]) -> None:
    assert read(WORK, date.fromisoformat(day)) == expected


def test_nothing_shows_before_the_first_state() -> None:
    assert drawn(WORK, date(2020, 4, 30)) is None


def test_a_work_of_two_states_in_one_month_shows_the_later() -> None:
    history = [{"date": "2021-05", "status": "accepted"}, {"date": "2021-05-20", "status": "published"}]
    work = {"title": "T", "authors": ["me"], "kind": "journal", "date": "2021-05-20", "history": history}
    assert [read(work, date(2021, 5, day))["status"] for day in (19, 20)] == ["To appear", ""]


@pytest.mark.parametrize(
    ("arxiv", "before", "first"),
    [
        ("2005.12345", "2020-04-30", "2020-05-01"),
        ("math.AG/0502001", "2005-01-31", "2005-02-01"),
        ("hep-th/9901001v2", "1998-12-31", "1999-01-01"),
    ],
)
def test_an_arxiv_number_shows_not_before_its_month(arxiv: str, before: str, first: str) -> None:
    link = {"kind": "pdf", "url": f"https://arxiv.org/pdf/{arxiv}"}
    work = {"title": "T", "authors": ["me"], "kind": "preprint", "date": 1995, "ids": {"arxiv": arxiv}, "links": [link]}
    early, late = (read(work, date.fromisoformat(day)) for day in (before, first))
    assert (early["venue"], early["links"]) == ("", [])
    assert (late["venue"], late["links"]) == (f"arXiv:{arxiv}", ["pdf"])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "thesis", "degree": "Ph.D.", "institution": "Acme University"}, "Ph.D. thesis, Acme University"),
        ({"kind": "thesis"}, "Thesis"),
        ({"kind": "report", "institution": "Acme Labs"}, "Acme Labs"),
        (
            {"kind": "report", "number": "TR-7", "institution": "Acme Labs"},
            "Technical report TR-7, Acme Labs",
        ),
        (
            {"kind": "report", "number": "7", "institution": "Acme Labs", "venue": "Acme Series"},
            "Technical report 7, Acme Series, Acme Labs",
        ),
        ({"kind": "book", "publisher": "Acme Press"}, "Acme Press"),
        (
            {"kind": "book", "publisher": "Acme Press", "volume": "3", "editors": ["Bee, A."], "pages": "9"},
            "vol. 3, edited by A. Bee, pp. 9, Acme Press",
        ),
        ({"kind": "software", "number": "7", "institution": "Acme Labs"}, "Acme Labs, no. 7"),
        (
            {"kind": "chapter", "venue": "A Handbook", "editors": ["A. Bee", "C. Dee"], "publisher": "Acme Press"},
            "A Handbook, edited by A. Bee and C. Dee, Acme Press",
        ),
        (
            {"kind": "conference", "venue": "A Meeting", "pages": "1–9", "publisher": "Acme Press"},
            "A Meeting, pp. 1–9, Acme Press",
        ),
        ({"kind": "journal", "venue": "Annals", "volume": "7", "publisher": "Acme Press"}, "Annals 7"),
        ({"kind": "preprint", "venue": "bioRxiv", "ids": {"arxiv": "2005.12345"}}, "bioRxiv"),
        ({"kind": "preprint", "ids": {"arxiv": "2005.12345"}}, "arXiv:2005.12345"),
        ({"kind": "conference", "ids": {"arxiv": "2005.12345"}}, "arXiv:2005.12345"),
        ({"kind": "software"}, ""),
    ],
)
def test_every_kind_of_work_says_where_it_appeared(fields: Raw, expected: str) -> None:
    work = {"title": "T", "authors": ["me"], "date": "2021-01"} | fields
    found = read(work, LATE)
    assert found["venue"] == expected
    if fields["kind"] == "preprint":
        assert ("arXiv" in found["links"]) == (expected == "bioRxiv")


@pytest.mark.parametrize("kind", sorted({*get_args(Kind)} - {"preprint"}))
@pytest.mark.parametrize("venue", [None, "A Venue"])
def test_no_kind_of_work_loses_what_its_reference_has(kind: str, venue: str | None) -> None:
    fields = {"volume": "71", "number": "82", "pages": "93", "editors": ["A. Bee"], "publisher": "Acme Press"}
    work = {"title": "T", "authors": ["me"], "date": "2021", "kind": kind, "venue": venue} | fields
    said = read(work, LATE)["venue"]
    lost = {text for text in ("71", "82", "93", "A. Bee", "Acme Press") if text not in said}
    assert lost == ({"Acme Press"} if kind == "journal" and venue else set())


@pytest.mark.parametrize(
    ("language", "editors", "expected"),
    [
        ("en", ["A. Bee", "C. Dee"], "edited by A. Bee and C. Dee"),
        ("en", ["A. Bee", "C. Dee", "E. Eff"], "edited by A. Bee, C. Dee, and E. Eff"),
        ("de", ["A. Bee", "C. Dee"], "hrsg. von A. Bee und C. Dee"),
        ("fr", ["A. Bee", "C. Dee"], "dir. A. Bee et C. Dee"),
        ("es", ["A. Bee", "C. Dee"], "ed. A. Bee y C. Dee"),
        ("zh", ["A. Bee", "C. Dee"], "A. Bee和C. Dee 编"),
    ],
)
def test_editors_are_listed_as_the_language_lists_names(language: str, editors: list[str], expected: str) -> None:
    work = {"title": "T", "authors": ["me"], "kind": "book", "date": 2021, "editors": editors}
    profile = small(publications={"p": work}, documents={"cv": {"language": language}})
    (section,) = compose(profile, "cv", LATE).sections
    assert plain(next(section.entries).organization) == expected


@pytest.mark.parametrize("status", ["accepted", "under-review"])
@pytest.mark.parametrize("language", sorted(LOCALES))
def test_a_status_is_a_word_beside_the_venue_and_begins_a_sentence_without_one(status: str, language: str) -> None:
    work = {"title": "T", "authors": ["me"], "kind": "conference", "date": 2021}
    history = [{"date": 2020, "status": status}]
    told = []
    for venue in ("A Venue", None):
        state = {"venue": venue} if venue else {}
        works = {"p": work | {"history": [history[0] | state]}}
        profile = small(publications=works, documents={"cv": {"language": language}})
        (section,) = compose(profile, "cv", LATE).sections
        told.append(plain(next(section.entries).where))
    word = LOCALES[language].phrases["to appear" if status == "accepted" else "under review"]
    assert told == [word, word[0].upper() + word[1:]]


def test_a_thesis_is_told_with_the_degree_in_its_state_of_the_day() -> None:
    history = [
        {"date": 2019, "status": "preprint", "title": "Working Title"},
        {"date": 2021, "status": "published"},
    ]
    thesis = {"title": "Final Title", "authors": ["me"], "kind": "thesis", "date": 2021, "history": history}
    degree = {"degree": "Ph.D.", "organizations": "Acme University", "start": 2015, "thesis": "t"}
    profile = small(publications={"t": thesis}, education={"phd": degree})
    told = []
    for year in (2018, 2020, 2021):
        (entry,) = next(s for s in compose(profile, "cv", date(year, 6, 1)).sections if s.name == "education").entries
        told.append([plain(line) for line in entry.body])
    assert told == [[], ["Thesis: Working Title"], ["Thesis: Final Title"]]


def test_a_hidden_thesis_is_hidden_in_education_too() -> None:
    thesis = {"title": "Final Title", "authors": ["me"], "kind": "thesis", "date": 2021, "show": "site"}
    degree = {"degree": "Ph.D.", "organizations": "Acme University", "thesis": "t"}
    profile = small(publications={"t": thesis}, education={"phd": degree})
    said = {name: "Final Title" in repr(compose(profile, name, LATE)) for name in ("cv", "site")}
    assert said == {"cv": False, "site": True}


def test_summaries_and_abstracts_are_for_the_site() -> None:
    work = {
        "title": "T",
        "authors": ["me"],
        "kind": "journal",
        "date": 2021,
        "summary": "In short.",
        "abstract": "A.\n\nB.",
    }
    found = {name: drawn(work, LATE, name) for name in ("cv", "site")}
    assert {name: [plain(line) for line in entry[1].body] for name, entry in found.items() if entry} == {
        "cv": [],
        "site": ["In short."],
    }
    assert found["site"] is not None
    assert [[plain(text) for text in detail.body] for detail in found["site"][1].details] == [["A.", "B."]]


def test_a_title_is_literal_but_for_math() -> None:
    work = {"title": r"*On* $x^2$ & <b>", "authors": ["me"], "kind": "journal", "date": 2021}
    found = drawn(work, LATE)
    assert found is not None
    (fact,) = found[1].title
    assert getattr(fact, "children", ()) == (Text("*On* "), Math("x^2"), Text(" & <b>"))


def test_years_stand_in_order_although_a_state_prints_another() -> None:
    history = [{"date": "2024-02", "status": "preprint", "year": 2021}]
    old = {"title": "Old", "authors": ["me"], "kind": "preprint", "date": "2021-06", "history": history}
    new = {"title": "New", "authors": ["me"], "kind": "preprint", "date": "2023-01"}
    recipe = {"site": {"sections": [{"section": "publications", "group": "year"}]}}
    profile = small(publications={"old": old, "new": new}, documents=recipe)
    (section,) = compose(profile, "site", LATE).sections
    assert [group.title for group in section.groups] == ["2023", "2021"]
