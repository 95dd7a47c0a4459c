"""Write publications as CSL-JSON, which Zotero, pandoc and other reference managers read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cvkit.render import records
from cvkit.render.records import line
from cvkit.view.document import Author, Citation, Document

TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "preprint": "article",
    "thesis": "thesis",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "software": "software",
    "other": "document",
}
STATUSES = {"under-review": "submitted", "accepted": "forthcoming"}
"""What CSL calls a state that is not yet the last; what is published, or posted and no more, says nothing."""


def render(document: Document) -> str:
    """The publications of a document, each once, as a JSON array; an empty one where it shows none."""
    return library(records.citations(records.document_entries(document)))


def library(citations: Iterable[Citation]) -> str:
    """Publications as a JSON array of items, each on a line of its own."""
    lines = ",\n".join(json.dumps(item(citation), ensure_ascii=False) for citation in citations)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def item(citation: Citation) -> dict[str, Any]:
    """One publication as a CSL item."""
    preprint = citation.kind == "preprint"
    arxiv = citation.ids.get("arxiv", "")
    texts = {
        "id": citation.key,
        "type": TYPES[citation.kind],
        "title": records.literal(citation.title),
        "container-title": line(citation.venue),
        "container-title-short": line(citation.venue_short),
        "volume": line(citation.volume),
        "issue": "" if citation.kind == "report" else line(citation.number),
        "number": line(citation.number) if citation.kind == "report" else f"arXiv:{arxiv}" * bool(preprint and arxiv),
        "page": line(citation.pages).replace("\N{EN DASH}", "-"),
        "genre": line(citation.degree) or "preprint" * preprint,
        "publisher": line(citation.institution or citation.publisher) or "arXiv" * bool(preprint and arxiv),
        "archive": "arXiv" * bool(arxiv),
        "archive_location": arxiv,
        "abstract": records.literal(citation.abstract),
        "language": citation.language,
        "status": STATUSES.get(citation.status, ""),
        "DOI": citation.ids.get("doi", ""),
        "ISBN": citation.ids.get("isbn", ""),
        "PMID": citation.ids.get("pmid", ""),
        "URL": _address(citation),
    }
    lists = {
        "author": [_name(author) for author in citation.authors],
        "editor": [_name(editor) for editor in citation.editors],
    }
    made: dict[str, Any] = {name: text for name, text in texts.items() if text} | {k: v for k, v in lists.items() if v}
    if citation.date:
        made["issued"] = {"date-parts": [[int(part) for part in citation.date.split("-")]]}
    return made


def _name(author: Author) -> dict[str, str]:
    given, family = line(author.given), line(author.family)
    return {"family": family, "given": given} if family and given else {"literal": family or given}


def _address(citation: Citation) -> str:
    if doi := citation.ids.get("doi"):
        return f"https://doi.org/{doi}"
    if arxiv := citation.ids.get("arxiv"):
        return f"https://arxiv.org/abs/{arxiv}"
    return citation.address
