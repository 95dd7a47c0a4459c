"""A talk as an event: its hours with their zone, and its record for calendars."""

from __future__ import annotations

from datetime import datetime, time
from hashlib import sha256

from cvkit.model.activities import Talk
from cvkit.model.dates import PartialDate
from cvkit.model.person import folded
from cvkit.view.context import Context
from cvkit.view.document import Event, Inlines, plain
from cvkit.view.inline import dollars, fact, join, seq


def hours(path: str, talk: Talk) -> Inlines:
    """`11:45–12:45 EDT`; nothing while the hour is unknown."""
    ends = (("start", talk.start), ("end", talk.end))
    clock = join([fact(f"{path}/{field}", f"{hour:%H:%M}") for field, hour in ends if hour], "–")
    if not talk.start or not talk.zone:
        return clock
    return seq(clock, " ", fact(f"{path}/zone", abbreviation(talk.zone, talk.date, talk.start)))


def hours_with_zone(path: str, talk: Talk) -> Inlines:
    """`11:45–12:45 EDT (America/New_York)`, as other zones may be abbreviated alike."""
    known = hours(path, talk)
    if not talk.start or not talk.zone or plain(known).endswith(f" {talk.zone}"):
        return known
    return seq(known, " (", fact(f"{path}/zone", talk.zone), ")")


def abbreviation(zone: str, day: PartialDate, hour: time) -> str:
    """What the zone is called at that hour: EDT, or its distance from UTC where it has no letters: UTC+05:45."""
    from zoneinfo import ZoneInfo

    try:
        moment = datetime.combine(day.first, hour, ZoneInfo(zone))
    except (LookupError, OSError, ValueError):  # a machine without the database
        return zone
    name = moment.tzname() or zone
    if name.isalpha():
        return name
    offset = f"{moment:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}".replace("-", "−")


def event(
    context: Context,
    key: str,
    talk: Talk,
    *,
    title: Inlines,
    series: Inlines,
    where: Inlines,
    abstract: tuple[Inlines, ...],
    exact: bool,
) -> Event:
    """The record of a talk that is shown with these slots; hours, day and link are in it where `exact`."""
    name = context.profile.person.name.full
    day = talk.date if exact else PartialDate(talk.date.year, talk.date.month, season=talk.date.season)
    return Event(
        uid=uid(name, key),
        title=dollars(title),
        date=day.iso,
        start=f"{talk.start:%H:%M}" if talk.start and exact else "",
        end=f"{talk.end:%H:%M}" if talk.end and exact else "",
        zone=talk.zone if talk.zone and talk.start and exact else "",
        series=plain(series),
        location=plain(where),
        join=talk.join if talk.join and exact else "",
        abstract="\n\n".join(map(dollars, abstract)),
        speaker=name,
        cancelled=talk.cancelled,
    )


def uid(name: str, key: str) -> str:
    """What a calendar knows the talk by: the same on any day and machine and however its title or date may change."""
    person = sha256(f"{folded(name)}\0{key}".encode()).hexdigest()[:16]
    return f"talk-{key}-{person}@cvkit"
