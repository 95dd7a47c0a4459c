"""The section on news: lines of the person's own, and lines drawn from the events of other entries."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from cvkit.model.activities import Honor, News, Talk
from cvkit.model.career import Degree, Position, Student
from cvkit.model.dates import PartialDate
from cvkit.model.fields import Flag, Period
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication
from cvkit.model.recipe import SectionRecipe
from cvkit.view import activities, career, publications
from cvkit.view.activities import coming, talk_title
from cvkit.view.context import Context, pointer
from cvkit.view.document import Emph, Entry, Inlines, Layout, Role, plain
from cvkit.view.document import Link as LinkNode
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.inline import fact, join, phrase, sentence, seq
from cvkit.view.prepositions import in_sentence
from cvkit.view.publications import links
from cvkit.view.standing import Standing

SUBJECTS: dict[str, Drawing[Any]] = {
    "positions": career.POSITIONS,
    "education": career.EDUCATION,
    "publications": publications.PUBLICATIONS,
    "talks": activities.TALKS,
    "teaching": activities.TEACHING,
    "students": career.STUDENTS,
    "grants": career.GRANTS,
    "service": activities.SERVICE,
    "honors": activities.HONORS,
    "metrics": activities.METRICS,
}
"""The sections whose entries news can be about."""


class _Line(News):
    """News with what the entry that it is about adds: a date, an audience, and from when on it is true."""

    holds: Callable[[datetime.date], bool]
    """Whether what is said of the entry is true by a day."""
    cancelled: Flag = False
    """Whether it is about a talk that was called off."""
    kind: str = "own"
    """By which a recipe can choose it: the event, else the section, else `own`."""


def automatic(profile: Profile) -> Iterator[News]:
    """The news that entries make by themselves, apart from what the profile's own news says of the same event."""
    told = {(news.about, news.event) for news in profile.news.values()}
    for section, key, event in _events(profile):
        about = f"{section}/{key}"
        if (about, event) not in told:
            yield News.model_construct(about=about, event=event)


def _events(profile: Profile) -> Iterator[tuple[str, str, str | None]]:
    for key, work in profile.publications.items():
        reached = dict.fromkeys(state.status for state in work.states)
        # Who has told of the acceptance need not tell of the printing, and submission is nobody's news.
        silent = {"under-review"} | ({"published"} if "accepted" in reached else set())
        yield from (("publications", key, status) for status in reached if status not in silent)
    yield from (("positions", key, "start") for key, job in profile.positions.items() if job.start)
    for key, degree in profile.education.items():
        if degree.end and degree.outcome in {None, "awarded"}:
            yield "education", key, "end"
    yield from (("honors", key, None) for key in profile.honors)
    yield from (("talks", key, None) for key, talk in profile.talks.items() if talk.title)


def _subject(profile: Profile, news: News) -> tuple[str, str, Any]:
    """The section, key and entry that a line of news is about; the entry is None where there is none."""
    section, _, key = (news.about or "").partition("/")
    return section, key, getattr(profile, section).get(key) if section else None


def _reported(work: Publication, news: News) -> int:
    """The place of the state that the news reports: the event's, else the one reached by its date, else the latest."""
    for index, state in enumerate(work.states):
        if state.status == news.event:
            return index
    reached = [index for index, state in enumerate(work.states) if not news.date or state.date.begun(news.date.last)]
    return reached[-1] if reached else 0


def _standing(path: str, work: Publication, news: News) -> Standing:
    index = _reported(work, news)
    return Standing(path, work, work.states[index], index if work.history else None)


def _happened(subject: Any, news: News) -> tuple[str, PartialDate | None]:
    """When what the news reports came about, with the field of the entry that tells it."""
    if isinstance(subject, Publication):
        index = _reported(subject, news)
        return f"history/{index}/date" if subject.history else "date", subject.states[index].date
    if isinstance(subject, Period):
        return ("end", subject.end) if news.event == "end" else ("start", subject.start)
    return "date", getattr(subject, "date", None)


def _lines(profile: Profile, recipe: SectionRecipe) -> dict[str, _Line]:
    """All news, each line with what its entry adds; automatic lines stand under what they report."""
    lines = {}
    drawn = [(f"{news.about}/{news.event}", news) for news in automatic(profile)] if recipe.automatic else []
    for key, news in (*profile.news.items(), *drawn):
        section, _, subject = _subject(profile, news)
        added = {
            "kind": news.event or section or "own",
            "date": news.date or _happened(subject, news)[1],
            "show": () if news.hide else _audience(news.show, getattr(subject, "show", None)),
            "holds": partial(_holds, section, subject, news),
            "cancelled": getattr(subject, "cancelled", False),
        }
        lines[key] = _Line.model_construct(**{**dict(news), **added})
    return lines


def _audience(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(name for name in one if name in other)


def _holds(section: str, subject: Any, news: News, as_of: datetime.date) -> bool:
    if news.text and news.date:  # own words under an own date may speak of what is to come
        return True
    if section in SUBJECTS and not SUBJECTS[section].begun(subject, as_of):
        return False
    happened = _happened(subject, news)[1]
    if happened is None or isinstance(subject, Talk):  # talks are told ahead
        return True
    # What ends on a day, or in a month, has ended only when that is over.
    return happened.over(as_of) if news.event == "end" else happened.begun(as_of)


def _draw(context: Context, key: str, news: _Line) -> Entry:
    section, subject_key, subject = _subject(context.profile, news)
    subject_path = pointer(section, subject_key)
    event_path = f"{subject_path}/{_happened(subject, news)[0]}"
    own = context.profile.news.get(key)
    path = pointer("news", key) if own else event_path
    made: tuple[LinkNode, ...] = ()
    as_of = context.lens.as_of
    if isinstance(subject, Publication) and (at := _standing(subject_path, subject, news)).state.date.begun(as_of):
        made = links(at, as_of)[:1]
    date_path = f"{path}/date" if own and own.date else event_path
    title = phrase(f"{path}/text", news.text) if news.text else _words(context, news, subject_path, subject)
    date = news.date.without_day.iso if news.date else ""
    return Entry(
        path=path,
        id=entry_id("news", key),
        title=title,
        when=fact(date_path, context.locale.month(news.date)) if news.date else (),
        links=made,
        record=Role(plain(title), start=date, end=date),
    )


def _words(context: Context, news: News, path: str, subject: Any) -> Inlines:
    """What is said of an entry where the news has no words of its own."""
    as_of = context.lens.as_of
    at = min(news.date.last, as_of) if news.date else as_of
    match subject:
        case Publication():
            return _publication(context, _standing(path, subject, news))
        case Position():
            return _position(context, news, path, subject, at)
        case Degree():
            return _degree(context, news, path, subject, at)
        case Student():
            return join([context.names.person(subject.name, f"{path}/name"), fact(f"{path}/degree", subject.degree)])
        case Talk():
            return _talk(context, path, subject, at)
        case Honor():
            return _told(context, "news honor", title=fact(f"{path}/title", subject.title))
    return fact(f"{path}/title", getattr(subject, "title", None))


def _told(context: Context, phrase: str, **slots: Inlines) -> Inlines:
    return sentence(context.locale.say(phrase, **slots))


def _publication(context: Context, at: Standing) -> Inlines:
    others = context.locale.listing(
        [
            context.names.person(author, f"{at.authors_path}/{index}", titled=False)
            for index, author in enumerate(at.authors)
            if not context.names.is_me(author)
        ]
    )
    event, work = f"news {at.state.status}", (Emph(at.title),)
    if at.settled and at.venue:
        name = context.names.venue_short(at.venue, at.venue_path, at.naming_day(context.lens.as_of))
        said = context.locale.say(event, work=work, venue=seq(name, " ", fact(at.year_path, str(at.year))))
    else:
        said = context.locale.say(f"{event} bare" if at.settled else event, work=work)
    return _told(context, "news company", news=said, people=others) if others else sentence(said)


def _position(context: Context, news: News, path: str, position: Position, at: datetime.date) -> Inlines:
    # English joins the place by a preposition (`where`), other languages by a comma (`place`).
    where = in_sentence(context, position.organizations, f"{path}/organizations", at)
    return _told(
        context,
        f"news {news.event or 'start'}",
        title=fact(f"{path}/title", position.title),
        where=seq(" ", where) if where else (),
        place=context.names.organizations(position.organizations, f"{path}/organizations", at),
    )


def _degree(context: Context, news: News, path: str, degree: Degree, at: datetime.date) -> Inlines:
    name = fact(f"{path}/degree", degree.degree)
    field = fact(f"{path}/field", degree.field)
    event = "studies" if news.event == "start" else "left" if degree.outcome == "left" else "degree"
    return _told(
        context,
        f"news {event}",
        degree=context.locale.say("degree in", degree=name, field=field) if field else name,
        place=context.names.organizations(degree.organizations, f"{path}/organizations", at),
    )


def _talk(context: Context, path: str, talk: Talk, at: datetime.date) -> Inlines:
    event = context.names.venue(talk.event, f"{path}/event", at) if talk.event else ()
    place = join([event, context.names.organizations(talk.hosts, f"{path}/hosts", at)])
    ahead = coming(talk, context.lens.as_of)
    title = talk_title(context, path, talk, ahead=ahead)
    if ahead:
        return join([title, place])
    title = (Emph(title),) if talk.title else title
    return _told(context, "news talk" if place else "news talk bare", title=title, place=place)


def _latest(news: News, as_of: datetime.date) -> tuple[Any, ...]:
    return (news.date.first, news.date.last) if news.date else (datetime.date.min, datetime.date.min)


NEWS = Drawing(
    Layout.LINES,
    _lines,
    begun=lambda news, as_of: news.date is not None and news.date.begun(as_of) and news.holds(as_of),
    over=lambda news, as_of: news.cancelled,
    latest=_latest,
    draw=_draw,
    fold=8,
)
