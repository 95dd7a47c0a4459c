"""What contradicts itself, and what only seems to."""

from __future__ import annotations

from typing import Any

import pytest

from cvkit.model.consistency import dates, inconsistencies, is_beside
from cvkit.model.profile import Profile

WORK = {"title": "T", "authors": ["me"], "kind": "journal", "date": "2024"}
JOB = {"title": "T", "organizations": "Purdue University"}


def found(**sections: Any) -> list[tuple[str, str]]:
    profile = Profile.model_validate({"person": {"name": {"given": "Ada"}}} | sections)
    return [("/".join(map(str, path)), message) for path, message, _ in inconsistencies(profile)]


@pytest.mark.parametrize(
    "sections",
    [
        {"publications": {"a": WORK, "b": WORK}},
        {"publications": {"a": WORK | {"authors": ["me", "Bo Lee"], "equal": "me", "corresponding": ["Bo Lee"]}}},
        {
            "publications": {
                "a": WORK
                | {"history": [{"date": "2021", "status": "preprint"}, {"date": "2021-05", "status": "accepted"}]}
            }
        },
        {
            "publications": {
                "a": WORK
                | {"history": [{"date": "2021", "status": "published"}, {"date": "2022", "status": "accepted"}]}
            }
        },
        {"positions": {"a": JOB | {"start": "2021-05", "end": "2021"}, "b": JOB | {"start": "2021", "end": "present"}}},
        {
            "documents": {"cv": {"extends": "cv"}, "mine": {"extends": "cv-short"}},
            "talks": {"a": {"date": "2024", "show": ["mine", "site"]}},
        },
        {"organizations": {"a": {"name": "A", "parent": "b"}, "b": {"name": "B", "parent": "c"}, "c": {"name": "C"}}},
        {"publications": {"x/y": WORK}, "news": {"a": {"about": "publications/x/y", "event": "published"}}},
        {"news": {"a": {"date": "2024", "text": "Hello."}}},
        {"talks": {"a": {"date": "2024-03-29", "start": "11:45", "end": "12:45", "zone": "America/New_York"}}},
        {
            "person": {
                "name": {"given": "Ada"},
                "photo": "images/ada.jpg",
                "contacts": {"e": {"kind": "email", "value": "a@b.org"}},
            }
        },
    ],
    ids=lambda sections: next(iter(sections)),
)
def test_sound(sections: dict[str, Any]) -> None:
    assert found(**sections) == []


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ({"organizations": {"a": {"name": "A", "parent": "a"}}}, "organizations/a/parent"),
        ({"documents": {"cv": {"extends": "x"}, "x": {"extends": "cv"}}}, "documents/cv/extends"),
        ({"positions": {"a": JOB | {"mentors": ["bo"]}}}, "positions/a/mentors/0"),
        ({"publications": {"a": WORK | {"venue": "icml"}}}, "publications/a/venue"),
        ({"publications": {"a": WORK | {"authors": ["me", "Bo Lee", "bo lee"]}}}, "publications/a/authors/2"),
        (
            {
                "publications": {
                    "a": WORK
                    | {"history": [{"date": "2021", "status": "accepted", "authors": ["me"], "equal": ["Bo Lee"]}]}
                }
            },
            "publications/a/history/0/equal/0",
        ),
        (
            {"students": {"a": {"name": "Bo Lee", "degree": "Ph.D.", "start": "2024", "end": "2023-12"}}},
            "students/a/end",
        ),
        (
            {"person": {"name": {"given": "Ada"}, "notices": {"n": {"text": "x", "start": "2024", "end": "2020"}}}},
            "person/notices/n/end",
        ),
    ],
)
def test_unsound(sections: dict[str, Any], path: str) -> None:
    assert [at for at, _ in found(**sections)] == [path]


def test_known_ids_count_although_their_entries_are_gone() -> None:
    profile = Profile.model_validate({"person": {"name": "Ada"}, "positions": {"a": JOB | {"mentors": ["bo"]}}})
    assert len(list(inconsistencies(profile))) == 1
    assert list(inconsistencies(profile, {"people": {"bo"}})) == []


def test_a_thousand_cycles_and_danglers_are_each_told_once() -> None:
    organizations = {f"o{n}": {"name": "O", "parent": f"o{n ^ 1}"} for n in range(2000)}
    assert len(found(organizations=organizations)) == 1000


def test_zones_without_a_database_are_taken_by_their_form(monkeypatch: pytest.MonkeyPatch) -> None:
    import zoneinfo

    def missing(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    dates._is_zone.cache_clear()
    talk = {"date": "2024-03-29", "start": "11:45"}
    assert found(talks={"a": talk | {"zone": "America/New_York"}}) == []
    assert len(found(talks={"a": talk | {"zone": "../../etc/passwd"}})) == 1
    dates._is_zone.cache_clear()


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("refs.bib", True),
        ("papers/refs.bib", True),
        ("my..refs.bib", True),
        ("/etc/passwd", False),
        ("../refs.bib", False),
        ("a/../../refs.bib", False),
        ("C:refs.bib", False),
        ("a\\b.bib", False),
        ("\\\\host\\share", False),
        ("a\0.bib", False),
    ],
)
def test_names_that_stay_beside_the_profile(name: str, beside: bool) -> None:
    assert is_beside(name) == beside
