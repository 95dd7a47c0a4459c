"""Partial dates: a year, a month, a day or an academic season, each standing for an interval of days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

YEARS = range(1900, 2101)

# First and last month. An American term that starts in late August is a fall term all through August,
# so that a course does not vanish from a CV drawn in the week before it begins.
SEASONS = {"Winter": (1, 3), "Spring": (1, 5), "Summer": (6, 8), "Fall": (8, 12), "Autumn": (8, 12)}

_NUMERIC = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEASONAL = re.compile(r"([A-Za-z]+) (\d{4})", re.ASCII)
_FORMS = "write it as 2021, 2021-05, 2021-05-31 or Spring 2021"


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class PartialDate:
    """A date known as far as its fields go; compares by the interval of days that it covers.

    `Fall 2018` and `Autumn 2018` are equal, and each is later than `2018-08` (same first day, later last day).
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None
    first: date = field(init=False, repr=False)
    """The first day that the date could mean."""
    last: date = field(init=False, repr=False)
    """The last day that the date could mean."""

    def __post_init__(self) -> None:
        # Dates are compared far more often than made.
        object.__setattr__(self, "first", self._first())
        object.__setattr__(self, "last", self._last())

    def _first(self) -> date:
        if self.season:
            return date(self.year, SEASONS[self.season][0], 1)
        return date(self.year, self.month or 1, self.day or 1)

    def _last(self) -> date:
        if self.day:
            return self.first
        month = SEASONS[self.season][1] if self.season else self.month or 12
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1)

    def begun(self, as_of: date) -> bool:
        """Whether a thing of this date has happened, or begun, by `as_of`: from the interval's first day on."""
        return self.first <= as_of

    def over(self, as_of: date) -> bool:
        """Whether a thing that ended on this date has ended by `as_of`: only after the interval's last day."""
        return self.last < as_of

    @property
    def without_day(self) -> PartialDate:
        """The month, season or year that the date lies in."""
        return PartialDate(self.year, self.month, season=self.season)

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as exact as it is known; of a season the year, as there is no form for it."""
        return str(self.year) if self.season else str(self)

    @classmethod
    @lru_cache(maxsize=4096)  # the same years and months are written time and again
    def parse(cls, text: str) -> Self:
        """Read `2021`, `2021-05`, `2021-05-31` or `Spring 2021`; ValueError says what is wrong and what to write."""
        text = text.strip()
        month = day = season = None
        if found := _NUMERIC.fullmatch(text):
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None  # the pattern's first group is not optional
        elif (found := _SEASONAL.fullmatch(text)) and found[1].capitalize() in SEASONS:
            year, season = int(found[2]), found[1].capitalize()
        else:
            raise ValueError(f"`{text[:40]}` is not a date; {_FORMS}")
        if year not in YEARS:
            raise ValueError(f"the year {year} is outside {YEARS.start}–{YEARS.stop - 1}")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month:02}; {_FORMS}")
        try:
            return cls(year, month, day, season)
        except ValueError:
            raise ValueError(f"there is no day {day} in {year}-{month:02}") from None

    def __str__(self) -> str:
        if self.season:
            return f"{self.season} {self.year}"
        return "-".join([str(self.year)] + [f"{part:02}" for part in (self.month, self.day) if part is not None])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and (self.first, self.last) == (other.first, other.last)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        seasons = "|".join(SEASONS)
        return {
            "anyOf": [
                {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1},
                {"type": "string", "pattern": rf"^(\d{{4}}(-\d{{2}}(-\d{{2}})?)?|({seasons}) \d{{4}})$"},
            ]
        }

    @classmethod
    def _validate(cls, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if not isinstance(value, str | int | date) or isinstance(value, bool):
            raise PydanticCustomError("date", "expected a date; {forms}", {"forms": _FORMS})
        try:
            return cls.parse(str(value))
        except ValueError as error:
            raise PydanticCustomError("date", "{reason}", {"reason": str(error)}) from None
