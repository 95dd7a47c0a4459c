"""Talks, courses, service, honors, grants, news and metrics."""

from __future__ import annotations

from typing import Annotated, Literal

from cvkit.model.dates import PartialDate
from cvkit.model.fields import (
    Clock,
    Entry,
    Flag,
    Many,
    OrganizationRef,
    Period,
    PersonRef,
    Prose,
    PublicationRef,
    Text,
    Url,
    VenueRef,
    Verbatim,
)
from cvkit.model.publication import Link


class Talk(Entry):
    """A talk, given or coming."""

    title: Text | None = None
    """The title; without it, "to be announced"."""
    event: VenueRef | None = None
    """The seminar, conference or workshop: a venue's id, or its name."""
    hosts: Annotated[tuple[OrganizationRef, ...], Many] = ()
    """The organizations that host it."""
    kind: (
        Literal[
            "seminar",
            "invited",
            "keynote",
            "contributed",
            "spotlight",
            "tutorial",
            "panel",
            "poster",
            "lecture",
        ]
        | None
    ) = None
    """What sort of talk it is."""
    date: PartialDate
    """The day, or what is known of it."""
    start: Clock | None = None
    """The hour at which it begins, by the clocks of `zone`."""
    end: Clock | None = None
    """The hour at which it ends."""
    zone: Verbatim | None = None
    """The time zone, as in America/New_York."""
    place: Text | None = None
    """City or campus."""
    room: Text | None = None
    """Room and building."""
    join: Url | None = None
    """The link by which to take part from afar."""
    abstract: Prose | None = None
    """The abstract."""
    publication: PublicationRef | None = None
    """The paper that it presents."""
    links: tuple[Link, ...] = ()
    """Slides, recording, page."""
    announced: PartialDate | None = None
    """From when on it is shown as coming; left out, from 90 days before it."""
    cancelled: Flag = False
    """Whether it was called off; it then shows nowhere."""


class Course(Entry):
    """A course taught or assisted, with every term of it."""

    title: Text
    """The course's title."""
    code: Text | None = None
    """The course's number: `CSE 5523`."""
    organizations: Annotated[tuple[OrganizationRef, ...], Many]
    """Where it was taught."""
    role: Text
    """Instructor, Teaching Assistant, Guest Lecturer, …"""
    terms: Annotated[tuple[PartialDate, ...], Many]
    """Every term: [Spring 2017, Spring 2018]."""
    instructors: Annotated[tuple[PersonRef, ...], Many] = ()
    """Those with whom it was taught."""
    level: Text | None = None
    """For whom: `graduate`."""
    url: Url | None = None
    """The course's page."""
    note: Text | None = None
    """A remark."""


class Service(Entry):
    """Work for the community: reviewing, organizing, grant panels, committees."""

    kind: Literal[
        "reviewing",
        "organizing",
        "editing",
        "program-committee",
        "grant-review",
        "committee",
        "outreach",
        "membership",
    ]
    """What sort of work it was."""
    venue: VenueRef | None = None
    """For which conference or journal."""
    organization: OrganizationRef | None = None
    """For which funder, university or society."""
    title: Text | None = None
    """What it was, where the venue does not say it."""
    role: Text | None = None
    """The person's part, where the kind does not say it: `Area Chair`."""
    years: Annotated[tuple[PartialDate, ...], Many]
    """Every year: [2021, 2022]. A month (2022-06) tells from when on the year counts, and is not printed."""
    url: Url | None = None
    """Its page."""
    note: Text | None = None
    """A remark."""


class Honor(Entry):
    """An award, prize, fellowship or scholarship."""

    title: Text
    """What it is called."""
    organization: OrganizationRef | None = None
    """Who gives it."""
    venue: VenueRef | None = None
    """The conference or journal that gives it."""
    date: PartialDate
    """When it was given."""
    amount: Text | None = None
    """How much, with the currency."""
    url: Url | None = None
    """Its page."""
    note: Text | None = None
    """A remark."""


class Grant(Entry, Period):
    """Funding."""

    title: Text
    """What the grant is for, or what it is called."""
    organization: OrganizationRef | None = None
    """The funder."""
    role: Text | None = None
    """PI, co-PI, senior personnel, …"""
    people: Annotated[tuple[PersonRef, ...], Many] = ()
    """The others on it."""
    amount: Text | None = None
    """How much, with the currency: `$500,000`."""
    number: Text | None = None
    """The funder's number."""
    url: Url | None = None
    """Its page."""


class News(Entry):
    """A line of news: in your own words, or drawn from the event of another entry."""

    date: PartialDate | None = None
    """When; left out for news about an entry, which knows it."""
    about: Verbatim | None = None
    """The entry that it reports, as section and id: `publications/catapults`, `positions/purdue`."""
    event: Literal["preprint", "under-review", "accepted", "published", "start", "end"] | None = None
    """What happened to it: a publication reached a status, or a position, degree or grant began or ended."""
    text: Prose | None = None
    """The words; left out for news about an entry, which has its own."""
    hide: Flag = False
    """Whether the event that it is about is to be no news at all."""


class Metric(Entry):
    """A count, never without its source and date."""

    name: Text
    """What is counted: `Citations`, `h-index`."""
    value: Text
    """The count."""
    source: Text
    """Who counted: `Google Scholar`."""
    date: PartialDate
    """When it was counted."""
    url: Url | None = None
    """Where it can be checked."""
