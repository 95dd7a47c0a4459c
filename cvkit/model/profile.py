"""The profile: everything that is true about one person, whole."""

from __future__ import annotations

from typing import Annotated

from cvkit.model.activities import Course, Grant, Honor, Metric, News, Service, Talk
from cvkit.model.career import Degree, Position, Student
from cvkit.model.entities import Acquaintance, Organization, Venue
from cvkit.model.fields import Id, Key, Many, Model, Verbatim
from cvkit.model.person import Person
from cvkit.model.publication import Publication
from cvkit.model.recipe import Recipe


class Profile(Model):
    """One person's facts. Every entry stands under an id, by which others refer to it."""

    person: Person
    """Whose profile it is: name, contacts, links, interests, notices."""
    organizations: dict[Id, Organization] = {}
    """Employers, universities, departments, companies and funders, named once."""
    people: dict[Id, Acquaintance] = {}
    """Coauthors, advisors and hosts, named once; `me` is the person of the profile."""
    venues: dict[Id, Venue] = {}
    """Conferences, journals, workshops and seminars, named once."""
    positions: dict[Id, Position] = {}
    """Jobs, appointments, visits and internships."""
    education: dict[Id, Degree] = {}
    """Degrees: awarded, in progress, or left."""
    publications: dict[Key, Publication] = {}
    """Works of every kind; those of `bibliography` are among them, refined here by their keys."""
    bibliography: Annotated[tuple[Verbatim, ...], Many] = ()
    """BibTeX files beside the profile whose entries are publications, too."""
    talks: dict[Id, Talk] = {}
    """Talks given and coming."""
    teaching: dict[Id, Course] = {}
    """Courses taught or assisted."""
    students: dict[Id, Student] = {}
    """Those whom the person advises or advised."""
    service: dict[Id, Service] = {}
    """Reviewing, organizing, grant panels and committees."""
    honors: dict[Id, Honor] = {}
    """Awards, prizes, fellowships and scholarships."""
    grants: dict[Id, Grant] = {}
    """Funding."""
    news: dict[Id, News] = {}
    """Lines of news, drawn from other entries where they report one."""
    metrics: dict[Id, Metric] = {}
    """Counts with their source and date."""
    documents: dict[Id, Recipe] = {}
    """Recipes for documents, by name; `cv`, `site` and `bio` are built in."""
