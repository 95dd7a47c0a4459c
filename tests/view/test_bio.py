"""Bios: whole sentences within the words asked for, in agreement with the profile and with grammar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bios import FIXED, PERSONS, check_limits, own_words, text, units
from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import Text, document_slots, facts, plain
from cvkit.view.voice import Grammatical
from profiles import DAYS, profiles, small

NOW = date(2025, 1, 1)


def bio(profile: Profile, as_of: date = NOW, **options: Any) -> str:
    return text(compose_bio(profile, as_of, **({"words": 200} | options)))


@given(
    profile=profiles(),
    as_of=st.sampled_from(DAYS),
    words=st.none() | st.integers(1, 220),
    characters=st.none() | st.integers(1, 1400),
    person=st.sampled_from(PERSONS),
    pronouns=st.sampled_from(["he", "she", "they", None]),
)
@settings(max_examples=300)
def test_a_bio_keeps_to_its_limits_in_whole_sentences(
    profile: Profile,
    as_of: date,
    words: int | None,
    characters: int | None,
    person: Grammatical,
    pronouns: str | None,
) -> None:
    check_limits(profile, as_of, words, characters, person, pronouns)


def test_a_word_of_no_source_is_found() -> None:
    assert own_words((Text("is an excellent "),)).split() == ["is", "an", "excellent"]
    assert "excellent" not in FIXED


def test_characters_are_counted_as_forms_count_them() -> None:
    profile = small(person={"name": "𝔸da 𝕃ovelace"}, positions={"p": {"title": "Poet", "organizations": []}})
    said = "𝔸da 𝕃ovelace is a Poet."
    assert len(said) < units(said)
    assert bio(profile, words=None, characters=units(said)) == said
    with pytest.raises(NoRoomError, match=f"{units(said)} characters"):
        bio(profile, words=None, characters=units(said) - 1)


OWN = load(Path(__file__).parents[2] / "profile.yaml").profile


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("day", ["2018-01-01", "2022-01-01", "2024-01-15", "2024-03-29", "2026-11-22"])
def test_the_projects_own_short_bio_is_of_a_useful_length(day: str, person: Grammatical) -> None:
    said = bio(OWN, date.fromisoformat(day), words=None, length="short", person=person)
    assert 35 <= len(said.split()) <= 60


def test_longer_bios_tell_what_shorter_ones_do_and_more() -> None:
    told = [set(facts(next(iter(document_slots(compose_bio(OWN, NOW, words=words)))))) for words in LENGTHS.values()]
    assert told[0] <= told[1] <= told[2]
    lengths = [len(bio(OWN, NOW, words=words).split()) for words in LENGTHS.values()]
    assert lengths == sorted(set(lengths))


WHOLE = small(
    person={"name": "Ada Lovelace", "pronouns": "she", "interests": {"short": "the *theory* of engines."}},
    organizations={
        "acme": {"name": "Acme University"},
        "physics": {"name": "Department of Physics", "parent": "acme"},
        "inst": {"name": "Engine Institute", "parent": "acme"},
        "meta": {"name": "Meta", "formerly": [{"name": "Facebook", "until": "2021-10"}]},
    },
    people={"bo": {"name": "Bob Li", "known_as": "Bo Li", "role": "Prof."}},
    positions={
        "now": {"title": "Assistant Professor", "organizations": ["physics", "meta"], "start": 2022},
        "then": {"title": "Postdoc", "organizations": "inst", "start": 2020, "end": 2021, "mentors": "bo"},
        "intern": {"title": "Intern", "kind": "internship", "organizations": "meta", "start": 2019, "end": 2019},
        "visit": {"title": "Guest", "kind": "visit", "organizations": "meta", "start": 2024},
    },
    education={
        "phd": {"degree": "Ph.D.", "field": "Physics", "organizations": "meta", "end": 2019, "advisors": "bo"},
        "ms": {"degree": "M.S.", "field": "Logic", "organizations": "acme", "end": 2015},
    },
    publications={
        "p": {
            "title": "Engines",
            "authors": ["me"],
            "kind": "conference",
            "venue": "ec",
            "date": 2018,
            "selected": True,
        }
    },
    venues={"ec": {"name": "Engine Congress", "short": "EC"}},
    honors={"h": {"title": "The Prize", "date": 2017}, "m": {"title": "Medal", "date": 2016}},
    service={"s": {"kind": "reviewing", "venue": "ec", "years": 2019}},
)


def test_a_whole_bio_reads_so() -> None:
    assert bio(WHOLE) == (
        "Ada Lovelace is an assistant professor in the Department of Physics at Acme University and at Meta. "
        "Her research focuses on the theory of engines. "
        "Previously, she was a postdoc at the Engine Institute at Acme University (2020–2021), "
        "working with Prof. Bo Li. "
        "She also interned at Facebook (now Meta) in 2019. "
        "She received her Ph.D. in Physics from Facebook (now Meta) in 2019, advised by Prof. Bo Li. "
        "She also holds an M.S. in Logic from Acme University. "
        "Among her publications is “Engines” (EC 2018). "
        "Her honors include the Prize (2017) and the Medal (2016). "
        "She has reviewed for EC."
    )


def test_a_sentence_grows_with_the_room() -> None:
    opening = "Ada Lovelace is an assistant professor"
    assert bio(WHOLE, words=7) == f"{opening}."
    assert bio(WHOLE, words=12) == f"{opening} at Acme University and at Meta."
    assert bio(WHOLE, words=20) == (
        f"{opening} at Acme University and at Meta. Her research focuses on the theory of engines."
    )
    assert bio(WHOLE, words=None, characters=160).startswith(f"{opening} in the Department of Physics at Acme Univ")


@given(limit=st.integers(6, 220))
def test_with_more_words_a_bio_tells_no_less(limit: int) -> None:
    fewer, more = bio(WHOLE, words=limit), bio(WHOLE, words=limit + 1)
    assert len(fewer.split()) <= len(more.split())


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2010, 1, 1), "Ada Lovelace’s research focuses on the theory of engines."),
        (date(2017, 1, 1), "Ada Lovelace holds an M.S. in Logic from Acme University. Her research"),
        (
            date(2020, 6, 1),
            "Ada Lovelace is a postdoc at the Engine Institute at Acme University, working with Prof. Bo Li. Her",
        ),
    ],
)
def test_the_first_sentence_is_who_one_was_on_the_day(as_of: date, first: str) -> None:
    assert bio(WHOLE, as_of).startswith(first)


STUDENT = {"degree": "Ph.D.", "field": "Physics", "organizations": "Acme University", "start": 2020}
FELLOW = {"title": "Fellow", "organizations": "University of Bonn", "start": 2018, "end": 2020}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({}, "Ada Lovelace"),
        ({"education": {"phd": STUDENT}}, "Ada Lovelace is a Ph.D. student in Physics at Acme University."),
        (
            {"positions": {"p": FELLOW}},
            "Ada Lovelace was most recently a fellow at the University of Bonn (2018–2020).",
        ),
        (
            {"positions": {"p": {"title": "Fellow", "organizations": "Acme Inc.", "start": 2020, "end": 2020}}},
            "Ada Lovelace was most recently a fellow at Acme Inc. (2020).",
        ),
        ({"positions": {"p": {"title": "UX researcher", "organizations": []}}}, "Ada Lovelace is a UX researcher."),
        ({"person": {"name": "Ada Lovelace", "headline": "Honorary Poet"}}, "Ada Lovelace is an Honorary Poet."),
        (
            {
                "education": {
                    "phd": STUDENT | {"end": 2022},
                    "bs": STUDENT | {"degree": "B.S.", "end": 2019, "start": 2015},
                }
            },
            "Ada Lovelace holds a Ph.D. in Physics from Acme University. "
            "Earlier studies led to a B.S. in Physics from Acme University.",
        ),
        (
            {
                "positions": {"p": {"title": "Fellow", "organizations": "Acme Inc."}},
                "education": {"phd": STUDENT | {"end": 2022}},
            },
            "Ada Lovelace is a fellow at Acme Inc. Lovelace received a Ph.D. in Physics from Acme University in 2022.",
        ),
        (
            {
                "positions": {"p": {"title": "Fellow", "organizations": "Acme Inc."}},
                "education": {
                    "mba": STUDENT | {"degree": "MBA", "field": None, "start": 2022, "end": 2024},
                    "phd": STUDENT | {"end": 2022},
                },
            },
            "Ada Lovelace is a fellow at Acme Inc. Lovelace received a Ph.D. in Physics from Acme University in 2022. "
            "Other studies led to an MBA from Acme University.",
        ),
        (
            {
                "positions": {"p": {"title": "Engineer", "organizations": "Acme Inc."}},
                "education": {"phd": STUDENT | {"advisors": "Bo Li"}},
            },
            "Ada Lovelace is an engineer at Acme Inc. "
            "Lovelace is also working toward a Ph.D. in Physics at Acme University, advised by Bo Li.",
        ),
        (
            {
                "positions": {
                    "ta": {"title": "Teaching Assistant", "organizations": "Acme University"},
                    "in": {"title": "Intern", "organizations": "Acme Inc.", "kind": "internship"},
                },
                "education": {"phd": STUDENT | {"advisors": "Bo Li"}},
            },
            "Ada Lovelace is a Ph.D. student in Physics at Acme University, advised by Bo Li, "
            "and an intern at Acme Inc.",
        ),
        (
            {
                "positions": {
                    "a": {"title": "Professor", "organizations": "Acme University"},
                    "b": {"title": "professor", "organizations": "University of Bonn"},
                }
            },
            "Ada Lovelace is a professor at Acme University and at the University of Bonn.",
        ),
        (
            {"positions": {"p": FELLOW, "q": {"title": "Poet", "organizations": "Acme Inc.", "start": 2021}}},
            "Ada Lovelace is a Poet at Acme Inc. "
            "Before joining Acme Inc. in 2021, Lovelace was a fellow at the University of Bonn (2018–2020).",
        ),
        (
            {
                "grants": {"g": {"title": "G", "organization": "Engine Foundation", "start": 2024}},
                "positions": {"p": {"title": "Professor", "organizations": []}},
            },
            "Ada Lovelace is a professor. A grant from the Engine Foundation supports Lovelace’s work.",
        ),
        (
            {
                "positions": {"p": {"title": "Professor", "organizations": []}},
                "honors": {
                    "f": {"title": "Fellow of the Engine Society", "date": 2022},
                    "m": {"title": "The Great Medal", "date": 2021},
                    "y": {"title": "Poet of the Year", "date": 2020},
                },
            },
            "Ada Lovelace is a professor. Honors include recognition as Fellow of the Engine Society (2022), "
            "the Great Medal (2021), and Poet of the Year (2020).",
        ),
    ],
)
def test_whatever_is_known_makes_a_sentence(sections: dict[str, object], expected: str) -> None:
    assert bio(small(**sections)) == expected


NEXT = {
    "title": "Assistant Professor",
    "organizations": "Acme University",
    "start": "2025-08",
    "announced": "2025-02",
}


@pytest.mark.parametrize(
    ("as_of", "positions", "expected"),
    [
        ("2025-01-31", {"next": NEXT, "now": FELLOW | {"end": "2025-07"}}, "is a fellow at the University of Bonn."),
        (
            "2025-02-01",
            {"next": NEXT, "now": FELLOW | {"end": "2025-07"}},
            "is a fellow at the University of Bonn. "
            "In August 2025, Lovelace will join Acme University as an assistant professor.",
        ),
        (
            "2025-02-01",
            {"next": NEXT, "now": FELLOW | {"organizations": "Acme University", "end": "2025-07"}},
            "is a fellow at Acme University. In August 2025, Lovelace will become an assistant professor.",
        ),
        (
            "2025-02-01",
            {"next": NEXT, "then": FELLOW},
            "will join Acme University as an assistant professor in August 2025. "
            "Most recently, Lovelace was a fellow at the University of Bonn (2018–2020).",
        ),
        ("2025-02-01", {"next": NEXT | {"announced": None}, "now": FELLOW | {"end": None}}, "is a fellow at the "),
        ("2025-08-01", {"next": NEXT}, "is an assistant professor at Acme University."),
    ],
)
def test_a_job_to_come_is_told_once_it_is_announced(as_of: str, positions: dict[str, Any], expected: str) -> None:
    said = bio(small(positions=positions), date.fromisoformat(as_of))
    assert said.removeprefix("Ada Lovelace ").startswith(expected)
    if "will" not in expected:
        assert "will" not in said


EMPLOYERS = {
    "konstanz": {"name": "University of Konstanz"},
    "bio": {"name": "Department of Biology", "parent": "konstanz"},
    "cis": {"name": "Department of Information Science", "parent": "konstanz"},
    "eawag": {"name": "Eawag Institute"},
}


@pytest.mark.parametrize(
    ("current", "there", "expected"),
    [
        (["konstanz", "eawag"], ["eawag"], "become Director at the Eawag Institute"),
        (
            ["konstanz", "eawag"],
            ["konstanz", "eawag"],
            "become Director at the University of Konstanz and at the Eawag Institute",
        ),
        (["bio"], ["konstanz"], "become Director at the University of Konstanz"),
        (["bio"], ["cis"], "become Director in the Department of Information Science at the University of Konstanz"),
        (["bio", "cis"], ["bio"], "become Director in the Department of Biology at the University of Konstanz"),
        (["bio", "cis"], ["cis", "bio"], "become Director"),
        (["bio"], ["bio"], "become Director"),
        (["bio"], ["eawag"], "join the Eawag Institute as Director"),
    ],
)
def test_a_job_to_come_says_where_unless_there_is_but_one_employer(
    current: list[str], there: list[str], expected: str
) -> None:
    coming = {"title": "Director", "organizations": there, "start": "2027-10", "announced": "2024-11"}
    held = {f"at-{key}": {"title": "Professor", "organizations": key, "start": 2020} for key in current}
    profile = small(organizations=EMPLOYERS, positions={**held, "next": coming})
    assert f"In October 2027, Lovelace will {expected}." in bio(profile)


def test_a_job_to_come_stands_in_bios_alone() -> None:
    profile = small(positions={"next": NEXT})
    for name in ("cv", "site"):
        shown = [plain(slot) for slot in document_slots(compose(profile, name, date(2025, 3, 1)))]
        assert not any("Acme" in slot for slot in shown)


def test_too_few_words_are_told_with_the_number_needed() -> None:
    with pytest.raises(NoRoomError, match="6 words") as caught:
        bio(WHOLE, words=5)
    assert (caught.value.needed, caught.value.unit, caught.value.limit) == (6, "words", 5)
