"""What a site holds beside its pages: each file with its title, media type and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from cvkit.view.document import Site

Made = str | bytes | None
"""The content of a file; None where this site has no use for it."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of a site."""

    title: str
    """What a link to it is called; nothing for a file that no reader opens."""
    media_type: str
    make: Callable[[Site], Made]


def _feed(site: Site) -> Made:
    from cvkit.render import atom

    return atom.render(site)


def _sitemap(site: Site) -> Made:
    from cvkit.render import sitemap

    return sitemap.render(site)


def _robots(site: Site) -> Made:
    from cvkit.render import sitemap

    return sitemap.robots(site)


def _calendar(site: Site) -> Made:
    from cvkit.render import ics

    document = next((page.document for page in site.pages if page.kind == "talks"), site.home.document)
    return ics.calendar(document) if ics.events(document) else None


def _bibtex(site: Site) -> Made:
    from cvkit.render import bibtex, records

    return bibtex.library(records.citations(records.entries(site))) or None


def _csl_json(site: Site) -> Made:
    from cvkit.render import csl_json, records

    found = records.citations(records.entries(site))
    return csl_json.library(found) if found else None


def _resume(site: Site) -> Made:
    from cvkit.exchange import json_resume

    document = next((page.document for page in site.pages if page.kind == "cv"), site.home.document)
    return json_resume.write(document)


def _contact(site: Site) -> Made:
    from cvkit.render import vcard

    return vcard.render(site)


def _card(site: Site) -> Made:
    from cvkit.render import card

    return card.render(site.home.document)


def _no_jekyll(site: Site) -> Made:
    return b""


def _domain(site: Site) -> Made:
    """The site's own domain, where it has one to itself; a host's subdomain needs no telling."""
    parts = urlsplit(site.url)
    own = parts.hostname and not parts.path and not parts.hostname.endswith((".github.io", ".gitlab.io"))
    return f"{parts.hostname}\n" if own else None


SITE_FILES: dict[str, SiteFile] = {
    "feed.xml": SiteFile("News feed", "application/atom+xml", _feed),
    "talks.ics": SiteFile("Talks (calendar)", "text/calendar", _calendar),
    "publications.bib": SiteFile("Publications (BibTeX)", "application/x-bibtex", _bibtex),
    "publications.json": SiteFile("Publications (CSL-JSON)", "application/vnd.citationstyles.csl+json", _csl_json),
    "resume.json": SiteFile("Résumé (JSON Resume)", "application/json", _resume),
    "contact.vcf": SiteFile("Contact (vCard)", "text/vcard", _contact),
    "card.png": SiteFile("", "image/png", _card),
    "sitemap.xml": SiteFile("", "application/xml", _sitemap),
    "robots.txt": SiteFile("", "text/plain", _robots),
    ".nojekyll": SiteFile("", "application/octet-stream", _no_jekyll),
    "CNAME": SiteFile("", "text/plain", _domain),
}
"""Every file by its path in the site's folder."""
