"""Write an announcement as bare HTML, to be pasted into a page or sent by mail: no classes, styles or ids."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cvkit.render.direction import direction
from cvkit.render.html_inline import Writer, permitted
from cvkit.view.document import Document, Inlines, Layout, Section


def render(document: Document) -> str:
    """The announcement as headings and paragraphs; labels stand before their values, a line each."""
    write = Writer(direction(document.language))
    header = document.header
    blocks = [
        f"<h2>{escape(document.title)}</h2>",
        _lines(
            f"<strong>{write.inline(header.name)}</strong>",
            *(write.inline(line) for line in (header.headline, header.affiliation) if line),
        ),
    ]
    for section in document.sections:
        blocks += _section(section, write)
    return permitted("".join(f"{block}\n" for block in blocks))


def page(document: Document) -> str:
    """The same as a whole page, for mail programs and browsers."""
    language, way = document.language, direction(document.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{way}">\n'
        f'<head>\n<meta charset="utf-8">\n<title>{escape(permitted(document.subject))}</title>\n</head>\n'
        f"<body>\n{render(document)}</body>\n</html>\n"
    )


def _section(section: Section, write: Writer) -> Iterator[str]:
    if section.title:
        yield f"<h3>{escape(section.title)}</h3>"
    if section.layout is Layout.ROWS:
        yield _lines(*(_row(entry.title, entry.note, write) for entry in section.entries))
    for entry in section.entries:
        yield from (f"<p>{write.inline(body)}</p>" for body in entry.body)


def _row(label: Inlines, value: Inlines, write: Writer) -> str:
    return f"<strong>{write.inline(label)}:</strong> {write.inline(value)}"


def _lines(*lines: str) -> str:
    return "<p>" + "<br>\n".join(lines) + "</p>"
