"""What a page is about in the words of schema.org, as JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from cvkit.render import addresses, records
from cvkit.render.records import line
from cvkit.render.zones import with_offset
from cvkit.view.document import Author, Citation, Document, Event, Page, Party, Role, Site, plain

Node = dict[str, Any]

TYPES = {
    "journal": "ScholarlyArticle",
    "conference": "ScholarlyArticle",
    "workshop": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "other": "CreativeWork",
}
PAGES = {"home": "ProfilePage", "publications": "CollectionPage", "publication": "ItemPage", "talks": "CollectionPage"}
"""What sort of page each kind is; any other is a `WebPage`."""
SAME = {"doi": "https://doi.org/{}", "arxiv": "https://arxiv.org/abs/{}", "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/"}
"""The addresses that identify a work as the same one elsewhere."""
IDENTIFIERS = {"doi": "DOI", "arxiv": "arXiv", "pmid": "PMID"}
STATUSES = {"preprint": "Draft", "under-review": "Submitted", "accepted": "Accepted", "published": "Published"}
ATTENDANCE = {(True, True): "Mixed", (False, True): "Online"}
"""How to attend, by whether there is a place and an address to join."""

# The characters that could end or change the script element or, in old parsers, the string that holds the text.
_UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def graph(page: Page, site: Site) -> str:
    """What a page tells machines as JSON text, safe inside a `<script type="application/ld+json">` element.

    The person and the site have one @id on every page; the home page and the pages of publications tell of them
    what they show. A page that stands in for a missing one tells nothing: an empty text.
    """
    if page.kind == "missing":
        return ""
    writer = _Writer(page, site)
    nodes = [_filled(node) for node in writer.nodes()]
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    for char, written in _UNSAFE.items():
        text = text.replace(char, written)
    return text


class _Writer:
    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.document = page.document
        self.base = addresses.base(site, page)
        self.person_id = f"{self.base}#person"
        self.site_id = f"{self.base}#site"
        self.page_id = self._page_id(page)

    def _page_id(self, page: Page) -> str:
        return self.base if page is self.site.home else self.base + quote(page.path)

    def nodes(self) -> Iterator[Node]:
        citation = records.own_citation(self.page)
        yield self._page(citation)
        yield self._site()
        yield self._person(self.document)
        if citation:
            yield self._work(citation)
            yield self._way()
        elif self.page.kind in {"home", "talks"}:
            found = records.events(records.document_entries(self.document))
            yield from (self._event(event) for event in found if records.is_coming(event, self.document))

    def _page(self, citation: Citation | None) -> Node:
        return {
            "@type": PAGES.get(self.page.kind, "WebPage"),
            "@id": f"{self.page_id}#page",
            "url": addresses.page_address(self.site, self.page),
            "name": line(self.document.author if self._is_home else self.document.title),
            "inLanguage": self.document.language,
            "isPartOf": {"@id": self.site_id},
            "mainEntity": {"@id": self._work_id if citation else self.person_id if self._is_home else ""},
        }

    @property
    def _is_home(self) -> bool:
        return self.page is self.site.home

    @property
    def _work_id(self) -> str:
        return f"{self.page_id}#work"

    def _site(self) -> Node:
        return {
            "@type": "WebSite",
            "@id": self.site_id,
            "name": line(self.document.author),
            "url": f"{self.site.url}/" if self.site.url else "",
            "author": {"@id": self.person_id},
        }

    def _person(self, document: Document) -> Node:
        """The person: everything on the home page, on others no more than who it is."""
        header, identity = document.header, document.header.identity
        who: Node = {
            "@type": "Person",
            "@id": self.person_id,
            "name": line(document.author),
            "givenName": line(identity.given),
            "familyName": line(identity.family),
            "alternateName": line(identity.native),
            "url": f"{self.site.url}/" if self.site.url else "",
        }
        if not self._is_home:
            return who
        return who | {
            "jobTitle": [line(role.title) for role in identity.roles] or [line(plain(header.headline))],
            "affiliation": [_organization(role.organizations) for role in identity.roles if role.organizations],
            "alumniOf": [_organization((party,)) for party in identity.alumni_of],
            "image": addresses.file_address(self.site, header.photo) if header.photo else "",
            "identifier": _property("ORCID", identity.orcid),
            "sameAs": [link.url for link in header.links if addresses.is_web(link.url)],
            "knowsAbout": [line(keyword) for keyword in document.keywords],
            "award": [line(role.title) for role in self._roles("honors")],
        }

    def _roles(self, name: str) -> Iterator[Role]:
        sections = (section for section in self.document.sections if section.name == name)
        found = (entry.record for section in sections for entry in section.entries)
        return (record for record in found if isinstance(record, Role))

    def _work(self, citation: Citation) -> Node:
        name = records.literal(citation.title)
        pdf = citation.links.get("pdf", "")
        return {
            "@type": TYPES[citation.kind],
            "@id": self._work_id,
            "url": addresses.page_address(self.site, self.page),
            "mainEntityOfPage": {"@id": f"{self.page_id}#page"},
            "name": name,
            "headline": name,
            "author": [self._author(author) for author in citation.authors],
            "editor": [self._author(author) for author in citation.editors],
            "datePublished": citation.date,
            "creativeWorkStatus": STATUSES.get(citation.status, ""),
            "inLanguage": citation.language,
            "abstract": records.literal(citation.abstract),
            "isPartOf": _part_of(citation),
            "pagination": line(citation.pages),
            "publisher": _organization((Party(citation.publisher),)) if citation.publisher else {},
            "sourceOrganization": _organization((Party(citation.institution),)) if citation.institution else {},
            "inSupportOf": line(citation.degree) if citation.kind == "thesis" else "",
            "isbn": citation.ids.get("isbn", ""),
            "identifier": [
                _property(label, citation.ids[kind]) for kind, label in IDENTIFIERS.items() if kind in citation.ids
            ],
            "sameAs": [form.format(citation.ids[kind]) for kind, form in SAME.items() if kind in citation.ids],
            "codeRepository": citation.links.get("code", "") if citation.kind == "software" else "",
            "encoding": {"@type": "MediaObject", "contentUrl": pdf, "encodingFormat": "application/pdf"} if pdf else {},
        }

    def _author(self, author: Author) -> Node:
        if author.own:
            return {"@type": "Person", "@id": self.person_id, "name": line(self.document.author)}
        return {
            "@type": "Person" if author.family else "",
            "name": _name(author),
            "givenName": line(author.given) if author.family else "",
            "familyName": line(author.family),
            "url": author.url,
        }

    def _way(self) -> Node:
        listed = next((page for page in self.site.pages if page.kind == "publications"), self.site.home)
        steps = {page.path: page for page in (self.site.home, listed, self.page)}
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": line(step.document.author if step is self.site.home else step.document.title),
                    "item": self._page_id(step),
                }
                for position, step in enumerate(steps.values(), 1)
            ],
        }

    def _event(self, event: Event) -> Node:
        attendance = ATTENDANCE.get((bool(event.location), bool(event.join)), "Offline")
        return {
            "@type": "Event",
            "@id": f"{self.base}#event-{quote(event.uid, safe='')}",
            "name": records.literal(event.title),
            "startDate": with_offset(event.date, event.start, event.zone),
            "endDate": with_offset(event.date, event.end, event.zone) if event.end else "",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": f"https://schema.org/{attendance}EventAttendanceMode",
            "location": [
                {"@type": "Place", "name": line(event.location)} if event.location else {},
                {"@type": "VirtualLocation", "url": event.join} if event.join else {},
            ],
            "superEvent": {"@type": "EventSeries", "name": line(event.series)} if event.series else {},
            "performer": {"@id": self.person_id},
            "description": records.literal(event.abstract),
        }


def _name(author: Author) -> str:
    return line(author.name or f"{author.given} {author.family}")


def _organization(parts: tuple[Party, ...]) -> Node:
    """An organization inside those that it is part of; the smallest unit comes first."""
    made: Node = {}
    for party in reversed(parts):
        made = {
            "@type": "Organization",
            "name": line(party.name),
            "url": party.url,
            "parentOrganization": made,
        }
    return made


def _property(name: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": value} if value else {}


def _part_of(citation: Citation) -> Node:
    """The issue in its volume in its journal, the proceedings, or the book."""
    if not citation.venue:
        return {}
    kind = {"journal": "Periodical", "chapter": "Book"}.get(citation.kind, "PublicationVolume")
    whole: Node = {"@type": kind, "name": line(citation.venue), "alternateName": line(citation.venue_short)}
    if citation.kind == "preprint":
        return {"@type": "CreativeWork", "name": line(citation.venue)}
    if citation.kind != "journal":
        return whole | {"volumeNumber": line(citation.volume)}
    if citation.volume:
        whole = {"@type": "PublicationVolume", "volumeNumber": line(citation.volume), "isPartOf": whole}
    if citation.number:
        whole = {"@type": "PublicationIssue", "issueNumber": line(citation.number), "isPartOf": whole}
    return whole


def _filled(value: Any) -> Any:
    """A tree without what is empty; a reference to nothing and a type without anything said of it are empty."""
    if isinstance(value, dict):
        filled = ((name, item if isinstance(item, str) else _filled(item)) for name, item in value.items())
        kept = {name: item for name, item in filled if item}
        return kept if len(kept) > 1 or "@type" not in kept else {}
    if isinstance(value, list):
        items = [filled for item in value if (filled := _filled(item))]
        return items[0] if len(items) == 1 else items
    return value
