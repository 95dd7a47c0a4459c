"""What a publication was on a day: one of its states, with the values that were then its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cvkit.model.dates import PartialDate
from cvkit.model.fields import PersonRef, VenueRef
from cvkit.model.publication import Publication, State, arxiv_month
from cvkit.view.context import pointer
from cvkit.view.document import Inlines
from cvkit.view.inline import title_text

# From which states on an identifier exists; arXiv's tells its own month.
_IDENTIFIER_STATES = {
    "doi": {"published"},
    "pmid": {"published"},
    "isbn": {"published"},
    "openreview": {"accepted", "published"},
    "arxiv": {"preprint", "under-review", "accepted", "published"},
}


@dataclass(frozen=True)
class Standing:
    """What a publication is in one of its states: the state's own values, else the entry's; each with its path."""

    path: str
    publication: Publication
    state: State
    index: int | None
    """The state's place in the history; None where the entry has none."""

    @property
    def settled(self) -> bool:
        """Whether venue, award and pages belong to it: it is accepted or published."""
        return self.state.status in {"accepted", "published"}

    @property
    def latest(self) -> bool:
        """Whether it is the last state known."""
        return self.index is None or self.state is self.publication.history[-1]

    @property
    def kind(self) -> str:
        """The kind of work that it is by now."""
        return self.publication.kind if self.settled else "preprint"

    @property
    def year(self) -> int:
        """The year printed: of the edition once accepted, of the state before."""
        if self.state.year:
            return self.state.year
        return self.publication.date.year if self.settled else self.state.date.year

    @property
    def printed_date(self) -> PartialDate:
        """The date that goes with the year printed."""
        known = self.publication.date if self.settled else self.state.date
        return known if known.year == self.year else PartialDate(self.year)

    @property
    def in_venue(self) -> bool:
        """Whether it is told by its venue rather than by who issued it."""
        return self.venue is not None and not (self.settled and self.publication.kind == "thesis")

    @property
    def tells_publisher(self) -> bool:
        """Whether its publisher belongs to it: nobody cites a journal with it, although every database gives one."""
        return self.settled and not (self.in_venue and self.kind == "journal")

    def naming_day(self, as_of: date) -> date:
        """The day whose names of venues count: that of the date printed, or of reading where that is earlier."""
        return min(self.printed_date.last, as_of)

    @cached_property
    def title(self) -> Inlines:
        """The title of the state."""
        return title_text(self._source("title"), self.state.title or self.publication.title)

    @property
    def authors(self) -> tuple[PersonRef, ...]:
        """The authors of the state."""
        return self.publication.authors if self.state.authors is None else self.state.authors

    @property
    def authors_path(self) -> str:
        """Where they are written."""
        return self._source("authors")

    @property
    def equal(self) -> tuple[PersonRef, ...]:
        """Who contributed equally in the state."""
        return self.publication.equal if self.state.equal is None else self.state.equal

    @property
    def venue(self) -> VenueRef | None:
        """The venue of the state: the entry's own once accepted, before that a preprint server or what it names."""
        own = self.settled or self.publication.kind == "preprint"
        return self.state.venue or (self.publication.venue if own else None)

    def _source(self, name: str) -> str:
        own = self.index is not None and getattr(self.state, name) is not None
        return f"{self.path}/history/{self.index}/{name}" if own else f"{self.path}/{name}"

    @property
    def year_path(self) -> str:
        """Where the year is written."""
        if self.state.year:
            return self._source("year")
        return f"{self.path}/date" if self.settled or self.index is None else f"{self.path}/history/{self.index}/date"

    @property
    def venue_path(self) -> str:
        """Where the venue is written."""
        return self._source("venue")


def standing(key: str, publication: Publication, as_of: date) -> Standing | None:
    """The state that a publication had reached on a day, or None before its first."""
    state = publication.state(as_of)
    if state is None:
        return None
    index = publication.history.index(state) if publication.history else None
    return Standing(pointer("publications", key), publication, state, index)


def identifier_exists(kind: str, identifier: str, at: Standing, as_of: date) -> bool:
    """Whether an identifier exists by then."""
    if at.state.status not in _IDENTIFIER_STATES[kind]:
        return False
    posted = arxiv_month(identifier) if kind == "arxiv" else None
    return posted is None or posted.begun(as_of)
