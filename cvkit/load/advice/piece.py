"""A piece of advice, and what several rules ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from cvkit.model.fields import Period

YEAR = timedelta(days=365)


class Advice(NamedTuple):
    """A piece of advice: the JSON pointer of what it is about, what was noticed and what to do."""

    pointer: str
    message: str
    help: str


def goes_on(period: Period, as_of: date, longer_than: timedelta) -> bool:
    """Whether a period is open on the day and began longer before it."""
    begun = period.start and as_of - period.start.last > longer_than
    return bool(begun) and (period.end is None or not period.end.over(as_of))


def pointer(*steps: str | int) -> str:
    """The JSON pointer (RFC 6901) of a place in the profile."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
