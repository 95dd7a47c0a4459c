"""Organizations within a line of news in English: `in the Department of Physics at Example University`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cvkit.model.fields import OrganizationRef
from cvkit.view.context import Context
from cvkit.view.document import Inlines
from cvkit.view.inline import seq
from cvkit.view.wholes import Lineage, mentions

# Kinds of unit that one is "in"; one is "at" anything else.
_UNITS = ("Department", "School", "Faculty", "Division", "Group", "Section", "College of", "Program")
# Names of these shapes take an article in a sentence; Organization.article overrules the guess.
_WITH_ARTICLE = ("University of", "Institute", "Institut", "Center", "Centre", "Laboratory", "Academy", "Foundation")


def in_sentence(context: Context, organizations: Sequence[OrganizationRef], path: str, at: date) -> Inlines:
    """The organizations as a sentence says them, under the names of a day; parts of one whole share it."""
    wholes = context.names.by_whole(mentions(organizations, path))
    return context.locale.listing([_located(context, parts, at) for parts in wholes])


def _located(context: Context, parts: list[Lineage], at: date) -> Inlines:
    told: list[Inlines] = []
    opening = ""
    # The parts themselves, then one by one what all of them are part of.
    for position, units in enumerate([[part[0] for part in parts], *([outer] for outer in parts[0][1:])]):
        named = [(_article(context, item), context.names.unit(item, where, at)) for item, where in units]
        preposition = "at" if told or not _name(context, units[0][0]).startswith(_UNITS) else "in"
        # "at the Institute, Example University", but "in the Department at Example University"
        if position and opening.endswith("at the "):
            opening = ", "
        else:
            opening = f"{' ' if told else ''}{preposition} {named[0][0]}"
        first, *others = named
        told.append(context.locale.listing([seq(opening, first[1]), *(seq(*other) for other in others)]))
    return seq(*told)


def _article(context: Context, item: OrganizationRef) -> str:
    known, name = context.names.known(item), _name(context, item)
    if known and known.article is not None:
        return "the " if known.article else ""
    if name.startswith("The "):
        return ""
    return "the " if (known and known.parent) or any(word in name for word in _WITH_ARTICLE) else ""


def _name(context: Context, item: OrganizationRef) -> str:
    known = context.names.known(item)
    return known.name if known else str(item)
