"""Pieces of sentences: a job, a course of study, a degree, each told as fully as asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from cvkit.model.career import Degree, Position
from cvkit.model.dates import PartialDate
from cvkit.model.fields import PersonRef
from cvkit.view.bio.places import Whereabouts, where, whereabouts
from cvkit.view.bio.story import Story
from cvkit.view.bio.titles import with_article
from cvkit.view.career import closing_day
from cvkit.view.context import pointer
from cvkit.view.document import Inlines, plain
from cvkit.view.inline import fact, seq
from cvkit.view.languages import ENGLISH
from cvkit.view.voice import article

Wordings = Sequence[Inlines]
"""One sentence in several wordings, each saying more than the one before; none where there is nothing to tell."""


class Detail(IntEnum):
    """How fully a piece is told; each adds to the one before."""

    BARE = 0
    """The title, or the degree and its field."""
    PLACE = 1
    """The best-known organization."""
    WHOLE_PLACE = 2
    """Departments and what they are part of."""
    COMPANY = 3
    """Mentors or advisors."""


def title(key: str, job: Position) -> Inlines:
    """`an assistant professor`."""
    determiner, said = with_article(job.title)
    return seq(determiner, fact(f"{pointer('positions', key)}/title", said))


def job(story: Story, key: str, held: Position, detail: Detail, *, place: Whereabouts | None = None) -> Inlines:
    """`an assistant professor in the Department of Physics at Acme University, working with Prof. Bo Li`."""
    return seq(
        title(key, held),
        _spaced(located(story, place or job_place(story, key, held), detail)),
        company(story, f"{pointer('positions', key)}/mentors", held.mentors, ", working with ", detail),
    )


def past_jobs(story: Story, jobs: Sequence[tuple[str, Position]], detail: Detail) -> list[Inlines]:
    """The same of jobs that are over, with their years: `a postdoc at Acme University (2020–2021)`."""
    places = [located(story, job_place(story, key, held), detail) for key, held in jobs]
    spelled = any(plain(place).endswith(")") for place in places)  # Facebook (now Meta) has parentheses already
    return [
        seq(
            title(key, held),
            _spaced(place),
            years(key, held, spelled=spelled),
            company(story, f"{pointer('positions', key)}/mentors", held.mentors, ", working with ", detail),
        )
        for (key, held), place in zip(jobs, places, strict=True)
    ]


def study(story: Story, key: str, degree: Degree, detail: Detail) -> Inlines:
    """`a Ph.D. student in Physics at Acme University, advised by Prof. Bo Li`."""
    name = fact(f"{pointer('education', key)}/degree", degree.degree)
    place = study_place(story, key, degree, detail)
    return seq(f"{article(degree.degree)} ", name, " student", field(key, degree), place)


def study_place(story: Story, key: str, degree: Degree, detail: Detail) -> Inlines:
    """` at Acme University, advised by Prof. Bo Li`."""
    path = pointer("education", key)
    place = whereabouts(f"{path}/organizations", degree.organizations, None)
    # A student in Physics need not be told to be in the Department of Physics.
    names_field = bool(degree.field) and str(degree.field) in plain(where(story.context, place))
    return seq(
        _spaced(located(story, place, min(detail, Detail.PLACE) if names_field else detail)),
        company(story, f"{path}/advisors", degree.advisors, ", advised by ", detail),
    )


def degree_name(key: str, degree: Degree) -> Inlines:
    """`Ph.D. in Physics`."""
    return seq(fact(f"{pointer('education', key)}/degree", degree.degree), field(key, degree))


def field(key: str, degree: Degree) -> Inlines:
    """` in Physics`, where the subject is known."""
    return seq(" in ", fact(f"{pointer('education', key)}/field", degree.field)) if degree.field else ()


def origin(story: Story, key: str, degree: Degree) -> Inlines:
    """` from Acme University`."""
    told = university(story, key, degree)
    return seq(" from ", told) if told else ()


def university(story: Story, key: str, degree: Degree) -> Inlines:
    """`Acme University`: a degree is its university's, not that of a department."""
    path = f"{pointer('education', key)}/organizations"
    at = closing_day(degree, story.context.lens.as_of)
    return where(story.context, whereabouts(path, degree.organizations, at), full=False, bare=True)


def job_place(story: Story, key: str, held: Position) -> Whereabouts:
    """Where a job is or was."""
    at = closing_day(held, story.context.lens.as_of)
    return whereabouts(f"{pointer('positions', key)}/organizations", held.organizations, at)


def located(story: Story, place: Whereabouts, detail: Detail) -> Inlines:
    """`in the Department of Physics at Acme University`."""
    if detail is Detail.BARE:
        return ()
    return where(story.context, place, full=detail >= Detail.WHOLE_PLACE)


def company(story: Story, path: str, people: Sequence[PersonRef], opening: str, detail: Detail) -> Inlines:
    """Mentors or advisors after the words that introduce them."""
    named = story.context.names.people(people, path) if detail >= Detail.COMPANY else ()
    return seq(opening, named) if named else ()


def years(key: str, held: Position, *, spelled: bool = False) -> Inlines:
    """` (2020–2021)`, or spelled out ` from 2020 to 2021`, as far as they are known."""
    path = pointer("positions", key)
    start, end = year(f"{path}/start", held.start), year(f"{path}/end", held.end)
    if start and end and plain(start) != plain(end):
        return seq(" from ", start, " to ", end) if spelled else seq(" (", start, "–", end, ")")
    if known := start or end:
        return seq(" in ", known) if spelled else seq(" (", known, ")")
    return ()


def year(path: str, value: PartialDate | None) -> Inlines:
    """`2020`, where it is known."""
    return fact(path, str(value.year)) if value else ()


def month(path: str, value: PartialDate) -> Inlines:
    """`August 2027`, or what is known of it."""
    return fact(path, ENGLISH.date(PartialDate(value.year, value.month, season=value.season), short=False))


def _spaced(words: Inlines) -> Inlines:
    return seq(" ", words) if words else ()
