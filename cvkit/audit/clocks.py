"""Times of day in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvkit.audit.words import Span

_CLOCKS = re.compile(
    r"(?<![\d:/])(\d{1,2})(?::([0-5]\d))?\s*([ap]\.?m\b\.?)?"
    r"(?:\s*(?:--?|–|—|to|until)\s*(\d{1,2})(?::([0-5]\d))?\s*([ap]\.?m\b\.?)?)?(?![\d/])",
    re.IGNORECASE,
)

_ZONE = re.compile(r"\s*\(?(?:[A-Z]{2,5}|UTC[+-]\d+)\b\)?")


def clocks(text: str) -> list[tuple[Span, str, str]]:
    """Every time of day with its place, as `HH:MM` from and to; the latter is empty where none is told."""
    found = []
    for match in _CLOCKS.finditer(text):
        hour, minute, half, hour_to, minute_to, half_to = match.groups()
        if not (minute or half or minute_to or half_to):
            continue
        until = _clock(hour_to, minute_to, half_to) if hour_to else ""
        since = _clock(hour, minute, half or half_to)
        if until and since > until:
            since = _clock(hour, minute, half)
        if since:
            found.append((match.span(), since, until))
    return found


def times(text: str) -> Iterator[Span]:
    """Where times of day stand, with the zone behind them."""
    for (start, end), _, _ in clocks(text):
        zone = _ZONE.match(text, end)
        yield start, zone.end() if zone else end


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return f"{hours:02}:{minute or '00'}" if hours < 24 else ""
