"""Write a document as CommonMark, in which literal text stays literal."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise
from operator import itemgetter
from urllib.parse import quote

from cvkit.render import phrase
from cvkit.render.addresses import is_safe
from cvkit.view.document import (
    Code,
    Document,
    Emph,
    Entry,
    Fact,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
    Underline,
)

# Besides what is markup: `{{`, `{%` and `{#`, which site generators read before Markdown is.
_SPECIAL = re.compile(r"[\\`*_\[\]<>~$]|&(?=#?\w|\Z)|!\Z|(?<=\{)[{%#]")
_BLOCK_START = re.compile(r"(\d*)([#+=.)-])")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:")
_FENCES = "`$"
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LONGEST_NUMBER = 10
"""CommonMark takes no longer number for that of a list."""
_LISTED = frozenset({Layout.LINES, Layout.ROWS, Layout.REFERENCES})


def render(document: Document) -> str:
    """The document as CommonMark, math between dollar signs; a bio is its paragraphs alone."""
    if document.kind == "bio":
        return fragment(document)
    blocks = [*_header(document), *(block for section in document.sections for block in _section(section))]
    blocks.append(inline((Text(document.updated),)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def fragment(document: Document) -> str:
    """The paragraphs of a document's entries alone, with an empty line between."""
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return "\n\n".join(inline(body) for body in bodies) + "\n"


def inline(inlines: Inlines) -> str:
    """An inline sequence as one line of CommonMark, fit to begin a block."""
    line = phrase.one_line(_written(inlines))
    if _DEFINITION.match(line):
        # Within a code span nothing can be escaped, and `[`]: …` would define a link.
        line = phrase.one_line(_written(_without_code(inlines)))
    # What would begin a heading, list or rule is taken literally.
    return _BLOCK_START.sub(r"\1\\\2", line, count=1) if _BLOCK_START.match(line) else line


def _without_code(inlines: Inlines) -> Inlines:
    return tuple(
        Text(node.text)
        if isinstance(node, Code)
        else node
        if isinstance(node, Text | Math)
        else replace(node, children=_without_code(node.children))
        for node in inlines
    )


def _header(document: Document) -> Iterator[str]:
    header = document.header
    if document.kind == "talk":
        yield f"# {_heading((Text(document.title),))}"
        yield inline(header.name)
    else:
        yield f"# {_heading(header.name)}"
    yield inline(header.headline)
    yield inline(header.affiliation)
    reachable = [inline(contact.value) for contact in header.contacts] + [inline((link,)) for link in header.links]
    yield "\n".join(f"- {line}" for line in reachable)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {_heading((Text(section.title),))}"
    for group in section.groups:
        if group.title:
            yield f"### {_heading((Text(group.title),))}"
        entries = [_entry(entry, section.layout) for entry in group.entries]
        yield ("\n" if section.layout in _LISTED else "\n\n").join(filter(None, entries))
    yield inline((Text(section.footnote),))


def _entry(entry: Entry, layout: Layout) -> str:
    marker = f"{entry.number}. " if entry.number.isdecimal() and len(entry.number) < _LONGEST_NUMBER else "- "
    if marker != "- ":
        entry = replace(entry, number="")  # the list counts by itself
    if layout is Layout.TIMELINE and entry.title:
        entry = replace(entry, title=(Strong(entry.title),))
    head = inline(phrase.line(entry, layout))
    links = " ".join(f"[{inline((link,))}]" if not _leads(link) else inline((link,)) for link in entry.links)
    paragraphs = [" ".join(filter(None, [head, links]))]
    if layout is Layout.TIMELINE:
        paragraphs.append("\n".join(f"- {line}" for line in map(inline, entry.body) if line))
    else:
        paragraphs += map(inline, entry.body)
    for detail in entry.details:
        paragraphs += [inline((Strong((Text(detail.label),)),)), *map(inline, detail.body)]
    paragraphs = list(filter(None, paragraphs))
    if layout not in _LISTED:
        return "\n\n".join(paragraphs)
    indent = " " * len(marker)
    return "\n\n".join((indent if index else marker) + paragraph for index, paragraph in enumerate(paragraphs))


def _heading(inlines: Inlines) -> str:
    line = inline(inlines)
    # A final # would be read as the end of the heading.
    return f"{line[:-1]}\\#" if line.endswith("#") and not line.endswith("\\#") else line


def _leads(link: Link) -> bool:
    return is_safe(link.url)


# --- inline ------------------------------------------------------------------
#
# The tree is flattened to runs of one style. Whether a `*` opens or closes emphasis depends on the characters at its
# sides, which only neighbors tell; where it would do neither, the emphasis is given up and the text kept.


class _Kind(Enum):
    TEXT = 1
    CODE = 2
    MATH = 3


@dataclass(frozen=True, slots=True)
class _Style:
    strong: bool = False
    emph: bool = False
    url: str = ""
    kind: _Kind = _Kind.TEXT


@dataclass(frozen=True, slots=True)
class _Piece:
    """Markdown without white space at its ends, or white space alone; `mark` is to stand on both sides."""

    source: str
    mark: str = ""


def _runs(inlines: Inlines, style: _Style) -> Iterator[tuple[_Style, str]]:
    for node in inlines:
        match node:
            case Text(text):
                yield style, text
            case Code(text):
                yield replace(style, kind=_Kind.CODE), text
            case Math(tex):
                yield replace(style, kind=_Kind.MATH), tex
            case Strong(children):
                yield from _runs(children, replace(style, strong=True))
            case Emph(children):
                yield from _runs(children, replace(style, emph=True))
            case Link(url, children):
                yield from _runs(children, replace(style, url=style.url or (url if _leads(node) else "")))
            case Underline(children) | Fact(_, children):  # CommonMark cannot underline
                yield from _runs(children, style)


def _merged(inlines: Inlines) -> Iterator[tuple[_Style, str]]:
    """Runs of which no two neighbors share a style, and none is empty."""
    filled = ((style, text) for style, text in _runs(inlines, _Style()) if text)
    for style, runs in groupby(filled, key=itemgetter(0)):
        yield style, (" " if style.kind is _Kind.MATH else "").join(text for _, text in runs)


def _pieces(inlines: Inlines) -> Iterator[_Piece]:
    for url, runs in groupby(_merged(inlines), key=lambda run: run[0].url):
        if url:
            yield _Piece("[")
        for style, text in runs:
            core = text.strip(phrase.BLANKS)
            before, _, after = text.partition(core) if core else (text, "", "")
            yield _Piece(before)
            yield _Piece(_SOURCE[style.kind](core) if core else "", "**" * style.strong + "*" * style.emph)
            yield _Piece(after)
        if url:
            yield _Piece(f"]({_destination(url)})")


def _written(inlines: Inlines) -> str:
    out = ""
    pieces = [piece for piece in _pieces(inlines) if piece.source]
    for piece, following in pairwise([*pieces, _Piece("")]):
        after = (following.mark or following.source)[:1]
        holds = piece.mark and _flanks(out[-1:], piece.source[0]) and _flanks(after, piece.source[-1])
        if not holds and out[-1:] == piece.source[0] in _FENCES:
            out += " "  # two fences side by side would be read as one
        out += f"{piece.mark}{piece.source}{piece.mark}" if holds else piece.source
    return out


def _flanks(outside: str, inside: str) -> bool:
    """Whether a delimiter between the two characters is read as the edge of what is inside."""
    if outside == "*" or inside.isspace():
        return False
    return inside.isalnum() or not outside or outside in phrase.BLANKS or outside in string.punctuation


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    padding = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _math(tex: str) -> str:
    """TeX between dollar signs, spaced so that a reader who knows no math sees neither tag nor link in it."""
    if "$" in tex or "`" in tex or tex.endswith("\\"):
        return _code(tex)
    spaced = re.sub(r"<(?=\S)", "< ", tex).replace("](", "] (")
    return f"${spaced}$"


_SOURCE = {_Kind.TEXT: _literal, _Kind.CODE: _code, _Kind.MATH: _math}


def _destination(url: str) -> str:
    quoted = re.sub(r"[<>\\]", lambda found: quote(found[0]), url)
    quoted = _REFERENCE.sub(r"\&", quoted)
    return f"<{quoted}>" if set("()") & set(quoted) else quoted
