"""Dates in running text, in all the forms that people write: points, ranges, terms, open ends."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from cvkit.audit.clocks import times
from cvkit.audit.words import Span, blanked, fold
from cvkit.model.dates import SEASONS, PartialDate
from cvkit.view.languages import LOCALES


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is written; even the year may be left out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""

    def agrees(self, known: PartialDate) -> bool:
        """Whether both can mean the same day: whatever both tell is the same."""
        if self.year is not None and self.year != known.year:
            return False
        if self.season and known.season:
            return SEASONS[self.season] == SEASONS[known.season]
        if self.season and known.month:
            return SEASONS[self.season][0] <= known.month <= SEASONS[self.season][1]
        if self.month and known.season:
            return SEASONS[known.season][0] <= self.month <= SEASONS[known.season][1]
        if self.month and known.month and self.month != known.month:
            return False
        return not (self.day and known.day and self.day != known.day)

    def partial(self) -> PartialDate | None:
        """As a date of the profile, by its month alone where that has no such day; None without a year."""
        if self.year is None:
            return None
        exists = self.month and self.day and self.day <= monthrange(self.year, self.month)[1]
        return PartialDate(self.year, self.month, self.day if exists else None, self.season or None)


@dataclass(frozen=True, slots=True)
class When:
    """A point in time or a range, and where it stands in the text."""

    span: Span
    first: Moment | None
    last: Moment | None
    """The end of a range; the same as `first` for a point; None while it is open."""
    ranged: bool = False

    @property
    def open(self) -> bool:
        """Whether it still goes on."""
        return self.ranged and self.last is None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it names."""
        return tuple(moment.year for moment in (self.first, self.last) if moment and moment.year)


_OPEN_WORDS = ("present", "now", "today", "current", "currently", "ongoing", "date", "heute", "laufend", "actuel")


@cache
def _months() -> dict[str, int]:
    named = {"sept": 9, "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "ene": 1, "abr": 4, "ago": 8, "dic": 12}
    for locale in LOCALES.values():
        for names in (locale.short_months, locale.months):
            for index, name in enumerate(names, 1):
                if name[:1].isalpha():
                    named.setdefault(fold(name.rstrip(".")), index)
    return named


@cache
def _seasons() -> dict[str, str]:
    named = {"sp": "Spring", "spr": "Spring", "su": "Summer", "sum": "Summer", "fa": "Fall", "au": "Autumn"}
    named |= {"aut": "Autumn", "wi": "Winter", "win": "Winter"}
    for locale in LOCALES.values():
        for season, name in locale.seasons.items():
            named.setdefault(fold(name), season)
    return named


@cache
def _present() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(_present_words())})(?!\w)")


def _present_words() -> set[str]:
    return {*_OPEN_WORDS, *(_aligned(locale.present) for locale in LOCALES.values())}


def _alternatives(names: object) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Every form of a point in time, the more telling first."""
    month = rf"(?P<month>{_alternatives(_months())})\b\.?"
    season = rf"(?P<season>{_alternatives(_seasons())})\b"
    year, short = r"(?P<year>(?:19|20)\d\d)(?!\d)", r"(?P<short>\d\d)(?!\d)"
    day, number = r"(?P<day>3[01]|[12]\d|0?[1-9])", r"(?P<number>1[0-2]|0?[1-9])"
    th = r"(?:st|nd|rd|th)?(?!\d)"
    forms = [
        rf"(?P<year>(?:19|20)\d\d)[-/.]{number}[-/.]{day}(?!\d)",
        rf"(?P<year>(?:19|20)\d\d)\s?年\s?{number}\s?月(?:\s?{day}\s?日)?",
        rf"{day}[./]{number}[./]{year}",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>1[0-2]|0[1-9])(?![\d-])",
        rf"{number}/{year}",
        rf"{day}{th}\.?\s*(?:de\s+|of\s+)?{month},?\s*(?:de\s+)?{year}",
        rf"{month}\s*{day}{th},?\s+{year}",
        rf"{month},?\s*(?:de\s+|of\s+)?{year}",
        rf"{month}\s*['’‘]{short}",
        rf"{year},?\s+{month}(?!\s*\d)",
        rf"{season}\.?(?:\s*(?:term|semester|quarter))?,?\s*{year}",
        rf"{season}\.?\s*['’‘]?{short}",
        rf"{year}\s?年?\s?{season}",
        rf"['’‘]?{short}['’‘]?\s?{season}",
        rf"{month}\s*{day}{th}(?!\s*[:.]\d)",
        rf"{day}{th}\.?\s+{month}(?!\w)",
        year,
    ]
    return tuple(re.compile(rf"(?<!\w){form}") for form in forms)


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in _forms()))


_DASH = re.compile(r"\s*(?:--?-?|–|—|−|~|〜|\b(?:to|until|through|till|bis|a|au|hasta)\b|至)\s*")


def _points(folded: str) -> list[tuple[int, int, Moment]]:
    found: list[tuple[int, int, Moment]] = []
    if not any(map(str.isdigit, folded)):
        return found
    for match in _anywhere().finditer(folded):
        # The forms stand in the same order in both, so that the first to match is the one that did.
        read = next(filter(None, (form.match(folded, match.start()) for form in _forms())))
        found.append((match.start(), match.end(), _moment(read.groupdict())))
    return found


def _moment(values: dict[str, str | None]) -> Moment:
    told = values.get("year")
    year = int(told) if told else None
    if short := values.get("short"):
        year = 2000 + int(short) if int(short) < 60 else 1900 + int(short)
    number, day = values.get("number"), values.get("day")
    month = int(number) if number else _months().get(values.get("month") or "")
    return Moment(year, month, int(day) if day else None, _seasons().get(values.get("season") or "", ""))


_SINCE = re.compile(r"(?:since|from|seit|depuis|desde)\s+$")
_UNTIL = re.compile(r"(?:until|till|bis|jusqu'à|hasta)\s+$")

_LONGEST_WORD = 16
"""How far before a date these are looked for."""


def dates(text: str) -> list[When]:
    """Every date of a text in order, ranges as one; years within longer numbers are none."""
    folded = _aligned(text)
    atoms = _points(folded)
    found: list[When] = []
    index = 0
    while index < len(atoms):
        start, end, moment = atoms[index]
        start, first = _before(folded, start, moment)
        after = _DASH.match(folded, end)
        if after and index + 1 < len(atoms) and atoms[index + 1][0] == after.end():
            _, last_end, last = atoms[index + 1]
            if first is moment and first.year is None and last.year is not None:
                first = Moment(last.year, first.month, first.day, first.season)
            found.append(When((start, last_end), first, last, ranged=True))
            index += 2
            continue
        if after and (short := re.compile(r"(\d\d)(?!\d)").match(folded, after.end())) and _is_year(moment):
            assert moment.year is not None  # just seen
            year = moment.year // 100 * 100 + int(short[1])
            if moment.year < year:
                found.append(When((start, short.end()), moment, Moment(year), ranged=True))
                index += 1
                continue
        if after and (word := _present().match(folded, after.end())):
            found.append(When((start, word.end()), first, None, ranged=True))
        elif after and re.compile(r"\s*(?:$|[),;.|\x1e])").match(folded, after.end()) and after[0].strip(" ") in "-–—":
            found.append(When((start, after.end()), first, None, ranged=True))
        elif since := _SINCE.search(folded, max(0, start - _LONGEST_WORD), start):
            found.append(When((since.start(), end), moment, None, ranged=True))
        elif until := _UNTIL.search(folded, max(0, start - _LONGEST_WORD), start):
            found.append(When((until.start(), end), None, moment, ranged=True))
        else:
            found.append(When((start, end), first, moment, ranged=first is not moment))
        index += 1
    return found


def _is_year(moment: Moment) -> bool:
    return bool(moment.year) and not moment.month and not moment.season


def _before(folded: str, start: int, moment: Moment) -> tuple[int, Moment]:
    """A lone month or season before a dash is the start of a range whose year stands at the end: `May – Aug 2019`."""
    if moment.year is None:
        return start, moment
    offset = max(0, start - 24)
    head = folded[offset:start]
    months, seasons = _lone()
    if lone := months.search(head):
        return offset + lone.start(), Moment(moment.year, _months()[lone[1]])
    if lone := seasons.search(head):
        return offset + lone.start(), Moment(moment.year, season=_seasons()[lone[1]])
    return start, moment


@cache
def _lone() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A month, and a season, before a dash."""
    months, seasons = (rf"(?<!\w)({_alternatives(names)})\b\.?{_DASH.pattern}$" for names in (_months(), _seasons()))
    return re.compile(months), re.compile(seasons)


def _aligned(text: str) -> str:
    """The text folded character by character, so that offsets stay."""
    if text.isascii():
        return text.replace("&", " ").lower()
    return "".join(folded if len(folded := fold(char)) == 1 else char for char in text.replace("&", " "))


# --- dates alone -------------------------------------------------------------

_JOINING = ("since", "until", "from", "to", "bis", "seit", "depuis", "desde", "expected", "exp", "term")


@cache
def _alone() -> re.Pattern[str]:
    # A line end may part a Chinese season: 春, and 季 below.
    words = {*_JOINING, *"年月日季", *_present_words(), *_months(), *_seasons(), *"春夏秋冬"}
    return re.compile(rf"(?:[\W\d_]|(?:{_alternatives(words)})(?![a-z]))+")


@cache
def _begun() -> re.Pattern[str]:
    # Chinese tells the year first, so that nothing follows its seasons.
    open_names = {name for name in (*_months(), *_seasons()) if name.isascii()}
    # A hyphen after another word is that word's.
    return re.compile(rf"(?:[–—]|(?<![^\W\d_])-|(?<!\w)(?:to|bis|{_alternatives(open_names)})\.?-?)\s*$")


def is_date(text: str) -> bool:
    """Whether a text is a date or several, or a part of one, such as the time of day, and no more."""
    hours = list(times(text))
    folded = _aligned(blanked(text, hours, "0"))
    return any(map(str.isalnum, folded)) and _alone().fullmatch(folded) is not None


def goes_on(text: str) -> bool:
    """Whether a date at the end of a text goes on elsewhere: it ends in a dash, or a month or season without year."""
    return _begun().search(_aligned(text)) is not None
