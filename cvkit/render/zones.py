"""Hours by the clocks of a time zone, as ISO 8601 writes them."""

from __future__ import annotations

from datetime import datetime


def with_offset(date: str, clock: str, zone: str) -> str:
    """A day and hour with the zone's offset on that day: `2026-11-25T11:45:00-05:00`.

    The day alone, as exact as it is known, without an hour; no offset without a zone that this machine knows.
    """
    from zoneinfo import ZoneInfo

    if not clock or len(date) != len("2026-11-25"):
        return date
    local = datetime.fromisoformat(f"{date}T{clock}")
    if zone:
        try:
            local = local.replace(tzinfo=ZoneInfo(zone))
        except (LookupError, OSError, ValueError):  # unknown, a folder of the database, or no name at all
            return local.isoformat()
    return local.isoformat()
