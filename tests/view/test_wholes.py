"""Organizations that share a whole: what they share, and what has been said already, is said once."""

from __future__ import annotations

from datetime import date

import pytest

from cvkit.model.profile import Profile
from cvkit.view.announcement import compose_talk
from cvkit.view.compose import compose
from cvkit.view.document import Document, Entry, plain
from cvkit.view.inline import fact
from cvkit.view.wholes import without_repetition
from profiles import Raw, small

NOW = date(2025, 1, 1)
ORGANIZATIONS: Raw = {
    "konstanz": {"name": "University of Konstanz"},
    "bio": {"name": "Department of Biology", "parent": "konstanz"},
    "cis": {"name": "Department of Computer and Information Science", "parent": "konstanz"},
    "eawag": {"name": "Eawag Institute"},
}


def profile(*jobs: Raw, language: str = "en") -> Profile:
    positions = {f"p{index}": held for index, held in enumerate(jobs)}
    return small(organizations=ORGANIZATIONS, positions=positions, documents={"cv": {"language": language}})


def job(*organizations: str, title: str = "Professor") -> Raw:
    return {"title": title, "organizations": list(organizations), "start": 2020}


def positions(document: Document) -> list[Entry]:
    return [entry for section in document.sections if section.name == "positions" for entry in section.entries]


@pytest.mark.parametrize(("language", "conjunction"), [("en", "and"), ("de", "und"), ("fr", "et"), ("es", "y")])
def test_departments_of_one_university_share_it(language: str, conjunction: str) -> None:
    document = compose(profile(job("bio", "cis"), language=language), "cv", NOW)
    expected = (
        f"Department of Biology {conjunction} Department of Computer and Information Science, University of Konstanz"
    )
    assert plain(document.header.affiliation) == expected
    assert plain(positions(document)[0].organization) == expected


def test_in_chinese_too() -> None:
    document = compose(profile(job("bio", "cis"), language="zh"), "cv", NOW)
    assert plain(document.header.affiliation).count("University of Konstanz") == 1


@pytest.mark.parametrize(
    ("organizations", "expected"),
    [
        (["eawag", "eawag"], "Eawag Institute"),
        (["eawag", "Eawag Institute"], "Eawag Institute"),
        (["bio", "konstanz"], "Department of Biology, University of Konstanz"),
        (["konstanz", "bio"], "Department of Biology, University of Konstanz"),
        (["bio", "eawag"], "Department of Biology, University of Konstanz, and Eawag Institute"),
        (
            ["bio", "eawag", "cis"],
            "Department of Biology and Department of Computer and Information Science, University of Konstanz,"
            " and Eawag Institute",
        ),
        (["eawag", "konstanz"], "Eawag Institute and University of Konstanz"),
    ],
)
def test_each_organization_is_named_once(organizations: list[str], expected: str) -> None:
    assert plain(positions(compose(profile(job(*organizations)), "cv", NOW))[0].organization) == expected


@pytest.mark.parametrize(
    ("jobs", "headline", "affiliation"),
    [
        ([job("eawag"), job("eawag", title="Dean")], "Professor and Dean", "Eawag Institute"),
        ([job("konstanz"), job("eawag")], "Professor", "University of Konstanz; Eawag Institute"),
        (
            [job("bio"), job("eawag", title="Head"), job("cis", title="Dean")],
            "Professor, Head, and Dean",
            "Department of Biology and Department of Computer and Information Science, University of Konstanz;"
            " Eawag Institute",
        ),
    ],
)
def test_the_header_names_what_several_jobs_share_once(jobs: list[Raw], headline: str, affiliation: str) -> None:
    header = compose(profile(*jobs), "cv", NOW).header
    assert plain(header.headline) == headline
    assert plain(header.affiliation) == affiliation


def test_an_announcement_and_news_do_so_too() -> None:
    held = job("bio", "cis")
    talk = {"title": "Engines", "date": "2025-03-01"}
    told = small(organizations=ORGANIZATIONS, positions={"p": held}, talks={"t": talk})
    document = compose_talk(told, "t", NOW)
    assert plain(document.header.affiliation).count("University of Konstanz") == 1
    news = next(section for section in compose(told, "site", NOW).sections if section.name == "news")
    assert plain(next(news.entries).title) == (
        "Started as Professor in the Department of Biology and the Department of Computer and Information Science"
        " at the University of Konstanz."
    )


@pytest.mark.parametrize(
    ("place", "told", "left"),
    [
        ("Zürich", "ETH Zürich", ""),
        ("Tokyo, Japan", "The University of Tokyo", "Japan"),
        ("Zürich, Switzerland", "ETH Zurich", "Zürich, Switzerland"),
        ("York, UK", "Yorkshire University", "York, UK"),
        ("Cambridge, MA", "Harvard University", "Cambridge, MA"),
        ("La Jolla, San Diego", "University of California, San Diego", "La Jolla, San Diego"),
        ("東京", "東京大学", "東京"),
    ],
)
def test_a_place_does_not_repeat_the_name_before_it(place: str, told: str, left: str) -> None:
    assert plain(without_repetition(fact("/x", place), told)) == left


@pytest.mark.parametrize("where", ["organization", "position"])
def test_a_position_and_a_degree_do_not_say_the_place_twice(where: str) -> None:
    organization: Raw = {"name": "The University of Tokyo"}
    entry: Raw = {"organizations": "tokyo", "start": 2020}
    (organization if where == "organization" else entry)["place"] = "Tokyo, Japan"
    told = small(
        organizations={"tokyo": organization},
        positions={"p": entry | {"title": "Fellow"}},
        education={"e": entry | {"degree": "Ph.D."}},
    )
    for section in compose(told, "cv", NOW).sections:
        assert [plain(found.where) for found in section.entries] == ["Japan"]
