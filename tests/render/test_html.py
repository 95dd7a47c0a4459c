"""HTML pages: valid, inert, and carrying every text that the document does."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from cvkit.render import html, mathml
from cvkit.render.html_inline import Writer
from cvkit.view.document import (
    Code,
    ContactLine,
    Detail,
    Document,
    Emph,
    Entry,
    Group,
    Header,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
)
from documents import HOSTILE, example_document, fact
from pages import TEMPLATES, styled

KINDS = ("site", "cv", "talk")

# What HTML cannot carry, as html5lib and the standard have it, is replaced and not kept.
CARRIED = st.characters(exclude_categories=["Cs", "Cc", "Cn"])


def page(document: Document) -> str:
    return html.render(styled(document) if document.kind != "cv" else document, TEMPLATES)


def parsed(source: str) -> Element:
    """The tree of a page; html5lib raises on the first breach of the standard."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
    assert isinstance(root, Element)
    return root


def text_of(source: str) -> str:
    body = parsed(source).find("body")
    assert body is not None
    return folded("".join(body.itertext()))


def folded(text: str) -> str:
    return " ".join(text.split())


def with_inlines(inlines: Inlines, kind: str = "site") -> Document:
    """The example with the sequence in every slot of every layout."""
    entry = Entry(
        path="/x",
        id="x",
        title=inlines,
        organization=inlines,
        where=inlines,
        when=inlines,
        people=inlines,
        note=inlines,
        links=(Link("https://example.org/", inlines),),
        body=(inlines,),
        details=(Detail("Abstract", (inlines,)),),
    )
    layouts = tuple(Section(layout.value, "Heading", layout, (Group("Group", (entry,)),)) for layout in Layout)
    header = Header(
        inlines, inlines, inlines, (ContactLine("office", inlines),), (Link("https://example.org/", inlines),)
    )
    return replace(example_document(kind), header=header, sections=layouts)


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_valid(kind: str) -> None:
    root = parsed(page(example_document(kind)))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(root.iter("h1"))) == 1
    assert len(list(root.iter("main"))) == 1
    targets = [a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")]
    assert set(targets) <= set(ids)
    assert set(targets) >= ({"interests", "publications", "service"} if kind == "site" else set())


def test_charset_comes_first_and_the_style_is_the_one_allowed() -> None:
    source = page(example_document("site"))
    assert re.search(r'<head>\s*<meta charset="utf-8">', source)
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in source
    for rule in ("default-src 'none'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'"):
        assert rule in source


@pytest.mark.parametrize(("paper", "size"), [("a4", "size:A4"), ("letter", "size:letter")])
def test_paper_of_the_cv(paper: str, size: str) -> None:
    document = example_document("cv")
    assert size in page(replace(document, setting=replace(document.setting, paper=paper)))


def test_ids_stay_unique_when_a_section_comes_twice() -> None:
    document = example_document("site")
    root = parsed(page(replace(document, sections=document.sections * 2)))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"publications", "publications-2", "p1", "p1-2"} <= set(ids)


# --- nothing is lost ---


@given(st.text(CARRIED))
@settings(max_examples=25)
def test_any_text_survives_in_every_slot(text: str) -> None:
    inlines: Inlines = (*fact("/x", text), Text("end"))
    source = page(with_inlines(inlines))
    assert text_of(source).count(folded(f"{text}end")) >= 5 + 9 * len(Layout)


@given(st.text(CARRIED))
@settings(max_examples=25)
def test_any_text_survives_in_headings(text: str) -> None:
    document = example_document("site")
    section = Section("x", text, Layout.PROSE, (Group(text, (Entry("/x", "e"),)),), footnote=text)
    shown = replace(document, author=text, title=text, updated=text, sections=(section, section))
    assert text_of(page(shown)).count(folded(text)) >= 5


@given(st.text(st.characters()))
@settings(max_examples=40)
def test_no_character_makes_a_page_invalid(text: str) -> None:
    parsed(page(with_inlines((Text(text), Code(text), Math(text), Strong((Text(text),)), Emph((Text(text),))))))


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\ufdd0", "\uffff", "\U0010ffff"])
def test_what_html_cannot_carry_is_marked(character: str) -> None:
    assert "a\ufffdb" in text_of(page(with_inlines((Text(f"a{character}b"),))))


# --- nothing is live ---


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "hostile", [*HOSTILE, '"><img src=x onerror=alert(1)>', "' onclick='alert(1)", "</style><script>"]
)
def test_hostile_text_is_inert(hostile: str, kind: str) -> None:
    document = with_inlines(fact("/x", hostile), kind)
    document = replace(document, author=hostile, title=hostile, language=hostile, updated=hostile)
    document = replace(document, header=replace(document.header, photo=hostile))
    root = parsed(page(document))
    assert not [script for script in root.iter("script") if script.get("type") != "application/ld+json"]
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert {element.get("src", "./")[:2] for element in root.iter("img")} == ({"./"} if kind != "talk" else set())
    assert folded(hostile) in text_of(page(document))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//example.org", "file:///x", "x", "https:", ""],
)
def test_other_addresses_are_only_text(url: str) -> None:
    root = parsed(page(with_inlines((Link(url, (Text("here"),)),))))
    assert "here" in "".join(root.itertext())
    assert {a.get("href") for a in root.iter("a") if a.text == "here"} <= {"https://example.org/"}


@pytest.mark.parametrize("url", ["https://example.org/?a=1&copy=2#x", "HTTP://example.org/'\"", "mailto:a@b.org"])
def test_web_and_mail_addresses_lead_there(url: str) -> None:
    root = parsed(page(with_inlines((Link(url, (Text("here"),)),))))
    assert url in {a.get("href") for a in root.iter("a")}


def test_links_are_never_nested() -> None:
    inner = Link("https://example.org/inner", (Text("inner"),))
    root = parsed(page(with_inlines((Link("https://example.org/outer", (inner,)),))))
    assert not [a for a in root.iter("a") if list(a.iter("a")) != [a]]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_beside_what_is_seen(kind: str) -> None:
    source = re.sub(r"<script.*?</script>", "", page(example_document(kind)), flags=re.DOTALL)
    assert "<!--" not in source
    assert "data-fact" not in source
    assert "/publications/p1" not in source


def test_sources_are_told_when_asked() -> None:
    root = parsed(html.render(styled(example_document("site")), TEMPLATES, sources=True))
    told = {
        element.get("data-fact"): "".join(element.itertext()) for element in root.iter() if element.get("data-fact")
    }
    assert told["/publications/p1/date"] == "2024"
    assert told["/publications/p1/authors/0"] == "Chaoyue Liu"


def test_mail_address_is_hidden_from_naive_harvesters() -> None:
    source = page(example_document("site"))
    assert "someone@example.org" not in source
    assert "example.org&#" not in source
    assert "mailto:" not in source
    root = parsed(source)
    assert [a.text for a in root.iter("a") if a.get("href") == "mailto:someone@example.org"] == ["someone@example.org"]


@pytest.mark.parametrize("kind", ["site", "cv"])
def test_a_name_in_its_own_script_is_set_apart(kind: str) -> None:
    document = example_document(kind)
    header = replace(document.header, name=(Text("Chaoyue Liu"), Text(" (刘超越)")))
    assert '<h1>Chaoyue Liu<span class="native"> (刘超越)</span></h1>' in page(replace(document, header=header))
    assert 'class="native"' not in page(document)


# --- languages, math, templates ---


def test_direction_follows_the_language() -> None:
    document = with_inlines(fact("/x", "Ada"))
    assert '<html lang="he-IL" dir="rtl">' in page(replace(document, language="he-IL"))
    assert "<bdi>Ada</bdi>" in page(replace(document, language="he-IL"))
    assert "<bdi>" not in page(document)
    assert "<bdi>עדה</bdi>" in page(with_inlines(fact("/x", "עדה")))


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"O(\sqrt{n})", "O(n)"),
        (r"x_i^2 < \epsilon", "xi2<ϵ"),
        (r"\mathbb{R}^d", "ℝd"),
        (r"a \text{ & b}", "a\u00a0&\u00a0b"),
    ],
)
def test_math_becomes_mathml(tex: str, expected: str) -> None:
    converted = mathml.convert(tex)
    assert converted is not None
    root = html5lib.HTMLParser(strict=True).parseFragment(converted)
    assert "".join(root.itertext()) == expected


def test_a_formula_stays_in_one_line_with_what_it_is_attached_to() -> None:
    said = (Text("of CO"), Math("_2"), Text(" (see "), Math("x"), Text(") and "), Math("y"), Text(" of "), Math("z"))
    markup = Writer("ltr").inline(said)
    assert [re.sub("<[^>]*>", "", found) for found in re.findall(r'<span class="whole">.*?</span>', markup)] == [
        "CO2",
        "x)",
    ]
    assert re.sub("<[^>]*>", "", markup) == "of CO2 (see x) and y of z"


@given(st.lists(st.one_of(st.text(" a(@\xa0\n").map(Text), st.just(Math("x")), st.just(Strong((Text("b c"),))))))
def test_around_formulas_no_character_is_lost(nodes: list[Text | Math | Strong]) -> None:
    markup = Writer("ltr").inline(tuple(nodes))
    assert unescape(re.sub("<[^>]*>", "", markup)) == "".join(
        node.text if isinstance(node, Text) else "x" if isinstance(node, Math) else "b c" for node in nodes
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a",
        r"\unknown x",
        r"\text{\unknown}",
        r"\newcommand{\x}{\x\x}\x",
        r"\def\x{}",
        "{" * 5000,
        "",
        "x" * 5000,
        r"\begin{x}",
    ],
)
def test_math_that_cannot_be_set_is_shown_as_source(tex: str) -> None:
    assert mathml.convert(tex) is None
    assert f"<code>{tex}</code>" in page(with_inlines((Math(tex),)))


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\text{<script>alert(1)</script>}",
        r"\text{</math><img src=x onerror=alert(1)>}",
        r"\color{red\" onclick=\"alert(1)}{x}",
        r"\text{&lt;script&gt;}",
        r"\class{x}{y} \style{color:red}{y} \cssId{x}{y}",
    ],
)
def test_math_is_inert(tex: str) -> None:
    root = parsed(page(with_inlines((Math(tex),))))
    inside = [element for element in root.iter() if str(element.tag).endswith("math")]
    names = {str(element.tag).rsplit("}")[-1] for math in inside for element in math.iter()}
    attributes = {name for math in inside for element in math.iter() for name in element.attrib}
    assert all(name.startswith("m") for name in names)
    assert not {name for name in attributes if name.startswith("on") or name in {"href", "style", "class", "id"}}
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]


def test_own_templates_shadow_piece_by_piece(tmp_path: Path) -> None:
    (tmp_path / "nav.html").write_text("<p>my own nav</p>\n")
    source = html.render(styled(example_document("site")), [tmp_path, *TEMPLATES])
    assert "my own nav" in source
    assert "<nav" not in source
    assert "Spotlight" in source


def test_own_stylesheet_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text('p::after { content: "</style><script>" }')
    root = parsed(html.render(styled(example_document("site")), [tmp_path, *TEMPLATES]))
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]


def test_misspelt_variable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "nav.html").write_text("{{ document.autor }}")
    with pytest.raises(UndefinedError, match="autor"):
        html.render(styled(example_document("site")), [tmp_path, *TEMPLATES])


def test_templates_branch_on_layout_alone() -> None:
    for template in TEMPLATES[0].glob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert "section.name" not in source
        assert "entry.path" not in source


def test_fragment_has_paragraphs_only() -> None:
    document = replace(example_document("bio"), sections=example_document().sections[:1])
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html.fragment(document))
    assert [child.tag for child in root] == ["p", "p"]
