"""What was probably meant."""

from __future__ import annotations

import pytest

from cvkit.load.nearest import SYNONYMS, meant_date, meant_key, nearest, slug
from cvkit.load.shape import model_at
from cvkit.model.profile import Profile

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
    from cvkit.load.shape import shape
    from cvkit.model.fields import Model

    def below(model: type[Model]) -> set[str]:
        return {name for sub in model.__subclasses__() for name in below(sub)} | set(model.model_fields)

    assert shape(Profile).model is Profile
    assert {target for targets in SYNONYMS.values() for target in targets} <= below(Model)


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
