"""Organizations, venues and people: named once, referred to by id."""

from __future__ import annotations

from typing import Annotated, Literal

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Flag, Many, Model, OrganizationRef, Text, Url
from cvkit.model.person import Name


class FormerName(Model):
    """A name that was used until a date."""

    name: Text
    """The name of that time."""
    short: Text | None = None
    """The abbreviation of that time."""
    until: PartialDate
    """The last day, month or year of the name."""


class Named(Model):
    """What organizations and venues have in common: a name that may change in time."""

    name: Text
    """The canonical name."""
    short: Text | None = None
    """The abbreviation or acronym."""
    formerly: tuple[FormerName, ...] = ()
    """Earlier names, each with the date until which it was used."""
    also: Annotated[tuple[Text, ...], Many] = ()
    """Other spellings that stand in published documents."""
    url: Url | None = None
    """Its homepage."""


class Organization(Named):
    """An employer, university, department, institute, company or funder."""

    parent: OrganizationRef | None = None
    """The organization that it is part of."""
    place: Text | None = None
    """Where it is: `La Jolla, CA`."""
    article: Flag | None = None
    """Whether a sentence says "the" before the name; guessed from the name when left out."""


class Venue(Named):
    """A conference, journal, workshop, seminar or preprint server."""

    kind: Literal["conference", "journal", "workshop", "seminar", "other"] | None = None
    """What sort of venue it is."""


class Acquaintance(Model):
    """A coauthor, advisor, mentor or host."""

    name: Name
    """The name as it stands in author lists."""
    known_as: Text | None = None
    """The full name that one uses in a sentence, where it differs: `Misha Belkin`."""
    url: Url | None = None
    """Their homepage."""
    role: Text | None = None
    """A title before the name in sentences: `Prof.`"""
