"""Published dates held against those of an entry: a period, or a list of single dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cvkit.audit.dates import Moment, When
from cvkit.audit.findings import Verdict
from cvkit.model.dates import PartialDate
from cvkit.model.fields import Period
from cvkit.view.career import ongoing


@dataclass(frozen=True, slots=True)
class Mistimed:
    """A date that is wrong, or one that is missing, for which `when` is None."""

    verdict: Verdict
    when: When | None
    known: str
    path: str
    why: str = ""


def mistimed_period(period: Period, path: str, whens: Sequence[When], as_of: date) -> Iterator[Mistimed]:
    """What is wrong with the first range told, or the first date where no range is."""
    when = max(whens, key=lambda when: when.ranged)
    told = period_text(period, as_of)
    if not when.ranged:
        known = [value for value in (period.start, period.end) if value]
        if known and when.first and not any(when.first.agrees(value) for value in known):
            yield Mistimed(Verdict.DIFFERS, when, told, f"{path}/{'end' if period.end else 'start'}")
        return
    if when.first and period.start and not when.first.agrees(period.start):
        yield Mistimed(Verdict.DIFFERS, when, told, f"{path}/start")
    if when.open:
        if period.end and not ongoing(period, as_of):
            yield Mistimed(Verdict.STALE, when, told, f"{path}/end", f"It ended in {period.end}.")
    elif when.last and period.end:
        if not when.last.agrees(period.end):
            yield Mistimed(Verdict.DIFFERS, when, told, f"{path}/end")
    elif when.last and period.start and not _future(when.last, as_of) and not when.last.agrees(period.start):
        yield Mistimed(Verdict.DIFFERS, when, told, path, "By the profile it goes on.")


def mistimed_dates(
    dates: Sequence[tuple[str, PartialDate]], whens: Sequence[When], as_of: date, *, every: bool
) -> Iterator[Mistimed]:
    """What is wrong among single dates; with `every`, all that have come are to be told."""
    left = {path: value for path, value in dates if not every or value.begun(as_of)}
    wrong: list[When] = []
    for when in whens:
        for moment in moments_of(when, as_of):
            same = [path for path, value in left.items() if moment.agrees(value)]
            for path in same:
                del left[path]
            if not same and when not in wrong and not any(moment.agrees(value) for _, value in dates):
                wrong.append(when)
    missing = list(left.items())
    for when in wrong:
        path, value = missing.pop(0) if missing else (dates[0][0], None)
        told = str(value) if value else ", ".join(str(value) for _, value in dates)
        yield Mistimed(Verdict.DIFFERS, when, told, path)
    if every:
        for path, value in missing:
            yield Mistimed(Verdict.MISSING, None, str(value), path, "It is not among the dates told.")


def moments_of(when: When, as_of: date) -> list[Moment]:
    """The single dates of a point or range: of a range of years each one."""
    if not when.ranged:
        return [when.first] if when.first else []
    first, last = when.first, when.last or Moment(as_of.year)
    if first and first.year and last.year and not (first.month or first.season or last.month or last.season):
        return [Moment(year) for year in range(first.year, last.year + 1)]
    return [moment for moment in (first, when.last) if moment]


def _future(moment: Moment, as_of: date) -> bool:
    value = moment.partial()
    return value is not None and not value.over(as_of)


def period_text(period: Period, as_of: date) -> str:
    """A period in words."""
    start = str(period.start) if period.start else ""
    end = "present" if period.end is None or ongoing(period, as_of) else str(period.end)
    return f"{start} – {end}" if start else end
