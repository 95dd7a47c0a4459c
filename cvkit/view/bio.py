"""The bio: sentences composed from facts, each with a priority, as many as a number of words holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cvkit.model.career import Degree, Position
from cvkit.model.dates import PartialDate
from cvkit.model.fields import OrganizationRef, PersonRef
from cvkit.model.profile import Profile
from cvkit.view.career import awarded, begun, closing_day, ongoing
from cvkit.view.context import Context, Lens, pointer
from cvkit.view.document import Document, Entry, Group, Header, Inlines, Layout, Section, plain
from cvkit.view.inline import fact, join, phrase, sentence, seq
from cvkit.view.languages import ENGLISH
from cvkit.view.omissions import omissions
from cvkit.view.publications import standing
from cvkit.view.translate import translated
from cvkit.view.voice import Grammatical, Voice, article

LENGTHS = {"short": 60, "medium": 110, "long": 200}
"""The most words of each length of bio."""


class NoRoomError(ValueError):
    """Not even the first sentence fits; `needed` is how many words it has."""

    def __init__(self, needed: int) -> None:
        super().__init__(f"the shortest sentence has {needed} words")
        self.needed = needed


@dataclass(slots=True)
class _Teller:
    """The facts that sentences are made of, as they stand on the day, and the voice that tells them."""

    context: Context
    voice: Voice
    current: dict[str, Position]
    past: dict[str, Position]
    studying: dict[str, Degree]
    degrees: dict[str, Degree]


def compose_bio(
    profile: Profile, as_of: date, *, words: int = LENGTHS["short"], person: Grammatical = "third", name: str = "bio"
) -> Document:
    """A bio of at most `words` words in whole sentences; NoRoomError where not even the first one fits."""
    profile = translated(profile, "en")
    context = Context(profile, Lens(name, "bio", as_of))
    paragraph = bio_paragraph(context, words=words, person=person)
    entry = Entry(path="/person", id="bio", body=(paragraph,))
    header = Header(name=fact("/person/name", profile.person.name.full))
    sections = (Section("about", ENGLISH.headings["about"], Layout.PROSE, (Group("", (entry,)),)),)
    return Document(
        name=name,
        kind="bio",
        title="Biography",
        author=profile.person.name.full,
        language="en",
        as_of=as_of,
        updated="",
        header=header,
        sections=sections,
        omitted=omissions(context, header, sections),
    )


def bio_paragraph(
    context: Context, *, words: float = math.inf, person: Grammatical, without: frozenset[str] = frozenset()
) -> Inlines:
    """The sentences that fit, in reading order; the most important are chosen first."""
    teller = _teller(context, person)
    told = {row.name: sentence for row in SENTENCES if row.name not in without and (sentence := row.tell(teller))}
    chosen: dict[str, Inlines] = {}
    left = words
    for row in sorted(SENTENCES, key=lambda row: row.priority):
        sentence = told.get(row.name, ())
        length = len(plain(sentence).split())
        if row.name == "role" and length > left:
            raise NoRoomError(length)
        if length <= left and (not row.after or row.after in chosen):
            chosen[row.name] = sentence
            left -= length
    return join([chosen[row.name] for row in SENTENCES if row.name in chosen], " ")


def _teller(context: Context, person: Grammatical) -> _Teller:
    profile, as_of = context.profile, context.lens.as_of
    positions = context.choose("positions", profile.positions, begun=begun)
    degrees = context.choose("education", profile.education, begun=begun)
    newest = sorted(
        positions.items(),
        key=lambda item: (closing_day(item[1], as_of), item[1].start.first if item[1].start else date.min),
        reverse=True,
    )
    return _Teller(
        context,
        Voice(profile.person, person),
        current={key: job for key, job in newest if ongoing(job, as_of) and job.kind != "visit"},
        past={key: job for key, job in newest if not ongoing(job, as_of) and job.kind == "appointment"},
        studying={
            key: degree for key, degree in degrees.items() if ongoing(degree, as_of) and degree.start is not None
        },
        degrees=dict(
            sorted(
                ((key, degree) for key, degree in degrees.items() if awarded(degree, as_of)),
                key=lambda item: closing_day(item[1], as_of),
                reverse=True,
            )
        ),
    )


# --- sentences: each gives () where it has nothing to tell ---------------------


def _role(teller: _Teller) -> Inlines:
    """Who it is: current positions, else the degree in progress, else the last position, else the last degree."""
    voice, name = teller.voice, teller.voice.name()
    if teller.current:
        jobs = list(teller.current.items())[:2]
        told = [_job(teller, key, job) for key, job in jobs]
        return sentence(name, " ", voice.verb("is", of_name=True), " ", ENGLISH.listing(told))
    if teller.studying:
        key, degree = max(teller.studying.items(), key=lambda item: item[1].start.first if item[1].start else date.min)
        return sentence(
            name,
            f" {voice.verb('is', of_name=True)} {article(degree.degree)} ",
            fact(f"{pointer('education', key)}/degree", degree.degree),
            " student",
            _field(key, degree),
            _where(teller, f"{pointer('education', key)}/organizations", degree.organizations, None),
            _with(teller, f"{pointer('education', key)}/advisors", degree.advisors, ", advised by "),
        )
    if teller.past:
        key, job = next(iter(teller.past.items()))
        was = voice.verb("was", of_name=True)
        return sentence(name, f" {was} most recently ", _job(teller, key, job, _years(key, job)))
    if teller.degrees:
        key, degree = next(iter(teller.degrees.items()))
        holds = f" {voice.verb('holds', of_name=True)} {article(degree.degree)} "
        return sentence(name, holds, _degree(teller, key, degree))
    if headline := teller.context.profile.person.headline:
        is_a = f" {voice.verb('is', of_name=True)} {article(headline)} "
        return sentence(name, is_a, fact("/person/headline", headline))
    full = fact("/person/name", teller.context.profile.person.name.full)
    return sentence("I am " if voice.grammatical == "first" else "", full)


def _interests(teller: _Teller) -> Inlines:
    interests = teller.context.profile.person.interests
    if not interests or not interests.short:
        return ()
    focus = phrase("/person/interests/short", interests.short.rstrip("."))
    return sentence(teller.voice.possessive(), " research focuses on ", focus)


def _highest_degree(teller: _Teller) -> Inlines:
    if not teller.degrees or not (teller.current or teller.studying or teller.past):
        return ()
    key, degree = next(iter(teller.degrees.items()))
    path = pointer("education", key)
    return sentence(
        teller.voice.subject(),
        " received ",
        teller.voice.own(degree.degree),
        " ",
        _degree(teller, key, degree),
        " in ",
        fact(f"{path}/end", str(degree.end.year)) if degree.end else (),
        _with(teller, f"{path}/advisors", degree.advisors, ", advised by "),
    )


def _former_positions(teller: _Teller) -> Inlines:
    past = list(teller.past.items())
    if not teller.current and not teller.studying:
        past = past[1:]  # the first is told in the opening sentence
    if not past:
        return ()
    told = [_job(teller, key, job, _years(key, job)) for key, job in past[:3]]
    was = f" {teller.voice.verb('was')} "
    return sentence("Before that, ", teller.voice.subject(capital=False), was, ENGLISH.listing(told))


def _other_degrees(teller: _Teller) -> Inlines:
    others = list(teller.degrees.items())[1:]
    if not others:
        return ()
    opening = seq(teller.voice.subject(), f" also {teller.voice.verb('holds')} ")
    if len(others) > 1 and len({(degree.field, degree.organizations) for _, degree in others}) == 1:
        key, degree = others[0]
        names = ENGLISH.listing([fact(f"{pointer('education', item)}/degree", other.degree) for item, other in others])
        return sentence(opening, names, " degrees", _field(key, degree), _from(teller, key, degree))
    told = [seq(f"{article(degree.degree)} ", _degree(teller, key, degree)) for key, degree in others]
    return sentence(opening, ENGLISH.listing(told))


def _honors(teller: _Teller) -> Inlines:
    context = teller.context
    honors = context.choose("honors", context.profile.honors, begun=lambda honor, as_of: honor.date.begun(as_of))
    newest = sorted(honors.items(), key=lambda item: item[1].date, reverse=True)[:3]
    told = [
        seq(
            "" if honor.title.startswith(("The ", "A ", "An ")) else "the ",
            fact(f"{pointer('honors', key)}/title", honor.title),
            " (",
            fact(f"{pointer('honors', key)}/date", str(honor.date.year)),
            ")",
        )
        for key, honor in newest
    ]
    return sentence(teller.voice.possessive(), " honors include ", ENGLISH.listing(told)) if told else ()


def _works(teller: _Teller) -> Inlines:
    context = teller.context
    chosen = context.choose(
        "publications",
        context.profile.publications,
        begun=lambda work, as_of: work.state(as_of) is not None,
        chosen=lambda work: work.selected,
    )
    standings = [at for key, work in chosen.items() if (at := standing(key, work, context.lens.as_of)) and at.settled]
    newest = sorted(standings, key=lambda at: at.printed_date, reverse=True)[:2]
    told = []
    for at in newest:
        venue = (
            context.names.venue_short(at.venue, at.venue_path, at.naming_day(context.lens.as_of)) if at.venue else ()
        )
        told.append(seq("“", at.title, "” (", join([venue, fact(at.year_path, str(at.year))], " "), ")"))
    return sentence(teller.voice.possessive(), " selected work includes ", ENGLISH.listing(told)) if told else ()


def _reviewing(teller: _Teller) -> Inlines:
    context, as_of = teller.context, teller.context.lens.as_of
    served = context.choose(
        "service",
        context.profile.service,
        begun=lambda service, as_of: any(year.begun(as_of) for year in service.years),
        chosen=lambda service: service.kind == "reviewing" and service.venue is not None,
    )
    busiest = sorted(served.items(), key=lambda item: sum(year.begun(as_of) for year in item[1].years), reverse=True)
    names = []
    for key, service in busiest[:3]:
        assert service.venue is not None  # chosen above
        at = min(max(year.last for year in service.years if year.begun(as_of)), as_of)
        names.append(context.names.venue_short(service.venue, f"{pointer('service', key)}/venue", at))
    return (
        sentence(teller.voice.subject(), f" {teller.voice.verb('reviews')} for ", ENGLISH.listing(names))
        if names
        else ()
    )


class Sentence(NamedTuple):
    """A sentence of a bio: the lowest priority is chosen first; without the one named by `after` it is not told."""

    name: str
    priority: int
    tell: Callable[[_Teller], Inlines]
    after: str = ""


SENTENCES = (
    # in reading order
    Sentence("role", 1, _role),
    Sentence("interests", 2, _interests),
    Sentence("former-positions", 4, _former_positions),
    Sentence("degree", 3, _highest_degree),
    Sentence("other-degrees", 5, _other_degrees, after="degree"),
    Sentence("works", 6, _works),
    Sentence("honors", 7, _honors),
    Sentence("reviewing", 8, _reviewing),
)

# --- pieces of sentences -------------------------------------------------------


def _job(teller: _Teller, key: str, job: Position, years: Inlines = ()) -> Inlines:
    path = pointer("positions", key)
    at = closing_day(job, teller.context.lens.as_of)
    return seq(
        f"{article(job.title)} ",
        fact(f"{path}/title", job.title),
        _where(teller, f"{path}/organizations", job.organizations, at),
        years,
        _with(teller, f"{path}/mentors", job.mentors, ", working with "),
    )


def _where(teller: _Teller, path: str, organizations: tuple[OrganizationRef, ...], at: date | None) -> Inlines:
    names = teller.context.names
    told = ENGLISH.listing([names.in_sentence(item, f"{path}/{index}", at) for index, item in enumerate(organizations)])
    return seq(" ", told) if told else ()


def _with(teller: _Teller, path: str, people: tuple[PersonRef, ...], opening: str) -> Inlines:
    named = teller.context.names.people(people, path)
    return seq(opening, named) if named else ()


def _years(key: str, job: Position) -> Inlines:
    path = pointer("positions", key)
    ends: list[tuple[str, PartialDate]] = [
        (f"{path}/{field}", value) for field, value in (("start", job.start), ("end", job.end)) if value
    ]
    years = [fact(place, str(value.year)) for place, value in ends]
    if len(ends) == 2 and ends[0][1].year == ends[1][1].year:
        years = years[:1]
    return seq(" (", join(years, "–"), ")") if years else ()


def _field(key: str, degree: Degree) -> Inlines:
    return seq(" in ", fact(f"{pointer('education', key)}/field", degree.field)) if degree.field else ()


def _degree(teller: _Teller, key: str, degree: Degree) -> Inlines:
    name = fact(f"{pointer('education', key)}/degree", degree.degree)
    return seq(name, _field(key, degree), _from(teller, key, degree))


def _from(teller: _Teller, key: str, degree: Degree) -> Inlines:
    at = closing_day(degree, teller.context.lens.as_of)
    path = f"{pointer('education', key)}/organizations"
    where = teller.context.names.organizations(degree.organizations, path, at)
    return seq(" from ", where) if where else ()
