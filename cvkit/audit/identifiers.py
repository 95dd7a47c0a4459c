"""Identifiers of works in text and addresses: DOI, arXiv, OpenReview, PubMed, ISBN."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from cvkit.audit.words import Span

_PATTERNS = (
    # kind, pattern of text or address; the group is the identifier
    (
        "arxiv",
        re.compile(
            r"(?:arxiv(?:\.org)?\s*(?:preprint)?[\s:/]*(?:abs/|pdf/)?|corr\s*abs/)\s*"
            r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?",
            re.IGNORECASE,
        ),
    ),
    ("doi", re.compile(r"(?<![\w.])(10\.\d{4,9}/[^\s\"<>,;\]}]+)")),
    ("openreview", re.compile(r"openreview\.net/(?:forum|pdf|attachment)\?(?:[^\s#]*&)?id=([\w-]+)", re.IGNORECASE)),
    ("pmid", re.compile(r"(?:pmid:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,9})", re.IGNORECASE)),
    ("isbn", re.compile(r"isbn(?:-1[03])?:?\s*([\dX][\dX -]{8,16}[\dX])", re.IGNORECASE)),
)
# Where no space follows an address, as in Chinese, the next character of that script does.
ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s<>\"\]\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff65]+", re.I
)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The identifiers of an entry as (kind, value), its addresses, and where either stand in the text."""

    found: frozenset[tuple[str, str]]
    addresses: frozenset[str]
    spans: tuple[Span, ...]


def identifiers(text: str, links: tuple[tuple[str, str], ...]) -> Identifiers:
    """What identifies the work that a text with its links speaks of."""
    found: set[tuple[str, str]] = set()
    spans: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found.add((kind, plain(match[1])))
            spans.append(match.span())
        for _, address in links:
            found.update((kind, plain(match[1])) for match in pattern.finditer(unquote(address)))
    spans += [match.span() for match in ADDRESS.finditer(text)]
    told = [match[0].rstrip(".,;)") for match in ADDRESS.finditer(text)]
    return Identifiers(
        frozenset(found), frozenset(address_key(url) for url in (*told, *(url for _, url in links))), tuple(spans)
    )


def plain(identifier: str) -> str:
    """An identifier without version, case and what stands around it."""
    bare = identifier.rstrip(".,;:")
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare.rstrip(")")
    return re.sub(r"(?<=\d)v\d+$", "", bare).replace(" ", "").lower()


def address_key(url: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^(?:https?://)?(?:www\.)?|/$|\.pdf$|#.*$", "", url.strip()).lower()
