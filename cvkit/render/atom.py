"""The news of a site as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from cvkit.render import addresses, phrase, records
from cvkit.render.records import line
from cvkit.view.document import Entry, Page, Site, plain

NAMESPACE = "http://www.w3.org/2005/Atom"
SECTION = "news"
LIMIT = 40
"""How many entries a feed holds, the newest; readers keep the earlier ones that they have seen."""


def render(site: Site) -> str | None:
    """The feed; None for a site without dated news.

    Entries keep their ids as long as their dates, and are updated on those dates: the same news gives the same feed
    on whatever day it is drawn.
    """
    page = site.home
    today = page.document.as_of.isoformat()
    dated = [(records.date_of(entry.record), entry) for entry in _news(page)]
    past = [item for item in dated if item[0] and _moment(item[0])[: len(today)] <= today]
    newest = sorted(past, key=lambda item: _moment(item[0]), reverse=True)[:LIMIT]
    if not newest:
        return None
    author = line(page.document.author)
    pages = {found.path: found.page for found in records.entries(site) if found.page}
    feed = ElementTree.Element(_tag("feed"), {"xml:lang": page.document.language})
    _add(feed, "title", author)
    _add(feed, "id", f"{site.url}/" if site.url else _uuid(author, "feed.xml"))
    _add(feed, "updated", _moment(newest[0][0]))
    _add(_add(feed, "author"), "name", author)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site.url}/" if site.url else "./")
    if site.url:
        _add(feed, "link", rel="self", type="application/atom+xml", href=addresses.file_address(site, "feed.xml"))
    for date, entry in newest:
        element = _add(feed, "entry")
        _add(element, "title", line(phrase.one_line(plain(entry.title))) or author)
        _add(element, "id", _id(site, author, date, entry))
        _add(element, "updated", _moment(date))
        _add(element, "link", rel="alternate", href=_address(site, entry, pages))
    ElementTree.indent(feed)
    # Others in the process, such as WeasyPrint, take prefixes for themselves.
    ElementTree.register_namespace("", NAMESPACE)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _news(page: Page) -> Iterator[Entry]:
    return (entry for section in page.document.sections if section.name == SECTION for entry in section.entries)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, _tag(name), attributes)
    element.text = text or None
    return element


def _moment(date: str) -> str:
    """The first moment of a day, month or year, as RFC 3339 has it."""
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _id(site: Site, author: str, date: str, entry: Entry) -> str:
    """A tag of the site's own domain (RFC 4151), or where that is not known, a number drawn from person and entry."""
    if not site.url:
        return _uuid(author, entry.id)
    parts = urlsplit(site.url)
    return f"tag:{parts.hostname},{date}:{parts.path}/{quote(entry.id)}"


def _uuid(author: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"cvkit:{author}/{name}").urn


def _address(site: Site, entry: Entry, pages: Mapping[str, str]) -> str:
    """Where news leads: to the page of what it is drawn from, to its first link, or to its line on the home page."""
    base = addresses.base(site, site.home)
    subject = "/".join(entry.path.split("/")[:3])
    if own := entry.page or pages.get(subject):
        return base + quote(own, safe="/#")
    web = [link.url for link in entry.links if addresses.is_web(link.url)]
    return web[0] if web else f"{base}#{quote(entry.id)}"
