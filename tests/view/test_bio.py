"""Bios: whole sentences within the words asked for, in agreement with the profile and with grammar."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.document import Document, Inlines, Text, document_slots, facts, plain
from cvkit.view.voice import Grammatical
from profiles import DAYS, profiles, small

NOW = date(2025, 1, 1)
PERSONS: tuple[Grammatical, ...] = ("first", "third")

FIXED = frozenset(
    {
        *("a", "an", "the", "and", "also", "at", "by", "for", "from", "in", "on", "with"),
        *("i", "my", "he", "his", "she", "her", "they", "their", "s"),
        *("am", "is", "are", "was", "were", "hold", "holds", "received", "review", "reviews", "focuses", "include"),
        *("includes", "advised", "working", "before", "that", "most", "recently", "now"),
        *("degrees", "honors", "research", "selected", "student", "work"),
    }
)
"""Every word that a bio may say of itself."""


def text(document: Document) -> str:
    (section,) = document.sections
    (entry,) = section.entries
    (paragraph,) = entry.body
    return plain(paragraph)


def bio(profile: Profile, as_of: date = NOW, *, words: int = 200, person: Grammatical = "third") -> str:
    return text(compose_bio(profile, as_of, words=words, person=person))


def fitting(profile: Profile, as_of: date, words: int, person: Grammatical) -> Document | int:
    """The bio, or how many words the shortest one needs."""
    try:
        return compose_bio(profile, as_of, words=words, person=person)
    except NoRoomError as error:
        return error.needed


def own_words(inlines: Inlines) -> str:
    """What stands outside of facts."""
    return "".join(" " if any(True for _ in facts((node,))) else plain((node,)) for node in inlines)


@given(
    profile=profiles(),
    as_of=st.sampled_from(DAYS),
    words=st.sampled_from([1, 5, 10, 20, 40, 60, 110, 200]),
    person=st.sampled_from(PERSONS),
    pronouns=st.sampled_from(["he", "she", "they", None]),
)
@settings(max_examples=150)
def test_a_bio_keeps_to_its_words_in_whole_sentences(
    profile: Profile, as_of: date, words: int, person: Grammatical, pronouns: str | None
) -> None:
    someone = profile.person.model_copy(update={"pronouns": pronouns})
    profile = profile.model_copy(update={"person": someone})
    document = fitting(profile, as_of, words, person)
    if isinstance(document, int):
        assert document > words
        words = document
        document = compose_bio(profile, as_of, words=words, person=person)
    said = text(document)
    assert 0 < len(said.split()) <= words
    assert said.endswith(".")
    assert not re.search(r"  | [,.;:)]|\( |None|\(\)|,,|\.\.", said), said
    for paragraph in (entry.body[0] for section in document.sections for entry in section.entries):
        assert set(re.findall(r"[a-z]+", own_words(paragraph).lower())) <= FIXED
    assert not re.search(
        r"\b(I|[Mm]y|am)\b" if person == "third" else r"\b([Hh]is|[Hh]er|[Tt]heir|[Ss]he|[Tt]hey)\b", said
    )


def test_a_word_of_no_source_is_found() -> None:
    assert own_words((Text("is an excellent "),)).split() == ["is", "an", "excellent"]
    assert "excellent" not in FIXED


OWN = load(Path(__file__).parents[2] / "profile.yaml").profile


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("day", ["2018-01-01", "2022-01-01", "2024-01-15", "2024-03-29", "2026-11-22"])
def test_the_projects_own_short_bio_is_of_a_useful_length(day: str, person: Grammatical) -> None:
    said = bio(OWN, date.fromisoformat(day), words=LENGTHS["short"], person=person)
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
        "Ada Lovelace is an Assistant Professor in the Department of Physics at Acme University and at Meta. "
        "Her research focuses on the theory of engines. "
        "Before that, she was a Postdoc at the Engine Institute, Acme University (2020–2021), "
        "working with Prof. Bo Li. "
        "She received her Ph.D. in Physics from Facebook (now Meta) in 2019, advised by Prof. Bo Li. "
        "She also holds an M.S. in Logic from Acme University. "
        "Her selected work includes “Engines” (EC 2018). "
        "Her honors include The Prize (2017) and the Medal (2016). "
        "She reviews for EC."
    )


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2010, 1, 1), "Ada Lovelace."),
        (date(2017, 1, 1), "Ada Lovelace holds an M.S. in Logic from Acme University."),
        (
            date(2020, 6, 1),
            "Ada Lovelace is a Postdoc at the Engine Institute, Acme University, working with Prof. Bo Li.",
        ),
    ],
)
def test_the_first_sentence_is_who_one_was_on_the_day(as_of: date, first: str) -> None:
    assert bio(WHOLE, as_of).startswith(first)


STUDENT = {"degree": "Ph.D.", "field": "Physics", "organizations": "Acme University", "start": 2020}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"education": {"phd": STUDENT}}, "Ada Lovelace is a Ph.D. student in Physics at Acme University."),
        (
            {
                "positions": {
                    "p": {"title": "Fellow", "organizations": "University of Bonn", "start": 2018, "end": 2020}
                }
            },
            "Ada Lovelace was most recently a Fellow at the University of Bonn (2018–2020).",
        ),
        (
            {"positions": {"p": {"title": "Fellow", "organizations": "Acme Inc.", "start": 2020, "end": 2020}}},
            "Ada Lovelace was most recently a Fellow at Acme Inc. (2020).",
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
            "Lovelace also holds a B.S. in Physics from Acme University.",
        ),
        (
            {
                "positions": {"p": {"title": "Fellow", "organizations": "Acme Inc."}},
                "education": {"phd": STUDENT | {"end": 2022}},
            },
            "Ada Lovelace is a Fellow at Acme Inc. Lovelace received a Ph.D. in Physics from Acme University in 2022.",
        ),
    ],
)
def test_whatever_is_known_makes_a_sentence(sections: dict[str, object], expected: str) -> None:
    assert bio(small(**sections)) == expected


def test_too_few_words_are_told_with_the_number_needed() -> None:
    with pytest.raises(NoRoomError, match="17 words") as caught:
        bio(WHOLE, words=16)
    assert caught.value.needed == 17
