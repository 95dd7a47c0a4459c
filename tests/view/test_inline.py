"""Inline trees: Markdown and math in prose, none in literal text, and no text on which they fail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.view.document import Code, Emph, Inlines, Link, Math, Strong, Text, facts, plain
from cvkit.view.inline import fact, linked_once, paragraphs, phrase, seq, title_text
from cvkit.view.languages import ENGLISH


def inside(inlines: Inlines) -> Inlines:
    (fact,) = facts(inlines)
    return fact.children


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("plain words", [Text("plain words")]),
        ("an *em* b", [Text("an "), Emph((Text("em"),)), Text(" b")]),
        ("_em_", [Emph((Text("em"),))]),
        ("**strong *both***", [Strong((Text("strong "), Emph((Text("both"),))))]),
        ("`a*b*`", [Code("a*b*")]),
        ("$x^2$", [Math("x^2")]),
        ("$x_1 < y$ holds", [Math("x_1 < y"), Text(" holds")]),
        ("[a *b*](https://e.org/x_y)", [Link("https://e.org/x_y", (Text("a "), Emph((Text("b"),))))]),
        ("<https://e.org/>", [Link("https://e.org/", (Text("https://e.org/"),))]),
        ("<a@e.org>", [Link("mailto:a@e.org", (Text("a@e.org"),))]),
    ],
)
def test_prose_takes_markdown_and_math(prose: str, expected: list[Any]) -> None:
    assert inside(phrase("/x", prose)) == tuple(expected)


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        ("from $5 to $6", "from $5 to $6"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("snake_case_name", "snake_case_name"),
        (r"\*not em\*", "*not em*"),
        (r"a \\ b \x", r"a \ b \x"),
        ("**unbalanced", "**unbalanced"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](file:///etc/passwd)", "[a](file:///etc/passwd)"),
        ("[a](data:text/html,x)", "[a](data:text/html,x)"),
        ("[home](other.html)", "home"),
        ("![alt](https://e.org/x.png)", "!alt"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<b onclick=x>b</b> &amp; &copy; &nope;", "<b onclick=x>b</b> & © &nope;"),
        ("# no heading", "# no heading"),
        ("- no list", "- no list"),
        ("a\nfolded\tline", "a folded line"),
    ],
)
def test_what_is_not_inline_markdown_stays_text(prose: str, text: str) -> None:
    assert plain(phrase("/x", prose)) == text


@pytest.mark.parametrize("prose", ["[a](javascript:alert(1))", "[a](JaVaScRiPt:x)", "<javascript:x>", "[a](//e.org)"])
def test_only_web_and_mail_addresses_become_links(prose: str) -> None:
    assert "Link(" not in repr(phrase("/x", prose))


def test_a_blank_line_parts_paragraphs() -> None:
    assert [plain(part) for part in paragraphs("/x", "one\ntwo\n \nthree\n\n\nfour")] == ["one two", "three", "four"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("*On* _the_ `a` [b](https://e.org) <i>", [Text("*On* _the_ `a` [b](https://e.org) <i>")]),
        ("The $k$-means, $O(n)$", [Text("The "), Math("k"), Text("-means, "), Math("O(n)")]),
        ("a lone $ sign", [Text("a lone $ sign")]),
        ("$$", [Text("$$")]),
        (r"from \$5 to \$6", [Text("from $5 to $6")]),
        ("costs $5 or $6, or $x$", [Text("costs $5 or $6, or "), Math("x")]),
        ("US$, $ and $", [Text("US$, $ and $")]),
        (r"$\{1, 2\}$ and CO$_2$", [Math(r"\{1, 2\}"), Text(" and CO"), Math("_2")]),
        (r"C:\temp", [Text(r"C:\temp")]),
    ],
)
def test_a_title_takes_math_alone(title: str, expected: list[Any]) -> None:
    assert inside(title_text("/x", title)) == tuple(expected)


MARKUP = st.lists(
    st.sampled_from([*r"*_`[]()<>$\&!~ ab:/;#1", "\n", "é", "http://", "mailto:", "javascript:", "&#0;"])
).map("".join)


def nodes(inlines: Inlines) -> list[Any]:
    return [
        inner
        for node in inlines
        for inner in [node, *(nodes(node.children) if not isinstance(node, Text | Code | Math) else [])]
    ]


@given(MARKUP | st.text())
def test_any_text_is_prose(text: str) -> None:
    for paragraph in [*paragraphs("/x", text), phrase("/x", text)]:
        for node in nodes(paragraph):
            assert not isinstance(node, Text | Code) or isinstance(node.text, str)
            assert not isinstance(node, Link) or node.url.lower().startswith(("http://", "https://", "mailto:"))


@given(MARKUP | st.text(min_size=1))
def test_any_text_is_a_title_and_loses_nothing_but_its_marks(text: str) -> None:
    marks = str.maketrans("", "", r"\$")
    assert plain(title_text("/x", text)).translate(marks) == text.translate(marks)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (["a, b", "c"], "a, b, and c"),
        (["a", "", "b"], "a and b"),
    ],
)
def test_a_listing_reads_as_in_a_sentence(items: list[str], expected: str) -> None:
    assert plain(ENGLISH.listing([seq(item) for item in items])) == expected


def test_only_the_first_mention_leads_to_an_address() -> None:
    def named(url: str, name: str) -> Link:
        return Link(url, fact("/x", name))

    told = (named("a", "A"), Text(" of "), Strong((named("b", "B"), named("a", "A again"))), named("b", "B again"))
    once = linked_once(told)
    assert plain(once) == plain(told)
    assert once == (
        named("a", "A"),
        Text(" of "),
        Strong((named("b", "B"), *fact("/x", "A again"))),
        *fact("/x", "B again"),
    )
