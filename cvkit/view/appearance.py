"""Where a publication appeared, and what is said of it beside: its status, an award, remarks."""

from __future__ import annotations

from datetime import date

from cvkit.model.publication import IDENTIFIERS
from cvkit.view.context import Context
from cvkit.view.document import Inlines, Link, plain
from cvkit.view.inline import fact, join, seq
from cvkit.view.locale import Locale
from cvkit.view.standing import Standing, identifier_exists

_STATUSES = {"under-review": "under review", "accepted": "to appear"}


def venue_text(context: Context, at: Standing) -> Inlines:
    """Where it appeared, without the year: venue with volume and pages, preprint number, or who issued it."""
    if not at.settled:
        return _venue(context, at) or _arxiv(at, context.lens.as_of)
    work, path, say = at.publication, at.path, context.locale.say
    printed = {
        name: fact(f"{path}/{name}", getattr(work, name)) if at.state.status == "published" else ()
        for name in ("volume", "number", "pages")
    }
    form, volume, number = _form(context, at, printed["number"]), printed["volume"], printed["number"]
    if work.kind == "report":
        number = ()  # as the form has it
    venue: Inlines = ()
    if at.in_venue:
        issue = seq(volume, "(", number, ")") if number else volume
        venue = join([_venue(context, at), issue], " ")
        volume = number = ()
    editors = context.names.editors(work.editors, f"{path}/editors")
    parts = [
        form,
        venue,
        issuer(context, at),
        say("volume", volume=volume) if volume else (),
        say("number", number=number) if number else (),
        say("editors", people=editors) if editors else (),
        say("pages", pages=printed["pages"]) if printed["pages"] else (),
        fact(f"{path}/publisher", work.publisher) if at.tells_publisher else (),
    ]
    return join(parts) or _arxiv(at, context.lens.as_of)


def _form(context: Context, at: Standing, number: Inlines) -> Inlines:
    """What sort of work it is, where that belongs to the reference: `Ph.D. thesis`, `Technical report TR-7`."""
    work, say = at.publication, context.locale.say
    if work.kind == "thesis":
        return say("thesis", degree=fact(f"{at.path}/degree", work.degree)) if work.degree else say("bare thesis")
    return say("report", number=number) if work.kind == "report" and number else ()


def _venue(context: Context, at: Standing) -> Inlines:
    if at.venue is None:
        return ()
    day = at.naming_day(context.lens.as_of)
    return context.names.venue(at.venue, at.venue_path, day, emphasized=at.kind == "journal")


def issuer(context: Context, at: Standing) -> Inlines:
    """Whose thesis or report it is, and of another work without a venue, who brought it out."""
    named = at.publication.institution
    if not named or not at.settled or (at.in_venue and at.kind != "report"):
        return ()
    day = min(at.publication.date.last, context.lens.as_of)
    return context.names.organization(named, f"{at.path}/institution", day)


def status_text(context: Context, at: Standing) -> Inlines:
    """What it is while it has not come out; it stands beside the venue, and begins a sentence where there is none."""
    if at.state.status not in _STATUSES:
        return ()
    said = plain(context.locale.say(_STATUSES[at.state.status]))
    begins = not venue_text(context, at)
    return fact(f"{at.path}/history/{at.index}/status", said[0].upper() + said[1:] if begins else said)


def note_text(locale: Locale, at: Standing) -> Inlines:
    """Award and remarks."""
    work = at.publication
    isbn = work.ids.get("isbn") if at.state.status == "published" else None
    return join(
        [
            fact(f"{at.path}/award", work.award) if work.award and at.settled else (),
            locale.say("isbn", number=fact(f"{at.path}/ids/isbn", isbn)) if isbn else (),
            fact(f"{at.path}/history/{at.index}/note", at.state.note) if at.state.note else (),
            fact(f"{at.path}/note", work.note) if work.note and at.latest else (),
        ],
        "; ",
    )


def _arxiv(at: Standing, as_of: date) -> Inlines:
    identifier = at.publication.ids.get("arxiv")
    if not identifier or not identifier_exists("arxiv", identifier, at, as_of):
        return ()
    address = IDENTIFIERS["arxiv"].address.format(identifier)
    return (Link(address, fact(f"{at.path}/ids/arxiv", f"arXiv:{identifier}")),)
