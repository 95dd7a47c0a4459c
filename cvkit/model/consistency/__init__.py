"""What single fields cannot know: references that lead nowhere, periods that end before they start, and the like."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, get_args

from cvkit.model.activities import Course, News, Service, Talk
from cvkit.model.career import Degree
from cvkit.model.consistency import dates, news, publications, references, texts
from cvkit.model.consistency.context import Context, Inconsistency, Path, Rule
from cvkit.model.consistency.news import NEWS_EVENTS
from cvkit.model.consistency.references import BUILT_IN_RECIPES
from cvkit.model.consistency.texts import is_beside
from cvkit.model.fields import Entry, Model, Period, Reference
from cvkit.model.person import Contact, Person
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication
from cvkit.model.recipe import Recipe

__all__ = ["BUILT_IN_RECIPES", "NEWS_EVENTS", "RULES", "Inconsistency", "inconsistencies", "is_beside"]


def inconsistencies(profile: Profile, known: Mapping[str, Collection[str]] | None = None) -> Iterator[Inconsistency]:
    """Everything in a valid profile that contradicts itself.

    `known` has the ids, by section, that count as there although `profile` lacks them.
    """
    context = Context(profile, known or {})
    for path, value in _values(profile):
        for rule in _rules(type(value)):
            yield from rule(value, path, context)


def _values(profile: Profile) -> Iterator[tuple[Path, Model | Reference]]:
    """Every record and reference in a profile with its path, in order."""
    stack: list[tuple[Path, Any]] = [((), profile)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, Reference):
            yield path, value
        elif isinstance(value, Model):
            yield path, value
            record = vars(value)
            stack += [((*path, name), child) for name in _walked(type(value)) if (child := record[name])]
        elif isinstance(value, dict):
            stack += [((*path, key), child) for key, child in reversed(value.items()) if child]
        elif isinstance(value, tuple):
            stack += [((*path, index), child) for index, child in reversed([*enumerate(value)]) if child]


@cache
def _walked(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model in which records or references can stand, the last first."""
    return tuple(name for name, info in reversed(model.model_fields.items()) if _holds_more(info.annotation))


def _holds_more(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model | Reference):
        return True
    return any(_holds_more(inner) for inner in get_args(annotation))


@cache
def _rules(kind: type) -> tuple[Rule, ...]:
    return tuple(rule for concerned, rule in RULES if issubclass(kind, concerned))


RULES: tuple[tuple[type, Rule], ...] = (
    (Reference, references.dangling),
    (Period, dates.backwards),
    (Degree, dates.no_end),
    (Course, dates.no_years),
    (Service, dates.no_years),
    (Entry, references.unknown_document),
    (Talk, dates.talk_hours),
    (Publication, publications.people),
    (Publication, publications.order),
    (Contact, texts.email),
    (News, news.about),
    (Recipe, references.unknown_recipe),
    (Recipe, texts.citation_style),
    (Recipe, texts.sentences),
    (Person, texts.photo),
    (Person, texts.bio),
    (Profile, references.own_id),
    (Profile, references.parent_cycle),
    (Profile, references.recipe_cycle),
    (Profile, texts.bibliography),
)
"""Which rule concerns which kind of value."""
