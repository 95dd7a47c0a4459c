"""Organizations within a sentence: `in the Department of Physics at Example University`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cvkit.model.fields import OrganizationRef
from cvkit.view.context import Context
from cvkit.view.document import Inlines
from cvkit.view.inline import seq
from cvkit.view.languages import ENGLISH
from cvkit.view.wholes import Lineage, Mention, mentions

# Parts of an organization that one is "in"; one is "at" anything else.
_UNIT = re.compile(
    r"(Department|School|Faculty|Division|Group|Section|Program|College of|Chair)\b"
    r"|.* (Department|Division|Group|Section|Program|Faculty)$"
)
_WITH_ARTICLE = re.compile(
    r"(University|College|Bank|Museum|Ministry|Office) of\b"
    r"|.*\b(Institut|Institute|Center|Centre|Lab|Laboratory|Laboratories|Academy|Foundation|Department|School|Faculty"
    r"|Division|Group|Section|Program|Council|Society|Association|Agency|Fund|Hospital|Library|Museum|Observatory"
    r"|Academies|Sciences|Commission|Union|Team)\b"
)


class Whereabouts(NamedTuple):
    """The organizations of a job or degree: their mentions with their paths, and the day whose names count."""

    mentions: tuple[Mention, ...]
    at: date | None


def whereabouts(path: str, organizations: Sequence[OrganizationRef], at: date | None) -> Whereabouts:
    """The organizations that stand in the list of that path."""
    return Whereabouts(tuple(mentions(organizations, path)), at)


def where(context: Context, place: Whereabouts, *, full: bool = True, bare: bool = False) -> Inlines:
    """The organizations, each with what it is part of; or, where not `full`, with what is known best and alone.

    Parts of one whole share it: `in the Department of Physics and the Department of Optics at …`. A `bare` place
    leaves out the prepositions in front.
    """
    told = []
    for parts in context.names.by_whole(place.mentions) if full else _best_known(context, place):
        front = "" if bare else f"{'in' if _is_unit(context, parts[0][0]) else 'at'} "
        units = ENGLISH.listing([_unit(context, part[0], place.at) for part in parts])
        told.append(seq(front, units, _part_of(context, parts[-1], place.at) if full else ()))
    return ENGLISH.listing(told)


def _best_known(context: Context, place: Whereabouts) -> list[list[Lineage]]:
    """Of each organization the smallest part that is no mere department, each once."""
    best: dict[OrganizationRef, Mention] = {}
    for mention in place.mentions:
        chain = context.names.lineage(*mention)
        known = next((link for link in chain if not _is_unit(context, link)), chain[-1])
        best.setdefault(known[0], known)
    return [[[known]] for known in best.values()]


def _part_of(context: Context, part: Lineage, at: date | None) -> Inlines:
    inner, *parents = part
    told: list[Inlines] = []
    for outer in parents:
        # Google Research needs no Google beside it.
        if f" {_name(context, outer)} " not in f" {_name(context, inner)} ":
            told.append(seq(_between(context, inner, outer), _unit(context, outer, at)))
        inner = outer
    return seq(*told)


def _between(context: Context, inner: Mention, outer: Mention) -> str:
    if _is_unit(context, outer):
        return " in "
    # the Institute of Optics at Example University; but DeepMind, Google
    return " at " if _article(context, inner) else ", "


def _unit(context: Context, mention: Mention, at: date | None) -> Inlines:
    return seq(_article(context, mention), context.names.unit(*mention, at))


def _article(context: Context, mention: Mention) -> str:
    known = context.profile.organizations.get(mention[0])
    if known and known.article is not None:
        return "the " if known.article else ""
    name = _name(context, mention)
    return "the " if _WITH_ARTICLE.match(name) and not name.startswith("The ") else ""


def _is_unit(context: Context, mention: Mention) -> bool:
    return _UNIT.match(_name(context, mention)) is not None


def _name(context: Context, mention: Mention) -> str:
    known = context.profile.organizations.get(mention[0])
    return known.name if known else str(mention[0])
