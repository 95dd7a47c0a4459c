"""The fixed words of documents: months, headings and the phrases that join facts. One table a language."""

from __future__ import annotations

from collections.abc import Mapping

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Period
from cvkit.view.document import Inlines
from cvkit.view.inline import fact, join, seq

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

HEADINGS = {
    "about": "About",
    "notices": "Notices",
    "interests": "Research interests",
    "news": "News",
    "positions": "Experience",
    "education": "Education",
    "publications": "Publications",
    "talks": "Talks",
    "teaching": "Teaching",
    "students": "Students",
    "grants": "Grants",
    "service": "Service",
    "honors": "Honors and awards",
    "metrics": "Metrics",
}

PUBLICATION_GROUPS = {
    # in the order in which a CV lists them
    "journal": "Journal articles",
    "conference": "Conference papers",
    "workshop": "Workshop papers",
    "book": "Books",
    "chapter": "Book chapters",
    "thesis": "Theses",
    "report": "Technical reports",
    "software": "Software",
    "other": "Other publications",
    "preprint": "Preprints",
    "under-review": "Under review",
}

SERVICE_GROUPS = {
    "organizing": "Organizing",
    "editing": "Editorial work",
    "program-committee": "Program committees",
    "reviewing": "Reviewing",
    "grant-review": "Grant review",
    "committee": "Committees",
    "membership": "Memberships",
    "outreach": "Outreach",
}

TALK_KINDS = {
    "seminar": "Seminar talk",
    "invited": "Invited talk",
    "keynote": "Keynote",
    "contributed": "Contributed talk",
    "spotlight": "Spotlight talk",
    "tutorial": "Tutorial",
    "panel": "Panel",
    "poster": "Poster",
    "lecture": "Lecture",
}


def month_name(month: int, *, short: bool = True) -> str:
    """The month's name, or its first three letters."""
    return MONTHS[month - 1][:3] if short else MONTHS[month - 1]


def date_text(value: PartialDate, *, short: bool = True) -> str:
    """A date as far as it is known: `2021`, `May 2021`, `31 May 2021`, `Spring 2021`."""
    if value.season or not value.month:
        return str(value)
    day = f"{value.day} " if value.day else ""
    return f"{day}{month_name(value.month, short=short)} {value.year}"


def month_text(value: PartialDate) -> str:
    """A date without its day: `May 2021`."""
    return date_text(PartialDate(value.year, value.month, season=value.season))


def period_text(path: str, period: Period, *, ongoing: bool) -> Inlines:
    """`Aug 2015 – May 2021`, `May – Aug 2019`, `Sep 2022 – present`; the end of what is ongoing stays untold."""
    start, end = period.start, None if ongoing else period.end
    if start is None:
        return fact(f"{path}/end", month_text(end)) if end else ()
    if ongoing:
        return seq(fact(f"{path}/start", month_text(start)), " – present")
    if end is None or month_text(end) == month_text(start):
        return fact(f"{path}/start", month_text(start))
    begun = month_text(start)
    if start.month and end.month and start.year == end.year:
        begun = month_name(start.month)
    return seq(fact(f"{path}/start", begun), " – ", fact(f"{path}/end", month_text(end)))


def dates_text(path: str, dates: Mapping[int, PartialDate]) -> Inlines:
    """Every date in order, as in `2018, 2019, 2021`; keys are places in the field's list. No year hides in a range."""
    ordered = sorted(dates.items(), key=lambda item: item[1])
    return join([fact(f"{path}/{index}", date_text(value)) for index, value in ordered])
