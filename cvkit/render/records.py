"""The records of documents and sites, each once, and how machine formats read their texts and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cvkit.render.tex_escape import clean
from cvkit.view.document import Citation, Document, Entry, Event, Page, Record, Role, Site

_MATH = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])+)\$")

OWN_PAGE = "publication"
"""The kind of page that tells of one publication."""
# What stands first is listed first; the CV is a document of its own, with an audience of its own.
_LISTED = ("publications", "talks", "home", OWN_PAGE)


def entries(site: Site) -> Iterator[Entry]:
    """Every entry of a site's own pages, the full lists before what is chosen from them."""
    pages = sorted((page for page in site.pages if page.kind in _LISTED), key=lambda page: _LISTED.index(page.kind))
    for page in pages:
        yield from document_entries(page.document)


def document_entries(document: Document) -> Iterator[Entry]:
    """Every entry of a document in reading order."""
    return (entry for section in document.sections for entry in section.entries)


def citations(found: Iterable[Entry]) -> tuple[Citation, ...]:
    """The publications among entries, each once."""
    first: dict[str, Citation] = {}
    for entry in found:
        if isinstance(entry.record, Citation):
            first.setdefault(entry.record.key, entry.record)
    return tuple(first.values())


def events(found: Iterable[Entry]) -> tuple[Event, ...]:
    """The talks among entries, each once."""
    first: dict[str, Event] = {}
    for entry in found:
        if isinstance(entry.record, Event):
            first.setdefault(entry.record.uid, entry.record)
    return tuple(first.values())


def own_citation(page: Page) -> Citation | None:
    """The publication that a page of its own is about; None for any other page."""
    return next(iter(citations(document_entries(page.document))), None) if page.kind == OWN_PAGE else None


def date_of(record: Record | None) -> str:
    """When a record's thing came about, as exact as is known: 2024, 2024-08, 2024-08-15; nothing where it is not."""
    if isinstance(record, Role):
        return record.start or record.end
    return record.date if isinstance(record, Citation | Event) else ""


def is_coming(event: Event, document: Document) -> bool:
    """Whether a talk is still to be given on the document's day."""
    return not event.cancelled and event.date >= document.as_of.isoformat()[: len(event.date)]


def math_pieces(text: str) -> list[tuple[bool, str]]:
    r"""A title or abstract as (whether it is math, source): TeX between dollar signs is math, `\$` a dollar."""
    pieces = _MATH.split(text)
    return [
        (index % 2 == 1, piece if index % 2 else piece.replace(r"\$", "$"))
        for index, piece in enumerate(pieces)
        if piece
    ]


def literal(text: str) -> str:
    r"""A title or abstract on one line, math as TeX between dollar signs, and `\$` as a dollar."""
    if "$" not in text:
        return line(text)
    return line("".join(f"${piece}$" if is_math else piece for is_math, piece in math_pieces(text)))


def line(text: str) -> str:
    """A text on one line, without controls and marks of direction."""
    # Most texts are clean, which is told much faster than they are cleaned.
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return clean(text).strip()
