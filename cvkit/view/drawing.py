"""How a section is drawn from a collection of entries: one `Drawing` says all that differs between sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from cvkit.model.fields import Entry as ModelEntry
from cvkit.model.profile import Profile
from cvkit.model.recipe import SectionRecipe
from cvkit.view.context import Context
from cvkit.view.document import Entry, Group, Layout, Section
from cvkit.view.wording import HEADINGS

E = TypeVar("E", bound=ModelEntry)


@dataclass(frozen=True, slots=True)
class Drawing(Generic[E]):
    """What is particular to one section.

    `begun` tells whether an entry is true by a day; `latest` its newest day of note by then, for order and `since`;
    `draw` makes the visible entry; `heading` the (key, title) of its group among `groups`, which gives their order.
    """

    layout: Layout
    entries: Callable[[Profile], Mapping[str, E]]
    begun: Callable[[E, date], bool]
    latest: Callable[[E, date], tuple[Any, ...]]
    draw: Callable[[Context, str, E], Entry]
    over: Callable[[E, date], bool] = lambda entry, as_of: False
    group: Callable[[Context, SectionRecipe, E], str] = lambda context, recipe, entry: ""
    groups: Mapping[str, str] | None = None
    footnote: Callable[[list[Entry]], str] = lambda entries: ""


def draw_section(context: Context, recipe: SectionRecipe, drawing: Drawing[Any]) -> Section:
    """The section with its entries chosen, ordered newest first, cut to the limit and grouped."""
    as_of = context.lens.as_of
    shown = context.choose(
        recipe.section,
        drawing.entries(context.profile),
        begun=drawing.begun,
        over=drawing.over,
        chosen=lambda entry: _chosen(recipe, entry, drawing, as_of),
    )
    # The sort is stable, so entries of one date keep the order of the profile.
    ordered = sorted(shown.items(), key=lambda item: drawing.latest(item[1], as_of), reverse=True)
    ordered = context.limit(recipe.section, ordered, recipe)
    grouped: dict[str, list[Entry]] = {}
    for key, entry in ordered:
        grouped.setdefault(drawing.group(context, recipe, entry), []).append(drawing.draw(context, key, entry))
    titles = drawing.groups or {}
    rank = {key: position for position, key in enumerate(titles)}
    keys = sorted(grouped, key=lambda key: rank.get(key, len(rank)))  # stable: unknown ones keep their order
    return Section(
        name=recipe.section,
        title=recipe.title or HEADINGS[recipe.section],
        layout=drawing.layout,
        groups=tuple(Group(titles.get(key, key), tuple(grouped[key])) for key in keys),
        footnote=drawing.footnote([entry for entries in grouped.values() for entry in entries]),
    )


def entry_id(section: str, key: str) -> str:
    """A name for an entry, fit for fragments and file names, unique because keys are: odd characters are spelt out."""
    return f"{section}-" + re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}", key)


def _chosen(recipe: SectionRecipe, entry: ModelEntry, drawing: Drawing[Any], as_of: date) -> bool:
    if recipe.tags and set(recipe.tags).isdisjoint(entry.tags):
        return False
    if recipe.kinds and getattr(entry, "kind", None) not in recipe.kinds:
        return False
    if recipe.selected and not getattr(entry, "selected", False):
        return False
    return recipe.since is None or drawing.latest(entry, as_of)[0] >= recipe.since.first
