"""Write the talks of a document as an iCalendar file (RFC 5545), with the rules of their time zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from cvkit.render import records, text
from cvkit.render.tex_escape import clean
from cvkit.view.document import Document, Event

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//cvkit//EN"
METHOD = "PUBLISH"
_DAY = len("2024-03-29")


def events(document: Document) -> tuple[Event, ...]:
    """The talks that a calendar can hold: those of which the day is known."""
    found = records.events(records.document_entries(document))
    return tuple(event for event in found if len(event.date) == _DAY)


def calendar(document: Document) -> bytes:
    """The document's talks as a calendar; of an announcement, with all that it says as the description.

    The time stamp is the midnight (UTC) with which the document's day begins. A talk without an hour takes the whole
    day. LookupError where there is no talk of which the day is known, as a calendar must hold something.
    """
    from icalendar import Calendar

    found = events(document)
    if not found:
        raise LookupError("of no talk the day is known")
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", METHOD)
    for zone, days in _zones(found):
        made.add_component(_timezone(zone, days))
    said = text.render(document) if document.kind == "talk" else ""
    for event in found:
        made.add_component(_event(event, document.as_of, said))
    content: bytes = made.to_ical()
    return content


def _event(event: Event, as_of: date, said: str) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime.combine(as_of, time(), UTC))
    start, end = _moments(event)
    made.add("dtstart", start)
    if end is not None:
        made.add("dtend", end)
    elif not isinstance(start, datetime):
        made.add("transp", "TRANSPARENT")  # that the hour is unknown keeps nobody busy all day
    made.add("summary", clean(f"{event.speaker}: {event.title}" if event.speaker else event.title))
    if event.location:
        made.add("location", clean(event.location))
    if event.join:
        made.add("url", event.join)
        made.add("conference", event.join, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    if described := _lines(said) or _lines("\n\n".join([event.series, event.abstract, event.join])):
        made.add("description", described)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return made


def _lines(text: str) -> str:
    """The text line by line without control characters, and none of them at its ends."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


# --- hours and zones -----------------------------------------------------------


def _moments(event: Event) -> tuple[date, date | None]:
    """When it starts and ends, without an hour the day alone.

    An hour that clocks show twice is the first of them, and one that they skip counts from what they showed before it
    (RFC 5545, 3.3.5); as readers disagree on that, it is written as they show it then.
    """
    day = date.fromisoformat(event.date)
    if not event.start:
        return day, None
    zone = _zone(event.zone)

    def moment(clock: str) -> datetime:
        local = datetime.combine(day, time.fromisoformat(clock), zone)
        return local.astimezone(UTC).astimezone(zone) if zone else local

    return moment(event.start), moment(event.end) if event.end else None


def _zone(name: str) -> tzinfo | None:
    """The zone of that name; UTC itself has no rules to tell, and None is whatever the reader's clocks show."""
    from zoneinfo import ZoneInfo

    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name) if name else None
    except (LookupError, OSError, ValueError):  # unknown, a folder of the database, or no name at all
        return None


def _zones(found: tuple[Event, ...]) -> Iterator[tuple[tzinfo, list[date]]]:
    """Every zone whose rules have to be told, with the days on which there are talks."""
    timed = sorted((event.zone, event.date) for event in found if event.start)
    for name, days in groupby(timed, key=lambda pair: pair[0]):
        zone = _zone(name)
        if zone not in {None, UTC}:
            assert zone is not None
            yield zone, [date.fromisoformat(day) for _, day in days]


def _timezone(zone: tzinfo, days: list[date]) -> icalendar.Timezone:
    """The zone's rules over the years of the days, wherever on earth these begin.

    The generator of the library itself dates an onset by the new offset, where RFC 5545 (3.6.5) wants the old one.
    """
    import icalendar

    made = icalendar.Timezone()
    made.add("tzid", str(zone))
    first = datetime(min(days).year - 1, 12, 31, tzinfo=UTC)
    last = datetime(max(days).year + 1, 1, 2, tzinfo=UTC)
    for before, onset in [(first, first), *_changes(zone, first, last)]:
        old, new = before.astimezone(zone), onset.astimezone(zone)
        rule = icalendar.TimezoneDaylight() if new.dst() else icalendar.TimezoneStandard()
        offset = old.utcoffset()
        assert offset is not None  # a zone has one at any time
        rule.add("dtstart", (onset + offset).replace(tzinfo=None))
        rule.add("tzoffsetfrom", offset)
        rule.add("tzoffsetto", new.utcoffset())
        rule.add("tzname", new.tzname())
        made.add_component(rule)
    return made


def _changes(zone: tzinfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Each moment (UTC) at which the zone's offset or name changes, with one just before it."""

    def rule(moment: datetime) -> tuple[timedelta | None, str | None]:
        local = moment.astimezone(zone)
        return local.utcoffset(), local.tzname()

    second = timedelta(seconds=1)
    moment = first
    while moment < last:
        low, high = moment, moment + timedelta(days=1)
        if rule(low) != rule(high):
            while high - low > second:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if rule(middle) == rule(low) else (low, middle)
            yield low, high
        moment += timedelta(days=1)
