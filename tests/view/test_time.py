"""Documents of the day before, on and after every boundary: each thing shows from its first day, and no earlier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.view.compose import compose
from cvkit.view.document import Document, document_slots, plain
from profiles import DAYS, Raw, raw_profiles, small

DAY = timedelta(days=1)


def says(document: Document) -> list[str]:
    return [text for slot in document_slots(document) if (text := plain(slot))]


def shown(profile: Profile, section: str, as_of: date, document: str = "site") -> list[str]:
    """The entries of a section on a day, each as the line of its slots."""
    drawn = compose(profile, document, as_of).sections
    return [
        " | ".join(filter(None, map(plain, (entry.title, entry.organization, entry.where, entry.when, entry.note))))
        for found in drawn
        if found.name == section
        for entry in found.entries
    ]


POSITION = {"title": "Fellow", "organizations": "Acme Inc."}
DEGREE = {"degree": "Ph.D.", "organizations": "Acme Inc."}
COURSE = {"title": "Logic", "organizations": "Acme Inc.", "role": "Instructor"}
WORK = {"title": "On Engines", "authors": ["me"], "kind": "conference", "date": "2021-07"}
METRIC = {"name": "Citations", "value": 7, "source": "Somebody"}

# section, an entry of it, and the first day on which it shows
BEGINNINGS = [
    ("positions", POSITION | {"start": "2021-05-10"}, "2021-05-10"),
    ("positions", POSITION | {"start": "2021-05"}, "2021-05-01"),
    ("positions", POSITION | {"start": 2021}, "2021-01-01"),
    ("positions", POSITION | {"start": "Fall 2021"}, "2021-08-01"),
    ("positions", POSITION | {"end": "2021-05"}, "2021-05-01"),
    ("education", DEGREE | {"start": "2021-05"}, "2021-05-01"),
    ("students", {"name": "Bo Li", "degree": "Ph.D.", "start": "2021-05"}, "2021-05-01"),
    ("grants", {"title": "Engines", "start": "2021-05"}, "2021-05-01"),
    ("publications", WORK, "2021-07-01"),
    ("publications", WORK | {"history": [{"date": "2020-02-29", "status": "preprint"}]}, "2020-02-29"),
    ("talks", {"title": "Engines", "date": "2021-05-10", "announced": "2021-05-10"}, "2021-05-10"),
    ("talks", {"title": "Engines", "date": "2021-05-10", "announced": "2021-04"}, "2021-04-01"),
    ("talks", {"title": "Engines", "date": "2021-05-10", "announced": "2021-06"}, "2021-05-10"),
    ("talks", {"title": "Engines", "date": "2021-05-10"}, "2021-02-09"),
    ("talks", {"title": "Engines", "date": "2021-05"}, "2021-01-31"),
    ("teaching", COURSE | {"terms": ["Spring 2022", "Fall 2021"]}, "2021-08-01"),
    ("service", {"kind": "reviewing", "venue": "A Journal", "years": [2022, 2021]}, "2021-01-01"),
    ("service", {"kind": "reviewing", "venue": "A Journal", "years": "2021-05"}, "2021-05-01"),
    ("honors", {"title": "A Prize", "date": "2021-05"}, "2021-05-01"),
    ("metrics", METRIC | {"date": "2021-05-10"}, "2021-05-10"),
    ("news", {"text": "Hello.", "date": "2021-05-10"}, "2021-05-10"),
]


@pytest.mark.parametrize(
    ("section", "entry", "first"), BEGINNINGS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_entry_shows_from_its_first_day_on(section: str, entry: Raw, first: str) -> None:
    profile = small(**{section: {"it": entry}})
    begins = date.fromisoformat(first)
    assert shown(profile, section, begins - DAY) == []
    for day in (begins, begins + DAY, date(2030, 1, 1)):
        assert len(shown(profile, section, day)) == 1


@pytest.mark.parametrize("kind", ["contacts", "links", "notices"])
def test_contacts_links_and_notices_show_between_their_two_days(kind: str) -> None:
    entry = {
        "contacts": {"kind": "email", "value": "ada@example.org"},
        "links": {"kind": "homepage", "url": "https://example.org/", "label": "Page"},
        "notices": {"text": "Students wanted."},
    }[kind]
    span = {"start": "2021-05-10", "end": "2021-06"}
    profile = small(person={"name": "Ada Lovelace", kind: {"it": entry | span}})
    text = {"contacts": "ada@example.org", "links": "Page", "notices": "Students wanted."}[kind]
    days = (date(2021, 5, 9), date(2021, 5, 10), date(2021, 6, 30), date(2021, 7, 1))
    assert [text in says(compose(profile, "site", day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "when", "note"),
    [
        ("2021-04-30", None, None),
        ("2021-05-01", "May 2021 – present", ""),
        ("2022-08-31", "May 2021 – present", ""),
        ("2022-09-01", "May 2021 – Aug 2022", " | now Elsewhere"),
    ],
)
def test_an_end_is_told_only_when_it_has_passed(day: str, when: str | None, note: str) -> None:
    span = {"start": "2021-05", "end": "2022-08"}
    student = {"name": "Bo Li", "degree": "M.S.", "later": "Elsewhere", **span}
    profile = small(
        positions={"p": POSITION | span}, grants={"g": {"title": "Engines", **span}}, students={"s": student}
    )
    as_of = date.fromisoformat(day)
    expected: dict[str, list[str]] = {"positions": [], "grants": [], "students": []}
    if when:
        expected = {
            "positions": [f"Fellow | Acme Inc. | {when}"],
            "grants": [f"Engines | {when}"],
            "students": [f"Bo Li | M.S. | {when}{note}"],
        }
    assert {section: shown(profile, section, as_of) for section in expected} == expected


@pytest.mark.parametrize(
    ("degree", "day", "name", "when"),
    [
        ({"start": 2015, "end": "2021-05"}, "2021-05-31", "Ph.D. student", "2015 – present"),
        ({"start": 2015, "end": "2021-05"}, "2021-06-01", "Ph.D.", "2015 – May 2021"),
        ({"start": 2015, "end": "2021-05", "outcome": "left"}, "2021-06-01", "Ph.D. student", "2015 – May 2021"),
        ({"start": 2015, "outcome": "in-progress"}, "2021-06-01", "Ph.D. student", "2015 – present"),
        ({"end": 2021}, "2022-01-01", "Ph.D.", "2021"),
    ],
)
def test_a_degree_is_awarded_when_its_end_has_passed(degree: Raw, day: str, name: str, when: str) -> None:
    profile = small(education={"phd": DEGREE | degree})
    assert shown(profile, "education", date.fromisoformat(day)) == [f"{name} | Acme Inc. | {when}"]


@pytest.mark.parametrize(
    ("day", "terms", "years"),
    [
        ("2021-07-31", "Spring 2021", "2019, 2021"),
        ("2021-08-01", "Spring 2021, Fall 2021", "2019, 2021"),
        ("2021-12-31", "Spring 2021, Fall 2021", "2019, 2021"),
        ("2022-01-01", "Spring 2021, Fall 2021, Spring 2022", "2019, 2021, 2022"),
    ],
)
def test_terms_and_years_to_come_are_left_out(day: str, terms: str, years: str) -> None:
    profile = small(
        teaching={"c": COURSE | {"terms": ["Spring 2022", "Fall 2021", "Spring 2021"]}},
        service={"s": {"kind": "reviewing", "venue": "A Journal", "years": [2022, 2019, 2021]}},
    )
    as_of = date.fromisoformat(day)
    assert shown(profile, "teaching", as_of) == [f"Logic | Acme Inc. | {terms} | Instructor"]
    assert shown(profile, "service", as_of) == [f"A Journal | {years}"]


COMING: Raw = {
    "title": "Engines",
    "date": "2021-05-10",
    "start": "11:45",
    "end": "12:45",
    "zone": "UTC",
    "room": "Room 7",
    "place": "London",
    "join": "https://example.org/join",
    "links": [{"kind": "slides", "url": "https://example.org/slides"}],
}


@pytest.mark.parametrize(
    ("day", "group", "line", "links"),
    [
        ("2021-05-09", "Coming", "Engines | Room 7, London | 10 May 2021, 11:45–12:45 UTC", ["join"]),
        ("2021-05-10", "Coming", "Engines | Room 7, London | 10 May 2021, 11:45–12:45 UTC", ["join", "slides"]),
        ("2021-05-11", "", "Engines | London | May 2021", ["slides"]),
    ],
)
def test_a_talk_is_coming_through_its_day(day: str, group: str, line: str, links: list[str]) -> None:
    as_of = date.fromisoformat(day)
    profile = small(talks={"t": COMING})
    assert shown(profile, "talks", as_of) == [line]
    section = next(section for section in compose(profile, "site", as_of).sections if section.name == "talks")
    assert section.groups[0].title == group
    assert [plain((link,)) for link in next(section.entries).links] == links


def talks_of(day: str, **recipe: Any) -> list[str]:
    """The titles of four talks, two of them to come on 1 May 2021, as a section of that recipe has them."""
    dates = {"Far": "2021-07-01", "Old": "2019-03-01", "Next": "2021-05-02", "Last": "2021-04-01"}
    talks = {name.lower(): {"title": name, "date": when} for name, when in dates.items()}
    documents = {"cv": {"sections": [{"section": "talks"} | recipe]}}
    profile = small(talks=talks, documents=documents)
    (section,) = compose(profile, "cv", date.fromisoformat(day)).sections
    return [plain(entry.title) for entry in section.entries]


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ({}, ["Next", "Far", "Last", "Old"]),
        ({"limit": 3}, ["Next", "Far", "Last"]),
        ({"limit": 1}, ["Next"]),
        ({"order": "oldest"}, ["Next", "Far", "Old", "Last"]),
        ({"order": "profile"}, ["Far", "Next", "Old", "Last"]),
    ],
)
def test_of_talks_the_next_stands_first_and_is_the_last_to_be_cut(recipe: Raw, expected: list[str]) -> None:
    assert talks_of("2021-05-01", **recipe) == expected


def test_once_all_talks_are_given_the_newest_stands_first() -> None:
    assert talks_of("2021-08-01") == ["Far", "Next", "Last", "Old"]


def test_a_talk_without_a_title_is_to_be_announced_and_then_told_by_its_kind() -> None:
    profile = small(talks={"t": {"date": "2021-05-10", "kind": "keynote"}})
    assert shown(profile, "talks", date(2021, 5, 9)) == ["Title to be announced | 10 May 2021"]
    assert shown(profile, "talks", date(2021, 5, 11)) == ["Keynote | May 2021"]


def test_a_cancelled_talk_shows_on_no_day_and_neither_does_news_of_it() -> None:
    profile = small(talks={"t": COMING | {"cancelled": True}}, news={"n": {"about": "talks/t", "text": "Come!"}})
    for day in (date(2021, 5, 9), date(2021, 5, 11)):
        document = compose(profile, "site", day)
        assert "Engines" not in repr(document.sections)
        assert "Come!" not in repr(document.sections)
        assert [omission.path for omission in document.omitted] == ["/talks/t", "/news/n"]


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_what_shows_on_a_day_and_does_not_end_shows_on_the_next(raw: Raw, as_of: date) -> None:
    profile = Profile.model_validate(raw)
    today, tomorrow = (_entries(compose(profile, "site", day)) for day in (as_of, as_of + DAY))
    assert today - tomorrow <= {f"/person/{kind}/{key}" for kind, key in _over(raw, as_of + DAY)}


def _entries(document: Document) -> set[str]:
    return {entry.path for section in document.sections for entry in section.entries}


def _over(raw: Raw, as_of: date) -> list[tuple[str, str]]:
    person = Profile.model_validate(raw).person
    kinds: dict[str, Any] = {"contacts": person.contacts, "links": person.links, "notices": person.notices}
    return [
        (kind, key)
        for kind, entries in kinds.items()
        for key, entry in entries.items()
        if entry.end and entry.end.over(as_of)
    ]


HEADLINE_JOBS: dict[str, Raw] = {
    "postdoc": {"title": "Postdoc", "organizations": "Acme Inc.", "start": 2010, "end": "2014-08"},
    "now": {"title": "Professor", "organizations": "Acme Inc.", "start": "2014-09"},
}


@pytest.mark.parametrize(
    ("day", "announced", "expected"),
    [
        ("2009-12-31", None, ""),
        ("2012-01-01", None, "Postdoc"),
        ("2014-08-31", None, "Postdoc"),
        ("2014-08-31", "2014-05", "Loom theorist"),
        ("2014-04-30", "2014-05", "Postdoc"),
        ("2014-09-01", None, "Loom theorist"),
        ("2025-01-01", None, "Loom theorist"),
    ],
)
@pytest.mark.parametrize("kind", ["cv", "site"])
def test_a_headline_is_not_told_of_a_day_before_a_later_position(
    kind: str, day: str, announced: str | None, expected: str
) -> None:
    jobs = HEADLINE_JOBS | {"now": HEADLINE_JOBS["now"] | {"announced": announced}}
    profile = small(person={"name": "Ada Lovelace", "headline": "Loom theorist"}, positions=jobs)
    assert plain(compose(profile, kind, date.fromisoformat(day)).header.headline) == expected


def test_neither_does_a_bio_tell_it_of_such_a_day() -> None:
    person = {"name": "Ada Lovelace", "headline": "Loom theorist"}
    profiles = [small(person=person, positions=jobs) for jobs in (HEADLINE_JOBS, {})]
    said = [says(compose(profile, "bio", date(2009, 1, 1)))[-1] for profile in profiles]
    assert said == ["Ada Lovelace", "Ada Lovelace is a Loom theorist."]
