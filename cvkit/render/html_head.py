"""What the head of a page tells browsers, search engines, reference managers and those who share its address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from cvkit.render import addresses, phrase, records
from cvkit.render.html_style import Colors
from cvkit.view.document import Document, Page, Site, plain

CARD = "card.png"
"""The picture of the site that Open Graph readers show."""
FEED = "feed.xml"
LONGEST_DESCRIPTION = 200
"""Characters; search engines show no more."""
MEDIA_TYPES = {
    ".bib": "application/x-bibtex",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".vcf": "text/vcard",
    ".xml": "application/atom+xml",
}
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="{color}"/>'
    '<text x="16" y="22" text-anchor="middle" font-family="Georgia,serif" font-size="{size}" fill="#fff">{letters}'
    "</text></svg>"
)
_ICON_COLOR = "#1f4e79"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another format."""

    path: str
    title: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Head:
    """The values from which the head is written; what is not known is empty."""

    title: str
    description: str
    canonical: str
    card: str
    """The full address of the picture that stands for the site where its address is shared."""
    colors: Colors
    favicon: str
    citation: tuple[tuple[str, str], ...]
    """Highwire tags, name and content."""
    data: Markup
    """JSON-LD."""
    alternates: tuple[Alternate, ...]


def head(page: Page, site: Site, colors: Colors) -> Head:
    """The head of a page."""
    from cvkit.render import highwire, json_ld  # the CV on paper does without them

    document = page.document
    return Head(
        title=document.author if page is site.home else _title(document),
        description=description(page),
        canonical=addresses.page_address(site, page),
        card=addresses.file_address(site, CARD) if CARD in site.files else "",
        colors=colors,
        favicon=_favicon(document, colors),
        citation=highwire.tags(page, site),
        data=Markup(json_ld.graph(page, site)),
        alternates=tuple(_alternates(page, site)),
    )


def description(page: Page) -> str:
    """What a page is about, in a line that search engines can show."""
    document = page.document
    citation = records.own_citation(page)
    about = citation.abstract if citation else document.subject
    role = plain(phrase.joined([document.header.headline, document.header.affiliation]))
    text = phrase.one_line(about or role or _title(document))
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[:LONGEST_DESCRIPTION].rpartition(" ")[0].rstrip(",;:") + " …"


def _title(document: Document) -> str:
    parts = [document.title, document.author] if document.title != document.author else [document.author]
    return " – ".join(filter(None, parts))


def _alternates(page: Page, site: Site) -> list[Alternate]:
    offered = site.files if page is site.home else {path: site.files[path] for path in (FEED,) if path in site.files}
    return [
        Alternate(path, title, MEDIA_TYPES[suffix])
        for path, title in offered.items()
        if title and (suffix := PurePosixPath(path).suffix) in MEDIA_TYPES
    ]


def _favicon(document: Document, colors: Colors) -> str:
    """The person's initials in a square, as a data address."""
    identity = document.header.identity
    words = [identity.given, identity.family] if identity.given and identity.family else document.author.split()
    letters = "".join(word[0] for word in (words[:1] + words[1:][-1:]))
    return _icon(letters.upper(), colors.accent[0] if colors.accent else _ICON_COLOR)


@lru_cache(maxsize=8)
def _icon(letters: str, color: str) -> str:
    drawn = _ICON.format(color=color, size=17 if len(letters) > 1 else 20, letters=escape(letters, quote=False))
    return "data:image/svg+xml," + quote(drawn, safe="=:/'", errors="replace")
