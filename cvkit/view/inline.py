"""Inline trees from text: prose with Markdown and math, and sequences joined from parts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cvkit.view.document import Code, Emph, Fact, Inline, Inlines, Link, Math, Strong, Text, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

MAX_DEPTH = 20
"""Text in which emphasis and links are nested deeper is taken literally, as every walk of the tree is recursive."""

# Without one of these a text has no markup, and the parser (46 ms to import) is not needed.
_MARKUP = re.compile(r"[*_`\[\]<>$\\&!~]")
_BLANK_LINE = re.compile(r"\n\s*\n")
# As in prose, a dollar sign beside a space, or before a digit at the end, is one of money.
_TITLE_MATH = re.compile(r"(?<!\\)\$(?=[^\s$])((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)")
_WEB_OR_MAIL = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def seq(*parts: str | Inline | Inlines) -> Inlines:
    """One sequence from strings, nodes and sequences; empty parts vanish."""
    joined: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                joined.append(Text(part))
        elif isinstance(part, tuple):
            joined.extend(part)
        else:
            joined.append(part)
    return tuple(joined)


def sentence(*parts: str | Inline | Inlines) -> Inlines:
    """One sequence as a sentence, with a full stop unless it ends in one already, as in `Acme Inc.`"""
    words = seq(*parts)
    return words if plain(words).endswith((".", "!", "?")) else seq(words, ".")


def join(items: list[Inlines] | tuple[Inlines, ...], separator: str = ", ", last: str | None = None) -> Inlines:
    """The items that are not empty with `separator` between them, and `last` before the last one."""
    items = [item for item in items if item]
    between = Text(separator)
    joined: list[Inline] = []
    for position, item in enumerate(items):
        if position:
            joined.append(Text(last) if last is not None and position == len(items) - 1 else between)
        joined += item
    return tuple(joined)


def linked(url: str | None, inlines: Inlines) -> Inlines:
    """The sequence as a link, where there is an address."""
    return (Link(url, inlines),) if url else inlines


def linked_once(inlines: Inlines, known: set[str] | None = None) -> Inlines:
    """The sequence in which the first mention alone leads to an address; `known` are those that others lead to."""
    known = set() if known is None else known
    nodes: list[Inline] = []
    for node in inlines:
        if isinstance(node, Text | Code | Math):
            nodes.append(node)
        elif isinstance(node, Link) and node.url in known:
            nodes += linked_once(node.children, known)
        else:
            if isinstance(node, Link):
                known.add(node.url)
            nodes.append(replace(node, children=linked_once(node.children, known)))
    return tuple(nodes)


def fact(path: str, value: str | Inlines | None) -> Inlines:
    """A visible value with its source; an absent value makes no fact."""
    if not value:
        return ()
    return (Fact(path, (Text(value),) if isinstance(value, str) else value),)


def title_text(path: str, text: str) -> Inlines:
    """A literal title as a fact, in which only `$…$` is read, as math; `\\$` is a dollar."""
    pieces = _TITLE_MATH.split(text)
    nodes = [
        Math(piece) if index % 2 else Text(piece.replace(r"\$", "$")) for index, piece in enumerate(pieces) if piece
    ]
    return (Fact(path, tuple(nodes)),)


def paragraphs(path: str, prose: str) -> tuple[Inlines, ...]:
    """The paragraphs of a prose field, each one fact."""
    return tuple(fact(path, _inline(" ".join(block.split()))) for block in _BLANK_LINE.split(prose) if block.strip())


def phrase(path: str, prose: str) -> Inlines:
    """A prose field that stands inside a line, as one fact."""
    return fact(path, _inline(" ".join(prose.split())))


def dollars(inlines: Inlines) -> str:
    """The text for machines: math between dollar signs, a dollar that is none as `\\$`."""
    parts = []
    for node in inlines:
        match node:
            case Text(text) | Code(text):
                parts.append(text.replace("$", r"\$"))
            case Math(tex):
                parts.append(f"${tex}$")
            case _:
                parts.append(dollars(node.children))
    return "".join(parts)


@lru_cache(maxsize=4096)  # a site shows an abstract on several pages
def _inline(text: str) -> Inlines:
    if not _MARKUP.search(text):
        return (Text(text),)
    from markdown_it.tree import SyntaxTreeNode

    tokens = _parser().parseInline(text)
    if _depth(tokens[0]) > MAX_DEPTH:
        return (Text(text),)
    return _children(SyntaxTreeNode(tokens).children[0])


def _depth(token: Token) -> int:
    """How deep emphasis and links are nested in an inline token."""
    return max(accumulate((child.nesting for child in token.children or ()), initial=0))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["emphasis", "backticks", "link", "autolink", "escape", "entity", "balance_pairs"])
    # Digits beside dollars are sums of money, not math: "from $5 to $6".
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


def _children(node: SyntaxTreeNode) -> Inlines:
    return seq(*(_node(child) for child in node.children))


def _node(node: SyntaxTreeNode) -> Inlines:
    if node.type in {"text", "text_special"}:
        return seq(node.content)
    if node.type == "code_inline":
        return (Code(node.content),)
    if node.type == "math_inline":
        return (Math(node.content),)
    if node.type in {"softbreak", "hardbreak"}:
        return (Text(" "),)
    children = _children(node)
    if node.type == "strong":
        return (Strong(children),)
    if node.type == "em":
        return (Emph(children),)
    if node.type == "link" and _WEB_OR_MAIL.fullmatch(str(node.attrs.get("href", ""))):
        return (Link(str(node.attrs["href"]), children),)
    return children  # a link elsewhere (file:, javascript:, a relative path) keeps its words alone
