"""Calendars: what two independent readers get back is the talk, at the right instant."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as ReadEvent

from announced import TALK, announced, profile_of
from cvkit.render import ics
from cvkit.view.compose import compose
from cvkit.view.document import Document, Entry, Event, Group, Layout, Section

EVENT = Event("talk-loom-0@cvkit", "Looms", "2024-03-29", "11:45", "12:45", "America/New_York", speaker="Maren Okafor")


def of(*events: Event, as_of: date = date(2024, 3, 1)) -> Document:
    """A list of talks as a site has it."""
    entries = tuple(Entry(f"/talks/t{n}", f"t{n}", record=event) for n, event in enumerate(events))
    section = Section("talks", "Talks", Layout.LINES, (Group("", entries),))
    return replace(announced(as_of=as_of), kind="site", sections=(section,))


def first_reader(document: Document) -> list[icalendar.Event]:
    made = icalendar.Calendar.from_ical(ics.calendar(document))
    assert not made.errors
    return made.events


def second_reader(document: Document) -> list[ReadEvent]:
    return IcsCalendarStream.calendar_from_ics(ics.calendar(document).decode()).events


def zone_told(document: Document) -> Any:
    """The zone as its own rules in the file give it, whatever this machine knows of its name."""
    return tzical(io.StringIO(ics.calendar(document).decode().replace("\r\n", "\n"))).get()


# --- instants ---

INSTANTS = [
    # zone, day, hour, the same in UTC
    ("America/New_York", "2024-03-09", "11:45", "2024-03-09 16:45"),  # the day before clocks go forward
    ("America/New_York", "2024-03-10", "01:30", "2024-03-10 06:30"),
    ("America/New_York", "2024-03-10", "02:30", "2024-03-10 07:30"),  # skipped: counted from before it
    ("America/New_York", "2024-03-10", "03:30", "2024-03-10 07:30"),
    ("America/New_York", "2024-03-29", "11:45", "2024-03-29 15:45"),
    ("America/New_York", "2024-11-03", "00:30", "2024-11-03 04:30"),
    ("America/New_York", "2024-11-03", "01:30", "2024-11-03 05:30"),  # shown twice: the first
    ("America/New_York", "2024-11-03", "02:30", "2024-11-03 07:30"),
    ("Europe/Dublin", "2024-03-31", "02:30", "2024-03-31 01:30"),
    ("Europe/Dublin", "2024-01-15", "12:00", "2024-01-15 12:00"),
    ("Australia/Sydney", "2024-04-06", "12:00", "2024-04-06 01:00"),
    ("Australia/Sydney", "2024-04-08", "12:00", "2024-04-08 02:00"),
    ("Australia/Lord_Howe", "2024-10-06", "03:00", "2024-10-05 16:00"),
    ("Africa/Casablanca", "2024-03-20", "12:00", "2024-03-20 12:00"),
    ("Africa/Casablanca", "2024-05-20", "12:00", "2024-05-20 11:00"),
    ("Asia/Kathmandu", "2024-01-01", "00:15", "2023-12-31 18:30"),
    ("Pacific/Kiritimati", "2024-01-01", "00:00", "2023-12-31 10:00"),
    ("Pacific/Pago_Pago", "2024-12-31", "23:00", "2025-01-01 10:00"),
    ("UTC", "2024-06-01", "12:00", "2024-06-01 12:00"),
]


@pytest.mark.parametrize(("zone", "day", "hour", "instant"), INSTANTS)
def test_the_instant_is_right_for_every_reader(zone: str, day: str, hour: str, instant: str) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    document = of(replace(EVENT, zone=zone, date=day, start=hour, end=""))
    (first,), (second,) = first_reader(document), second_reader(document)
    assert isinstance(first.start, datetime)
    assert isinstance(second.dtstart, datetime)
    assert first.start.astimezone(UTC) == second.dtstart.astimezone(UTC) == expected
    if zone != "UTC":
        local = first.start.replace(tzinfo=None)
        assert (local - zone_told(document).utcoffset(local)).replace(tzinfo=UTC) == expected


ZONES = [
    "America/New_York",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Santiago",
    "Asia/Tehran",
]


@given(
    zone=st.sampled_from(ZONES),
    at=st.datetimes(datetime(1990, 1, 1), datetime(2036, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0)),
)
@settings(max_examples=30)
def test_the_rules_told_are_those_of_the_zone(zone: str, at: datetime) -> None:
    document = of(replace(EVENT, zone=zone, date=f"{at:%Y-%m-%d}", start=f"{at:%H:%M}", end=""))
    told, known = zone_told(document), ZoneInfo(zone)
    for hours in range(-24, 25):
        local = at + timedelta(hours=hours)
        if local.year != at.year:
            continue
        past_and_back = local.replace(tzinfo=known).astimezone(UTC).astimezone(known).replace(tzinfo=None)
        if past_and_back == local:  # of an hour that is skipped, the reader has its own opinion
            assert told.utcoffset(local) == known.utcoffset(local), local


def test_the_onset_of_summer_time_is_told_by_the_clocks_before_it() -> None:
    written = ics.calendar(of(EVENT)).decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20240310T020000\r\nTZNAME:EDT\r\nTZOFFSETFROM:-0500\r\n" in written
    assert written.count("BEGIN:VTIMEZONE") == 1


def test_talks_in_one_zone_share_its_rules_and_utc_has_none() -> None:
    rome = replace(EVENT, uid="b", zone="Europe/Rome")
    written = ics.calendar(of(EVENT, replace(EVENT, uid="c", date="2025-08-01"), rome)).decode()
    assert re.findall("TZID:(.*)\r", written) == ["America/New_York", "Europe/Rome"]
    assert "DTSTART:20250309T020000" in written
    assert "VTIMEZONE" not in ics.calendar(of(replace(EVENT, zone="UTC"))).decode()


# --- what it says ---


def test_an_announcement_is_told_whole() -> None:
    (event,) = first_reader(announced())
    assert event["summary"] == f"Maren Okafor: {TALK['title']}"
    assert event["location"] == "Room 7, Weavers' Hall, Springfield"
    assert event["url"] == event["conference"] == TALK["join"]
    assert (event["status"], event["uid"]) == ("CONFIRMED", ics.events(announced())[0].uid)
    assert (event.start, event.end) == (
        datetime(2027, 3, 17, 11, 45, tzinfo=ZoneInfo("America/New_York")),
        datetime(2027, 3, 17, 12, 45, tzinfo=ZoneInfo("America/New_York")),
    )
    for part in ("Maren Okafor\nAssistant Professor\nUniversity of Weft", "Looms are fast.", "Abstract", "She "):
        assert part in str(event["description"])
    (again,) = second_reader(announced())
    assert (again.summary, again.description) == (str(event["summary"]), str(event["description"]))


def test_a_list_tells_each_talk_by_itself() -> None:
    events = first_reader(compose(profile_of(), "site", date(2027, 3, 1)))
    assert [event["summary"] for event in events] == [f"Maren Okafor: {TALK['title']}"]
    assert str(events[0]["description"]).startswith("Weaving Seminar, Example University\n\nLooms are fast.")


def test_a_talk_without_an_hour_takes_the_day_and_keeps_nobody_busy() -> None:
    document = announced(start=None, end=None, zone=None)
    (first,), (second,) = first_reader(document), second_reader(document)
    assert first.start == second.dtstart == date(2027, 3, 17)
    assert first["transp"] == "TRANSPARENT"
    assert "time to be announced" in str(first["description"])
    assert b"VTIMEZONE" not in ics.calendar(document)


def test_a_cancelled_talk_is_taken_back() -> None:
    written = ics.calendar(announced(cancelled=True)).decode()
    assert "STATUS:CANCELLED\r\n" in written
    assert "METHOD:PUBLISH\r\n" in written
    assert first_reader(announced(cancelled=True))[0]["uid"] == first_reader(announced())[0]["uid"]


def test_a_talk_without_a_day_is_no_event() -> None:
    document = announced(date="2027-03", start=None, end=None, zone=None)
    assert ics.events(document) == ()
    with pytest.raises(LookupError):
        ics.calendar(document)


def test_the_stamp_is_the_day_of_the_document() -> None:
    (event,) = first_reader(announced(as_of=date(2026, 12, 1)))
    assert event.DTSTAMP.isoformat() == "2026-12-01T00:00:00+00:00"
    assert ics.calendar(announced()) == ics.calendar(announced())


# --- hostile text ---

HOSTILE = (
    "Looms\r\nATTENDEE:mailto:eve@example.org",
    "a\nEND:VEVENT\nBEGIN:VALARM",
    'commas, semicolons; backslashes\\ \\n "quotes" ^n colons:',
    "x" * 59 + "😀" * 60,
    "Łódź 刘超越 مرحبا \u2028 e\u0301",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_stays_text(hostile: str) -> None:
    event = replace(EVENT, title=hostile, location=hostile, series=hostile, abstract=hostile, speaker=hostile)
    (first,), (second,) = first_reader(of(event)), second_reader(of(event))
    assert set(first) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS"}
    assert first.subcomponents == []
    assert second.attendees == []
    assert second.summary == str(first["summary"])
    assert second.location == str(first["location"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
@settings(max_examples=40)
def test_any_text_is_folded_within_octets_and_read_back(text: str) -> None:
    written = ics.calendar(of(replace(EVENT, title=f"A{text}Z", abstract=f"A{text}Z")))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert written.decode().replace("\r\n ", "").count("\r\nDESCRIPTION:") == 1  # folded between letters, not in one
    (first,) = first_reader(of(replace(EVENT, title=f"A{text}Z")))
    assert str(first["summary"]).startswith("Maren Okafor: A")
    assert str(first["summary"]).endswith("Z")
