"""Documents for Word: read again with python-docx, they say all in order, with real styles, headings and links."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.render.docx import render
from cvkit.view.compose import compose
from cvkit.view.document import Document, Entry, Group, Layout, Math, Section, Setting, Text, document_slots, plain
from documents import HOSTILE, example_document, fact
from profiles import DAYS, Raw, printable, profiles, raw_profiles, tokens
from withheld import withheld


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(render(document)))


def text_of(word: Any) -> str:
    """All text in reading order, that of links included, with white space folded."""
    paragraphs = (
        "".join(node.text or "" for node in found._p.iter() if node.tag.endswith("}t")) for found in word.paragraphs
    )
    return " ".join(" ".join(paragraphs).split())


def parts(document: Document) -> str:
    """Every XML part of the file, one after the other."""
    with zipfile.ZipFile(io.BytesIO(render(document))) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def one_entry(layout: Layout, entry: Entry) -> Document:
    document = example_document("cv")
    return replace(document, sections=(Section("talks", "Talks", layout, (Group("", (entry,)),)),))


def test_everything_stands_in_the_order_of_the_document() -> None:
    document = example_document("cv")
    text, at = text_of(opened(document)), 0
    for section in document.sections:
        at = text.index(section.title, at)
        for entry in section.entries:
            first, *_ = plain(entry.title or entry.body[0]).split()
            at = text.index(first, at)
    for slot in document_slots(document):
        for word in re.findall(r"(?<!\\)\b\w{3,}", plain(slot)):  # no command of a formula
            assert word in text


def test_headings_lists_and_lines_have_their_styles() -> None:
    document = example_document("cv")
    word = opened(document)
    titles = [found.text for found in word.paragraphs if found.style.name == "Heading 1"]
    assert titles == [section.title for section in document.sections]
    styles = {found.style.name for found in word.paragraphs}
    assert {"Title", "Subtitle", "CV Entry", "CV Reference", "CV Line", "List Bullet"} <= styles


def test_links_lead_where_they_say() -> None:
    word = opened(one_entry(Layout.LINES, Entry("/talks/a", "a", title=fact("/talks/a/title", "A talk"))))
    targets = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert {link.url for link in example_document().header.links} <= targets
    for found in word.element.iter("{*}hyperlink"):
        assert word.part.rels[found.values()[0]].target_ref.startswith(("http", "mailto:"))


def test_properties_say_what_it_is() -> None:
    document = replace(example_document("cv"), subject="Looms", keywords=("warp", "weft"), stamp="cvkit 1; cv")
    properties = opened(document).core_properties
    assert properties.title == f"{document.author} – {document.title}"
    assert (properties.author, properties.subject, properties.keywords) == (document.author, "Looms", "warp, weft")
    assert (properties.language, properties.comments) == (document.language, "cvkit 1; cv")
    assert properties.created.replace(tzinfo=None) == datetime.combine(document.as_of, datetime.min.time())


@pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("letter", 215.9)])
def test_the_page_is_that_of_the_recipe(paper: str, width: float) -> None:
    document = replace(
        example_document("cv"), setting=Setting(paper=paper, margins="wide", accent="#aa0011", font_size=12)
    )
    word = opened(document)
    section = word.sections[0]
    assert section.page_width.mm == pytest.approx(width, abs=0.2)
    assert section.left_margin.cm == pytest.approx(3, abs=0.01)
    assert word.styles["Normal"].font.size.pt == 12
    assert str(word.styles["Heading 1"].font.color.rgb) == "AA0011"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(example_document("cv")) == render(example_document("cv"))


def test_a_formula_is_spelled_in_unicode() -> None:
    title = (Text("On "), Math(r"\alpha^2 \le \infty"))
    assert "α^2 ≤∞" in text_of(opened(one_entry(Layout.REFERENCES, Entry("/p", "p", title=title))))


@pytest.mark.parametrize("tex", [r"\href{x}", r"\frac{1}", r"\sqrt[", "{" * 3000, "x" * 5000, r"\begin{matrix}1&2"])
def test_a_formula_that_cannot_be_spelled_stands_as_it_was_written(
    tex: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text_of(opened(one_entry(Layout.LINES, Entry("/p", "p", title=(Math(tex),)))))
    assert capsys.readouterr() == ("", "")


def test_long_properties_are_cut() -> None:
    long = replace(example_document(), author="Maren " * 60, title="Vitae " * 60, subject="s" * 300, stamp="t" * 300)
    properties = opened(long).core_properties
    assert len(properties.title) == len(properties.author) == len(properties.subject) == 255
    assert properties.title.endswith("…")


def test_a_language_that_runs_the_other_way_does() -> None:
    turned = replace(example_document("cv"), language="ar")
    assert "<w:bidi/>" in parts(turned)
    assert "<w:bidi/>" not in parts(example_document("cv"))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("layout", Layout)
def test_hostile_text_is_text(layout: Layout, hostile: str) -> None:
    entry = Entry("/p", "p", title=fact("/p", hostile), note=fact("/p", hostile), body=(fact("/p", hostile),))
    assert " ".join(hostile.split()) in text_of(opened(one_entry(layout, entry)))


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=20)
def test_it_says_all_and_nothing_withheld(raw: Raw, as_of: date) -> None:
    document = compose(Profile.model_validate(raw), "cv", as_of)
    said = tokens(text_of(opened(document)))
    for slot in document_slots(document):
        assert tokens(plain(slot)) <= said
    assert tokens(parts(document)) & withheld(raw, "cv", "cv", as_of) == set()


@given(profile=profiles(printable()), as_of=st.sampled_from(DAYS))
@settings(max_examples=15)
def test_any_text_can_be_drawn(profile: Profile, as_of: date) -> None:
    assert opened(compose(profile, "cv", as_of)).paragraphs


def papers(*numbers: str) -> Document:
    entries = tuple(Entry(f"/p/{n}", f"p{n}", title=fact(f"/p/{n}", f"Paper {n}"), number=n) for n in numbers)
    section = Section("publications", "Publications", Layout.REFERENCES, (Group("", entries),))
    return replace(example_document("cv"), sections=(section,))


def counted(word: Any) -> list[int]:
    """The numbers that Word prints before the references, which it counts by itself."""
    numbering = word.part.numbering_part.element
    starts = {
        num.numId: num.find(".//{*}startOverride").val
        for num in numbering.num_lst
        if num.find(".//{*}startOverride") is not None
    }
    count: dict[int, int] = {}
    numbers = []
    for paragraph in word.paragraphs:
        if paragraph.style.name == "CV Reference":
            list_id = paragraph._p.pPr.numPr.numId.val
            count[list_id] = count.get(list_id, starts[list_id] - 1) + 1
            numbers.append(count[list_id])
    return numbers


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("3", "2", "1"), ("1", "2", "1", "2"), ("7",)])
def test_references_are_numbered_by_word_as_in_the_document(numbers: tuple[str, ...]) -> None:
    word = opened(papers(*numbers))
    assert counted(word) == [int(number) for number in numbers]
    assert "1. Paper" not in text_of(word)


@pytest.mark.parametrize("side", ["left", "right"])
def test_dates_stand_on_the_side_asked_for(side: str) -> None:
    entry = Entry("/talks/a", "a", title=fact("/talks/a/title", "A talk"), when=fact("/talks/a/date", "2024"))
    word = opened(replace(one_entry(Layout.LINES, entry), setting=Setting(date_column=side)))
    (line,) = [found.text for found in word.paragraphs if found.style.name == "CV Line"]
    assert line == ("2024\tA talk" if side == "left" else "A talk\t2024")


def test_addresses_are_printed_when_asked() -> None:
    document = example_document("cv")
    assert "orcid.org/0000" not in text_of(opened(document))
    asked = text_of(opened(replace(document, setting=Setting(show_urls=True))))
    assert "ORCID orcid.org/0000-0002-1825-0097" in asked
    assert "doi:10.1000/182 doi.org" not in asked
