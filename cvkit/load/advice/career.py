"""Advice on positions and degrees: what goes on too long, what is missing, and what nobody may tell yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cvkit.load.advice.piece import YEAR, Advice, goes_on, pointer
from cvkit.model.profile import Profile

LONG_DEGREE = 8 * YEAR
LONG_TEMPORARY = 6 * YEAR
LONG_GAP = YEAR

_TEMPORARY_TITLE = re.compile(r"\b(post-?doc\w*|intern|trainee|visiting|visitor)\b", re.IGNORECASE)


def long_degree(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A degree in progress comes to an end."""
    for key, degree in profile.education.items():
        if degree.outcome in {None, "in-progress"} and goes_on(degree, as_of, LONG_DEGREE):
            yield Advice(
                pointer("education", key, "start"),
                f"the degree `{key}` has been in progress since {degree.start}",
                "add its `end`, with `outcome: left` if it ended without the degree",
            )


def long_temporary(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A temporary position comes to an end."""
    for key, position in profile.positions.items():
        temporary = position.kind != "appointment" or _TEMPORARY_TITLE.search(position.title)
        if temporary and goes_on(position, as_of, LONG_TEMPORARY):
            yield Advice(
                pointer("positions", key, "start"),
                f"the position `{key}` ({position.title}) has been open since {position.start}",
                "add its `end`, if it is over",
            )


def gap(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Between jobs and degrees there is at most a year that nothing accounts for."""
    periods = [
        (known.first, period.end.last if period.end else as_of, section, key)
        for section, entries in (("positions", profile.positions), ("education", profile.education))
        for key, period in entries.items()
        if (known := period.start or period.end)
    ]
    covered: date | None = None
    for start, end, section, key in sorted(periods):
        if covered and start - covered > LONG_GAP:
            yield Advice(
                pointer(section, key, "start"),
                f"nothing stands between {covered:%Y-%m} and {start:%Y-%m}",
                "if a job or a degree is missing, add it; otherwise leave it so",
            )
        covered = max(covered or end, end)


def unannounced(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A position to come may be told from a day on, which lies before it begins."""
    for key, position in profile.positions.items():
        if position.start is None or position.start.begun(as_of):
            continue
        if position.announced is None:
            yield Advice(
                pointer("positions", key, "start"),
                f"the position `{key}` begins in {position.start}, and no document tells of it before",
                "if it is no secret, say since when, as in `announced: 2024-05`; bios then tell that you will join",
            )
        elif position.announced.first >= position.start.first:
            yield Advice(
                pointer("positions", key, "announced"),
                f"the position `{key}` is announced in {position.announced}, but begins in {position.start}",
                "correct one of the two; `announced` is the day from which bios may tell what is to come",
            )
