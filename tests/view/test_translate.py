"""Documents in a language: which text they have, where one is missing, and what is translated nowhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.model.translation import Translated, translated_texts
from cvkit.view.bio import compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import document_facts, plain
from cvkit.view.translate import translated
from profiles import profiles, small

TODAY = date(2026, 11, 22)
PAPER = {
    "title": {"en": "Why looms", "zh": "织机何为"},
    "authors": ["me", "Ida Storm"],
    "kind": "journal",
    "date": "2024",
    "history": [
        {"date": "2023", "status": "preprint", "title": {"en": "Looms", "de": "Webstühle", "zh": "织机"}},
        {"date": "2024", "status": "published"},
    ],
}
JOB = {
    "title": {"en": "Weaver", "de": "Weber"},
    "organizations": "lyon",
    "start": "2020",
    "highlights": [{"en": "Wove.", "de": "Webte."}, "Spun."],
}
NAME = {"given": {"en": "Chaoyue", "zh": "超越"}, "family": {"en": "Liu", "zh": "刘"}}
SECTIONS: dict[str, Any] = {
    "person": {"name": NAME, "interests": {"short": {"en": "looms", "de": "Webstühle"}}},
    "organizations": {"lyon": {"name": {"en": "University of Lyon", "de": "Universität Lyon"}}},
    "positions": {"lyon": JOB},
    "publications": {"looms": PAPER},
    "documents": {
        f"cv-{language}": {"language": language, "title": {"en": "CV", "de": "Lebenslauf"}} for language in ("de", "zh")
    },
}
PROFILE = small(**SECTIONS)


def facts(name: str, as_of: date = TODAY) -> dict[str, str]:
    return {fact.path: plain(fact.children) for fact in document_facts(compose(PROFILE, name, as_of))}


def test_a_document_has_the_texts_of_its_language() -> None:
    told = facts("cv-de")
    assert told["/positions/lyon/title"] == "Weber"
    assert told["/positions/lyon/highlights/0"] == "Webte."
    assert told["/positions/lyon/highlights/1"] == "Spun."
    assert told["/organizations/lyon/name"] == "Universität Lyon"
    assert compose(PROFILE, "cv-de", TODAY).title == "Lebenslauf"


def test_english_is_what_other_documents_have() -> None:
    told = facts("cv")
    assert told["/positions/lyon/title"] == "Weaver"
    assert told["/publications/looms/title"] == "Why looms"
    bio = compose_bio(PROFILE, TODAY)
    assert {plain(fact.children) for fact in document_facts(bio)} >= {"Chaoyue Liu", "Weaver", "University of Lyon"}


def test_what_has_no_translation_falls_back() -> None:
    assert facts("cv-de")["/publications/looms/title"] == "Why looms"
    assert facts("cv-zh")["/positions/lyon/title"] == "Weaver"
    assert compose(PROFILE, "cv-zh", TODAY).title == "CV"


def test_each_state_of_a_publication_has_titles_of_its_own() -> None:
    then = date(2023, 12, 31)
    assert facts("cv-zh", then)["/publications/looms/history/0/title"] == "织机"
    assert facts("cv-de", then)["/publications/looms/history/0/title"] == "Webstühle"
    assert facts("cv-zh")["/publications/looms/title"] == "织机何为"


def test_a_name_is_written_as_its_language_does() -> None:
    assert compose(PROFILE, "cv-zh", TODAY).author == "刘超越"
    assert compose(PROFILE, "cv-de", TODAY).author == "Chaoyue Liu"


@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_who_signed_in_another_language_is_still_known(language: str) -> None:
    name = translated(PROFILE, language).person.name
    assert {"Chaoyue Liu", "刘超越"} <= {name.full, *name.also}


def test_only_what_changes_is_copied() -> None:
    german = translated(PROFILE, "de")
    assert german.documents["cv-zh"].title == "Lebenslauf"
    assert german.publications["looms"].authors is PROFILE.publications["looms"].authors
    assert german.publications["looms"].history[1] is PROFILE.publications["looms"].history[1]
    assert german.positions["lyon"].model_fields_set == PROFILE.positions["lyon"].model_fields_set
    assert PROFILE.positions["lyon"].title == "Weaver"


@pytest.mark.parametrize("language", ["en", "zh", "de", "zh-Hant", "fr"])
def test_nothing_translated_is_left(language: str) -> None:
    profile = translated(PROFILE, language)
    assert list(translated_texts(PROFILE))
    assert list(translated_texts(profile)) == []
    assert translated(profile, "de") is profile


@given(profile=profiles(), language=st.sampled_from(["en", "zh", "de-AT"]))
@settings(max_examples=20)
def test_a_profile_without_translations_is_the_same_object(profile: Profile, language: str) -> None:
    assert translated(profile, language) is profile


@given(languages=st.lists(st.sampled_from(["en", "de", "zh", "zh-Hant", "fr"]), min_size=1, unique=True))
def test_a_translation_is_found_again_in_its_language(languages: list[str]) -> None:
    texts = {language: f"in {language}" for language in languages}
    profile = small(honors={"a": {"title": texts, "date": "2024"}}, person={"name": "Ada", "headline": texts})
    for language in languages:
        spoken = translated(profile, language)
        assert (spoken.honors["a"].title, spoken.person.headline) == (texts[language], texts[language])
        assert not isinstance(spoken.honors["a"].title, Translated)
