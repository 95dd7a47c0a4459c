"""Texts per language: as values, in every kind of field, as JSON and in the JSON Schema; names in two scripts."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cvkit.model.activities import Honor
from cvkit.model.career import Position
from cvkit.model.fields import Model
from cvkit.model.person import Interests, Name, Person, printed
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication, State
from cvkit.model.recipe import Recipe
from cvkit.model.schema import profile_schema
from cvkit.model.translation import Translated, into, translated_texts

WHY = {"zh": "为什么", "en": "Why", "zh-Hant": "為什麼"}
TAGS = st.from_regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", fullmatch=True)
TEXTS = st.text(st.sampled_from("aZ9é刘م*$<"), min_size=1, max_size=8)
TRANSLATIONS = st.dictionaries(TAGS, TEXTS, min_size=1, max_size=3)


# --- the value ---


def test_it_is_its_text_in_the_default_language() -> None:
    assert Translated(WHY) == "Why"
    assert f"{Translated(WHY)} not" == "Why not"
    assert "Why" in {Translated(WHY)}


@pytest.mark.parametrize(
    ("translations", "language"),
    [
        ({"de": "Warum", "en": "Why"}, "en"),
        ({"de": "Warum", "fr": "Pourquoi"}, "de"),
        ({"de": "Warum", "en-GB": "Why"}, "en-GB"),
        ({"en-GB": "Why", "en": "Why"}, "en"),
    ],
)
def test_the_default_is_english_or_else_the_first(translations: dict[str, str], language: str) -> None:
    assert Translated(translations).language == language
    assert Translated(translations) == translations[language]


@pytest.mark.parametrize(
    ("language", "text", "speaks"),
    [
        ("en", "Why", True),
        ("en-US", "Why", True),
        ("zh", "为什么", True),
        ("zh-Hant", "為什麼", True),
        ("zh-Hans-CN", "为什么", True),
        ("fr", "Why", False),
        ("fr-CH", "Why", False),
    ],
)
def test_a_language_falls_back_to_the_one_without_region_and_then_to_the_default(
    language: str, text: str, speaks: bool
) -> None:
    found = Translated(WHY).into(language)
    assert found == text
    assert type(found) is str
    assert Translated(WHY).speaks(language) is speaks


def test_text_that_is_not_translated_is_the_same_in_all_languages() -> None:
    assert into("Why", "zh") == "Why"
    assert into(Translated(WHY), "zh") == "为什么"


def test_two_are_equal_only_if_all_translations_are() -> None:
    assert Translated(WHY) == Translated(dict(WHY))
    assert Translated(WHY) != Translated({"en": "Why"})
    assert Translated(WHY) != "why"
    assert Translated(WHY) != 1


def test_copies_and_pickles_keep_the_translations() -> None:
    text = Translated(WHY)
    for twin in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert twin.translations == WHY


# --- in fields ---


def history_title(title: Any) -> str | None:
    return State.model_validate({"date": "2024", "status": "preprint", "title": title}).title


def last_highlight(highlights: Any) -> str:
    job = {"title": "A", "organizations": "X Y", "highlights": highlights}
    return Position.model_validate(job).highlights[-1]


@pytest.mark.parametrize(
    "read",
    [
        lambda value: Honor.model_validate({"date": "2024", "title": value}).title,
        lambda value: Honor.model_validate({"date": "2024", "title": "A", "note": value}).note,
        lambda value: Interests.model_validate({"long": value}).long,
        lambda value: Recipe.model_validate({"title": value}).title,
        lambda value: Name.model_validate({"given": value}).given,
        last_highlight,
        lambda value: last_highlight(["A", value]),
        history_title,
    ],
    ids=["text", "optional text", "prose", "recipe", "name", "lone item", "item", "history"],
)
def test_every_kind_of_text_field_takes_translations(read: Any) -> None:
    assert read(WHY).translations == WHY
    assert read("Why") == "Why"
    assert type(read("Why")) is str


def test_each_translation_is_validated_as_the_text_alone_would_be() -> None:
    title = Honor.model_validate({"date": "2024", "title": {"en": " A \n prize ", "zh": 100}}).title
    assert isinstance(title, Translated)
    assert title.translations == {"en": "A prize", "zh": "100"}
    prose = Interests.model_validate({"long": {"en": "One.\n\nTwo. "}}).long
    assert prose == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("title", "location", "kind"),
    [
        ({"en": "Why", "fr": ""}, ("title", "fr"), "empty"),
        ({"en": "Why", "fr": "a\0"}, ("title", "fr"), "unprintable"),
        ({"en": "Why", "fr": ["Pourquoi"]}, ("title", "fr"), "string_type"),
        ({"en": "Why", "fr": WHY}, ("title", "fr"), "string_type"),
        ({"en": "Why", "FR": "Pourquoi"}, ("title", "FR", "[key]"), "string_pattern_mismatch"),
        ({"en": "Why", "french": "Pourquoi"}, ("title", "french", "[key]"), "string_pattern_mismatch"),
        ({"text": "Why"}, ("title",), "string_type"),
        ({}, ("title",), "empty"),
    ],
)
def test_errors_stand_at_their_language(title: Any, location: tuple[str, ...], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Honor.model_validate({"date": "2024", "title": title})
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [(location, kind)]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Honor, {"title": "A", "date": "2024", "url": {"en": "https://example.org"}}),
        (Honor, {"title": "A", "date": "2024", "organization": {"en": "Guild of Weavers"}}),
        (Honor, {"title": "A", "date": "2024", "tags": {"en": "a"}}),
        (Honor, {"title": "A", "date": "2024", "show": [{"en": "cv"}]}),
        (Person, {"name": "Ada", "photo": {"en": "ada.jpg"}}),
        (Recipe, {"extends": {"en": "cv"}}),
        (
            Publication,
            {"title": "A", "authors": ["me"], "kind": "book", "date": "2024", "ids": {"pmid": {"en": "1", "zh": "x"}}},
        ),
    ],
)
def test_what_is_no_text_to_be_read_is_not_translated(model: type[Model], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(fields)


@given(TRANSLATIONS, TRANSLATIONS)
def test_all_translations_survive_a_round_trip(title: dict[str, str], note: dict[str, str]) -> None:
    honor = Honor.model_validate({"date": "2024", "title": title, "note": note})
    for mode in ("json", "python"):
        dump = honor.model_dump(mode=mode)
        assert (dump["title"], dump["note"]) == (title, note)
        assert Honor.model_validate(dump) == honor
    assert Honor.model_validate_json(honor.model_dump_json()) == honor
    assert Honor.model_validate(dict(honor)) == honor
    assert honor.model_copy(update={"amount": "1"}).note == honor.note


def test_records_differ_where_a_translation_does() -> None:
    one, other = (Honor.model_validate({"date": "2024", "title": {"en": "A", "zh": text}}) for text in "甲乙")
    assert one != other


def test_translated_texts_are_found_with_their_pointers_in_order() -> None:
    profile = Profile.model_validate(
        {
            "person": {"name": {"given": WHY}, "headline": "Weaver"},
            "positions": {"a": {"title": "A", "organizations": "X Y", "highlights": ["B", WHY]}},
            "publications": {
                "conf/a": {"title": "A", "authors": ["me"], "kind": "book", "date": "2024", "summary": WHY},
            },
        }
    )
    assert [pointer for pointer, _ in translated_texts(profile)] == [
        "/person/name/given",
        "/positions/a/highlights/1",
        "/publications/conf~1a/summary",
    ]


# --- the JSON Schema ---


@pytest.mark.parametrize(
    ("title", "right"),
    [
        (WHY, True),
        ("Why", True),
        (1984, True),
        ({"en": 1984}, True),
        ({}, False),
        ({"english": "Why"}, False),
        ({"en": ["Why"]}, False),
        ([], False),
    ],
)
def test_the_schema_says_the_same(title: Any, right: bool) -> None:
    profile = {"person": {"name": "Ada"}, "honors": {"a": {"title": title, "date": 2024}}}
    assert jsonschema.Draft202012Validator(profile_schema()).is_valid(profile) is right


# --- names ---


@pytest.mark.parametrize("order", ["given-first", "family-first"])
@pytest.mark.parametrize(
    ("given", "family", "full"),
    [("超越", "刘", "刘超越"), ("ひかり", "山田", "山田ひかり"), ("유나", "김", "김유나"), ("々木", "佐", "佐々木")],
)
def test_an_east_asian_name_begins_with_the_family_without_a_space(
    order: str, given: str, family: str, full: str
) -> None:
    assert Name.model_validate({"given": given, "family": family, "order": order}).full == full
    assert printed(f"{family}, {given}") == full


@pytest.mark.parametrize(
    ("fields", "full"),
    [
        ({"given": "Chaoyue", "family": "刘"}, "Chaoyue 刘"),
        ({"given": "Chaoyue", "family": "Liu", "order": "family-first"}, "Liu Chaoyue"),
        ({"given": "超越"}, "超越"),
        ({"given": "超 越", "family": "刘"}, "超 越 刘"),
    ],
)
def test_other_names_keep_their_order_and_space(fields: dict[str, str], full: str) -> None:
    assert Name.model_validate(fields).full == full


def test_the_spellings_of_a_name_are_those_of_every_language() -> None:
    parts = {"given": {"zh": "超越", "en": "Chaoyue"}, "family": {"zh": "刘", "en": "Liu"}}
    name = Name.model_validate({**parts, "native": "劉超越", "also": "C. Liu"})
    assert name.full == "Chaoyue Liu"
    assert name.spellings == ("Chaoyue Liu", "刘超越", "劉超越", "C. Liu")
