"""Plain text: reading order, no markup, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.render import FORMATS, phrase, renderer, text
from cvkit.view.document import (
    Document,
    Entry,
    Group,
    Layout,
    Link,
    Section,
    Strong,
    Text,
    document_facts,
    plain,
)
from documents import example_document, fact

BIO = replace(example_document("bio"), sections=example_document().sections[:1])


def folded(value: str) -> str:
    return " ".join(value.split())


def with_text(value: str, layout: Layout) -> Document:
    slot = fact("/x", value)
    entry = Entry("/x", "x", slot, slot, slot, slot, slot, slot, (Link("https://example.org/", slot),), (slot,))
    return replace(example_document("cv"), sections=(Section("x", "Heading", layout, (Group("", (entry,)),)),))


def test_every_fact_is_told() -> None:
    told = folded(text.render(example_document("cv")))
    for shown in document_facts(example_document("cv")):
        assert folded(plain((shown,))) in told


@given(st.text(), st.sampled_from(Layout))
def test_any_text_survives_in_every_slot(value: str, layout: Layout) -> None:
    value = f"a{value}z"
    assert folded(text.render(with_text(value, layout))).count(folded(value)) >= 8


def test_documents_are_wrapped() -> None:
    document = with_text("word " * 60, Layout.TIMELINE)
    lines = text.render(document).splitlines()
    assert max(map(len, lines)) <= text.WIDTH
    assert len(lines) > 20


def test_a_bio_has_a_line_for_each_paragraph() -> None:
    long = replace(BIO, sections=(with_text("word " * 60, Layout.PROSE).sections[0],))
    assert max(map(len, text.render(long).splitlines())) == 299
    assert text.render(BIO) == "Foundations of deep learning, and code_with{braces}.\n\nA second paragraph.\n"


def test_addresses_only_when_asked() -> None:
    document = example_document("cv")
    assert "https://" not in text.render(document)
    told = folded(text.render(document, urls=True))
    assert "Ada Advisor (https://example.org/a)" in told
    assert "someone@example.org (" not in told


def test_a_slot_that_ends_a_sentence_takes_no_comma() -> None:
    entry = Entry(
        "/x", "x", title=fact("/t", "Why so fast?"), organization=fact("/o", "A seminar"), when=fact("/w", "2024")
    )
    assert plain(phrase.line(entry, Layout.LINES)) == "Why so fast? A seminar, 2024"


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_names_every_slot(layout: Layout) -> None:
    named = [slot for sentence in phrase.SENTENCES[layout] for slot in sentence]
    assert sorted(named) == sorted(["title", "organization", "where", "when", "people", "note"])


def test_formats_are_modules_that_render() -> None:
    assert renderer("text") is text
    for name in FORMATS:
        assert callable(renderer(name).render)


@pytest.mark.parametrize("name", ["html", "text", "markdown"])
def test_fragments_hold_the_paragraphs_alone(name: str) -> None:
    made = renderer(name).fragment(example_document("site"))
    assert "A second paragraph." in made
    assert "Research interests" not in made
    assert "Chaoyue" not in made


def test_nested_markup_leaves_no_mark() -> None:
    bold = (Strong((Text("bold"),)),)
    assert "bold\n" in text.render(replace(BIO, sections=(_prose(bold),)))


def _prose(inlines: tuple[Strong, ...]) -> Section:
    return Section("x", "", Layout.PROSE, (Group("", (Entry("/x", "x", body=(inlines,)),)),))


def test_headings_are_underlined_as_wide_as_they_stand() -> None:
    document = replace(
        example_document("cv"), header=replace(example_document().header, name=fact("/person/name", "刘超越"))
    )
    lines = text.render(document).splitlines()
    assert lines[:2] == ["刘超越", "======"]
    at = lines.index("Education")
    assert lines[at + 1] == "-" * len("Education")


def test_addresses_of_an_entry_have_a_line_each_under_its_number() -> None:
    links = (Link("https://example.org/p.pdf", (Text("pdf"),)), Link("https://example.org/", ()))
    entry = Entry("/x", "x", title=fact("/x", "word " * 20), links=links, number="12")
    section = Section("x", "Papers", Layout.REFERENCES, (Group("", (entry,)),))
    made = text.render(replace(example_document("cv"), sections=(section,)), urls=True)
    assert "\n    word" in made
    assert "\n    pdf: https://example.org/p.pdf\n    https://example.org/\n" in made
