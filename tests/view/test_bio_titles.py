"""Titles and places within a sentence: articles, small letters, prepositions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.view.bio.places import where, whereabouts
from cvkit.view.bio.titles import in_sentence, with_article
from cvkit.view.context import Context, Lens
from cvkit.view.document import plain
from profiles import small

TITLES = {
    # title: as a sentence has it
    "Assistant Professor": "an assistant professor",
    "Professor": "a professor",
    "Professor of Computer Science": "a professor of Computer Science",
    "Assistant Professor of Physics (tenure-track)": "an assistant professor of Physics (tenure-track)",
    "Associate Professor, Statistics": "an associate professor, Statistics",
    "Tenure-Track Assistant Professor": "a tenure-track assistant professor",
    "Postdoctoral Researcher": "a postdoctoral researcher",
    "Postdoc": "a postdoc",
    "University Lecturer": "a university lecturer",
    "Senior Research Scientist II": "a senior research scientist II",
    "Member of Technical Staff": "a member of technical staff",
    "Machine Learning Engineer": "a machine learning engineer",
    "Machine Learning Intern (Ph.D.)": "a machine learning intern (Ph.D.)",
    "ML Engineer": "an ML engineer",
    "AI Resident": "an AI resident",
    "Ph.D. Student": "a Ph.D. student",
    "Research Scientist / Engineer": "a research scientist / Engineer",
    "Sloan Fellow": "a Sloan Fellow",
    "Marie Curie Fellow": "a Marie Curie Fellow",
    "W3 Professor": "a W3 Professor",
    "Ada Marlowe Professor of Computing": "the Ada Marlowe Professor of Computing",
    "Arthur B. Cole Distinguished Professor": "the Arthur B. Cole Distinguished Professor",
    "The Loom Chair in Optics": "The Loom Chair in Optics",
    "Head of Research": "Head of Research",
    "Director": "Director",
    "Co-Founder and CTO": "Co-Founder and CTO",
    "Vice President of Research": "Vice President of Research",
    "Headmaster": "a Headmaster",
    "Wissenschaftliche Mitarbeiterin": "a Wissenschaftliche Mitarbeiterin",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_within_a_sentence(title: str) -> None:
    determiner, said = with_article(title)
    assert determiner + said == TITLES[title]
    assert in_sentence(title) == said
    assert said.casefold() == title.casefold()


ORGANIZATIONS: dict[str, Any] = {
    "acme": {"name": "Acme University"},
    "bonn": {"name": "University of Bonn"},
    "osu": {"name": "The Ohio State University"},
    "eng": {"name": "College of Engineering", "parent": "acme"},
    "physics": {"name": "Department of Physics", "parent": "eng"},
    "logic": {"name": "Department of Logic", "parent": "acme"},
    "optics": {"name": "Institute of Optics", "parent": "acme"},
    "cs": {"name": "Computer Science Department", "parent": "bonn"},
    "mind": {"name": "DeepLoom", "parent": "loom"},
    "loom": {"name": "Loom", "formerly": [{"name": "Thread", "until": 2019}]},
    "loom-research": {"name": "Loom Research", "parent": "loom"},
    "who": {"name": "World Weaving Organization", "article": True},
    "center": {"name": "Center Parcs", "article": False},
}

PLACES: tuple[tuple[list[str], str | None, str], ...] = (
    # organizations, in full, by the best-known name
    (["acme"], "at Acme University", "at Acme University"),
    (["bonn"], "at the University of Bonn", "at the University of Bonn"),
    (["osu"], "at The Ohio State University", "at The Ohio State University"),
    (
        ["physics"],
        "in the Department of Physics in the College of Engineering at Acme University",
        "at Acme University",
    ),
    (["logic"], "in the Department of Logic at Acme University", "at Acme University"),
    (["optics"], "at the Institute of Optics at Acme University", "at the Institute of Optics"),
    (["cs"], "in the Computer Science Department at the University of Bonn", "at the University of Bonn"),
    (["mind"], "at DeepLoom, Loom", "at DeepLoom"),
    (["loom-research"], "at Loom Research", "at Loom Research"),
    (["who"], "at the World Weaving Organization", "at the World Weaving Organization"),
    (["center"], "at Center Parcs", "at Center Parcs"),
    (["Weavers Inc."], "at Weavers Inc.", "at Weavers Inc."),
    (
        ["logic", "optics"],
        "in the Department of Logic and the Institute of Optics at Acme University",
        "at Acme University and at the Institute of Optics",
    ),
    (
        ["logic", "loom"],
        "in the Department of Logic at Acme University and at Loom",
        "at Acme University and at Loom",
    ),
    (["physics", "logic"], None, "at Acme University"),
    ([], "", ""),
)


def told(organizations: list[str], **options: bool) -> str:
    profile = small(organizations=ORGANIZATIONS, positions={"p": {"title": "Weaver", "organizations": organizations}})
    context = Context(profile, Lens("bio", "bio", date(2026, 1, 1)))
    place = whereabouts("/positions/p/organizations", profile.positions["p"].organizations, None)
    return plain(where(context, place, **options))


@pytest.mark.parametrize(("organizations", "full", "short"), PLACES)
def test_places_have_their_prepositions_and_articles(organizations: list[str], full: str | None, short: str) -> None:
    assert told(organizations, full=False) == short
    assert full is None or told(organizations) == full


def test_parts_that_share_no_whole_each_have_their_own() -> None:
    assert told(["physics", "logic"]) == (
        "in the Department of Physics in the College of Engineering at Acme University "
        "and in the Department of Logic at Acme University"
    )


def test_a_bare_place_can_follow_a_verb() -> None:
    assert told(["logic", "loom"], bare=True) == "the Department of Logic at Acme University and Loom"
    assert told(["optics"], bare=True, full=False) == "the Institute of Optics"
