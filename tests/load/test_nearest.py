"""What was probably meant."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest

from cvkit.load.bibtex_fields import KINDS as BIBTEX_KINDS
from cvkit.load.nearest import (
    CHOICES,
    SYNONYMS,
    meant_choice,
    meant_color,
    meant_date,
    meant_key,
    nearest,
    slug,
)
from cvkit.load.shape import model_at, shape
from cvkit.model.fields import Model
from cvkit.model.profile import Profile
from cvkit.model.publication import Kind
from cvkit.model.recipe import SectionName

POSITION = tuple(model_at(("positions", "x")).model_fields)  # type: ignore[union-attr]  # the path is a record's
PUBLICATION = tuple(model_at(("publications", "x")).model_fields)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "fields", "meant"),
    [
        ("venu", PUBLICATION, "venue"),
        ("Title", PUBLICATION, "title"),
        ("author", PUBLICATION, "authors"),
        ("booktitle", PUBLICATION, "venue"),
        ("year", PUBLICATION, "date"),
        ("startDate", POSITION, "start"),
        ("end_date", POSITION, "end"),
        ("employer", POSITION, "organizations"),
        ("role", POSITION, "title"),
        ("booktitle", POSITION, None),
        ("organisations", tuple(Profile.model_fields), "organizations"),
        ("xyzzy", PUBLICATION, None),
        ("", PUBLICATION, None),
    ],
)
def test_keys(written: str, fields: tuple[str, ...], meant: str | None) -> None:
    assert meant_key(written, fields) == meant


def test_every_synonym_leads_to_a_field_of_some_record() -> None:
    def below(model: type[Model]) -> set[str]:
        return {name for sub in model.__subclasses__() for name in below(sub)} | set(model.model_fields)

    assert shape(Profile).model is Profile
    assert {target for targets in SYNONYMS.values() for target in targets} <= below(Model)


def literals(annotation: object) -> set[object]:
    """Every word of every choice in an annotation."""
    own = set(get_args(annotation)) if get_origin(annotation) is Literal else set()
    return own.union(*(literals(option) for option in get_args(annotation) if get_origin(annotation) is not Literal))


def test_every_word_for_a_choice_leads_to_a_choice_of_some_record() -> None:
    def below(model: type[Model]) -> set[object]:
        own = [literals(field.annotation) for field in model.model_fields.values()]
        return set().union(*own, *(below(sub) for sub in model.__subclasses__()))

    assert shape(Profile).model is Profile
    assert {target for targets in CHOICES.values() for target in targets} <= below(Model)


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("her", ("he", "she", "they"), "she"),
        ("She/Her", ("he", "she", "they"), "she"),
        ("him", ("he", "she", "they"), "he"),
        ("xe", ("he", "she", "they"), None),
        ("article", get_args(Kind), "journal"),
        ("inproceedings", get_args(Kind), "conference"),
        ("phdthesis", get_args(Kind), "thesis"),
        ("techreport", get_args(Kind), "report"),
        ("incollection", get_args(Kind), "chapter"),
        ("misc", get_args(Kind), "other"),
        ("confrence", get_args(Kind), "conference"),
        ("article", ("he", "she", "they"), None),
        ("papers", get_args(SectionName), "publications"),
    ],
)
def test_choices(word: str, choices: tuple[str, ...], meant: str | None) -> None:
    assert meant_choice(word, choices) == meant


@pytest.mark.parametrize("kind", sorted(set(BIBTEX_KINDS) - set(get_args(Kind))))
def test_what_bibtex_calls_a_kind_is_understood_in_yaml(kind: str) -> None:
    assert meant_choice(kind, get_args(Kind)) == BIBTEX_KINDS[kind]


@pytest.mark.parametrize(
    ("written", "color"),
    [("7A1F2B", "#7A1F2B"), ("#7a1f2b", "#7a1f2b"), ("#abc", "#aabbcc"), ("red", "#1f4e79"), ("#12345", "#1f4e79")],
)
def test_colors(written: str, color: str) -> None:
    assert meant_color(written) == color


def test_nearest_looks_past_case_and_hyphens() -> None:
    assert nearest("NeurIPS", ["icml", "neur-ips"]) == "neur-ips"
    assert nearest("x" * 10_000, ["icml"]) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Halıcıoğlu Institute", "halicioglu-institute"),
        ("  Ærø & Straße ", "aero-strasse"),
        ("刘超越", None),
        ("a" * 100, "a" * 64),
    ],
)
def test_slugs(name: str, expected: str | None) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("August 2024", "2024-08"),
        ("Aug. 2024", "2024-08"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("2024/08", "2024-08"),
        ("08/2024", "2024-08"),
        ("2024-8-1", "2024-08-01"),
        ("13/2024", None),
        ("Feb 30, 2024", None),
        ("soon", None),
    ],
)
def test_dates(written: str, meant: str | None) -> None:
    assert meant_date(written) == meant
