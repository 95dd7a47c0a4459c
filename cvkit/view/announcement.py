"""The announcement of a talk: what a host pastes, drawn as of the day of the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cvkit.model.activities import Talk
from cvkit.model.profile import Profile
from cvkit.view.activities import coming, talk_title
from cvkit.view.bio import compose_bio
from cvkit.view.career import awarded, begun, degree_name, ongoing
from cvkit.view.context import Context, Lens, pointer
from cvkit.view.document import (
    Document,
    Entry,
    Group,
    Header,
    Identity,
    Inlines,
    Layout,
    Link,
    Section,
    plain,
)
from cvkit.view.drawing import entry_id
from cvkit.view.events import event, hours_with_zone
from cvkit.view.front import header
from cvkit.view.inline import fact, join, paragraphs, seq
from cvkit.view.languages import ENGLISH, LOCALES
from cvkit.view.omissions import omissions
from cvkit.view.translate import translated

KIND = "talk"


class UnknownTalkError(LookupError):
    """No talk has this `name`; `known` are the ids that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class HiddenTalkError(LookupError):
    """The talk's `show` does not name announcements."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A talk in the list of those that can be announced."""

    id: str
    date: str
    """ISO 8601, as exact as it is known."""
    title: str
    coming: bool
    cancelled: bool


def talk_list(profile: Profile, as_of: date) -> tuple[Listed, ...]:
    """The talks that can be announced: coming ones, the nearest first, then those given, the newest first."""
    profile = translated(profile, "en")
    context = Context(profile, Lens(KIND, KIND, as_of))
    shown = {key: talk for key, talk in profile.talks.items() if context.lens.admits(talk.show)}
    ahead = sorted((key for key in shown if coming(shown[key], as_of)), key=lambda key: shown[key].date)
    given = sorted(shown.keys() - set(ahead), key=lambda key: (shown[key].date, key), reverse=True)
    return tuple(
        Listed(
            key,
            shown[key].date.iso,
            plain(talk_title(context, pointer("talks", key), shown[key], ahead=key in ahead)),
            coming(shown[key], as_of),
            shown[key].cancelled,
        )
        for key in (*ahead, *given)
    )


def compose_talk(
    profile: Profile,
    key: str,
    as_of: date,
    *,
    day: date | None = None,
    bio: str = "medium",
    language: str = "en",
) -> Document:
    """The announcement of a talk, with a bio that is short, medium or long.

    Facts are those of `day`, which is the talk's own unless given. A position that starts before a coming talk counts,
    if it has been announced by `as_of`, the day on which the talk is; otherwise facts are those of that day. Raises
    UnknownTalkError and HiddenTalkError, and NoRoomError where not even the first sentence of the bio fits. Bios are in
    English; an announcement in another language has none.
    """
    if key not in profile.talks:
        raise UnknownTalkError(key, tuple(profile.talks))
    about: tuple[Inlines, ...] = ()
    # Of who has but a name there is nothing to tell.
    if language == ENGLISH.language and (profile.positions or profile.education or profile.person.bio):
        told = speaker_bio(profile, key, as_of, day=day, length=bio)
        about = tuple(body for section in told.sections for entry in section.entries for body in entry.body)
    past = profile.talks[key].date.over(as_of)
    profile, day = _public(profile, as_of, day or profile.talks[key].date.last)
    profile = translated(profile, language)
    talk = profile.talks[key]
    context = Context(profile, Lens(KIND, KIND, day), LOCALES.get(language.split("-")[0], ENGLISH))
    if not context.lens.admits(talk.show):
        raise HiddenTalkError(key)
    top = _speaker(context)
    sections = tuple(section for section in _sections(context, key, talk, about, past=past) if section.groups)
    locale, name = context.locale, profile.person.name.full
    kind = locale.talk_kinds[talk.kind] if talk.kind else locale.phrases["untitled"]
    subject = locale.say(
        "talk subject" if talk.title or not past else "talk subject bare",
        kind=seq(kind),
        title=talk_title(context, pointer("talks", key), talk, ahead=not past),
        name=fact("/person/name", name),
        date=seq(locale.date(talk.date, short=False)),
    )
    return Document(
        name=KIND,
        kind=KIND,
        title=kind,
        author=name,
        language=language,
        as_of=as_of,
        updated="",
        header=top,
        sections=sections,
        omitted=omissions(context, top, sections),
        subject=plain(subject),
        words=locale.page_words,
    )


def speaker_bio(profile: Profile, key: str, as_of: date, *, day: date | None = None, length: str) -> Document:
    """The bio that goes with the announcement of a talk; NoRoomError where not even its first sentence fits."""
    profile, day = _public(profile, as_of, day or profile.talks[key].date.last)
    return compose_bio(profile, day, length=length, name=KIND)


def _sections(context: Context, key: str, talk: Talk, about: tuple[Inlines, ...], *, past: bool) -> Iterator[Section]:
    path, phrases = pointer("talks", key), context.locale.phrases
    abstract = paragraphs(f"{path}/abstract", talk.abstract) if talk.abstract else ()
    if talk.cancelled:
        yield _prose(KIND, "", Entry(path, f"{entry_id('talks', key)}__off", body=(context.locale.say("called off"),)))
    yield Section("talk", "", Layout.ROWS, (Group("", tuple(_rows(context, key, talk, abstract, past=past))),))
    if abstract:
        yield _prose("abstract", phrases["abstract"], Entry(path, f"{entry_id('talks', key)}__abstract", body=abstract))
    if about:
        yield _prose("about", phrases["speaker"], Entry("/person", "about", body=about))


def _prose(name: str, title: str, entry: Entry) -> Section:
    return Section(name, title, Layout.PROSE, (Group("", (entry,)),))


def _rows(context: Context, key: str, talk: Talk, abstract: tuple[Inlines, ...], *, past: bool) -> Iterator[Entry]:
    """A label and a value each; the first carries the record of what the whole announcement shows.

    What is not known is to be announced, but of a talk that is `past` it is left out.
    """
    path, at = pointer("talks", key), context.lens.as_of
    event_name = context.names.venue(talk.event, f"{path}/event", at) if talk.event else ()
    hosts = context.names.organizations(talk.hosts, f"{path}/hosts", at)
    where = join([fact(f"{path}/room", talk.room), fact(f"{path}/place", talk.place)])
    title = talk_title(context, path, talk, ahead=not past)
    to_come = () if past else context.locale.say("to come")
    record = event(
        context,
        key,
        talk,
        title=title,
        series=join([event_name, hosts]),
        where=where,
        abstract=abstract,
        exact=True,
    )
    link = (Link(talk.join, fact(f"{path}/join", talk.join)),) if talk.join else ()
    values = {
        "title": title if talk.title else to_come,
        "when": _when(context, path, talk, past=past),
        "where": where or (() if link else to_come),
        "join": link,
        "series": event_name,
        "hosts" if len(talk.hosts) > 1 else "host": hosts,
    }
    rows = [
        # An underscore in an id is otherwise followed by hexadecimal digits, so that no other id is hit.
        Entry(path, f"{entry_id('talks', key)}__{label}", title=context.locale.say(label), note=value)
        for label, value in values.items()
        if value
    ]
    yield replace(rows[0], record=record)
    yield from rows[1:]


def _when(context: Context, path: str, talk: Talk, *, past: bool) -> Inlines:
    day = fact(f"{path}/date", context.locale.weekday(talk.date))
    if talk.start:
        return join([day, hours_with_zone(path, talk)])
    if past:
        return day
    return context.locale.say("time to come" if talk.date.day else "day to come", date=day)


def _speaker(context: Context) -> Header:
    """The name, with what the speaker was on the day: in a position, else studying, else as the headline says."""
    person = context.profile.person
    # A headline has no date, and may be of another day than the talk.
    undated = context.profile.model_copy(update={"person": person.model_copy(update={"headline": None})})
    top = header(Context(undated, context.lens, context.locale))
    if not top.headline:
        top = _student(context) or header(Context(context.profile, context.lens, context.locale))
    return replace(top, contacts=(), links=(), photo="", identity=Identity())


def _student(context: Context) -> Header | None:
    as_of = context.lens.as_of
    for key, degree in context.profile.education.items():
        studying = degree.start and begun(degree, as_of) and ongoing(degree, as_of) and not awarded(degree, as_of)
        if studying and context.lens.admits(degree.show):
            path = pointer("education", key)
            return Header(
                name=header(context).name,
                headline=degree_name(context, path, degree),
                affiliation=context.names.organizations(degree.organizations, f"{path}/organizations", as_of),
            )
    return None


def _public(profile: Profile, as_of: date, day: date) -> tuple[Profile, date]:
    """The profile without positions to come that are not announced, and the day of which it can be told."""
    positions = {
        key: job
        for key, job in profile.positions.items()
        if begun(job, as_of) or (job.announced and job.announced.begun(as_of))
    }
    secret = (job for key, job in profile.positions.items() if key not in positions)
    # Without the job that somebody then has, the day would tell of a gap that there is not.
    told = as_of if any(begun(job, day) for job in secret) else day
    return profile.model_copy(update={"positions": positions}), told
