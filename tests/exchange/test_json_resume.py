"""A CV as JSON Resume, held against the fields of its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema

from cvkit.exchange import json_resume
from cvkit.view.document import Document, Identity
from sites import example_site

TEXT = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": r"^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$"}
TEXTS = {"type": "array", "items": TEXT}


def record(*texts: str, dates: tuple[str, ...] = (), lists: tuple[str, ...] = (), **others: Any) -> dict[str, Any]:
    """The schema of a record with these fields and, unlike the official one, no others."""
    fields = {**dict.fromkeys(texts, TEXT), **dict.fromkeys(dates, DATE), **dict.fromkeys(lists, TEXTS), **others}
    return {"type": "object", "properties": fields, "additionalProperties": False}


def listed(*texts: str, dates: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "array", "items": record(*texts, dates=dates, lists=lists)}


PERIOD = ("startDate", "endDate")
SCHEMA = record(
    "$schema",
    basics=record(
        *("name", "label", "image", "email", "phone", "url", "summary"),
        location=record("address", "postalCode", "city", "countryCode", "region"),
        profiles=listed("network", "username", "url"),
    ),
    work=listed(
        *("name", "location", "description", "position", "url", "summary"), dates=PERIOD, lists=("highlights",)
    ),
    volunteer=listed("organization", "position", "url", "summary", dates=PERIOD, lists=("highlights",)),
    education=listed("institution", "url", "area", "studyType", "score", dates=PERIOD, lists=("courses",)),
    awards=listed("title", "awarder", "summary", dates=("date",)),
    publications=listed("name", "publisher", "url", "summary", dates=("releaseDate",)),
    interests=listed("name", lists=("keywords",)),
    meta=record("canonical", "version", "lastModified"),
)


def cv() -> Document:
    (document,) = (page.document for page in example_site().pages if page.kind == "cv")
    return document


def test_it_has_the_fields_of_the_schema() -> None:
    resume = json.loads(json_resume.write(cv()))
    jsonschema.validate(resume, SCHEMA)
    assert {"work", "volunteer", "education", "awards", "publications", "interests"} <= resume.keys()


def test_each_section_has_its_place() -> None:
    resume = json.loads(json_resume.write(cv()))
    assert resume["work"][0] == {
        "name": "Institute for Tides & Waves, Northfield University",
        "position": "Assistant Professor",
        "url": "https://tides.example.edu/",
        "startDate": "2024-08",
    }
    assert resume["education"][0] == {
        "institution": "Northfield University",
        "url": "https://northfield.example.edu/",
        "area": "Oceanography",
        "studyType": "Ph.D.",
        "startDate": "2016-09",
        "endDate": "2021-05",
    }
    assert [work["releaseDate"] for work in resume["publications"]] == ["2024-08-15", "2026-07", "2025", "2021-05"]
    assert resume["publications"][0]["summary"] == r"We bound $\|x\|_2 < \epsilon$ for 5$ a tide."


def test_years_of_service_are_told_one_by_one() -> None:
    (service,) = json.loads(json_resume.write(cv()))["volunteer"]
    assert service == {
        "organization": "ICHL",
        "position": "Reviewing",
        "startDate": "2022",
        "endDate": "2025",
        "summary": "2022, 2025",
    }


def test_a_degree_that_was_not_taken_is_not_claimed() -> None:
    assert json.loads(json_resume.write(cv()))["education"][1]["studyType"] == "Ph.D. student in Physics"


def test_a_profile_is_named_by_the_end_of_its_address() -> None:
    profiles = json.loads(json_resume.write(cv()))["basics"]["profiles"]
    assert [profile.get("username") for profile in profiles] == [None, "0000-0002-1825-0097", "maren"]


def test_an_address_that_is_not_shown_is_not_there() -> None:
    header = replace(cv().header, contacts=(), identity=Identity())
    basics = json.loads(json_resume.write(replace(cv(), header=header)))["basics"]
    assert not {"email", "phone", "location"} & basics.keys()
