"""Bios by hand and recipes of bios: facts in the place of placeholders, and limits that hold all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.model import biography
from cvkit.model.consistency import inconsistencies
from cvkit.model.profile import Profile
from cvkit.view.bio import LENGTHS, compose_bio, unused_bios
from cvkit.view.bio.placeholders import VALUES
from cvkit.view.bio.sentences import SENTENCES
from cvkit.view.document import Document, Told, document_facts, facts, plain
from profiles import small

NOW = date(2025, 1, 1)
FACTS: dict[str, Any] = {
    "organizations": {
        "acme": {"name": "Acme University", "url": "https://acme.example.org"},
        "physics": {"name": "Department of Physics", "parent": "acme"},
    },
    "positions": {
        "next": {
            "title": "Professor",
            "organizations": "Looms Inc.",
            "start": "2025-09",
            "announced": "2024-12",
        },
        "now": {"title": "Assistant Professor", "organizations": "physics", "start": 2020},
        "then": {"title": "Postdoc", "organizations": "Institute of Looms", "start": 2018, "end": 2019},
    },
    "education": {
        "phd": {
            "degree": "Ph.D.",
            "field": "Physics",
            "organizations": "physics",
            "end": 2018,
            "advisors": "Bo Li",
        }
    },
    "publications": {
        "a": {"title": "A", "authors": ["me"], "kind": "journal", "date": 2018},
        "b": {"title": "B", "authors": ["me"], "kind": "journal", "date": 2026},
    },
}


def profile(bio: Any = None, **sections: Any) -> Profile:
    person = {"name": "Ada Lovelace", "pronouns": "she", "interests": {"short": "the *theory* of looms."}, "bio": bio}
    return small(person=person, **(FACTS | sections))


def paragraphs(document: Document) -> list[str]:
    return [plain(body) for section in document.sections for entry in section.entries for body in entry.body]


def bio(bio: Any, as_of: date = NOW, sections: dict[str, Any] | None = None, **options: Any) -> str:
    return "\n\n".join(paragraphs(compose_bio(profile(bio, **(sections or {})), as_of, **options)))


EXPECTED = {
    "name": "Ada Lovelace",
    "name.given": "Ada",
    "name.family": "Lovelace",
    "interests": "the theory of looms",
    "position.title": "assistant professor",
    "position.organization": "the Department of Physics at Acme University",
    "position.where": "in the Department of Physics at Acme University",
    "position.start": "2020",
    "next.title": "professor",
    "next.organization": "Looms Inc.",
    "next.start": "September 2025",
    "former.title": "postdoc",
    "former.organization": "the Institute of Looms",
    "degree.name": "Ph.D.",
    "degree.field": "Physics",
    "degree.organization": "Acme University",
    "degree.year": "2018",
    "degree.advisors": "Bo Li",
    "publications.count": "1",
}


@pytest.mark.parametrize("name", biography.PLACEHOLDERS)
def test_a_placeholder_gives_way_to_its_fact(name: str) -> None:
    assert bio({"short": f"Ada: {{{name}}}!"}) == f"Ada: {EXPECTED[name]}!"


def test_the_tables_of_names_agree() -> None:
    assert list(VALUES) == list(biography.PLACEHOLDERS)
    assert tuple(SENTENCES) == biography.SENTENCES


def test_facts_within_markup_keep_their_source() -> None:
    document = compose_bio(
        profile({"short": "Ada is **{position.title}**, see `{name}` and {position.organization}."}), NOW
    )
    assert paragraphs(document) == [
        "Ada is assistant professor, see {name} and the Department of Physics at Acme University."
    ]
    paths = {fact.path for fact in document_facts(document)}
    assert {"/person/bio/short", "/positions/now/title", "/organizations/acme/name"} <= paths


def test_the_day_counts() -> None:
    text = {"short": "Ada is {position.title} {position.where}."}
    assert bio(text, date(2019, 1, 1)) == "Ada is postdoc at the Institute of Looms."


def test_paragraphs_stay_apart() -> None:
    assert bio({"medium": "One.\n\nTwo."}, length="medium") == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Short."),
        ({"length": "short"}, "Short."),
        ({"length": "long"}, "A long one."),
        ({"words": 200}, "A long one."),
        ({"words": 2}, "Short."),
        ({"characters": 10}, "Short."),
        ({"length": "long", "words": 3}, "A long one."),
    ],
)
def test_what_was_written_for_the_length_is_used(options: dict[str, Any], said: str) -> None:
    assert bio({"short": "Short.", "long": "A long one."}, **options) == said


@pytest.mark.parametrize(
    ("text", "options", "reason"),
    [
        ("Ada weaves all " + "night " * 5 + "long.", {"words": 8}, "it has 9 words, and at most 8 are wanted"),
        (f"Ada {'w' * 40}.", {"characters": 40}, "it has 45 characters, and at most 40 are wanted"),
        ("word " * 60 + "end.", {}, "it has 61 words, and at most 60 are wanted"),
        ("I weave.", {}, "it is written in the first person"),
        ("Ada weaves.", {"person": "first"}, "it is written in the third person"),
        ("Ada starts {next.start}.", {"as_of": date(2024, 1, 1)}, "there is now nothing to stand for {next.start}"),
    ],
)
def test_what_cannot_be_used_gives_way_and_the_reason_is_told(text: str, options: dict[str, Any], reason: str) -> None:
    options = {"as_of": NOW} | options
    as_of = options.pop("as_of")
    assert unused_bios(profile({"short": text}), as_of, **options) == (("short", reason),)
    assert "assistant professor" in bio({"short": text}, as_of, **options)


def test_nothing_is_unused_where_nothing_was_written() -> None:
    assert unused_bios(profile(), NOW) == ()
    assert unused_bios(profile({"long": "Ada weaves."}), NOW) == ()


def test_a_plain_string_is_the_medium_one() -> None:
    assert bio("Ada weaves.", length="medium") == "Ada weaves."
    assert bio({"en": "Ada weaves.", "de": "Ada webt."}, length="medium") == "Ada weaves."


def test_another_language_does_not_stand_in() -> None:
    assert "webt" not in bio({"short": {"de": "Ada webt."}})


# --- recipes ---


def recipe(*sentences: str, **options: Any) -> str:
    return bio(None, sections={"documents": {"bio": {"sentences": list(sentences)}}}, **options)


def test_a_recipe_reorders_drops_and_adds() -> None:
    assert recipe("interests", "role", "Outside work, {name.given} climbs.", words=200) == (
        "Ada Lovelace’s research focuses on the theory of looms. "
        "She is an assistant professor in the Department of Physics at Acme University. "
        "Outside work, Ada climbs."
    )


def test_the_first_sentence_of_a_recipe_always_stands() -> None:
    assert recipe("Ada weaves.", "role", words=2) == "Ada weaves."
    assert recipe("Ada weaves.", "role", words=9) == "Ada weaves. Ada Lovelace is an assistant professor."
    assert recipe("{name} weaves.", "role", words=9) == "Ada Lovelace weaves. She is an assistant professor."


def test_a_sentence_without_its_fact_is_left_out() -> None:
    sentences = ("role", "She will be {next.title} soon.")
    assert recipe(*sentences, words=8, as_of=date(2024, 1, 1)) == "Ada Lovelace is an assistant professor."
    assert recipe(*sentences, words=200).endswith("She will be professor soon.")


def test_a_recipe_composes_even_where_a_bio_was_written() -> None:
    sections = {"documents": {"other": {"extends": "bio", "sentences": ["role"]}}}
    options: dict[str, Any] = {"sections": sections, "words": 8}
    assert bio({"short": "Ada weaves."}, **options) == "Ada weaves."
    assert bio({"short": "Ada weaves."}, name="other", **options) == "Ada Lovelace is an assistant professor."


@pytest.mark.parametrize(
    ("sections", "path", "message", "help"),
    [
        (
            {"person": {"name": "A B", "bio": {"long": "Is {positon.title}."}}},
            ("person", "bio", "long"),
            "there is no fact `{positon.title}` to stand here",
            "did you mean `{position.title}`?",
        ),
        (
            {"person": {"name": "A B", "bio": {"long": {"en": "Is {name}.", "de": "Ist {stelle}."}}}},
            ("person", "bio", "long", "de"),
            "there is no fact `{stelle}` to stand here",
            f"there are {', '.join(biography.PLACEHOLDERS)}",
        ),
        (
            {"documents": {"bio": {"sentences": ["role", "honours"]}}},
            ("documents", "bio", "sentences", 1),
            "there is no sentence `honours`",
            "did you mean `honors`?",
        ),
        (
            {"documents": {"bio": {"sentences": ["I am {nmae}."]}}},
            ("documents", "bio", "sentences", 0),
            "there is no fact `{nmae}` to stand here",
            "did you mean `{name}`?",
        ),
    ],
)
def test_an_unknown_name_is_an_error_at_its_place(
    sections: dict[str, Any], path: tuple[object, ...], message: str, help: str
) -> None:
    raw = {"person": {"name": "Ada Lovelace"}} | sections
    [found] = inconsistencies(Profile.model_validate(raw))
    assert found == (path, message, help)


# --- sentence by sentence ---


def told(document: Document) -> Told:
    [record] = [entry.record for section in document.sections for entry in section.entries]
    assert isinstance(record, Told)
    return record


@pytest.mark.parametrize("length", LENGTHS)
def test_a_bio_is_told_once_more_by_sentences(length: str) -> None:
    document = compose_bio(profile(), NOW, length=length, person="first")
    record = told(document)
    assert (record.person, record.length, record.written) == ("first", length, False)
    assert " ".join(plain(words) for _, words in record.sentences) == paragraphs(document)[0]
    assert all(name in SENTENCES for name, _ in record.sentences)
    assert all(any(True for _ in facts(words)) for _, words in record.sentences)


def test_a_bio_by_hand_says_so() -> None:
    record = told(compose_bio(profile({"short": "Ada weaves."}), NOW))
    assert (record.length, record.written, [name for name, _ in record.sentences]) == ("short", True, ["written"])
