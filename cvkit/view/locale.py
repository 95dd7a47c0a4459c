"""What a language says for months, headings and the fixed words between facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Period
from cvkit.view.document import WORDS, Inlines, plain
from cvkit.view.inline import fact, join, seq

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Locale:
    """The fixed words of one language; every table has the same keys in every language."""

    language: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday on."""
    seasons: Mapping[str, str]
    month_form: str
    """How month and year stand together: `{month} {year}`."""
    day_form: str
    weekday_form: str
    """A day with its day of the week: `{weekday}, {day} {month} {year}`."""
    season_form: str
    present: str
    """The end of what goes on."""
    conjunction: str
    """The word before the last of several, with the spaces around it."""
    serial_comma: bool
    """Whether a comma stands before the conjunction of three or more."""
    nouns_capitalized: bool
    """Whether nouns have capitals within a line."""
    headings: Mapping[str, str]
    titles: Mapping[str, str]
    """What a kind of document is called."""
    publication_groups: Mapping[str, str]
    """In the order in which a CV lists them."""
    statuses: Mapping[str, str]
    versions: Mapping[str, str]
    """What a publication is in each of its states."""
    service_groups: Mapping[str, str]
    talk_kinds: Mapping[str, str]
    words: Mapping[str, str]
    """What a page says of itself."""
    phrases: Mapping[str, str]
    """Words and sentences with slots for facts."""

    @property
    def page_words(self) -> dict[str, str]:
        """The words of a page, by the names of `document.WORDS`."""
        known = {**self.phrases, **self.publication_groups, **self.words}
        return {word: known[word] for word in WORDS}

    def heading(self, section: str, *, selected: bool = False) -> str:
        """The heading of a section, or of a selection of publications."""
        return self.phrases["selected"] if selected and section == "publications" else self.headings[section]

    def with_dates(self, form: str) -> Locale:
        """The locale with dates written `short`, `long` (the month in full) or `numeric` (2021-05-31)."""
        if form == "long":
            return replace(self, short_months=self.months)
        if form == "numeric":
            digits = tuple(f"{month:02}" for month in range(1, 13))
            return replace(
                self,
                months=digits,
                short_months=digits,
                month_form="{year}-{month}",
                day_form="{year}-{month}-{day:02}",
            )
        return self

    def say(self, phrase: str, **slots: Inlines) -> Inlines:
        """A phrase with its slots filled."""
        parts = _parts(self.phrases[phrase])
        return seq(*(slots[part] if index % 2 else part for index, part in enumerate(parts)))

    def listing(self, items: Sequence[Inlines]) -> Inlines:
        """The items as a sentence lists them: `A`, `A and B`, `A, B, and C`; a comma parts what has commas within."""
        items = [item for item in items if item]
        comma = (self.serial_comma and len(items) > 2) or (
            len(items) == 2 and any("," in plain(item) for item in items)
        )
        return join(items, ", ", f"{',' if comma else ''}{self.conjunction}")

    def talk_kind(self, kind: str) -> str:
        """The kind of a talk within a line: `invited talk`; German nouns keep their capitals."""
        return self.talk_kinds[kind] if self.nouns_capitalized else self.talk_kinds[kind].lower()

    def date(self, value: PartialDate, *, short: bool = True) -> str:
        """A date as far as it is known: `2021`, `May 2021`, `31 May 2021`, `Spring 2021`."""
        if value.season:
            return self.season_form.format(season=self.seasons[value.season], year=value.year)
        if not value.month:
            return str(value.year)
        form = self.day_form if value.day else self.month_form
        return form.format(day=value.day, month=self._month(value.month, short), year=value.year)

    def weekday(self, value: PartialDate) -> str:
        """A date with the month in full, and the day of the week where the day is known: `Friday, 29 March 2024`."""
        if not value.day or not value.month:
            return self.date(value, short=False)
        return self.weekday_form.format(
            weekday=self.weekdays[value.first.weekday()],
            day=value.day,
            month=self._month(value.month, short=False),
            year=value.year,
        )

    def month(self, value: PartialDate) -> str:
        """A date without its day: `May 2021`."""
        return self.date(PartialDate(value.year, value.month, season=value.season))

    def period(self, path: str, period: Period, *, ongoing: bool) -> Inlines:
        """`Aug 2015 – May 2021`, `Sep 2022 – present`; the end of what is ongoing stays untold."""
        start, end = period.start, None if ongoing else period.end
        if start is None:
            return fact(f"{path}/end", self.month(end)) if end else ()
        if ongoing:
            return seq(fact(f"{path}/start", self.month(start)), " – ", fact(f"{path}/end", self.present))
        if end is None or self.month(end) == self.month(start):
            return fact(f"{path}/start", self.month(start))
        begun = self.month(start)
        if start.month and end.month and start.year == end.year and self.month_form.startswith("{month}"):
            begun = self._month(start.month, short=True)  # the year stands at the end
        return seq(fact(f"{path}/start", begun), " – ", fact(f"{path}/end", self.month(end)))

    def dates(self, path: str, dates: Mapping[int, PartialDate]) -> Inlines:
        """Every date in order, as in `2018, 2019`; keys are places in the field's list. No year hides in a range."""
        ordered = sorted(dates.items(), key=lambda item: item[1])
        return join([fact(f"{path}/{index}", self.date(value)) for index, value in ordered])

    def _month(self, month: int, short: bool) -> str:
        return (self.short_months if short else self.months)[month - 1]


@cache
def _parts(phrase: str) -> list[str]:
    """Words and names of slots in turn."""
    return _SLOT.split(phrase)
