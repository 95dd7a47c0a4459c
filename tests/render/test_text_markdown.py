"""Markdown: what a CommonMark reader gets back is what the document says."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from cvkit.render import markdown
from cvkit.view.document import Code, Emph, Header, Inline, Inlines, Link, Math, Strong, Text, document_facts, plain
from documents import HOSTILE, example_document

READER = MarkdownIt("commonmark", {"html": True}).use(dollarmath_plugin)

# Characters that Markdown replaces or takes for white space; the profile refuses the controls among them.
LITERAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"], include_characters=" ")
) | st.text(r"""*_`$[]()<>!\&#+-=.~{}%|"':;/1a é""", max_size=12)


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(source: str) -> str:
    """The text of the page that a reader makes of Markdown, without white space."""
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(READER.render(source))
    return squeezed("".join(root.itertext()))


@given(LITERAL)
@settings(max_examples=300)
def test_literal_text_round_trips(text: str) -> None:
    assert read(markdown.inline((Text(text),))) == squeezed(text)


@given(LITERAL)
def test_headings_round_trip(text: str) -> None:
    document = replace(example_document("cv"), sections=(), updated="", header=Header((Text(text),)))
    assert read(markdown.render(document)) == squeezed(text)


leaves: st.SearchStrategy[Inline] = LITERAL.map(Text) | LITERAL.map(Code)
trees: st.SearchStrategy[Inline] = st.recursive(
    leaves,
    lambda children: st.builds(
        lambda make, inner: make(tuple(inner)),
        st.sampled_from([Strong, Emph, lambda inner: Link("https://example.org/a(b)&amp;c*d*", inner)]),
        st.lists(children, max_size=4),
    ),
    max_leaves=8,
)


@given(st.lists(trees, max_size=5).map(tuple))
@settings(max_examples=300)
def test_any_tree_round_trips(inlines: Inlines) -> None:
    assert read(markdown.inline(inlines)) == squeezed(plain(inlines))


def test_every_fact_is_told() -> None:
    told = read(markdown.render(example_document("cv")))
    for shown in document_facts(example_document("cv")):
        assert squeezed(plain((shown,))) in told


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_inert(hostile: str) -> None:
    made = READER.render(markdown.inline((Text(hostile),)))
    assert "<script" not in made
    assert "<!--" not in made
    assert "{{" not in markdown.inline((Text(hostile),))


@pytest.mark.parametrize("tex", [r"\|x\|_2 < \epsilon", r"a_1*b*c", r"O(\sqrt{n})", r"x \in \{1,2\}"])
def test_math_is_read_as_math(tex: str) -> None:
    tokens = READER.parse(markdown.inline((Text("5$ and "), Math(tex), Text("."))))[1].children
    assert tokens is not None
    assert [token.content for token in tokens if token.type == "math_inline"] == [tex]


@pytest.mark.parametrize("tex", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "a$<b>", "a`<b>`"])
def test_math_is_inert_where_none_is_known(tex: str) -> None:
    made = MarkdownIt("commonmark").render(markdown.inline((Math(tex),)))
    assert "<script" not in made
    assert "<b>" not in made
    assert "<a " not in made


def test_emphasis_and_links_are_marked() -> None:
    inlines = (
        Strong((Text("Ada "),)),
        Text("and "),
        Emph((Text("a journal?"),)),
        Text(", "),
        Link("https://example.org/(x)", (Text("pdf"),)),
    )
    assert markdown.inline(inlines) == "**Ada** and *a journal?*, [pdf](<https://example.org/(x)>)"


def test_emphasis_that_would_not_be_read_is_given_up() -> None:
    assert markdown.inline((Text("a"), Emph((Text("(b)"),)), Text("c"))) == "a(b)c"


def test_other_addresses_are_only_text() -> None:
    assert markdown.inline((Link("javascript:alert(1)", (Text("here"),)),)) == "here"
