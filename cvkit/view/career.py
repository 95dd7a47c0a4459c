"""Sections on positions, degrees, students and grants."""

from __future__ import annotations

from datetime import date
from typing import Any

from cvkit.model.activities import Grant
from cvkit.model.career import Degree, Position, Student
from cvkit.model.fields import Period
from cvkit.model.profile import Profile
from cvkit.view.context import Context, pointer
from cvkit.view.document import Entry, Inlines, Layout, Role, plain
from cvkit.view.drawing import Drawing, entry_id
from cvkit.view.inline import fact, join, linked, phrase, seq
from cvkit.view.standing import standing
from cvkit.view.wholes import without_repetition


def begun(period: Period, as_of: date) -> bool:
    """Whether the period has started; one without a start counts from its end, and one without either always."""
    known = period.start or period.end
    return known is None or known.begun(as_of)


def ongoing(period: Period, as_of: date) -> bool:
    """Whether the period goes on, on the day."""
    return period.end is None or not period.end.over(as_of)


def closing_day(period: Period, as_of: date) -> date:
    """The day whose names count for the period: its last, or the day of reading while it lasts."""
    return as_of if period.end is None or ongoing(period, as_of) else period.end.last


def headline(profile: Profile, as_of: date) -> str | None:
    """The line written by hand under the name; it is of now, as it has no date, and not of a day before a later job."""
    jobs = profile.positions.values()
    later = (job for job in jobs if not begun(job, as_of) and not (job.announced and job.announced.begun(as_of)))
    return None if any(later) else profile.person.headline


def _latest(period: Period, as_of: date) -> tuple[Any, ...]:
    # What goes on stands first, then what ended last; of two that ended together the later begun.
    started = period.start.first if period.start else date.min
    return closing_day(period, as_of), started


def when(context: Context, path: str, period: Period) -> Inlines:
    """The period as the reader sees it on the day."""
    return context.locale.period(path, period, ongoing=period.start is not None and ongoing(period, context.lens.as_of))


def role(context: Context, period: Period, **said: Any) -> Role:
    """A position, degree or grant for machines, with the months that `when` shows."""
    start, end = (value.without_day.iso if value else "" for value in (period.start, period.end))
    lasting = period.start is not None and ongoing(period, context.lens.as_of)
    return Role(start=start, end="" if lasting else end, **said)


def awarded(degree: Degree, as_of: date) -> bool:
    """Whether the degree has been awarded by the day."""
    return degree.outcome in {None, "awarded"} and degree.end is not None and degree.end.over(as_of)


def degree_name(context: Context, path: str, degree: Degree) -> Inlines:
    """`Ph.D. in Physics`, or `Ph.D. student in Physics` for one not finished."""
    name = fact(f"{path}/degree", degree.degree)
    finished = awarded(degree, context.lens.as_of) or (degree.outcome is None and degree.end is None)
    if degree.field:
        field = fact(f"{path}/field", degree.field)
        return context.locale.say("degree in" if finished else "student in", degree=name, field=field)
    return name if finished else context.locale.say("student", degree=name)


def _where(context: Context, path: str, entry: Position | Degree, organization: Inlines) -> Inlines:
    """The place, as far as the names of the organizations do not say it already."""
    known = context.names.place(entry.organizations[0]) if entry.organizations else ()
    return without_repetition(fact(f"{path}/place", entry.place) or known, plain(organization))


def position_role(context: Context, position: Position) -> Role:
    """A position for machines."""
    return role(
        context,
        position,
        title=position.title,
        organizations=context.names.parties(position.organizations, closing_day(position, context.lens.as_of)),
        field=position.specialization or "",
    )


def _position(context: Context, key: str, position: Position) -> Entry:
    path = pointer("positions", key)
    title = fact(f"{path}/title", position.title)
    if position.specialization:
        title = seq(title, " (", fact(f"{path}/specialization", position.specialization), ")")
    organization = context.names.organizations(
        position.organizations, f"{path}/organizations", closing_day(position, context.lens.as_of)
    )
    mentors = context.names.people(position.mentors, f"{path}/mentors")
    return Entry(
        path=path,
        id=entry_id("positions", key),
        title=title,
        organization=organization,
        where=_where(context, path, position, organization),
        when=when(context, path, position),
        people=context.locale.say("with", people=mentors) if mentors else (),
        body=tuple(phrase(f"{path}/highlights/{index}", text) for index, text in enumerate(position.highlights)),
        record=position_role(context, position),
    )


def _degree(context: Context, key: str, degree: Degree) -> Entry:
    path = pointer("education", key)
    as_of = context.lens.as_of
    organization = context.names.organizations(
        degree.organizations, f"{path}/organizations", closing_day(degree, as_of)
    )
    advisors = context.names.people(degree.advisors, f"{path}/advisors")
    thesis = context.profile.publications.get(degree.thesis) if degree.thesis else None
    stands = standing(str(degree.thesis), thesis, as_of) if thesis and context.lens.admits(thesis.show) else None
    lines = [phrase(f"{path}/highlights/{index}", text) for index, text in enumerate(degree.highlights)]
    if stands:
        lines.insert(0, context.locale.say("thesis line", title=stands.title))
    return Entry(
        path=path,
        id=entry_id("education", key),
        title=degree_name(context, path, degree),
        organization=organization,
        where=_where(context, path, degree, organization),
        when=when(context, path, degree),
        people=context.locale.say("advisors" if len(degree.advisors) > 1 else "advisor", people=advisors)
        if advisors
        else (),
        note=join(
            [
                fact(f"{path}/specialization", degree.specialization),
                fact(f"{path}/note", degree.note),
            ]
        ),
        body=tuple(lines),
        record=role(
            context,
            degree,
            title=degree.degree,
            organizations=context.names.parties(degree.organizations, closing_day(degree, as_of)),
            field=degree.field or "",
            note=degree.note or "",
        ),
    )


def _student(context: Context, key: str, student: Student) -> Entry:
    path = pointer("students", key)
    return Entry(
        path=path,
        id=entry_id("students", key),
        title=context.names.person(student.name, f"{path}/name"),
        organization=join(
            [
                fact(f"{path}/degree", student.degree),
                context.names.organizations(
                    student.organizations, f"{path}/organizations", closing_day(student, context.lens.as_of)
                ),
            ]
        ),
        when=when(context, path, student),
        note=join(
            [
                fact(f"{path}/role", student.role),
                fact(f"{path}/topic", student.topic),
                context.locale.say("later", place=fact(f"{path}/later", student.later))
                if student.later and not ongoing(student, context.lens.as_of)
                else (),
            ],
            "; ",
        ),
    )


def _grant(context: Context, key: str, grant: Grant) -> Entry:
    path = pointer("grants", key)
    people = context.names.people(grant.people, f"{path}/people")
    funder = (
        context.names.organization(grant.organization, f"{path}/organization", closing_day(grant, context.lens.as_of))
        if grant.organization
        else ()
    )
    return Entry(
        path=path,
        id=entry_id("grants", key),
        title=linked(grant.url, fact(f"{path}/title", grant.title)),
        organization=join([funder, fact(f"{path}/number", grant.number)]),
        when=when(context, path, grant),
        people=context.locale.say("with", people=people) if people else (),
        note=join(
            [
                fact(f"{path}/role", grant.role),
                fact(f"{path}/amount", grant.amount),
            ]
        ),
        record=role(
            context,
            grant,
            title=grant.title,
            organizations=context.names.parties(
                (grant.organization,) if grant.organization else (), closing_day(grant, context.lens.as_of)
            ),
            note=grant.role or "",
        ),
    )


POSITIONS = Drawing(Layout.TIMELINE, lambda profile, recipe: profile.positions, begun, _latest, _position)
EDUCATION = Drawing(Layout.TIMELINE, lambda profile, recipe: profile.education, begun, _latest, _degree)
STUDENTS = Drawing(Layout.LINES, lambda profile, recipe: profile.students, begun, _latest, _student)
GRANTS = Drawing(Layout.LINES, lambda profile, recipe: profile.grants, begun, _latest, _grant)
