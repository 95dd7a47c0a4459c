"""Recipes: what they extend, and the sections, order, titles, filters and limits that they ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.model.consistency import BUILT_IN_RECIPES
from cvkit.model.profile import Profile
from cvkit.view.compose import UnknownDocumentError, compose
from cvkit.view.document import Document, Reason
from cvkit.view.recipes import BUILT_IN, names, usual
from profiles import Raw, small

NOW = date(2025, 1, 1)


def work(year: int, **fields: Any) -> Raw:
    return {"title": f"Work of {year}", "authors": ["me"], "kind": "journal", "date": year} | fields


SECTIONS: dict[str, Raw] = {
    "publications": {
        "a": work(2018, tags=["ml", "theory"], selected=True),
        "b": work(2020, kind="workshop", tags="ml"),
        "c": work(2022, tags="systems", selected=True),
        "d": work(2024, kind="workshop"),
    },
    "honors": {"h": {"title": "Prize", "date": 2019}, "i": {"title": "Medal", "date": 2023}},
    "positions": {
        "old": {"title": "Intern", "kind": "internship", "organizations": "Acme Inc.", "start": 2010, "end": 2011},
        "long": {"title": "Fellow", "organizations": "Acme Inc.", "start": 2012, "end": 2021},
        "now": {"title": "Professor", "organizations": "Acme Inc.", "start": 2021},
    },
}


def profile(**documents: Any) -> Profile:
    return small(**SECTIONS, documents=documents)


def keys(document: Document, section: str) -> list[str]:
    return [
        entry.path.rpartition("/")[2] for found in document.sections if found.name == section for entry in found.entries
    ]


@pytest.mark.parametrize(
    ("section", "expected", "reason"),
    [
        ({"section": "publications"}, ["d", "c", "b", "a"], None),
        ({"section": "publications", "tags": "ml"}, ["b", "a"], Reason.NOT_CHOSEN),
        ({"section": "publications", "tags": ["theory", "systems"]}, ["c", "a"], Reason.NOT_CHOSEN),
        ({"section": "publications", "kinds": "workshop"}, ["d", "b"], Reason.NOT_CHOSEN),
        ({"section": "publications", "kinds": ["workshop", "journal"]}, ["d", "c", "b", "a"], None),
        ({"section": "publications", "selected": True}, ["c", "a"], Reason.NOT_CHOSEN),
        ({"section": "publications", "since": 2020}, ["d", "c", "b"], Reason.NOT_CHOSEN),
        ({"section": "publications", "since": "2020-02"}, ["d", "c"], Reason.NOT_CHOSEN),
        ({"section": "publications", "limit": 1}, ["d"], Reason.OVER_LIMIT),
        ({"section": "publications", "limit": 9}, ["d", "c", "b", "a"], None),
        ({"section": "publications", "selected": True, "tags": "ml"}, ["a"], Reason.NOT_CHOSEN),
        ({"section": "positions", "since": 2021}, ["now", "long"], Reason.NOT_CHOSEN),
        ({"section": "positions", "kinds": "internship"}, ["old"], Reason.NOT_CHOSEN),
    ],
)
def test_a_filter_chooses_and_the_rest_is_left_out_with_its_reason(
    section: Raw, expected: list[str], reason: Reason | None
) -> None:
    document = compose(profile(mine={"sections": [section | {"group": "none"}]}), "mine", NOW)
    name = section["section"]
    assert keys(document, name) == expected
    left_out = {omission.path: omission.reason for omission in document.omitted}
    here = {f"/{name}/{key}" for key in SECTIONS[name]} - {f"/{name}/{key}" for key in expected}
    told_by_header = {"/positions/now"}
    assert {path: left_out.get(path) for path in here - told_by_header} == dict.fromkeys(here - told_by_header, reason)


def test_the_same_section_may_stand_twice_under_two_titles() -> None:
    sections = [
        {"section": "publications", "kinds": "journal", "title": "Journals"},
        "honors",
        {"section": "publications", "kinds": "workshop", "title": "Workshops", "limit": 1},
    ]
    document = compose(profile(mine={"sections": sections}), "mine", NOW)
    assert [section.title for section in document.sections] == ["Journals", "Honors and awards", "Workshops"]
    assert keys(document, "publications") == ["c", "a", "d"]
    assert [omission.path for omission in document.omitted if "publications" in omission.path] == ["/publications/b"]


def test_an_entry_that_two_sections_show_has_two_ids() -> None:
    sections = [{"section": "publications", "selected": True}, "publications"]
    document = compose(profile(mine={"sections": sections}), "mine", NOW)
    ids = [entry.id for section in document.sections for entry in section.entries]
    assert len(ids) == 6
    assert len(set(ids)) == 6


def test_a_recipe_says_only_what_differs_from_the_one_that_it_extends() -> None:
    mine = profile(
        base={"extends": "site", "title": "Page", "paper": "letter", "sections": ["honors", "publications"]},
        mine={"extends": "base", "title": "My page", "max_pages": 2},
    )
    document = compose(mine, "mine", NOW)
    assert (document.name, document.kind, document.title) == ("mine", "site", "My page")
    assert [section.name for section in document.sections] == ["honors", "publications"]
    assert (document.setting.paper, document.setting.max_pages, document.setting.style) == ("letter", 2, "plain")


@pytest.mark.parametrize(
    ("recipe", "kind"),
    [({}, "cv"), ({"extends": "cv"}, "cv"), ({"extends": "site"}, "site"), ({"extends": "bio"}, "bio")],
)
def test_a_recipe_is_of_the_kind_that_it_extends(recipe: Raw, kind: str) -> None:
    assert compose(profile(mine=recipe), "mine", NOW).kind == kind


def test_a_built_in_recipe_is_altered_under_its_own_name() -> None:
    document = compose(profile(cv={"paper": "letter"}), "cv", NOW)
    assert document.setting.paper == "letter"
    assert document.sections == compose(profile(), "cv", NOW).sections


def test_an_entry_may_show_by_the_name_or_the_kind_of_a_document() -> None:
    shown = {"x": "mine", "y": "cv", "z": ["site"]}
    honors = {key: {"title": f"Prize {key}", "date": 2020, "show": show} for key, show in shown.items()}
    documents = {"mine": {"extends": "cv"}, "other": {"extends": "cv"}}
    mine = small(honors=honors, documents=documents)
    assert {name: keys(compose(mine, name, NOW), "honors") for name in ("mine", "other", "cv", "site")} == {
        "mine": ["x", "y"],
        "other": ["y"],
        "cv": ["y"],
        "site": ["z"],
    }


@pytest.mark.parametrize(("kind", "documents"), [("phone", {"cv"}), ("address", {"cv"}), ("office", {"cv", "site"})])
def test_telephone_and_address_stand_in_the_cv_alone(kind: str, documents: set[str]) -> None:
    contact = {"kind": kind, "value": "XYZ"}
    mine = small(person={"name": "Ada Lovelace", "contacts": {"it": contact}})
    assert {name for name in ("cv", "site") if "XYZ" in repr(compose(mine, name, NOW))} == documents
    told = small(person={"name": "Ada Lovelace", "contacts": {"it": contact | {"show": "site"}}})
    assert {name for name in ("cv", "site") if "XYZ" in repr(compose(told, name, NOW))} == {"site"}


def test_a_document_that_is_not_known_is_told_by_name() -> None:
    with pytest.raises(UnknownDocumentError, match="resume"):
        compose(profile(), "resume", NOW)


def test_every_name_of_a_document_resolves() -> None:
    mine = profile(mine={"extends": "site"}, cv={"extends": "mine"})
    kinds = {name: compose(mine, name, NOW).kind for name in names(mine)}
    assert kinds == {"cv": "site", "cv-short": "cv", "site": "site", "bio": "bio", "mine": "site"}


def test_all_that_is_made_unasked_is_the_usual_and_ones_own() -> None:
    assert usual(profile(mine={})) == ("cv", "site", "bio", "mine")


def test_the_profile_is_checked_against_the_recipes_that_there_are() -> None:
    assert set(BUILT_IN_RECIPES) == set(BUILT_IN)
