"""Sections on talks, teaching, service, honors and metrics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from cvkit.model.activities import Course, Honor, Metric, Service, Talk
from cvkit.model.dates import PartialDate
from cvkit.model.recipe import SectionRecipe
from cvkit.view.context import Context, pointer
from cvkit.view.document import Detail, Entry, Inlines, Layout, Party, Role, plain
from cvkit.view.document import Link as LinkNode
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.events import event, hours
from cvkit.view.inline import fact, join, linked, paragraphs, seq, title_text

ANNOUNCED_BEFORE = timedelta(days=90)


def coming(talk: Talk, as_of: date) -> bool:
    """Whether the talk is still to be given."""
    return not talk.date.begun(as_of) or (talk.date.day is not None and talk.date.first == as_of)


def announced(talk: Talk, as_of: date) -> bool:
    """Whether the talk may be told: it has been given, or announced."""
    if talk.date.begun(as_of):
        return True
    if talk.announced:
        return talk.announced.begun(as_of)
    return talk.date.first - ANNOUNCED_BEFORE <= as_of


def talk_title(context: Context, path: str, talk: Talk, *, ahead: bool) -> Inlines:
    """The title; without one, "to be announced" while the talk is `ahead` and its kind after."""
    if talk.title:
        return title_text(f"{path}/title", talk.title)
    if ahead:
        return context.locale.say("title to come")
    return fact(f"{path}/kind", context.locale.talk_kinds[talk.kind]) if talk.kind else context.locale.say("untitled")


def _talk(context: Context, key: str, talk: Talk) -> Entry:
    path = pointer("talks", key)
    as_of = context.lens.as_of
    at = min(talk.date.last, as_of)
    ahead = coming(talk, as_of)
    kind = context.locale.talk_kind(talk.kind) if talk.kind and talk.kind != "seminar" and talk.title else None
    shown_links = [
        LinkNode(link.url, fact(f"{path}/links/{index}/url", link.text))
        for index, link in enumerate(talk.links)
        if (link.start or talk.date).begun(as_of)
    ]
    if talk.join and ahead:
        shown_links.insert(0, LinkNode(talk.join, fact(f"{path}/join", "join")))
    day = fact(f"{path}/date", context.locale.date(talk.date) if ahead else context.locale.month(talk.date))
    title = talk_title(context, path, talk, ahead=ahead)
    organization = join(
        [
            context.names.venue(talk.event, f"{path}/event", at) if talk.event else (),
            context.names.organizations(talk.hosts, f"{path}/hosts", at),
        ]
    )
    where = join([fact(f"{path}/room", talk.room) if ahead else (), fact(f"{path}/place", talk.place)])
    abstract = paragraphs(f"{path}/abstract", talk.abstract) if talk.abstract and context.lens.kind == "site" else ()
    return Entry(
        path=path,
        id=entry_id("talks", key),
        title=title,
        organization=organization,
        where=where,
        when=join([day, hours(path, talk) if ahead else ()]),
        note=fact(f"{path}/kind", kind),
        links=tuple(shown_links),
        details=(Detail(context.locale.phrases["abstract"], abstract),) if abstract else (),
        record=event(context, key, talk, title=title, series=organization, where=where, abstract=abstract, exact=ahead),
    )


def _talk_group(context: Context, recipe: SectionRecipe, talk: Talk) -> str:
    return "coming" if coming(talk, context.lens.as_of) else ""


def _course(context: Context, key: str, course: Course) -> Entry:
    path = pointer("teaching", key)
    as_of = context.lens.as_of
    terms = _begun(course.terms, as_of)
    at = min(max(term.last for term in terms.values()), as_of)
    instructors = context.names.people(course.instructors, f"{path}/instructors")
    title = fact(f"{path}/title", course.title)
    if course.code:
        title = seq(fact(f"{path}/code", course.code), " ", title)
    return Entry(
        path=path,
        id=entry_id("teaching", key),
        title=linked(course.url, title),
        organization=context.names.organizations(course.organizations, f"{path}/organizations", at),
        when=context.locale.dates(f"{path}/terms", terms),
        people=context.locale.say("course with", people=instructors) if instructors else (),
        note=join(
            [
                fact(f"{path}/role", course.role),
                fact(f"{path}/level", course.level),
                fact(f"{path}/note", course.note),
            ]
        ),
        record=Role(
            course.title,
            context.names.parties(course.organizations, at),
            *_span(terms.values()),
            note=course.role,
        ),
    )


def _service(context: Context, key: str, service: Service) -> Entry:
    path = pointer("service", key)
    as_of = context.lens.as_of
    years = _begun(service.years, as_of)
    at = min(max(year.last for year in years.values()), as_of)
    naming = join(
        [
            fact(f"{path}/title", service.title),
            _service_venue(context, path, service, at),
            context.names.organization(service.organization, f"{path}/organization", at)
            if service.organization
            else (),
        ]
    )
    return Entry(
        path=path,
        id=entry_id("service", key),
        title=linked(service.url, naming),
        note=context.locale.dates(f"{path}/years", _whole_years(years)),
        where=join(
            [
                fact(f"{path}/role", service.role),
                fact(f"{path}/note", service.note),
            ]
        ),
        record=Role(
            service.title or "",
            _parties(context, service, at),
            *_span(_whole_years(years).values()),
            note=service.role or "",
        ),
    )


def _service_venue(context: Context, path: str, service: Service, at: date) -> Inlines:
    if not service.venue:
        return ()
    # A reviewer's list is read by acronyms; whoever organizes names the meeting in full.
    name = context.names.venue_short if service.kind == "reviewing" else context.names.venue
    return name(service.venue, f"{path}/venue", at)


def _parties(context: Context, entry: Service | Honor, at: date) -> tuple[Party, ...]:
    """The venue and the organization, as the entry names them, for machines."""
    parties = context.names.parties((entry.organization,), at) if entry.organization else ()
    if not entry.venue:
        return parties
    short = isinstance(entry, Service) and entry.kind == "reviewing"
    return (context.names.venue_party(entry.venue, at, short=short), *parties)


def _honor(context: Context, key: str, honor: Honor) -> Entry:
    path = pointer("honors", key)
    at = min(honor.date.last, context.lens.as_of)
    return Entry(
        path=path,
        id=entry_id("honors", key),
        title=linked(honor.url, fact(f"{path}/title", honor.title)),
        organization=join(
            [
                context.names.venue(honor.venue, f"{path}/venue", at) if honor.venue else (),
                context.names.organization(honor.organization, f"{path}/organization", at)
                if honor.organization
                else (),
            ]
        ),
        when=fact(f"{path}/date", context.locale.month(honor.date)),
        note=join(
            [
                fact(f"{path}/amount", honor.amount),
                fact(f"{path}/note", honor.note),
            ]
        ),
        record=Role(honor.title, _parties(context, honor, at), *_span([honor.date]), note=honor.note or ""),
    )


def _metric(context: Context, key: str, metric: Metric) -> Entry:
    path = pointer("metrics", key)
    source = fact(f"{path}/source", metric.source)
    return Entry(
        path=path,
        id=entry_id("metrics", key),
        title=fact(f"{path}/name", metric.name),
        note=seq(
            fact(f"{path}/value", metric.value),
            " (",
            (LinkNode(metric.url, source),) if metric.url else source,
            ", ",
            fact(f"{path}/date", context.locale.date(metric.date)),
            ")",
        ),
    )


def _span(dates: Iterable[PartialDate]) -> tuple[str, str]:
    """The first and the last of the dates for machines, without their days, as entries show them."""
    ordered = sorted(dates)
    return ordered[0].without_day.iso, ordered[-1].without_day.iso


def _begun(dates: Iterable[PartialDate], as_of: date) -> dict[int, PartialDate]:
    return {index: value for index, value in enumerate(dates) if value.begun(as_of)}


def _whole_years(dates: Mapping[int, PartialDate]) -> dict[int, PartialDate]:
    """The year of each date, every year once: a reviewer's month is known, if at all, to the profile alone."""
    years = {value.year: index for index, value in sorted(dates.items(), reverse=True)}
    return {index: PartialDate(year) for year, index in years.items()}


def _newest(dates: Iterable[PartialDate], as_of: date) -> tuple[Any, ...]:
    begun = _begun(dates, as_of).values()
    return max(value.first for value in begun), max(value.last for value in begun)


TALKS = Drawing(
    Layout.LINES,
    lambda profile, recipe: profile.talks,
    begun=announced,
    over=lambda talk, as_of: talk.cancelled,
    ahead=coming,
    latest=lambda talk, as_of: (talk.date.first, talk.date.last),
    draw=_talk,
    group=_talk_group,
    groups=lambda locale, recipe: {"coming": plain(locale.say("coming")), "": ""},
)
TEACHING = Drawing(
    Layout.LINES,
    lambda profile, recipe: profile.teaching,
    begun=lambda course, as_of: any(term.begun(as_of) for term in course.terms),
    latest=lambda course, as_of: _newest(course.terms, as_of),
    draw=_course,
)
SERVICE = Drawing(
    Layout.ROWS,
    lambda profile, recipe: profile.service,
    begun=lambda service, as_of: any(year.begun(as_of) for year in service.years),
    latest=lambda service, as_of: (*_newest(service.years, as_of), len(_begun(service.years, as_of))),
    draw=_service,
    group=lambda context, recipe, service: service.kind,
    groups=lambda locale, recipe: locale.service_groups,
)
HONORS = Drawing(
    Layout.LINES,
    lambda profile, recipe: profile.honors,
    begun=lambda honor, as_of: honor.date.begun(as_of),
    latest=lambda honor, as_of: (honor.date.first, honor.date.last),
    draw=_honor,
)
METRICS = Drawing(
    Layout.ROWS,
    lambda profile, recipe: profile.metrics,
    begun=lambda metric, as_of: metric.date.begun(as_of),
    latest=lambda metric, as_of: (metric.date.first,),
    draw=_metric,
)
