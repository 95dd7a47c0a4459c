"""Positions, degrees and the students whom the person advises."""

from __future__ import annotations

from typing import Annotated, Literal

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Entry, Many, OrganizationRef, Period, PersonRef, Prose, PublicationRef, Text


class Position(Entry, Period):
    """A job, appointment, visit or internship."""

    title: Text
    """The title: `Assistant Professor`."""
    organizations: Annotated[tuple[OrganizationRef, ...], Many]
    """Where; several for a joint appointment."""
    kind: Literal["appointment", "internship", "visit"] = "appointment"
    """Bios tell appointments, and internships only where there is room."""
    specialization: Text | None = None
    """The field of work: `Machine Learning`."""
    mentors: Annotated[tuple[PersonRef, ...], Many] = ()
    """With or under whom."""
    place: Text | None = None
    """City, where the organization does not say it."""
    highlights: Annotated[tuple[Prose, ...], Many] = ()
    """What was done there, a line each."""
    announced: PartialDate | None = None
    """From when on bios may tell that it is to come; without it, nothing does before its start."""


class Degree(Entry, Period):
    """A degree: awarded, in progress, or left without one."""

    degree: Text
    """The degree's name: `Ph.D.`, `B.S.`"""
    field: Text | None = None
    """The subject: `Computer Science`."""
    organizations: Annotated[tuple[OrganizationRef, ...], Many]
    """Where; several for a joint degree."""
    outcome: Literal["awarded", "in-progress", "left"] | None = None
    """How it ended; without it, awarded once `end` has passed and in progress before."""
    advisors: Annotated[tuple[PersonRef, ...], Many] = ()
    """Who advised it: ids of people, or names."""
    thesis: PublicationRef | None = None
    """The key of the thesis among the publications."""
    specialization: Text | None = None
    """The field within the subject."""
    note: Text | None = None
    """A distinction or grade: `summa cum laude`."""
    place: Text | None = None
    """City, where the organization does not say it."""
    highlights: Annotated[tuple[Prose, ...], Many] = ()
    """What is worth telling of it, a line each."""


class Student(Entry, Period):
    """A student, postdoc or visitor whom the person advises or advised."""

    name: PersonRef
    """The id of a person, or the name."""
    degree: Text
    """What they work towards, or what they are: `Ph.D.`, `postdoc`."""
    role: Text | None = None
    """The person's part in it: `co-advisor`, `committee`."""
    organizations: Annotated[tuple[OrganizationRef, ...], Many] = ()
    """Where."""
    topic: Text | None = None
    """What they work on."""
    later: Text | None = None
    """Where they went: `Research Scientist, Google`."""
