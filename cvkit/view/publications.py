"""The section on publications: each in the state that it had reached on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cvkit.model.dates import PartialDate
from cvkit.model.fields import PersonRef, VenueRef
from cvkit.model.publication import IDENTIFIERS, Link, Publication, State, arxiv_month
from cvkit.model.recipe import SectionRecipe
from cvkit.view.context import Context, pointer
from cvkit.view.document import Citation, Detail, Entry, Inlines, Layout, Text, Underline, plain
from cvkit.view.document import Link as LinkNode
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.inline import dollars, fact, join, paragraphs, seq, title_text
from cvkit.view.locale import Locale

EQUAL, CORRESPONDING = "*", "†"

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


def venue_text(context: Context, at: Standing) -> Inlines:
    """Where it appeared, without the year: venue with volume and pages, preprint number, or university of a thesis."""
    work, path = at.publication, at.path
    if at.settled and work.kind == "thesis":
        degree = fact(f"{path}/degree", work.degree)
        kind = context.locale.say("thesis", degree=degree) if degree else context.locale.say("bare thesis")
        return join([kind, _issuer(context, at)])
    if at.venue is None:
        arxiv = _arxiv(at, context.lens.as_of)
        publisher = fact(f"{path}/publisher", work.publisher) if work.publisher and at.settled else ()
        return join([_issuer(context, at), publisher]) or arxiv
    day = at.naming_day(context.lens.as_of)
    venue = context.names.venue(at.venue, at.venue_path, day, emphasized=at.kind == "journal")
    if not at.settled:
        return venue
    volume = fact(f"{path}/volume", work.volume) if work.volume and at.state.status == "published" else ()
    if work.number and at.state.status == "published":
        volume = seq(volume, "(", fact(f"{path}/number", work.number), ")")
    pages = fact(f"{path}/pages", work.pages) if work.pages and at.state.status == "published" else ()
    editors = context.names.authors(work.editors, f"{path}/editors")
    return join(
        [
            seq(venue, " ", volume) if volume else venue,
            context.locale.say("editors", people=editors) if editors else (),
            context.locale.say("pages", pages=pages) if pages else (),
        ]
    )


def _issuer(context: Context, at: Standing) -> Inlines:
    issuer = at.publication.institution
    if not issuer or not at.settled:
        return ()
    day = min(at.publication.date.last, context.lens.as_of)
    return context.names.organization(issuer, f"{at.path}/institution", day)


def note_text(locale: Locale, at: Standing) -> Inlines:
    """Status, award and remarks."""
    status = {"under-review": "under review", "accepted": "to appear"}.get(at.state.status)
    work = at.publication
    isbn = work.ids.get("isbn") if at.state.status == "published" else None
    return join(
        [
            fact(f"{at.path}/history/{at.index}/status", locale.say(status)) if status else (),
            fact(f"{at.path}/award", work.award) if work.award and at.settled else (),
            locale.say("isbn", number=fact(f"{at.path}/ids/isbn", isbn)) if isbn else (),
            fact(f"{at.path}/history/{at.index}/note", at.state.note) if at.state.note else (),
            fact(f"{at.path}/note", work.note) if work.note and at.latest else (),
        ],
        "; ",
    )


def links(at: Standing, as_of: date) -> tuple[LinkNode, ...]:
    """The typed links and identifiers that exist by then."""
    made = []
    for index, link in enumerate(at.publication.links):
        if _exists(link, at, as_of):
            made.append(LinkNode(link.url, fact(f"{at.path}/links/{index}/url", link.text)))
    for kind, identifier in at.publication.ids.items():
        known = IDENTIFIERS[kind]
        in_venue = kind == "arxiv" and at.venue is None and not (at.settled and at.kind != "preprint")
        if known.address and not in_venue and _identifier_exists(kind, identifier, at, as_of):
            made.append(LinkNode(known.address.format(identifier), fact(f"{at.path}/ids/{kind}", known.label)))
    return tuple(made)


def author_list(context: Context, at: Standing) -> Inlines:
    """The authors of a state, with signs for equal and corresponding ones and a line under students of the time."""
    work = at.publication
    students = context.names.students(work.states[0].date.first, at.printed_date.last)
    marks = (EQUAL, at.equal), (CORRESPONDING, work.corresponding)
    return context.names.authors(at.authors, at.authors_path, marks, students)


def citation(context: Context, key: str, at: Standing, abstract: tuple[Inlines, ...] = ()) -> Citation:
    """A state for machines: all its authors and what `venue_text`, `note_text` and `links` show of it."""
    work, as_of, names = at.publication, context.lens.as_of, context.names
    printed = at.state.status == "published"
    thesis = at.settled and work.kind == "thesis"
    day = at.naming_day(as_of)
    in_venue = at.venue is not None and not thesis
    issued = at.settled and not in_venue
    return Citation(
        key=key,
        kind=at.kind,
        status=at.state.status,
        title=dollars(at.title),
        authors=tuple(map(names.author_record, at.authors)),
        # The day of what is to appear is not known yet, but for the year that is printed.
        date=at.printed_date.iso if at.printed_date.begun(as_of) else str(at.year),
        venue=names.venue_party(at.venue, day).name if at.venue and in_venue else "",
        venue_short=plain(names.venue_short(at.venue, "", day)) if at.venue and in_venue else "",
        volume=work.volume or "" if in_venue and printed else "",
        number=work.number or "" if in_venue and printed else "",
        pages=work.pages or "" if in_venue and printed else "",
        publisher=work.publisher or "" if issued and not thesis else "",
        institution=plain(_issuer(context, at)) if issued else "",
        degree=work.degree or "" if thesis else "",
        editors=tuple(map(names.author_record, work.editors)) if in_venue and at.settled else (),
        ids={kind: text for kind, text in work.ids.items() if _identifier_exists(kind, text, at, as_of)},
        links={link.kind: link.url for link in reversed(work.links) if _exists(link, at, as_of)},
        abstract="\n\n".join(map(dollars, abstract)),
    )


def versions(context: Context, key: str, publication: Publication) -> tuple[Entry, ...]:
    """The states of a publication by the day, newest first, each with what it then said otherwise than now."""
    now = standing(key, publication, context.lens.as_of)
    if now is None or now.index is None:
        return ()
    states = enumerate(publication.history[: now.index + 1])
    reached = [Standing(now.path, publication, state, index) for index, state in states]
    return tuple(_version(context, key, now, at) for at in reversed(reached))


def _version(context: Context, key: str, now: Standing, at: Standing) -> Entry:
    path = f"{at.path}/history/{at.index}"
    renamed = plain(at.title) != plain(now.title)
    return Entry(
        path=path,
        id=f"{entry_id('publications', key)}-{at.index}",
        title=fact(f"{path}/status", context.locale.versions[at.state.status]),
        organization=venue_text(context, at),
        when=fact(f"{path}/date", context.locale.date(at.state.date)),
        people=author_list(context, at) if at.authors != now.authors else (),
        where=at.title if renamed else (),
        note=fact(f"{path}/note", at.state.note),
    )


def _exists(link: Link, at: Standing, as_of: date) -> bool:
    if link.start:
        return link.start.begun(as_of)
    posted = arxiv_month(link.url) if "arxiv.org/" in link.url else None
    # A link without a date belongs to the latest state, save that an arXiv address tells its own month.
    return posted.begun(as_of) if posted else at.latest


def _identifier_exists(kind: str, identifier: str, at: Standing, as_of: date) -> bool:
    if at.state.status not in _IDENTIFIER_STATES[kind]:
        return False
    posted = arxiv_month(identifier) if kind == "arxiv" else None
    return posted is None or posted.begun(as_of)


def _arxiv(at: Standing, as_of: date) -> Inlines:
    identifier = at.publication.ids.get("arxiv")
    if not identifier or not _identifier_exists("arxiv", identifier, at, as_of):
        return ()
    address = IDENTIFIERS["arxiv"].address.format(identifier)
    return (LinkNode(address, fact(f"{at.path}/ids/arxiv", f"arXiv:{identifier}")),)


def _draw(context: Context, key: str, publication: Publication) -> Entry:
    as_of = context.lens.as_of
    at = standing(key, publication, as_of)
    assert at is not None  # `begun` lets in only what has reached a state
    on_site = context.lens.kind == "site"
    abstract = paragraphs(f"{at.path}/abstract", publication.abstract) if on_site and publication.abstract else ()
    summary = paragraphs(f"{at.path}/summary", publication.summary) if on_site and publication.summary else ()
    return Entry(
        path=at.path,
        id=entry_id("publications", key),
        title=at.title,
        organization=venue_text(context, at),
        when=fact(at.year_path, str(at.year)),
        people=author_list(context, at),
        note=note_text(context.locale, at),
        links=links(at, as_of),
        body=summary,
        details=(Detail(plain(context.locale.say("abstract")), abstract),) if abstract else (),
        record=citation(context, key, at, abstract),
    )


def _latest(publication: Publication, as_of: date) -> tuple[Any, ...]:
    at = standing("", publication, as_of)
    assert at is not None  # `begun` lets in only what has reached a state
    return at.printed_date.first, at.printed_date.last


def _authored(context: Context, recipe: SectionRecipe, publication: Publication) -> bool:
    """Whether the person stands in the author list where the recipe asks it."""
    if recipe.author is None:
        return True
    at = standing("", publication, context.lens.as_of)
    assert at is not None  # `begun` lets in only what has reached a state
    return context.names.is_me(at.authors[0 if recipe.author == "first" else -1])


def _group(context: Context, recipe: SectionRecipe, publication: Publication) -> str:
    if recipe.group == "none":
        return ""
    at = standing("", publication, context.lens.as_of)
    assert at is not None  # `begun` lets in only what has reached a state
    if recipe.group == "year":
        return str(at.year)
    if recipe.group == "status":
        return at.state.status
    return "under-review" if at.state.status == "under-review" else at.kind


def _groups(locale: Locale, recipe: SectionRecipe) -> Mapping[str, str]:
    return locale.statuses if recipe.group == "status" else locale.publication_groups


def _footnote(locale: Locale, entries: list[Entry]) -> str:
    nodes = [node for entry in entries for node in entry.people]
    borne = "".join({node.text.strip(", ")[:2] for node in nodes if isinstance(node, Text)})
    explained = [(EQUAL, "equal"), (CORRESPONDING, "corresponding")]
    said = [f"{sign} {plain(locale.say(meaning))}" for sign, meaning in explained if sign in borne]
    if any(isinstance(node, Underline) for node in nodes):
        said.append(plain(locale.say("underlined")))
    return "; ".join(said)


PUBLICATIONS = Drawing(
    Layout.REFERENCES,
    lambda profile, recipe: profile.publications,
    begun=lambda publication, as_of: publication.state(as_of) is not None,
    latest=_latest,
    draw=_draw,
    chosen=_authored,
    group=_group,
    groups=_groups,
    footnote=_footnote,
)
