"""Publications, with the history of states that each went through."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.dates import PartialDate
from cvkit.model.fields import (
    Entry,
    Flag,
    Id,
    Many,
    Model,
    OrganizationRef,
    PersonRef,
    Prose,
    Text,
    Url,
    VenueRef,
    Verbatim,
)

Kind = Literal[
    "journal", "conference", "workshop", "preprint", "thesis", "book", "chapter", "report", "software", "other"
]
Status = Literal["preprint", "under-review", "accepted", "published"]


class IdentifierKind(NamedTuple):
    """How an identifier is written: its label, the address that it makes and the pattern that it must match."""

    label: str
    address: str
    pattern: str


IDENTIFIERS = {
    "doi": IdentifierKind("DOI", "https://doi.org/{}", r"10\.\d{4,9}/[^\s<>\"\\^`{}|]+"),
    "arxiv": IdentifierKind("arXiv", "https://arxiv.org/abs/{}", r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?"),
    "openreview": IdentifierKind("OpenReview", "https://openreview.net/forum?id={}", r"[\w-]+"),
    "pmid": IdentifierKind("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/", r"\d{1,9}"),
    "isbn": IdentifierKind("ISBN", "", r"[\dX -]{10,17}"),
}

LINK_LABELS = {
    "pdf": "pdf",
    "page": "page",
    "publisher": "publisher",
    "project": "project",
    "code": "code",
    "data": "data",
    "slides": "slides",
    "poster": "poster",
    "video": "video",
    "demo": "demo",
    "blog": "blog",
    "supplement": "supplement",
    "reviews": "reviews",
}


def _identifiers(value: dict[str, str]) -> dict[str, str]:
    for kind, text in value.items():
        if kind not in IDENTIFIERS:
            raise PydanticCustomError(
                "identifier_kind",
                "`{kind}` is not a kind of identifier; known are {known}",
                {"kind": kind, "known": ", ".join(IDENTIFIERS)},
            )
        if not re.fullmatch(IDENTIFIERS[kind].pattern, text, re.ASCII):
            raise PydanticCustomError(
                "identifier",
                "`{text}` is not {label} identifier; leave out any address or prefix",
                {"text": text, "label": ("an " if kind in {"arxiv", "isbn"} else "a ") + IDENTIFIERS[kind].label},
            )
    return value


_ARXIV_MONTH = re.compile(r"(?:[a-z.-]+/|arxiv\.org/(?:abs|pdf)/)?(\d\d)(\d\d)[.\d]", re.IGNORECASE)


def arxiv_month(identifier: str) -> PartialDate | None:
    """The month in which an arXiv identifier, or the address of one, was given out; it is part of the number."""
    found = _ARXIV_MONTH.search(identifier)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year = int(found[1])
    return PartialDate(year + (1900 if year > 90 else 2000), int(found[2]))


class Link(Model):
    """An address that belongs to a publication or talk."""

    kind: Id
    """pdf, code, slides, poster, video, data, project, publisher, … or a word of your own."""
    url: Url
    """The address."""
    label: Text | None = None
    """What the link is called, where its kind does not say."""
    start: PartialDate | None = None
    """When the address came to be; it shows in no document drawn for an earlier day."""

    @property
    def text(self) -> str:
        """What the link is called."""
        return self.label or LINK_LABELS.get(self.kind, self.kind)


class State(Model):
    """What a publication was from a date on; each field given is what then differed from the entry's own."""

    date: PartialDate
    """When it came to this state."""
    status: Status
    """preprint, under-review, accepted (to appear) or published."""
    title: Text | None = None
    """The title in this state, where it differs."""
    authors: tuple[PersonRef, ...] | None = None
    """The authors in this state, where they differ."""
    equal: tuple[PersonRef, ...] | None = None
    """Who contributed equally in this state, where it differs."""
    venue: VenueRef | None = None
    """The venue in this state, where it differs."""
    year: Annotated[int, AfterValidator(lambda year: PartialDate.parse(str(year)).year)] | None = None
    """The year printed in this state, where it differs."""
    note: Text | None = None
    """A remark on this state, such as `major revision`."""


@lru_cache(maxsize=1024)
def _only_state(date: PartialDate, status: Status) -> State:
    """The one state of a work without a history; it is asked for time and again, and validated once."""
    return State(date=date, status=status)


class Publication(Entry):
    """A paper, book, thesis, preprint or other work. Its own fields say what holds in its latest state."""

    title: Text
    """The title; `$…$` in it is TeX math, all else is literal."""
    authors: tuple[PersonRef, ...]
    """Everyone in order, `me` among them: ids of people, or names."""
    equal: Annotated[tuple[PersonRef, ...], Many] = ()
    """Those of the authors who contributed equally."""
    corresponding: Annotated[tuple[PersonRef, ...], Many] = ()
    """The corresponding authors."""
    kind: Kind
    """What sort of work it is in its latest state."""
    venue: VenueRef | None = None
    """The conference, journal or workshop of its latest state; for a thesis, leave it out."""
    date: PartialDate
    """When its latest state was, or will be, published; its year is the year printed."""
    volume: Text | None = None
    """The volume of a journal."""
    number: Text | None = None
    """The number of the issue, or of a report."""
    pages: Text | None = None
    """The pages: `85–116`."""
    institution: OrganizationRef | None = None
    """The university of a thesis or the issuer of a report."""
    degree: Text | None = None
    """The degree of a thesis: `Ph.D.`"""
    publisher: Text | None = None
    """Who published it."""
    editors: Annotated[tuple[PersonRef, ...], Many] = ()
    """The editors of a book or proceedings."""
    ids: Annotated[dict[Id, Verbatim], AfterValidator(_identifiers)] = {}
    """Identifiers: doi, arxiv, openreview, pmid, isbn."""
    links: tuple[Link, ...] = ()
    """Where it, its code, slides and the like are to be found."""
    award: Text | None = None
    """A distinction: `Spotlight, 5.2% of submissions`."""
    note: Text | None = None
    """A remark."""
    abstract: Prose | None = None
    """The abstract, with TeX math between dollar signs."""
    summary: Prose | None = None
    """One sentence in plain words on what it shows."""
    selected: Flag = False
    """Whether it belongs in a selection."""
    history: tuple[State, ...] = ()
    """Its states, oldest first; left out, it was published (or posted) on its `date`."""

    @property
    def states(self) -> tuple[State, ...]:
        """The history, or the one state that stands for it."""
        if self.history:
            return self.history
        return (_only_state(self.date, "preprint" if self.kind == "preprint" else "published"),)

    def state(self, as_of: datetime.date) -> State | None:
        """The state reached by a day, or None before the first."""
        return next((state for state in reversed(self.states) if state.date.begun(as_of)), None)

    @model_validator(mode="after")
    def _has_authors(self) -> Self:
        if not self.authors:
            raise PydanticCustomError(
                "authors", "a publication needs an author; list them in order, with `me` for yourself"
            )
        return self
