"""The LaTeX of a document as a PDF: every engine sets it, and its text, links and metadata are the document's."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.render import tex_math
from cvkit.render.latex import beyond_pdftex, render
from cvkit.render.tex_characters import NATIVE, to_define
from cvkit.render.tex_escape import escape
from cvkit.render.tex_math import safe_math
from cvkit.typeset.engines import Engine
from cvkit.typeset.tex import TexResult
from cvkit.view.document import Document, Entry, Group, Layout, Link, Math, Section, Strong, Text
from documents import HOSTILE, example_document

SetTex = Callable[..., TexResult]
ReadPdf = Callable[[bytes], str]

OVERFULL = re.compile(r"^Overfull \\[hv]box \(([\d.]+)pt too", re.MULTILINE)

LATIN = "".join(char for char in map(chr, range(0xA1, 0x1F00)) if char.isalpha() and not beyond_pdftex(char))
SYMBOLS = "–—‘’“”‚„«»‹›…†‡•·§¶©®™€£¥°±×÷½¼¾⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉→←⇒≤≥≈≠∞∈∑∏√∂∇αβγδελμπσφωΓΔΘΛΣΩ"


def squeezed(text: str) -> str:
    """Compatible composed characters without spaces: what extraction can keep."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def paragraphs(texts: list[str]) -> str:
    """A source that shows each text as a paragraph of its own, without hyphenation."""
    body = "\n\n".join(escape(f"⟨{text}⟩") for text in texts)
    characters = "".join(rf"\cvcharacter{{{ord(char):04X}}}{{{tex}}}" for char, tex in to_define(body))
    preamble = rf"\documentclass{{article}}\usepackage{{cvkit-classic}}{characters}\hyphenpenalty=10000"
    return f"{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


def with_entries(*entries: Entry, layout: Layout = Layout.LINES) -> Document:
    section = Section("talks", "Talks", layout, (Group("", entries),))
    return replace(example_document(), sections=(section,))


def overfull(log: str) -> list[float]:
    """How far boxes stick out, in points, where it can be seen."""
    return [float(width) for width in OVERFULL.findall(log) if float(width) > 2]


# --- the whole document ---


def test_every_engine_sets_the_example(engine: Engine, set_tex: SetTex, read_pdf: ReadPdf) -> None:
    result = set_tex(render(example_document()), engine)
    assert (result.pages, result.missing, overfull(result.log)) == (1, "", [])
    assert result.runs == 1
    text = squeezed(read_pdf(result.pdf))
    for expected in (
        *(text.replace("\u00ad", "").replace("\u200b", "") for text in HOSTILE),
        "Foundations of deep learning, and code_with{braces}.",
        "Chaoyue Liu*, Like Hui*.",
        "November 2026 · 1 / 1",
    ):
        assert squeezed(expected) in text, expected


def test_metadata_outline_and_links(engine: Engine, set_tex: SetTex) -> None:
    document = replace(example_document(), author="Çağla & Søn_s {x} O'Brien", title="Curriculum vitae – 50%")
    with pikepdf.open(io.BytesIO(set_tex(render(document), engine).pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"{document.author} – {document.title}"
        assert str(pdf.docinfo["/Author"]) == document.author
        assert str(pdf.docinfo["/Subject"]) == f"{document.title}, {document.updated}"
        assert str(pdf.Root["/Lang"]) == "en"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [section.title for section in document.sections]
        addresses = [
            str(annotation["/A"]["/URI"])
            for annotation in pdf.pages[0].get("/Annots", [])
            if "/URI" in annotation.get("/A", {})
        ]
    assert set(addresses) == {
        "mailto:someone@example.org",
        "https://orcid.org/0000-0002-1825-0097",
        "https://example.org/a",
        "https://example.org/p1.pdf?a=1&b=2#x_y~z%20",
        "https://doi.org/10.1000/182",
    }


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_paper(paper: str, set_tex: SetTex, pdftex: Engine) -> None:
    document = example_document()
    document = replace(document, setting=replace(document.setting, paper=paper))
    with pikepdf.open(io.BytesIO(set_tex(render(document), pdftex).pdf)) as pdf:
        size = [round(float(length)) for length in pdf.pages[0].mediabox[2:]]
    assert size == {"a4": [595, 842], "letter": [612, 792]}[paper]


@pytest.mark.parametrize("layout", list(Layout))
def test_long_and_empty_slots_fit(layout: Layout, set_tex: SetTex, pdftex: Engine, read_pdf: ReadPdf) -> None:
    names = ", ".join(f"Ada Longsurname{n}" for n in range(40))
    address = "https://example.org/" + "path/" * 30 + "w" * 90
    document = with_entries(
        Entry("/talks/a", "a", title=(Text("A very long title " * 20),), people=(Text(names),)),
        Entry("/talks/b", "b", title=(Text("x" * 200),), organization=(Text(address),), when=(Text("2021, " * 40),)),
        Entry("/talks/c", "c", title=(Text("Only a title"),), links=(Link(address, (Text(address),)),)),
        Entry("/talks/d", "d", body=((Text("Only a paragraph " * 30),),)),
        Entry("/talks/e", "e", when=(Text("Only a date"),)),
        Entry("/talks/f", "f"),
        Entry("/talks/g", "g", where=(Text("Place"),), note=(Text("Note"),), organization=(Text("Organization"),)),
        layout=layout,
    )
    result = set_tex(render(document), pdftex)
    assert overfull(result.log) == []
    text = squeezed(read_pdf(result.pdf))
    for expected in ("Ada Longsurname39", "Only a title", "Only a date", "Place", "Note", "Organization", "w" * 90):
        assert squeezed(expected) in text, expected


def test_no_heading_ends_a_page(set_tex: SetTex, pdftex: Engine, read_pdf: ReadPdf) -> None:
    entry = Entry("/talks/a", "a", title=(Text("One line"),), when=(Text("2021"),))
    sections = tuple(
        Section(f"s{n}", f"Heading {n}", Layout.LINES, (Group("Group", (entry,) * (n % 4 + 1)),)) for n in range(60)
    )
    pages = read_pdf(set_tex(render(replace(example_document(), sections=sections)), pdftex).pdf).split("\f")[:-1]
    assert len(pages) > 3
    for page in pages:
        last = page.strip().splitlines()[-2]  # above the footer
        assert last.startswith("One line")


# --- text ---


def test_every_character_comes_out_as_itself(set_tex: SetTex, pdftex: Engine, read_pdf: ReadPdf) -> None:
    result = set_tex(paragraphs([f"a{char}b" for char in LATIN + SYMBOLS]), pdftex)
    text = squeezed(read_pdf(result.pdf))
    assert result.missing == ""
    assert [char for char in LATIN + SYMBOLS if squeezed(f"⟨a{char}b⟩") not in text] == []


# Accents that stand alone are left out: poppler joins them to the letter before.
ALPHABET = sorted(set(NATIVE - {"\u00ad", "\u200b"} | set(LATIN + SYMBOLS)) - set("´¨¯¸"))


@settings(max_examples=5)
@given(st.lists(st.text(ALPHABET, max_size=40), min_size=20, max_size=60))
def test_any_text_comes_out_as_itself(set_tex: SetTex, pdftex: Engine, read_pdf: ReadPdf, texts: list[str]) -> None:
    text = squeezed(read_pdf(set_tex(paragraphs(texts), pdftex).pdf))
    assert [part for part in texts if squeezed(f"⟨{part}⟩") not in text] == []


def test_glyphs_that_no_font_has_are_told(set_tex: SetTex, pdftex: Engine, xetex: Engine) -> None:
    tex = render(with_entries(Entry("/talks/a", "a", title=(Text("𒀭𒂗𒆤 (Enlil)"),))))
    assert beyond_pdftex(tex) == "𒀭𒂗𒆤"
    assert set_tex(tex, xetex).missing == "𒀭𒂗𒆤"


# The scripts for which the tests' own fonts (DejaVu) have glyphs, with an accent or a mark in each.
OTHER_SCRIPTS = ("Ελένη Παπαδοπούλου", "Ян Лекун", "Արամ", "ქეთევან")


def test_other_scripts_are_set_and_read_back(unicode_engine: Engine, set_tex: SetTex, read_pdf: ReadPdf) -> None:
    document = with_entries(
        Entry("/talks/a", "a", title=(Text("By " + ", ".join(OTHER_SCRIPTS)),), people=(Strong((Text("Ян"),)),))
    )
    result = set_tex(render(replace(document, author=OTHER_SCRIPTS[0])), unicode_engine)
    assert result.missing == ""
    text = squeezed(read_pdf(result.pdf))
    assert [script for script in OTHER_SCRIPTS if squeezed(script) not in text] == []
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        assert str(pdf.docinfo["/Author"]) == OTHER_SCRIPTS[0]


@pytest.mark.parametrize("text", ["محمد الخوارزمي", "דוד כהן", "في 2024 مقدمة"])
def test_words_run_from_right_to_left(text: str, unicode_engine: Engine, set_tex: SetTex) -> None:
    from pypdfium2 import PdfDocument

    result = set_tex(render(with_entries(Entry("/talks/a", "a", title=(Text(f"{text} (a name)"),)))), unicode_engine)
    assert result.missing == ""
    page = PdfDocument(result.pdf)[0].get_textpage()
    places: dict[str, float] = {}
    for index in range(page.count_chars()):
        character = unicodedata.normalize("NFKC", page.get_text_range(index, 1))
        places.setdefault(character, page.get_charbox(index)[0])
    first, last = text.split()[0], text.split()[-1]
    start, end = (next(char for char in one if char not in other) for one, other in ((first, last), (last, first)))
    assert places[start] > places[end]


def test_a_script_takes_the_font_that_the_style_prefers(set_tex: SetTex, xetex: Engine) -> None:
    tex = render(with_entries(Entry("/talks/a", "a", title=(Text("Ян"),))))
    preferred = tex.replace(r"\cvsetup{", r"\cvscriptfonts{cyrillic}{}{No Such Font,DejaVu Sans Mono}\cvsetup{")
    with pikepdf.open(io.BytesIO(set_tex(preferred, xetex).pdf)) as pdf:
        fonts = {str(font["/BaseFont"]) for font in pdf.pages[0].Resources.Font.values()}
    assert any("DejaVuSansMono" in font for font in fonts)


def test_xmp_says_what_the_metadata_say(engine: Engine, set_tex: SetTex) -> None:
    document = replace(
        example_document(),
        author="Çağla & <Søn_s> {x} O'Brien",
        title="Curriculum vitae – 50%",
        subject="Floods & more",
        keywords=("rare floods", "risk_s #1"),
    )
    with pikepdf.open(io.BytesIO(set_tex(render(document), engine).pdf)) as pdf:
        assert pdf.Root.Metadata.Type == "/Metadata"
        assert str(pdf.docinfo["/Subject"]) == "Floods & more"
        assert str(pdf.docinfo["/Keywords"]) == "rare floods, risk_s #1"
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    names = {"dc": "http://purl.org/dc/elements/1.1/", "pdf": "http://ns.adobe.com/pdf/1.3/"}

    def said(path: str) -> list[str]:
        return [text for element in xmp.iterfind(f".//{path}", names) for text in element.itertext()]

    assert said("dc:title") == [f"{document.author} – {document.title}"]
    assert said("dc:creator") == [document.author]
    assert said("dc:description") == ["Floods & more"]
    assert said("dc:subject") == list(document.keywords)
    assert said("pdf:Keywords") == ["rare floods, risk_s #1"]
    assert said("dc:language") == ["en"]


def test_xmp_holds_characters_of_every_plane(set_tex: SetTex, xetex: Engine) -> None:
    document = replace(example_document(), author="Ada 𒀭 刘")
    with pikepdf.open(io.BytesIO(set_tex(render(document), xetex).pdf)) as pdf:
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    assert "Ada 𒀭 刘" in list(xmp.itertext())


# --- math ---

FORMULAS = [
    r"O(\sqrt{n})", r"\left( \frac{a}{b} \right)^{2} \mathbb{R}^d \lesssim \varnothing \mathfrak{g}", r"x^\in_\notin",
    r"\hat\, \frac\sum x \mathbb R", r"\bigl\langle x \Bigr| \sum\limits_{i}^{n} \operatorname{tr} A",
    r"f''^2 f' ^2 f' ' x_1'^2",
    r"\underbrace{a+b}_{c} \overset{*}{=} \binom{n}{k} \text{if x_1}", r"\sqrt[3]{x} 95\% \| x \|",
    r"\iiint \implies \iff",
    r"\input{x}", "x^", "}", "$", r"\end{document}", "α ≤ β",
]  # fmt: skip


def test_math_never_breaks_the_document(engine: Engine, set_tex: SetTex) -> None:
    entries = (Entry(f"/talks/{n}", f"t{n}", title=(Math(tex), Text("."))) for n, tex in enumerate(FORMULAS))
    assert set_tex(render(with_entries(*entries)), engine).pages == 1


CONTROLS = r"\, \{ \left \right \frac \sqrt \hat \sum \limits \alpha \big \mathbb \quad"
PIECES = st.sampled_from([*" x1^_'{}[]()|~<>=/.", *CONTROLS.split()])
SHAPES = st.sampled_from(
    [
        r"{}^{}",
        r"{}_{{{}}}'",
        "{}'_{}",
        r"\frac{}{}",
        r"\left( {} \middle| {} \right)",
        r"\left[ {}{} \right>",
        r"\sqrt[{}]{{{}}}",
    ]
)
FORMULA = st.recursive(
    st.lists(PIECES, min_size=1, max_size=3).map("".join),
    lambda inner: st.builds(lambda shape, one, two: shape.format(one, two), SHAPES, inner, inner),
    max_leaves=4,
)


@settings(max_examples=3)
@given(st.lists(FORMULA, min_size=100, max_size=200))
def test_any_math_can_be_set(set_tex: SetTex, pdftex: Engine, formulas: list[str]) -> None:
    entries = (Entry(f"/talks/{n}", f"t{n}", title=(Math(tex),)) for n, tex in enumerate(formulas))
    assert set_tex(render(with_entries(*entries)), pdftex).pages >= 1


def test_every_command_on_the_list_is_known_to_tex(engine: Engine, set_tex: SetTex) -> None:
    arguments = {**dict.fromkeys(tex_math.SYMBOLS, ""), **{name: "{x}" * n for name, n in tex_math.ARITY.items()}}
    formulas = [name + given for name, given in sorted(arguments.items())]
    assert [tex for tex in formulas if safe_math(tex) is None] == ["\\ "]  # a space at the end is no space
    entries = (Entry(f"/talks/{n}", f"t{n}", title=(Math(tex),)) for n, tex in enumerate(formulas))
    assert set_tex(render(with_entries(*entries)), engine).pages >= 1
