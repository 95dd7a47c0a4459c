"""The accessible edition: no failure of PDF/UA-1, tagged as what it is, and read in the order of the document."""

from __future__ import annotations

import ctypes
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import page as pdf_checker
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw as pdfium

from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.render import html, phrase
from cvkit.typeset.weasy import typeset
from cvkit.view.compose import compose
from cvkit.view.document import (
    Citation,
    Document,
    Entry,
    Group,
    Inlines,
    Layout,
    Link,
    Section,
    Setting,
    Text,
    document_facts,
    plain,
)
from documents import HOSTILE, example_document, fact
from profiles import DAYS, Raw, raw_profiles, tokens
from withheld import withheld

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
DATED = ("title", "when", "organization", "where", "people", "note")
"""The order in which a position is read, whose date stands beside its title."""
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def accessible(document: Document) -> bytes:
    """The accessible edition as `cvkit cv --edition accessible` sets it."""
    return typeset(html.render(document, [ROOT / "templates" / "html"]), epoch=0, pdf_variant="pdf/ua-1").pdf


def failures(pdf: bytes) -> list[str]:
    """What breaks a rule of PDF/UA-1, by a checker that knows those of the veraPDF corpus."""
    report = pdf_checker.validate_pdf_bytes(pdf, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 90
    return [str(failure) for failure in report.failures]


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        yield element
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [found for top in kids(pdf.Root.StructTreeRoot) for found in walk(top)]


def read(content: bytes) -> str:
    """All text in the order of the structure tree, as a screen reader speaks it."""
    document = pypdfium2.PdfDocument(content)
    said = [marked_text(page) for page in document]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        leaves = [(pages[found.Pg.objgen], int(kid)) for found in elements(pdf) for kid in kids(found) if is_mark(kid)]
    assert len(set(leaves)) == len(leaves)
    return "\n".join(said[page].get(mark, "") for page, mark in leaves)


def is_mark(kid: object) -> bool:
    return not isinstance(kid, pikepdf.Object)


def marked_text(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each piece of marked content of a page, by number."""
    text = page.get_textpage()
    said: dict[int, str] = {}
    for found in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(found.raw)
        size = pdfium.FPDFTextObj_GetText(found.raw, text.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(found.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        said[mark] = said.get(mark, "") + buffer.raw.decode("utf-16-le").rstrip("\0")
    return said


def squeezed(text: str) -> str:
    """The text without spaces, hyphens (PDFium's is U+FFFE at the end of a line) and what has no width."""
    return re.sub(r"[\s\u00ad\u200b\u2010\ufffe\x02-]+", "", text)


def with_entries(layout: Layout, *entries: Entry) -> Document:
    section = Section("talks", "Talks", layout, (Group("", entries),))
    return replace(example_document(), sections=(section,))


@pytest.fixture(scope="module")
def example() -> bytes:
    """A document with every layout and slot."""
    return accessible(example_document())


@pytest.fixture
def opened(example: bytes) -> Iterator[pikepdf.Pdf]:
    """The same, open."""
    with pikepdf.open(io.BytesIO(example)) as pdf:
        yield pdf


# --- conformance ---


def test_the_checker_finds_what_is_wrong() -> None:
    assert failures(typeset("<title>x</title><p>y", epoch=0).pdf)


def test_no_rule_is_broken(example: bytes) -> None:
    assert failures(example) == []


@pytest.mark.parametrize("name", ["profile.yaml", "templates/profile.yaml"])
def test_no_rule_is_broken_by_the_profiles_that_come_with_cvkit(name: str) -> None:
    document = compose(load(ROOT / name).profile, "cv", AS_OF)
    content = accessible(document)
    assert failures(content) == []
    assert_read_in_order(content, document)


@given(raw=raw_profiles(at_least=1), as_of=st.sampled_from(DAYS[len(DAYS) // 2 :]))
@settings(max_examples=4)
def test_any_profile_is_read_in_order_and_tells_nothing_withheld(raw: Raw, as_of: date) -> None:
    document = compose(Profile.model_validate(raw), "cv", as_of)
    content = accessible(document)
    assert failures(content) == []
    assert_read_in_order(content, document)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        whole = " ".join(unparsed(made) for made in pdf.objects)
    secret = withheld(raw, "cv", "cv", as_of)
    assert tokens(read(content)) & secret == set()
    assert tokens(whole) & secret == set()


def unparsed(made: Any) -> str:
    """Every string of an object, those of streams included: metadata, titles, descriptions of links."""
    if isinstance(made, pikepdf.Stream):
        return unparsed(made.stream_dict) + made.read_bytes().decode("utf-8", "replace")
    if isinstance(made, pikepdf.Dictionary):
        return " ".join(unparsed(made[key]) for key in made.keys() if not is_reference(made, key))  # noqa: SIM118
    if isinstance(made, pikepdf.Array):
        return " ".join(unparsed(item) for item in made if not getattr(item, "is_indirect", False))
    return str(made)


def is_reference(made: Any, key: str) -> bool:
    return bool(getattr(made[key], "is_indirect", False))


def assert_read_in_order(content: bytes, document: Document) -> None:
    """Headings and entries are spoken one after the other, and of each entry every slot in the order of its layout."""
    spoken, at = squeezed(read(content)), 0
    for section in document.sections:
        for part in (section.title, *(piece for group in section.groups for piece in pieces(group, section.layout))):
            found = spoken.find(squeezed(part), at)
            assert found >= 0, part
            at = found + len(squeezed(part))


def pieces(group: Group, layout: Layout) -> Iterator[str]:
    """The heading and the slots of a group in reading order."""
    yield group.title
    for entry in group.entries:
        for slot in DATED if layout is Layout.TIMELINE and entry.title else itertools.chain(*phrase.SENTENCES[layout]):
            if no_math(inlines := getattr(entry, slot)):
                yield plain(inlines)
        yield from (plain(paragraph) for paragraph in entry.body if no_math(paragraph))


def no_math(inlines: Inlines) -> bool:
    return "$" not in plain(inlines) and "\\" not in plain(inlines)


# --- what is tagged ---


def test_catalog_and_metadata_say_what_it_is(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en"
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert all(str(page.Tabs) == "/S" for page in opened.pages)
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Chaoyue Liu – Curriculum vitae"


def test_it_says_by_what_it_was_made() -> None:
    document = replace(example_document(), stamp="cvkit 1; cv; abc", subject="Looms", keywords=("warp", "weft"))
    with pikepdf.open(io.BytesIO(accessible(document))) as pdf:
        assert str(pdf.docinfo["/Creator"]) == document.stamp
        assert str(pdf.docinfo["/Subject"]) == "Looms"
        assert str(pdf.docinfo["/Keywords"]) == "warp, weft"


def test_headings_skip_no_level_and_one_is_the_title(opened: pikepdf.Pdf) -> None:
    levels = [HEADINGS[str(found.S)] for found in elements(opened) if str(found.S) in HEADINGS]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_lists_hold_items_and_items_a_body(opened: pikepdf.Pdf) -> None:
    lists = [found for found in elements(opened) if found.S == "/L"]
    assert len(lists) >= 4
    for found in lists:
        assert {str(kid.S) for kid in kids(found)} == {"/LI"}
        for item in kids(found):
            assert [str(kid.S) for kid in kids(item)] in (["/LBody"], ["/Lbl", "/LBody"])


def test_a_number_is_the_label_of_its_item() -> None:
    entries = [Entry(f"/p/{n}", f"p{n}", title=fact("/p", "A title"), number=str(n)) for n in (7, 9)]
    content = accessible(with_entries(Layout.REFERENCES, *entries))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert sum(found.S == "/Lbl" for found in elements(pdf)) == 2
    assert re.findall(r"\d+\.", read(content)) == ["7.", "9."]


def test_there_are_no_tables_and_no_elements_of_our_own(opened: pikepdf.Pdf) -> None:
    standard = {"Document", "Part", "Sect", "Div", "P", "L", "LI", "Lbl", "LBody", "Span", "Link", "NonStruct"}
    assert {str(found.S)[1:] for found in elements(opened)} - {name[1:] for name in HEADINGS} <= standard


def test_links_have_names_and_stand_in_the_tree(opened: pikepdf.Pdf) -> None:
    annotations = [found for page in opened.pages for found in page.get("/Annots", []) if found.Subtype == "/Link"]
    tagged = [kid.Obj for found in elements(opened) if found.S == "/Link" for kid in kids(found) if is_annotation(kid)]
    assert {found.objgen for found in annotations} == {found.objgen for found in tagged}
    names = [str(found.Contents) for found in annotations]
    assert "pdf: SGD in" in " ".join(names)
    assert not [name for name in names if name.startswith("http")]


def is_annotation(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_all_that_is_drawn_is_tagged_or_an_artifact(opened: pikepdf.Pdf) -> None:
    tagged: set[Any] = {
        (found.Pg.objgen, int(kid)) for found in elements(opened) for kid in kids(found) if is_mark(kid)
    }
    for page in opened.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in {"BDC", "BMC"}:
                depth += 1
                assert operands[0] == "/Artifact" or (page.objgen, int(operands[1].MCID)) in tagged
            elif name == "EMC":
                depth -= 1
            assert depth > 0 or name not in {"Tj", "TJ", "S", "f", "Do", "B"}


def test_footers_are_not_read(example: bytes) -> None:
    assert " / " not in read(example)
    with pikepdf.open(io.BytesIO(example)) as pdf:
        assert b"/Subtype /Footer" in pdf.pages[0].Contents.read_bytes()


def test_a_title_in_another_language_says_so() -> None:
    record = Citation("p", "journal", "published", "Über Kurven", (), "2020", language="de")
    entry = Entry("/p", "p", title=fact("/p/title", "Über Kurven"), people=fact("/p/authors/0", "Maren Okafor"))
    with pikepdf.open(io.BytesIO(accessible(with_entries(Layout.REFERENCES, replace(entry, record=record))))) as pdf:
        languages = {str(found.Lang) for found in elements(pdf) if "/Lang" in found}
    assert languages == {"de"}


def test_a_photo_has_a_description() -> None:
    document = example_document()
    svg = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    page = html.render(document, [ROOT / "templates" / "html"])
    page = page.replace("<h1>", f'<img class="photo" src="{svg}" alt="Maren Okafor"><h1>', 1)
    content = typeset(page, epoch=0, pdf_variant="pdf/ua-1").pdf
    assert failures(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [str(found.Alt) for found in elements(pdf) if found.S == "/Figure"] == ["Maren Okafor"]


def test_bookmarks_are_the_headings(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (name,) = outline.root
        assert name.title == "Chaoyue Liu"
        assert [found.title for found in name.children] == [section.title for section in example_document().sections]


def test_fonts_are_embedded_with_their_characters(opened: pikepdf.Pdf) -> None:
    fonts = [made for made in opened.objects if isinstance(made, pikepdf.Dictionary) and made.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font
        else:
            assert any(key in font.FontDescriptor for key in ("/FontFile2", "/FontFile3"))


# --- whatever it is given ---


@pytest.mark.parametrize("layout", Layout)
def test_hostile_text_is_read_as_it_stands(layout: Layout) -> None:
    entries = [
        Entry(f"/p/{n}", f"p{n}", title=fact("/p", text), when=fact("/p", "2020"), note=fact("/p", text))
        for n, text in enumerate(HOSTILE)
    ]
    content = accessible(with_entries(layout, *entries))
    assert failures(content) == []
    spoken = squeezed(read(content))
    for text in HOSTILE:
        assert spoken.count(squeezed(text)) == 2


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_date_is_read_after_its_text_on_either_side(side: str, language: str) -> None:
    document = replace(example_document(), setting=Setting(date_column=side), language=language)
    content = accessible(document)
    assert failures(content) == []
    spoken = read(content)
    assert spoken.index("Computer Science") < spoken.index("Aug 2015")


def test_the_setting_is_heeded() -> None:
    setting = Setting(paper="letter", font_size=12, margins="wide", accent="#aa0011")
    with pikepdf.open(io.BytesIO(accessible(replace(example_document(), setting=setting)))) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
        assert b"0.666667 0 0.066667 rg" in pdf.pages[0].Contents.read_bytes()


def test_every_fact_is_spoken(example: bytes) -> None:
    spoken = squeezed(read(example))
    for found in document_facts(example_document()):
        if no_math(found.children):
            assert squeezed(plain(found.children)) in spoken


def test_a_link_that_is_alone_is_called_by_its_text() -> None:
    entry = Entry("/p", "p", title=(Link("https://example.org/", (Text("A page"),)),))
    with pikepdf.open(io.BytesIO(accessible(with_entries(Layout.LINES, entry)))) as pdf:
        names = [str(found.Contents) for page in pdf.pages for found in page.get("/Annots", [])]
    assert "A page" in names
