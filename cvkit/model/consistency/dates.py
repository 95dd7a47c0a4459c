"""Dates and hours: periods and talks that end before they start, and days, ends and zones that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cvkit.model.activities import Course, Service, Talk
from cvkit.model.career import Degree
from cvkit.model.consistency.context import Context, Inconsistency, Path
from cvkit.model.fields import Period


def backwards(period: Period, path: Path, context: Context) -> Iterator[Inconsistency]:
    """A period ends no earlier than it starts."""
    if period.start and period.end and period.end.last < period.start.first:
        yield Inconsistency(
            (*path, "end"), f"it ends in {period.end}, before it starts in {period.start}", "correct one of them"
        )


def no_end(degree: Degree, path: Path, context: Context) -> Iterator[Inconsistency]:
    """A degree that has come to an end has a date for it."""
    if degree.outcome in {"awarded", "left"} and degree.end is None:
        yield Inconsistency(
            (*path, "outcome"), f"a degree that was {degree.outcome} needs its `end`", "add it, as in `end: 2021-05`"
        )


def no_years(entry: Course | Service, path: Path, context: Context) -> Iterator[Inconsistency]:
    """What is done term by term, or year by year, was done in at least one."""
    name = "terms" if isinstance(entry, Course) else "years"
    if not getattr(entry, name):
        yield Inconsistency((*path, name), f"there is nothing in `{name}`", "write at least one, as in `[2023, 2024]`")


def talk_hours(talk: Talk, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The hours of a talk have a day, a zone that exists, and their order."""
    if talk.start and not talk.zone:
        yield Inconsistency((*path, "start"), "the hour has no time zone", "add one, as in `zone: America/New_York`")
    if talk.start and talk.date.day is None:
        yield Inconsistency(
            (*path, "date"), f"{talk.date} has an hour but no day", "write the date in full, as in 2024-03-29"
        )
    if talk.end and not talk.start:
        yield Inconsistency((*path, "end"), "the talk has an `end` and no `start`", "add `start`, as in `start: 11:45`")
    if talk.start and talk.end and talk.end <= talk.start:
        hours = f"{talk.end:%H:%M}, not after its start at {talk.start:%H:%M}"
        yield Inconsistency((*path, "end"), f"the talk ends at {hours}", "hours run from 00:00 to 23:59: 1 pm is 13:00")
    if talk.zone and not _is_zone(talk.zone):
        yield Inconsistency(
            (*path, "zone"),
            f"`{talk.zone[:60]}` is not a time zone",
            "write its name in the IANA database: America/New_York, Europe/Zurich, Asia/Shanghai, UTC",
        )


@cache
def _is_zone(name: str) -> bool:
    """Whether a time zone has this name; on a machine without the database, whether one could."""
    import zoneinfo

    if not all(part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in name.split("/")):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return not zoneinfo.available_timezones() and name.isascii()
    return True
