"""Write documents as HTML: the pages of a site for the screen, a CV paged for WeasyPrint, and bare paragraphs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from cvkit.render import html_head, records
from cvkit.render.direction import direction
from cvkit.render.html_inline import Writer, permitted
from cvkit.render.html_style import COPY, FILTER, print_style, screen_style, script
from cvkit.render.html_templates import Templates, templates_in
from cvkit.view.document import Citation, Document, Entry, Page, Section, Site

RESERVED_IDS = frozenset({"main", "top"})
WORTH_SEARCHING = 6
"""A section of fewer publications is read faster than searched."""


def render_page(page: Page, site: Site, templates: Sequence[Path]) -> str:
    """A page of a site, drawn by the templates in the given folders, of which the first that has a piece wins.

    Raises `jinja2.TemplateError` for a template that is missing or wrong.
    """
    return page_renderer(site, templates)(page)


def page_renderer(site: Site, templates: Sequence[Path], cache: Path | None = None) -> Callable[[Page], str]:
    """What renders each page of a site as `render_page` does, with templates that are looked for once.

    In the folder `cache`, where one is given, the templates are kept as they were compiled.
    """
    found = templates_in(templates, cache)
    return lambda page: _drawn(page, site, found, sources=False)


def render(document: Document, templates: Sequence[Path], *, sources: bool = False) -> str:
    """A document as a page that stands alone: a CV for WeasyPrint, any other for the screen.

    With `sources`, each fact carries its place in the profile in a `data-fact` attribute. Templates and errors are as
    in `render_page`.
    """
    page = Page("index.html", "home" if document.kind == "site" else document.kind, document)
    found = templates_in(templates)
    if document.kind != "cv":
        return _drawn(page, Site((page,)), found, sources=sources)
    style = print_style(found.text, document.setting)
    values = _common(page, Writer(direction(document.language), sources))
    return found.render("print.html", style, values | {"description": html_head.description(page)})


def fragment(document: Document) -> str:
    """The paragraphs of a document's entries alone as `<p>` elements, one a line, to be pasted into a page."""
    write = Writer(direction(document.language))
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return permitted("".join(f"<p>{write.inline(body)}</p>\n" for body in bodies))


def _drawn(page: Page, site: Site, found: Templates, *, sources: bool) -> str:
    document = page.document
    style, colors = screen_style(found.text, document.setting)
    head = html_head.head(page, site, colors)
    values = _common(page, Writer(direction(document.language), sources, page.root, page.path)) | {
        "site": site,
        "own": _own_entry(page),
        "files": [(path, title) for path, title in site.files.items() if title and _is_offered(path, page)],
        "head": head,
        "description": head.description,
        "script": script(found.text, *_scripts(page)),
    }
    if page.kind != "cv":  # which is read from top to bottom
        values |= {"bibtex": _bibtex, "choices": _choices, "facets": _facets}
    return found.render("page.html", style, values)


def _common(page: Page, write: Writer) -> dict[str, Any]:
    """What the templates of every page are given, for the screen or for paper."""
    document = page.document
    unique = _Anchors().unique
    return {
        "page": page,
        "root": page.root,
        "document": document,
        "words": document.words,
        "write": write,
        "direction": write.direction,
        "sections": [(unique(section.name), section) for section in document.sections],
        "unique": unique,
        # A path that begins with ./ or ../ and has its colons quoted cannot lead to another site.
        "photo": document.header.photo and (page.root or "./") + quote(document.header.photo),
        "srcset": _srcset(page),
        "bibtex": lambda entry: "",
        "choices": lambda section: None,
        "facets": lambda entry: "",
    }


def _own_entry(page: Page) -> Entry | None:
    """The publication that a page of its own is about."""
    if page.kind != records.OWN_PAGE:
        return None
    entries = records.document_entries(page.document)
    return next((entry for entry in entries if isinstance(entry.record, Citation)), None)


def _srcset(page: Page) -> str:
    """The photo in the widths that there are, as the attribute `srcset` has it; nothing where there is one alone."""
    picture = page.document.header.picture
    return ", ".join(f"{page.root}{quote(name)} {width}w" for name, width in picture.sources) if picture else ""


def _is_offered(path: str, page: Page) -> bool:
    """Whether a page links to a file: home to all, others to those of their own name, as `cv.html` to `cv.pdf`."""
    return page.kind == "home" or PurePosixPath(path).stem == PurePosixPath(page.path).stem


def _scripts(page: Page) -> Iterator[str]:
    """The names of the scripts that a page has a use for."""
    if page.kind == "cv":
        return
    if any(map(_choices, page.document.sections)):
        yield FILTER
    if any(isinstance(entry.record, Citation) for entry in records.document_entries(page.document)):
        yield COPY


def _bibtex(entry: Entry) -> str:
    """The BibTeX of a publication; nothing for any other entry."""
    if not isinstance(entry.record, Citation):
        return ""
    from cvkit.render import bibtex  # pages without publications do without it

    return bibtex.entry(entry.record).rstrip()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a section of publications can be filtered by: its years, newest first, and its kinds."""

    years: tuple[str, ...]
    kinds: tuple[str, ...]
    count: int


def _choices(section: Section) -> Choices | None:
    """The choices of a section that is worth searching."""
    found = [entry.record for entry in section.entries if isinstance(entry.record, Citation)]
    if len(found) < WORTH_SEARCHING:
        return None
    years = sorted({record.date[:4] for record in found}, reverse=True)
    return Choices(tuple(years), tuple(dict.fromkeys(record.kind for record in found)), len(found))


def _facets(entry: Entry) -> Markup:
    """The attributes by which the script knows year and kind of a publication."""
    if not isinstance(entry.record, Citation):
        return Markup("")
    return Markup(f' data-year="{escape(entry.record.date[:4])}" data-kind="{escape(entry.record.kind)}"')


class _Anchors:
    """Gives out ids, none of them twice on a page."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)

    def unique(self, name: str) -> str:
        """The name, with a number after it where it has been given out before."""
        anchor = name
        for count in itertools.count(2):
            if anchor not in self._taken:
                break
            anchor = f"{name}-{count}"
        self._taken.add(anchor)
        return anchor
