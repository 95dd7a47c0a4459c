"""Languages: complete tables, and documents that speak them."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Period
from cvkit.view.compose import compose
from cvkit.view.document import WORDS, document_slots, plain
from cvkit.view.languages import ENGLISH, LOCALES
from cvkit.view.locale import Locale
from profiles import Raw, small

AS_OF = date(2026, 11, 22)
SLOTS = re.compile(r"\{(\w+)\}")

SECTIONS: dict[str, Raw] = {
    "positions": {"job": {"title": "Fellow", "organizations": "Acme Inc", "start": "2021-03", "mentors": "Bo Li"}},
    "publications": {
        "p": {"title": "Engines", "authors": ["me", "Bo Li"], "kind": "journal", "venue": "J", "date": 2021}
    },
}


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_every_table_has_the_keys_of_the_english_one_and_no_empty_word(locale: Locale) -> None:
    for field in fields(Locale):
        words, english = getattr(locale, field.name), getattr(ENGLISH, field.name)
        if isinstance(english, dict):
            assert list(words) == list(english), field.name
            assert all(words.values()), field.name
    assert len(locale.months) == len(locale.short_months) == 12


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_a_page_has_every_word_of_its_own_in_each_language(locale: Locale) -> None:
    assert list(locale.page_words) == list(WORDS)
    for word, english in WORDS.items():
        assert set(SLOTS.findall(locale.page_words[word])) == set(SLOTS.findall(english)), word


def test_a_document_without_words_of_its_own_has_those_of_english() -> None:
    assert ENGLISH.page_words == WORDS


def test_a_page_labels_its_search_in_its_language() -> None:
    words = compose(small(documents={"site": {"language": "de"}}), "site", AS_OF).words
    assert (words["search"], words["copied"], words["thesis"]) == ("Suchen", "Kopiert", "Abschlussarbeiten")


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_no_phrase_asks_for_a_slot_that_is_not_filled(locale: Locale) -> None:
    # English may join a place by a preposition (where) that others put after a comma (place).
    both = {"where", "place"}
    for name, phrase in locale.phrases.items():
        wanted, given = set(SLOTS.findall(phrase)), set(SLOTS.findall(ENGLISH.phrases[name]))
        assert wanted - both == given - both, name
        assert bool(wanted & both) == bool(given & both), name


@pytest.mark.parametrize(
    ("language", "heading", "when", "with_"),
    [
        ("en", "Experience", "Mar 2021 – present", "With Bo Li"),
        ("de", "Beruflicher Werdegang", "März 2021 – heute", "Mit Bo Li"),
        ("fr", "Parcours professionnel", "mars 2021 – aujourd’hui", "Avec Bo Li"),
        ("es", "Experiencia", "mar. 2021 – actualidad", "Con Bo Li"),
        ("zh", "工作经历", "2021年3月 – 至今", "合作者：Bo Li"),
        ("zh-Hant", "工作经历", "2021年3月 – 至今", "合作者：Bo Li"),
        ("ar", "Experience", "Mar 2021 – present", "With Bo Li"),
    ],
)
def test_a_document_speaks_its_language(language: str, heading: str, when: str, with_: str) -> None:
    profile = small(**SECTIONS, documents={"cv": {"language": language}})
    document = compose(profile, "cv", AS_OF)
    (section,) = (section for section in document.sections if section.name == "positions")
    (entry,) = section.entries
    assert document.language == language
    assert (section.title, plain(entry.when), plain(entry.people)) == (heading, when, with_)


@pytest.mark.parametrize("language", [language for language in LOCALES if language != "en"])
def test_a_page_in_another_language_has_no_english_sentence_about_the_person(language: str) -> None:
    profile = small(**SECTIONS, documents={"site": {"language": language}})
    document = compose(profile, "site", AS_OF)
    assert "about" not in {section.name for section in document.sections}
    assert not any("I am" in plain(slot) for slot in document_slots(document))


@pytest.mark.parametrize(
    ("form", "expected"),
    [("short", "May 2021 – 3 Jun 2022"), ("long", "May 2021 – 3 June 2022"), ("numeric", "2021-05 – 2022-06-03")],
)
def test_dates_take_the_form_of_the_recipe(form: str, expected: str) -> None:
    locale = ENGLISH.with_dates(form)
    assert f"{locale.date(PartialDate(2021, 5))} – {locale.date(PartialDate(2022, 6, 3))}" == expected


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
@pytest.mark.parametrize("form", ["short", "long", "numeric"])
def test_a_period_within_a_year_tells_the_year(locale: Locale, form: str) -> None:
    period = Period(start=PartialDate(2019, 5), end=PartialDate(2019, 8))
    assert "2019" in plain(locale.with_dates(form).period("/p", period, ongoing=False))
