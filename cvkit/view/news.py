"""The section on news: lines of the person's own, and lines drawn from the events of other entries."""

from __future__ import annotations

import datetime
from datetime import timedelta
from typing import Any

from cvkit.model.activities import News, Talk
from cvkit.model.career import Degree, Position, Student
from cvkit.model.dates import PartialDate
from cvkit.model.fields import Flag, Period
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication
from cvkit.view.activities import talk_title
from cvkit.view.context import Context, pointer
from cvkit.view.document import Emph, Entry, Inlines, Layout
from cvkit.view.document import Link as LinkNode
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.inline import fact, join, listing, phrase, sentence, seq
from cvkit.view.publications import Standing, links
from cvkit.view.wording import month_text

_PUBLICATION_VERBS = {
    # status: its verb, and the preposition before the venue where the verb takes one
    "preprint": ("New preprint", ""),
    "under-review": ("Submitted", ""),
    "accepted": ("Accepted", " to "),
    "published": ("Published", " in "),
}
_POSITION_VERBS = {"start": "Started as ", "end": "Finished as "}
_DEGREE_ENDS = {None: "Received ", "awarded": "Received ", "left": "Left ", "in-progress": "Finished "}


class _Line(News):
    """News with what the entry that it is about adds: a date, an audience, and from when on it is true."""

    since: datetime.date = datetime.date.min
    """The first day on which words drawn from the entry hold."""
    cancelled: Flag = False
    """Whether it is about a talk that was called off."""


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


def _lines(profile: Profile) -> dict[str, _Line]:
    """All news, each line with what its entry adds."""
    lines = {}
    for key, news in profile.news.items():
        _, _, subject = _subject(profile, news)
        added = {
            "date": news.date or _happened(subject, news)[1],
            "show": _audience(news.show, getattr(subject, "show", None)),
            "since": _true_since(subject, news),
            "cancelled": getattr(subject, "cancelled", False),
        }
        lines[key] = _Line.model_construct(**{**dict(news), **added})
    return lines


def _audience(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(name for name in one if name in other)


def _true_since(subject: Any, news: News) -> datetime.date:
    happened = _happened(subject, news)[1]
    if news.text or happened is None or isinstance(subject, Talk):  # talks are told ahead
        return datetime.date.min
    # What ends on a day, or in a month, has ended only when that is over.
    return happened.last + timedelta(days=1) if news.event == "end" else happened.first


def _draw(context: Context, key: str, news: _Line) -> Entry:
    path = pointer("news", key)
    section, subject_key, subject = _subject(context.profile, news)
    subject_path = pointer(section, subject_key)
    made: tuple[LinkNode, ...] = ()
    if isinstance(subject, Publication):
        made = links(_standing(subject_path, subject, news), context.lens.as_of)[:1]
    own_date = context.profile.news[key].date is not None
    date_path = f"{path}/date" if own_date else f"{subject_path}/{_happened(subject, news)[0]}"
    return Entry(
        path=path,
        id=entry_id("news", key),
        title=phrase(f"{path}/text", news.text) if news.text else _words(context, news, subject_path, subject),
        when=fact(date_path, month_text(news.date)) if news.date else (),
        links=made,
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
            return talk_title(path, subject, as_of)
    return fact(f"{path}/title", getattr(subject, "title", None))


def _publication(context: Context, at: Standing) -> Inlines:
    others = listing(
        [
            context.names.person(author, f"{at.authors_path}/{index}", titled=False)
            for index, author in enumerate(at.authors)
            if not context.names.is_me(author)
        ]
    )
    verb, preposition = _PUBLICATION_VERBS[at.state.status]
    venue: Inlines = ()
    if preposition and at.venue:
        name = context.names.venue_short(at.venue, at.venue_path, at.naming_day(context.lens.as_of))
        venue = seq(preposition, name, " ", fact(at.year_path, str(at.year)))
    return sentence(verb, venue, ": ", Emph(at.title), seq(", with ", others) if others else "")


def _position(context: Context, news: News, path: str, position: Position, at: datetime.date) -> Inlines:
    where = [
        context.names.in_sentence(organization, f"{path}/organizations/{index}", at)
        for index, organization in enumerate(position.organizations)
    ]
    verb = _POSITION_VERBS[news.event or "start"]
    return sentence(join([seq(verb, fact(f"{path}/title", position.title)), listing(where)], " "))


def _degree(context: Context, news: News, path: str, degree: Degree, at: datetime.date) -> Inlines:
    verb = _DEGREE_ENDS[degree.outcome] if news.event == "end" else "Began "
    name = join([fact(f"{path}/degree", degree.degree), fact(f"{path}/field", degree.field)], " in ")
    where = context.names.organizations(degree.organizations, f"{path}/organizations", at)
    return sentence(join([seq(verb, name), where]))


def _latest(news: News, as_of: datetime.date) -> tuple[Any, ...]:
    return (news.date.first, news.date.last) if news.date else (datetime.date.min, datetime.date.min)


NEWS = Drawing(
    Layout.LINES,
    _lines,
    begun=lambda news, as_of: news.date is not None and news.date.begun(as_of) and news.since <= as_of,
    over=lambda news, as_of: news.cancelled,
    latest=_latest,
    draw=_draw,
)
