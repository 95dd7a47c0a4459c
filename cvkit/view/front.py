"""The header of a document and its sections of prose: about, notices, interests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from cvkit.model.career import Position
from cvkit.model.person import Notice
from cvkit.model.recipe import SectionRecipe
from cvkit.view.career import awarded, begun, closing_day, headline, ongoing, position_role
from cvkit.view.context import PRIVATE_CONTACTS, Context, pointer
from cvkit.view.document import ContactLine, Entry, Group, Header, Identity, Inlines, Layout, Section
from cvkit.view.document import Link as LinkNode
from cvkit.view.inline import fact, join, linked, paragraphs, seq
from cvkit.view.languages import ENGLISH
from cvkit.view.wholes import mentions


def header(context: Context) -> Header:
    """Name, current role and the contacts and links that show here."""
    person = context.profile.person
    name, native = fact("/person/name", person.name.full), fact("/person/name/native", person.name.native)
    role, affiliation = _role(context)
    contacts = context.choose(
        "person/contacts",
        {
            key: contact
            if contact.show is not None
            else contact.model_copy(update={"show": PRIVATE_CONTACTS.get(contact.kind)})
            for key, contact in person.contacts.items()
        },
        begun=begun,
        over=lambda contact, day: not ongoing(contact, day),
    )
    links = context.choose("person/links", person.links, begun=begun, over=lambda link, day: not ongoing(link, day))
    lines = []
    for key, contact in contacts.items():
        path = pointer("person", "contacts", key)
        value = linked(
            f"mailto:{contact.value}" if contact.kind == "email" else None, fact(f"{path}/value", contact.value)
        )
        label = seq(" (", fact(f"{path}/label", contact.label), ")") if contact.label else ()
        lines.append(ContactLine(contact.kind, seq(value, label)))
    return Header(
        # Parentheses part two scripts in plain text and in every font, and in text that runs from right to left.
        name=seq(name, " (", native, ")") if native and person.name.native != person.name.full else name,
        headline=role,
        affiliation=affiliation,
        contacts=tuple(lines),
        links=tuple(
            LinkNode(link.address, fact(f"{pointer('person', 'links', key)}/{'id' if link.id else 'url'}", link.text))
            for key, link in links.items()
        ),
        # An academic CV has no picture.
        photo=f"photo{PurePath(person.photo).suffix.lower()}" if person.photo and context.lens.kind == "site" else "",
    )


def identity(context: Context, shown: Collection[str]) -> Identity:
    """Who the person is, for machines, from those places of the profile that the document shows."""
    person, as_of = context.profile.person, context.lens.as_of
    roles = []
    for path, job in _current(context):
        record = position_role(context, job)
        roles.append(record if f"{path}/title" in shown else replace(record, title="", field=""))
    degrees = (
        context.names.parties(degree.organizations, closing_day(degree, as_of))
        for key, degree in context.profile.education.items()
        if pointer("education", key, "degree") in shown and awarded(degree, as_of)
    )
    contacts, links = person.contacts.items(), person.links.items()
    emails = (
        contact.value
        for key, contact in contacts
        if contact.kind == "email" and pointer("person", "contacts", key, "value") in shown
    )
    orcids = (
        link.address.rpartition("/")[2]
        for key, link in links
        if link.kind == "orcid" and pointer("person", "links", key, "id" if link.id else "url") in shown
    )
    return Identity(
        given=person.name.given,
        family=person.name.family or "",
        native=person.name.native or "",
        email=next(emails, ""),
        orcid=next(orcids, ""),
        roles=tuple(roles),
        alumni_of=tuple(dict.fromkeys(party for parties in degrees for party in parties)),
    )


def _current(context: Context) -> list[tuple[str, Position]]:
    """The appointments held on the day that may show here, each with its path."""
    as_of = context.lens.as_of
    return [
        (pointer("positions", key), job)
        for key, job in context.profile.positions.items()
        if context.lens.admits(job.show) and begun(job, as_of) and ongoing(job, as_of) and job.kind == "appointment"
    ]


def _role(context: Context) -> tuple[Inlines, Inlines]:
    current = _current(context)
    titles: dict[str, Inlines] = {}
    for path, job in current:
        titles.setdefault(job.title.casefold(), fact(f"{path}/title", job.title))
    told = context.locale.listing(list(titles.values()))
    written = fact("/person/headline", headline(context.profile, context.lens.as_of))
    places = [mentions(job.organizations, f"{path}/organizations") for path, job in current]
    wholes = context.names.wholes(chain(*places))
    # Between the places of several jobs, each with commas of its own, a semicolon parts better.
    affiliation = join(wholes, "; ") if len(places) > 1 else context.locale.listing(wholes)
    return written or told, affiliation


def draw_about(context: Context, recipe: SectionRecipe) -> Section:
    """Who the person is, in the first person, drawn from positions and degrees; in English alone."""
    profile = context.profile
    if context.locale.language != ENGLISH.language or not (profile.positions or profile.education):
        return _prose(context, recipe, [])
    from cvkit.view.bio import bio_paragraph  # a dozen modules, for a section that few documents have

    paragraph = bio_paragraph(
        context,
        person="first",
        without=frozenset({"interests", "works", "honors", "reviewing", "grants", "internships"}),
    )
    return _prose(context, recipe, [Entry("/person", "about", body=(paragraph,))] if paragraph else [])


def draw_notices(context: Context, recipe: SectionRecipe) -> Section:
    """Notices that hold on the day."""

    def over(notice: Notice, day: object) -> bool:
        return not ongoing(notice, context.lens.as_of)

    shown = context.choose("person/notices", context.profile.person.notices, begun=begun, over=over)
    entries = [
        Entry(path, f"notices-{key}", body=paragraphs(f"{path}/text", notice.text))
        for key, notice in shown.items()
        if (path := pointer("person", "notices", key))
    ]
    return _prose(context, recipe, entries)


def draw_interests(context: Context, recipe: SectionRecipe) -> Section:
    """The longest wording of the interests on a site, the medium one elsewhere, or whichever there is."""
    interests = context.profile.person.interests
    order = ("long", "medium", "short") if context.lens.kind == "site" else ("medium", "long", "short")
    for length in order:
        if interests and (text := getattr(interests, length)):
            path = f"/person/interests/{length}"
            return _prose(context, recipe, [Entry(path, "interests-text", body=paragraphs(path, text))])
    return _prose(context, recipe, [])


def _prose(context: Context, recipe: SectionRecipe, entries: list[Entry]) -> Section:
    return Section(
        recipe.section,
        recipe.title or context.locale.headings[recipe.section],
        Layout.PROSE,
        (Group("", tuple(entries)),) if entries else (),
    )
