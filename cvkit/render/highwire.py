"""The `citation_*` tags by which Google Scholar and reference managers know the publication of a page."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.render import addresses, records
from cvkit.render.records import line
from cvkit.view.document import Author, Citation, Page, Site

VENUES = {
    "journal": "citation_journal_title",
    "preprint": "citation_journal_title",
    "conference": "citation_conference_title",
    "workshop": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
"""The tag that holds the venue; other kinds of work have none."""
ISSUERS = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}
NUMBERS = {"report": "citation_technical_report_number"}


def tags(page: Page, site: Site) -> tuple[tuple[str, str], ...]:
    """The names and contents of a page's `<meta>` elements, unescaped; none where it is not a publication's own."""
    citation = records.own_citation(page)
    if citation is None:
        return ()
    return tuple((name, text) for name, text in _tags(citation, page, site) if text)


def _tags(citation: Citation, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    yield "citation_title", records.literal(citation.title)
    yield from (("citation_author", _name(author)) for author in citation.authors)
    yield "citation_publication_date", citation.date.replace("-", "/")
    yield VENUES.get(citation.kind, ""), line(citation.venue) if citation.kind in VENUES else ""
    yield ISSUERS.get(citation.kind, ""), line(citation.institution) if citation.kind in ISSUERS else ""
    yield "citation_volume", line(citation.volume)
    yield NUMBERS.get(citation.kind, "citation_issue"), line(citation.number)
    first, _, last = line(citation.pages).replace("\N{EN DASH}", "-").partition("-")
    yield "citation_firstpage", first.strip()
    yield "citation_lastpage", last.strip("- ")
    yield "citation_publisher", line(citation.publisher)
    yield from (("citation_editor", _name(editor)) for editor in citation.editors)
    yield "citation_doi", citation.ids.get("doi", "")
    yield "citation_arxiv_id", citation.ids.get("arxiv", "")
    yield "citation_pmid", citation.ids.get("pmid", "")
    yield "citation_isbn", citation.ids.get("isbn", "")
    yield "citation_language", citation.language
    yield "citation_abstract_html_url", addresses.page_address(site, page)
    yield "citation_pdf_url", _pdf(citation, site)


def _name(author: Author) -> str:
    given, family = line(author.given), line(author.family)
    return f"{family}, {given}" if family and given else family or given


def _pdf(citation: Citation, site: Site) -> str:
    """The PDF, where it lies on the page's own host; Google Scholar takes no other."""
    pdf = citation.links.get("pdf", "")
    return pdf if site.url and addresses.host(pdf) == addresses.host(site.url) else ""
