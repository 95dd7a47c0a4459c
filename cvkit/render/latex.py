"""Document to LaTeX: semantic macros, which the style files in templates/latex draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pylatex
from pylatex import NoEscape
from pylatex.base_classes import CommandBase

from cvkit.render.tex_characters import beyond_pdftex, to_define
from cvkit.render.tex_escape import comment, escape, escape_url
from cvkit.render.tex_math import safe_math
from cvkit.view.document import (
    Code,
    Detail,
    Document,
    Emph,
    Entry,
    Fact,
    Group,
    Header,
    Inline,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
)

__all__ = ["beyond_pdftex", "fragment", "render", "style_files"]

_PAPERS = {"a4": "a4paper", "letter": "letterpaper"}


class CvCommand(CommandBase):  # type: ignore[misc]  # PyLaTeX has no types
    """A macro of the style files with positional arguments, which are TeX already."""

    def __init__(self, *arguments: str) -> None:
        super().__init__(arguments=[NoEscape(argument) for argument in arguments])


class CvSlots(CommandBase):  # type: ignore[misc]  # PyLaTeX has no types
    """A macro of the style files with named slots, one a line; those that are empty are left out."""

    def __init__(self, slots: Mapping[str, str]) -> None:
        super().__init__()
        self.slots = {name: value for name, value in slots.items() if value}

    def dumps(self) -> str:
        """The call as TeX source."""
        lines = (f"  {name} = {{{value}}},\n" for name, value in self.slots.items())
        return f"\\{self.latex_name}{{\n{''.join(lines)}}}"


class CvCharacter(CvCommand):
    """How to build a character that the fonts may lack."""

    _latex_name = "cvcharacter"


class CvSetup(CvSlots):
    """What the document is, for its metadata and its footer."""

    _latex_name = "cvsetup"


class CvHeader(CvSlots):
    """The person's name and how to reach them."""

    _latex_name = "cvheader"


class CvSection(CvCommand):
    """A section's fragment and heading."""

    _latex_name = "cvsection"


class CvGroup(CvCommand):
    """A heading within a section."""

    _latex_name = "cvgroup"


class CvFootnote(CvCommand):
    """An explanation of the marks used in a section."""

    _latex_name = "cvfootnote"


class CvProse(CvSlots):
    """Running paragraphs."""

    _latex_name = "cvprose"


class CvEntry(CvSlots):
    """A position or degree."""

    _latex_name = "cventry"


class CvReference(CvSlots):
    """A publication."""

    _latex_name = "cvreference"


class CvLine(CvSlots):
    """One dated line."""

    _latex_name = "cvline"


class CvRow(CvSlots):
    """A label and its values."""

    _latex_name = "cvrow"


_ENTRIES: dict[Layout, type[CvSlots]] = {
    Layout.PROSE: CvProse,
    Layout.TIMELINE: CvEntry,
    Layout.REFERENCES: CvReference,
    Layout.LINES: CvLine,
    Layout.ROWS: CvRow,
}


def style_files(document: Document) -> tuple[str, ...]:
    """The names of the style files, of those in templates/latex, that the source needs beside it."""
    return ("cvkit-base.sty", f"cvkit-{document.setting.style}.sty")


def render(document: Document) -> str:
    """The whole `.tex` source, which compiles beside its style files under pdfLaTeX, XeLaTeX and LuaLaTeX."""
    tex = pylatex.Document(document_options=["10pt", _PAPERS[document.setting.paper]], indent=True)
    # PyLaTeX's own packages (fonts, encodings, lastpage) are for pdfTeX alone; the style file chooses by engine.
    tex.packages.clear()
    tex.packages.append(pylatex.Package(NoEscape(f"cvkit-{document.setting.style}")))
    tex.data = [NoEscape(source) for source in _body(document)]
    setup = CvSetup(
        {
            "title": escape(document.title),
            "author": escape(document.author),
            "language": escape(document.language),
            "updated": escape(document.updated),
        }
    )
    text = "\n".join([setup.dumps(), *tex.data])
    characters = [CvCharacter(f"{ord(char):04X}", build) for char, build in to_define(text)]
    tex.preamble = [*characters, setup]
    return f"{tex.dumps()}\n"


def fragment(document: Document) -> str:
    """The paragraphs of a document's entries alone, with an empty line between, for any LaTeX document."""
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return "\n\n".join(_inlines(body) for body in bodies) + "\n"


def _body(document: Document) -> Iterator[str]:
    yield CvHeader(_header_slots(document.header)).dumps()
    for section in document.sections:
        yield CvSection(comment(section.name), escape(section.title)).dumps()
        for group in section.groups:
            yield from _group(group, section)
        if section.footnote:
            yield CvFootnote(escape(section.footnote)).dumps()


def _group(group: Group, section: Section) -> Iterator[str]:
    if group.title:
        yield CvGroup(escape(group.title)).dumps()
    for entry in group.entries:
        yield f"% {comment(entry.path)}\n{_ENTRIES[section.layout](_entry_slots(entry)).dumps()}"


def _header_slots(header: Header) -> dict[str, str]:
    contacts = (rf"\cvcontact{{{comment(contact.kind)}}}{{{_inlines(contact.value)}}}" for contact in header.contacts)
    return {
        "name": _inlines(header.name),
        "headline": _inlines(header.headline),
        "affiliation": _inlines(header.affiliation),
        "contacts": "".join(contacts),
        "links": _links(header.links),
    }


def _entry_slots(entry: Entry) -> dict[str, str]:
    return {
        "number": escape(entry.number),
        "people": _inlines(entry.people),
        "title": _inlines(entry.title),
        "organization": _inlines(entry.organization),
        "where": _inlines(entry.where),
        "when": _inlines(entry.when),
        "note": _inlines(entry.note),
        "links": _links(entry.links),
        "body": _paragraphs(entry.body),
        "details": "".join(_detail(detail) for detail in entry.details),
    }


def _links(links: tuple[Link, ...]) -> str:
    return "".join(rf"\cvlink{{{escape_url(link.url)}}}{{{_inlines(link.children)}}}" for link in links)


def _paragraphs(paragraphs: tuple[Inlines, ...]) -> str:
    return "".join(rf"\cvparagraph{{{_inlines(paragraph)}}}" for paragraph in paragraphs)


def _detail(detail: Detail) -> str:
    return rf"\cvdetail{{{escape(detail.label)}}}{{{_paragraphs(detail.body)}}}"


def _inlines(inlines: Inlines) -> str:
    return "".join(_inline(node) for node in inlines)


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Code(text):
            return rf"\texttt{{{escape(text)}}}"
        case Math(tex):
            formula = safe_math(tex)
            return escape(tex) if formula is None else f"${formula}$"
        case Strong(children):
            return rf"\textbf{{{_inlines(children)}}}"
        case Emph(children):
            return rf"\emph{{{_inlines(children)}}}"
        case Link(url, children):
            return rf"\href{{{escape_url(url)}}}{{{_inlines(children)}}}"
        case Fact(_, children):
            return _inlines(children)
