"""Write a document as plain text, in reading order and without markup."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from cvkit.render import phrase
from cvkit.view.document import Code, Document, Entry, Inlines, Layout, Link, Math, Section, Text

WIDTH = 80
"""Columns of a whole document; what is made to be pasted, a bio or an announcement, is not wrapped."""


class _Manner(NamedTuple):
    """How text is set: whether addresses follow their links, and in how many columns, 0 for any number."""

    urls: bool
    width: int


def render(document: Document, *, urls: bool = False) -> str:
    """The document as plain text, math as its TeX source, a whole one in 80 columns with its headings underlined.

    With `urls` addresses are printed: those of an entry's own links a line each, others after their text.
    """
    if document.kind == "bio":
        return fragment(document, urls=urls)
    manner = _Manner(urls, 0 if document.kind == "talk" else WIDTH)
    blocks = [_header(document, manner), *(_section(section, manner) for section in document.sections)]
    blocks.append(document.updated)
    return "\n\n".join(filter(None, blocks)) + "\n"


def fragment(document: Document, *, urls: bool = False) -> str:
    """The paragraphs of a document's entries alone, each one line, with an empty line between."""
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return "\n\n".join(_one_line(body, urls) for body in bodies) + "\n"


def _header(document: Document, manner: _Manner) -> str:
    header = document.header
    lines = [header.headline, header.affiliation, *(contact.value for contact in header.contacts)]
    lines += [(link,) for link in header.links]
    told = "\n".join(_wrapped(text, manner) for line in lines if (text := _one_line(line, manner.urls)))
    name = _one_line(header.name, manner.urls)
    if document.kind == "talk":
        return "\n\n".join([document.title, "\n".join(filter(None, [name, told]))])
    return "\n\n".join(filter(None, [_heading(name, "=", manner), told]))


def _section(section: Section, manner: _Manner) -> str:
    blocks = [_heading(phrase.one_line(section.title), "-", manner)]
    for group in section.groups:
        blocks.append(_wrapped(group.title, manner))
        entries = [_entry(entry, section.layout, manner) for entry in group.entries]
        blocks.append(("\n\n" if section.layout in _SPACED else "\n").join(filter(None, entries)))
    blocks.append(_wrapped(section.footnote, manner))
    return "\n\n".join(filter(None, blocks))


_SPACED = frozenset({Layout.PROSE, Layout.TIMELINE, Layout.REFERENCES})


def _heading(text: str, mark: str, manner: _Manner) -> str:
    """The text, underlined where it stands in columns: every script has lines, and not every one capitals."""
    if not manner.width or not text:
        return text
    columns = sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
    return f"{_wrapped(text, manner)}\n{mark * min(columns, manner.width)}"


def _entry(entry: Entry, layout: Layout, manner: _Manner) -> str:
    urls = manner.urls
    apart = bool(urls and manner.width)
    links = "" if apart else " ".join(f"[{_one_line((link,), urls)}]" for link in entry.links)
    head = " ".join(filter(None, [_one_line(phrase.line(entry, layout), urls), links]))
    if layout is Layout.PROSE:
        paragraphs = [head, *map(_addressed, entry.links if apart else ())]
        paragraphs += [_one_line(paragraph, urls) for paragraph in entry.body]
        return "\n\n".join(_wrapped(paragraph, manner) for paragraph in paragraphs if paragraph)
    below = [_addressed(link) for link in entry.links] if apart else []
    below += [_one_line(paragraph, urls) for paragraph in entry.body]
    for detail in entry.details:
        below += [detail.label, *(_one_line(paragraph, urls) for paragraph in detail.body)]
    hanging = " " * len(f"{entry.number}. " if entry.number else "  ")
    return "\n".join(
        [_wrapped(head, manner, after=hanging), *(_wrapped(text, manner, hanging, hanging) for text in below if text)]
    )


def _addressed(link: Link) -> str:
    """A link as its text and its address, or as the one that says all."""
    text, address = _one_line(link.children, urls=False), link.url.removeprefix("mailto:")
    return address if text in {"", address} else f"{text}: {address}"


def _wrapped(text: str, manner: _Manner, before: str = "", after: str = "") -> str:
    """The text in its columns; an address or another long word keeps its line to itself, unbroken."""
    if not manner.width:
        return f"{before}{text}" if text else ""
    return textwrap.fill(
        text,
        manner.width,
        initial_indent=before,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _one_line(inlines: Inlines, urls: bool) -> str:
    return phrase.one_line("".join(_pieces(inlines, urls)))


def _pieces(inlines: Inlines, urls: bool) -> Iterator[str]:
    for node in inlines:
        match node:
            case Text(text) | Code(text):
                yield text
            case Math(tex):
                yield tex
            case Link(url, children):
                text = "".join(_pieces(children, urls))
                yield text
                if urls and url.removeprefix("mailto:") != text:
                    yield f" ({url})"
            case _:
                yield from _pieces(node.children, urls)
