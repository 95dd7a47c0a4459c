"""The styles: each sets any document under every engine, says the same in the same order, and heeds the recipe."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from cvkit.load.loader import load
from cvkit.render.latex import render
from cvkit.typeset.engines import Engine
from cvkit.typeset.tex import TexResult, typeset
from cvkit.view.compose import compose
from cvkit.view.document import (
    ContactLine,
    Document,
    Entry,
    Group,
    Header,
    Layout,
    Link,
    Section,
    Setting,
    Text,
    Underline,
    document_facts,
    plain,
)
from documents import HOSTILE, example_document, fact

ROOT = Path(__file__).parents[2]
STYLES = ("classic", "modern", "compact", "hanging")
TODAY = date(2026, 11, 22)

SetTex = Callable[..., TexResult]
ReadPdf = Callable[[bytes], str]

OVERFULL = re.compile(r"^Overfull \\[hv]box \(([\d.]+)pt too", re.MULTILINE)

LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis"
LONG_TITLE = "On the many and various ways in which a title may go on, " * 5 + "and of how it ends"
SPECIAL = " ".join(HOSTILE)


def overfull(log: str) -> list[float]:
    """How far boxes stick out, in points, where it can be seen."""
    return [float(width) for width in OVERFULL.findall(log) if float(width) > 2]


def styled(document: Document, style: str, **wishes: object) -> Document:
    return replace(document, setting=replace(document.setting, style=style, **wishes))  # type: ignore[arg-type]  # names of fields


def squeezed(text: str) -> str:
    """Compatible composed characters without spaces and hyphens: what extraction can keep."""
    return re.sub(r"[\s\u00ad\u200b-]", "", unicodedata.normalize("NFKC", text))


def composed(profile: Path) -> Document:
    return compose(load(profile).profile, "cv", TODAY)


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def hostile_entry(number: int) -> Entry:
    """An entry in which every slot is too long, special, or both."""
    url = f"https://example.org/{'a' * 80}/b_c%20d?e=1&f=2#g"
    link = Link(url, fact(f"/x/{number}/url", LONG_WORD if number % 2 else "pdf"))
    return Entry(
        path=f"/x/{number}",
        id=f"x{number}",
        title=fact(f"/x/{number}/title", (LONG_TITLE, LONG_WORD * 3, SPECIAL)[number % 3]),
        organization=fact(f"/x/{number}/organization", (LONG_WORD * 2, SPECIAL, LONG_TITLE)[number % 3]),
        where=fact(f"/x/{number}/where", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"),
        when=fact(f"/x/{number}/when", ", ".join(f"Spring {year}" for year in range(2001, 2001 + 4 * number))),
        people=tuple(
            node
            for author in range(40)
            for node in (Underline((Text(f"Author{author} {LONG_WORD[:20]}"),)), Text(", "))
        ),
        note=fact(f"/x/{number}/note", SPECIAL if number % 2 else LONG_WORD),
        links=(link,) * 5,
        body=(fact(f"/x/{number}/body", SPECIAL), fact(f"/x/{number}/body", LONG_WORD * 4)),
        number=str(number + 998),
    )


def hostile_document() -> Document:
    """Every layout with entries that are too long, empty, or nothing but a title; and sections of nothing."""

    def sections() -> Iterator[Section]:
        for layout in Layout:
            bare = Entry("/x/bare", "bare", title=(Text("Bare"),))
            dated = Entry("/x/dated", "dated", when=(Text("2024"),))
            entries = (*(hostile_entry(number) for number in range(4)), bare, dated, Entry("/x/empty", "empty"))
            yield Section("x", LONG_WORD, layout, (Group(LONG_TITLE, entries), Group("", ())), footnote=LONG_TITLE)
            yield Section("y", LONG_TITLE, layout, ())

    header = Header(
        name=fact("/person/name", f"{LONG_WORD} {LONG_WORD}"),
        headline=fact("/person/headline", LONG_TITLE),
        affiliation=fact("/person/affiliation", SPECIAL),
        contacts=tuple(ContactLine(kind, fact("/person/c", f"{LONG_WORD * 2}@example.org")) for kind in ("email", "x")),
        links=tuple(Link(f"https://github.com/{n}", (Text(f"A link {n}"),)) for n in range(12)),
    )
    return replace(example_document(), header=header, sections=tuple(sections()))


# --- every document in every style ---


@pytest.mark.parametrize(
    "document", [example_document(), composed(ROOT / "templates" / "profile.yaml")], ids=["example", "starter"]
)
def test_every_style_sets_every_slot(style: str, document: Document, pdftex: Engine, set_tex: SetTex) -> None:
    result = set_tex(render(styled(document, style)), pdftex)
    assert (result.missing, overfull(result.log), result.runs) == ("", [], 1)


def test_every_engine_sets_a_real_profile_without_an_overfull_box(style: str, engine: Engine, set_tex: SetTex) -> None:
    result = set_tex(render(styled(composed(ROOT / "profile.yaml"), style)), engine)
    assert (result.missing, overfull(result.log)) == ("", [])


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_hostile_document_makes_a_sane_cv(style: str, side: str, pdftex: Engine, set_tex: SetTex) -> None:
    result = set_tex(render(styled(hostile_document(), style, date_column=side)), pdftex)
    assert result.missing == ""
    assert result.pages < 40
    assert overfull(result.log) == []


def test_one_section_and_nothing_else(style: str, pdftex: Engine, set_tex: SetTex) -> None:
    entry = Entry("/education/a", "a", title=(Text("Ph.D."),))
    section = Section("education", "Education", Layout.TIMELINE, (Group("", (entry,)),))
    document = replace(example_document(), header=Header(name=(Text("Maren Okafor"),)), sections=(section,))
    result = set_tex(render(styled(document, style)), pdftex)
    assert (result.pages, overfull(result.log)) == (1, [])


def test_a_document_without_sections(style: str, pdftex: Engine, set_tex: SetTex) -> None:
    document = replace(example_document(), sections=())
    assert set_tex(render(styled(document, style)), pdftex).pages == 1


# --- the same facts in the same order ---


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_style_says_the_same_in_the_same_order(
    style: str, side: str, pdftex: Engine, set_tex: SetTex, read_pdf: ReadPdf
) -> None:
    document = composed(ROOT / "templates" / "profile.yaml")
    text = squeezed(read_pdf(set_tex(render(styled(document, style, date_column=side)), pdftex).pdf))
    place = 0
    for section in document.sections:
        place = text.index(squeezed(section.title), place)
        for entry in section.entries:
            alone = replace(document, header=Header(()), sections=(replace(section, groups=(Group("", (entry,)),)),))
            found = [text.index(squeezed(plain(fact.children)), place) for fact in document_facts(alone)]
            assert found
            assert max(found) - min(found) < 600, entry.path
            place = min(found)


def test_styles_differ_in_looks_alone(pdftex: Engine, set_tex: SetTex, read_pdf: ReadPdf) -> None:
    document = composed(ROOT / "templates" / "profile.yaml")

    def words(style: str) -> list[str]:
        """The words of the pages without their footers and punctuation, in reading order."""
        text = read_pdf(set_tex(render(styled(document, style)), pdftex).pdf)
        lines = [line for line in text.splitlines() if f"{document.author} · {document.title}" not in line]
        return re.findall(r"\w+", re.sub(r"[\u00ad-]\s*", "", " ".join(lines)))

    first, *others = (words(style) for style in STYLES)
    assert len(first) > 150
    assert [sorted(other) for other in others] == [sorted(first)] * len(others)


# --- what the recipe asks for ---


def text_box(pdf: bytes) -> tuple[float, float]:
    """The width and height of the first page, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        left, bottom, right, top = map(float, file.pages[0].mediabox)
        return right - left, top - bottom


def content(pdf: bytes) -> str:
    """The first page's instructions."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0]
        page.contents_coalesce()
        return page.Contents.read_bytes().decode("latin-1")


def test_paper(style: str, pdftex: Engine, set_tex: SetTex) -> None:
    for paper, size in {"a4": (595, 842), "letter": (612, 792)}.items():
        found = text_box(set_tex(render(styled(example_document(), style, paper=paper)), pdftex).pdf)
        assert [round(length) for length in found] == list(size)


def test_accent(style: str, pdftex: Engine, set_tex: SetTex) -> None:
    asked = content(set_tex(render(styled(example_document(), style, accent="#cc6600")), pdftex).pdf)
    own = content(set_tex(render(styled(example_document(), style)), pdftex).pdf)
    assert re.search(r"\b0\.8 0\.4 0 rg", asked)
    assert not re.search(r"\b0\.8 0\.4 0 rg", own)


def test_font_size_margins_and_the_side_of_dates_change_the_page(style: str, pdftex: Engine, set_tex: SetTex) -> None:
    document = composed(ROOT / "templates" / "profile.yaml")

    def lines(**wishes: object) -> str:
        result = set_tex(render(styled(document, style, **wishes)), pdftex)
        assert overfull(result.log) == []
        return content(result.pdf)

    assert lines() == lines(margins="normal", date_column="right")
    wishes: list[dict[str, object]] = [{}, {"font_size": 12}, {"margins": "narrow"}, {"date_column": "left"}]
    assert len({lines(**wish) for wish in wishes}) == len(wishes)


def test_addresses_are_printed_when_asked(style: str, pdftex: Engine, set_tex: SetTex, read_pdf: ReadPdf) -> None:
    def shown(*, urls: bool) -> bool:
        pdf = set_tex(render(styled(example_document(), style, show_urls=urls)), pdftex).pdf
        return "example.org/p1.pdf?a=1&b=2#x_y~z%20" in squeezed(read_pdf(pdf))

    assert shown(urls=True)
    assert not shown(urls=False)


# --- a style of one's own ---


def test_the_worked_example_of_the_documentation_sets_a_cv(engine: Engine) -> None:
    found = re.search(
        r"```latex\n(% cvkit-mine\.sty.*?)```", (ROOT / "docs" / "styles.md").read_text("utf-8"), re.DOTALL
    )
    assert found

    files = {path.name: path.read_bytes() for path in (ROOT / "templates" / "latex").glob("*.sty")}
    files["cvkit-mine.sty"] = found[1].encode()
    tex = render(replace(example_document(), setting=Setting(style="mine")))
    result = typeset(tex, files, engine, epoch=0, environ={"PATH": __import__("os").environ["PATH"]})
    assert (result.pages, overfull(result.log)) == (1, [])


# --- one run ---

PAGES = r"""\documentclass{article}\usepackage{cvkit-classic}\cvsetup{title={T},author={A}}
\makeatletter
\def\ps@mine{\def\@oddhead{from \rightmark\ to \leftmark.}\def\@oddfoot{page \thepage\ of \cvlastpage.}}
\AtBeginDocument{\pagestyle{mine}}\makeatother
\begin{document}\thispagestyle{empty}
"""


def test_one_run_knows_the_number_of_pages_marks_and_styles(engine: Engine, set_tex: SetTex, read_pdf: ReadPdf) -> None:
    body = r"one\markboth{A}{a}\newpage two\markboth{B}{b}\markboth{C}{c}\newpage three"
    result = set_tex(f"{PAGES}{body}\n\\end{{document}}\n", engine)
    assert (result.runs, result.pages) == (1, 3)
    pages = [squeezed(page) for page in read_pdf(result.pdf).split("\f")]
    assert pages == ["one", "frombtoC.twopage2of3.", "fromctoC.threepage3of3.", ""]


def test_many_pages_take_a_second_run(set_tex: SetTex, pdftex: Engine, read_pdf: ReadPdf) -> None:
    body = r"\count255=0 \loop x\newpage\advance\count255 1 \ifnum\count255<70\repeat"
    result = set_tex(f"{PAGES}{body}\n\\end{{document}}\n", pdftex)
    assert (result.runs, result.pages) == (2, 70)
    text = read_pdf(result.pdf)
    assert [f"page {number} of 70." in text for number in (1, 2, 60, 61, 70)] == [False, True, True, True, True]
