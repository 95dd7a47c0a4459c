"""The second by which documents of a day are dated."""

from __future__ import annotations

from datetime import UTC, date, datetime


def epoch_of(day: date) -> int:
    """The day's first second in seconds since 1970, by which PDFs are dated."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
