"""Document to LaTeX: semantic macros, which the style files in templates/latex draw."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pylatex
from pylatex import NoEscape

from cvkit.render.tex_characters import beyond_pdftex, to_define
from cvkit.render.tex_escape import comment, escape, escape_url
from cvkit.render.tex_macros import (
    CvCharacter,
    CvEntry,
    CvFootnote,
    CvGroup,
    CvHeader,
    CvLine,
    CvNative,
    CvProse,
    CvReference,
    CvRow,
    CvScript,
    CvSection,
    CvSetup,
    CvSlots,
)
from cvkit.render.tex_math import safe_math
from cvkit.render.tex_scripts import occurring, passages
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
    Underline,
    plain,
)

__all__ = ["beyond_pdftex", "fragment", "render", "style_files"]

_PAPERS = {"a4": "a4paper", "letter": "letterpaper"}

_SHARED_FILES = (
    "cvkit-base.sty",
    "cvkit-entries.sty",
    "cvkit-fonts.sty",
    "cvkit-icons.sty",
    "cvkit-scripts.sty",
)

_ENTRIES: dict[Layout, type[CvSlots]] = {
    Layout.PROSE: CvProse,
    Layout.TIMELINE: CvEntry,
    Layout.REFERENCES: CvReference,
    Layout.LINES: CvLine,
    Layout.ROWS: CvRow,
}


def style_files(document: Document) -> tuple[str, ...]:
    """The names of the style files, of those in templates/latex, that the source needs beside it."""
    return (*_SHARED_FILES, f"cvkit-{document.setting.style}.sty")


def render(document: Document) -> str:
    """The whole `.tex` source, which compiles beside its style files under pdfLaTeX, XeLaTeX and LuaLaTeX."""
    setting = document.setting
    size = [f"{setting.font_size}pt"] if setting.font_size else []
    tex = pylatex.Document(document_options=[*size, _PAPERS[setting.paper]], indent=True)
    # PyLaTeX's own packages (fonts, encodings, lastpage) are for pdfTeX alone; the style file chooses by engine.
    tex.packages.clear()
    tex.packages.append(pylatex.Package(NoEscape(f"cvkit-{setting.style}")))
    tex.data = [NoEscape(source) for source in _Writer(show_urls=setting.show_urls).body(document)]
    setup = CvSetup(_setup_slots(document))
    text = "\n".join([setup.dumps(), *tex.data])
    characters = [CvCharacter(f"{ord(char):04X}", build) for char, build in to_define(text)]
    scripts = [
        CvScript(script, ",".join(f"{ord(char):04X}" for char in chars)) for script, chars in occurring(text).items()
    ]
    tex.preamble = [*characters, *scripts, setup]
    return f"{tex.dumps()}\n"


def fragment(document: Document) -> str:
    """The paragraphs of a document's entries alone, with an empty line between, for any LaTeX document."""
    writer = _Writer(strong="textbf")
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return "\n\n".join(writer.inlines(body) for body in bodies) + "\n"


def _setup_slots(document: Document) -> dict[str, str]:
    setting = document.setting
    return {
        "title": _text(document.title),
        "author": _text(document.author),
        "language": escape(document.language),
        "updated": _text(document.updated),
        "subject": _text(document.subject),
        "stamp": _text(document.stamp),
        "keywords": ", ".join(_text(keyword) for keyword in document.keywords),
        "accent": comment(setting.accent.removeprefix("#").upper()),
        "margins": comment(setting.margins),
        "dates": comment(setting.date_column),
    }


class _Writer:
    """Turns the parts of a document into TeX; `show_urls` prints addresses beside links, `strong` names a macro."""

    def __init__(self, *, show_urls: bool = False, strong: str = "cvstrong") -> None:
        self._show_urls = show_urls
        self._strong = strong

    def body(self, document: Document) -> Iterator[str]:
        yield CvHeader(self.header_slots(document.header)).dumps()
        for section in document.sections:
            yield CvSection(comment(section.name), _text(section.title)).dumps()
            for group in section.groups:
                yield from self.group(group, section)
            if section.footnote:
                yield CvFootnote(_text(section.footnote)).dumps()

    def group(self, group: Group, section: Section) -> Iterator[str]:
        if group.title:
            yield CvGroup(_text(group.title)).dumps()
        for entry in group.entries:
            yield f"% {comment(entry.path)}\n{_ENTRIES[section.layout](self.entry_slots(entry)).dumps()}"

    def header_slots(self, header: Header) -> dict[str, str]:
        contacts = (
            rf"\cvcontact{{{comment(contact.kind)}}}{{{self.inlines(contact.value)}}}" for contact in header.contacts
        )
        name, native = self.inlines(header.name[:1]), self.inlines(header.name[1:])
        return {
            "name": name + (CvNative(native).dumps() if native else ""),
            "headline": self.inlines(header.headline),
            "affiliation": self.inlines(header.affiliation),
            "contacts": "".join(contacts),
            "links": self.links(header.links),
        }

    def entry_slots(self, entry: Entry) -> dict[str, str]:
        return {
            "number": escape(entry.number),
            "people": self.inlines(entry.people),
            "title": self.inlines(entry.title),
            "organization": self.inlines(entry.organization),
            "where": self.inlines(entry.where),
            "when": self.inlines(entry.when),
            "note": self.inlines(entry.note),
            "links": self.links(entry.links),
            "body": self.paragraphs(entry.body),
            "details": "".join(self.detail(detail) for detail in entry.details),
        }

    def links(self, links: tuple[Link, ...]) -> str:
        return "".join(self.link("cvlink", link) for link in links)

    def link(self, macro: str, link: Link) -> str:
        address = _address(link) if self._show_urls else ""
        shown = rf"\cvurl{{{escape(address)}}}" if address else ""
        return rf"\{macro}{{{escape_url(link.url)}}}{{{self.inlines(link.children)}{shown}}}"

    def paragraphs(self, paragraphs: tuple[Inlines, ...]) -> str:
        return "".join(rf"\cvparagraph{{{self.inlines(paragraph)}}}" for paragraph in paragraphs)

    def detail(self, detail: Detail) -> str:
        return rf"\cvdetail{{{_text(detail.label)}}}{{{self.paragraphs(detail.body)}}}"

    def inlines(self, inlines: Inlines) -> str:
        return "".join(self.inline(node) for node in inlines)

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text):
                return _text(text)
            case Fact(_, children):
                return self.inlines(children)
            case Code(text):
                return rf"\texttt{{{_text(text)}}}"
            case Math(tex):
                formula = safe_math(tex)
                return escape(tex) if formula is None else f"${formula}$"
            case Strong(children):
                return rf"\{self._strong}{{{self.inlines(children)}}}"
            case Emph(children):
                return rf"\emph{{{self.inlines(children)}}}"
            case Underline(children):
                return rf"\cvunderline{{{self.inlines(children)}}}"
            case Link():
                return self.link("href", node)


@lru_cache(maxsize=4096)  # names, years and marks come back in entry after entry
def _text(text: str) -> str:
    """Literal characters as TeX, what is in another script marked as such."""
    marked = ((script, escape(piece)) for script, piece in passages(text))
    return "".join(rf"\cvin{{{script}}}{{{tex}}}" if script else tex for script, tex in marked)


def _address(link: Link) -> str:
    """The address as it is printed beside a link; nothing where the link's text says it."""
    address = link.url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    said = plain(link.children).split(":", 1)[-1]
    return "" if "://" not in link.url or f"/{address}".endswith(f"/{said}") else address
