"""The section on publications: each in the state that it had reached on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cvkit.model.publication import IDENTIFIERS, Link, Publication, arxiv_month
from cvkit.model.recipe import SectionRecipe
from cvkit.view.appearance import issuer, note_text, status_text, venue_text
from cvkit.view.context import Context
from cvkit.view.document import Citation, Detail, Entry, Inlines, Layout, Text, Underline, plain
from cvkit.view.document import Link as LinkNode
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.inline import dollars, fact, paragraphs
from cvkit.view.locale import Locale
from cvkit.view.standing import Standing, identifier_exists, standing

__all__ = ["PUBLICATIONS", "Standing", "author_list", "citation", "links", "standing", "versions"]

EQUAL, CORRESPONDING = "*", "†"


def links(at: Standing, as_of: date) -> tuple[LinkNode, ...]:
    """The typed links and identifiers that exist by then."""
    made = []
    for index, link in enumerate(at.publication.links):
        if _exists(link, at, as_of):
            made.append(LinkNode(link.url, fact(f"{at.path}/links/{index}/url", link.text)))
    for kind, identifier in at.publication.ids.items():
        known = IDENTIFIERS[kind]
        in_venue = kind == "arxiv" and at.venue is None and not (at.settled and at.kind != "preprint")
        if known.address and not in_venue and identifier_exists(kind, identifier, at, as_of):
            made.append(LinkNode(known.address.format(identifier), fact(f"{at.path}/ids/{kind}", known.label)))
    return tuple(made)


def author_list(context: Context, at: Standing) -> Inlines:
    """The authors of a state, with signs for equal and corresponding ones and a line under students of the time."""
    work = at.publication
    students = context.names.students(work.states[0].date.first, at.printed_date.last)
    marks = (EQUAL, at.equal), (CORRESPONDING, work.corresponding)
    return context.names.authors(at.authors, at.authors_path, marks, students)


def citation(context: Context, key: str, at: Standing, abstract: tuple[Inlines, ...] = ()) -> Citation:
    """A state for machines: all its authors, and what its entry shows of it."""
    work, as_of, names = at.publication, context.lens.as_of, context.names
    printed = at.settled and at.state.status == "published"
    in_venue = at.in_venue
    day = at.naming_day(as_of)
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
        volume=work.volume or "" if printed else "",
        number=work.number or "" if printed else "",
        pages=work.pages or "" if printed else "",
        publisher=work.publisher or "" if at.tells_publisher else "",
        institution=plain(issuer(context, at)),
        degree=work.degree or "" if at.settled and work.kind == "thesis" else "",
        editors=tuple(map(names.author_record, work.editors)) if at.settled else (),
        ids={kind: text for kind, text in work.ids.items() if identifier_exists(kind, text, at, as_of)},
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
        where=status_text(context, at),
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
