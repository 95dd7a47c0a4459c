"""How a section is drawn from a collection of entries: one `Drawing` says all that differs between sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from cvkit.model.fields import Entry as ModelEntry
from cvkit.model.profile import Profile
from cvkit.model.recipe import SectionRecipe
from cvkit.view.context import Context
from cvkit.view.document import Entry, Group, Layout, Section
from cvkit.view.locale import Locale

E = TypeVar("E", bound=ModelEntry)


@dataclass(frozen=True, slots=True)
class Drawing(Generic[E]):
    """What is particular to one section.

    `begun` tells whether an entry is true by a day; `latest` its newest day of note by then, for order and `since`;
    `ahead` whether it is still to come; `draw` makes the visible entry; `group` tells the key of its group among
    `groups`, which gives order and titles; `fold` how many entries a homepage shows before it folds the rest away (0
    for all).
    """

    layout: Layout
    entries: Callable[[Profile, SectionRecipe], Mapping[str, E]]
    begun: Callable[[E, date], bool]
    latest: Callable[[E, date], tuple[Any, ...]]
    draw: Callable[[Context, str, E], Entry]
    over: Callable[[E, date], bool] = lambda entry, as_of: False
    ahead: Callable[[E, date], bool] = lambda entry, as_of: False
    group: Callable[[Context, SectionRecipe, E], str] = lambda context, recipe, entry: ""
    fold: int = 0
    chosen: Callable[[Context, SectionRecipe, E], bool] = lambda context, recipe, entry: True
    groups: Callable[[Locale, SectionRecipe], Mapping[str, str]] = lambda locale, recipe: {}
    footnote: Callable[[Locale, list[Entry]], str] = lambda locale, entries: ""


def draw_section(context: Context, recipe: SectionRecipe, drawing: Drawing[Any]) -> Section:
    """The section with its entries chosen, ordered, cut to the limit and grouped."""
    as_of = context.lens.as_of
    shown = context.choose(
        recipe.section,
        drawing.entries(context.profile, recipe),
        begun=drawing.begun,
        over=drawing.over,
        chosen=lambda entry: _chosen(recipe, entry, drawing, as_of) and drawing.chosen(context, recipe, entry),
    )
    ordered = context.limit(recipe.section, _ordered(shown, recipe, drawing, as_of), recipe)
    grouped: dict[str, list[Entry]] = {}
    for key, entry in ordered:
        grouped.setdefault(drawing.group(context, recipe, entry), []).append(drawing.draw(context, key, entry))
    titles = drawing.groups(context.locale, recipe)
    rank = {key: position for position, key in enumerate(titles)}
    keys = sorted(grouped, key=lambda key: rank.get(key, len(rank)))  # stable: unknown ones keep their order
    return Section(
        name=recipe.section,
        title=recipe.title or context.locale.heading(recipe.section, selected=recipe.selected),
        layout=drawing.layout,
        groups=tuple(_numbered([Group(titles.get(key, key), tuple(grouped[key])) for key in keys], recipe.numbering)),
        fold=drawing.fold if context.lens.kind == "site" else 0,
        footnote=drawing.footnote(context.locale, [entry for entries in grouped.values() for entry in entries]),
    )


def _ordered(
    shown: Mapping[str, ModelEntry], recipe: SectionRecipe, drawing: Drawing[Any], as_of: date
) -> list[tuple[str, ModelEntry]]:
    """The entries as the recipe orders them; before the newest stands what is to come, the soonest first."""
    if recipe.order == "profile":
        return list(shown.items())

    def latest(item: tuple[str, ModelEntry]) -> tuple[Any, ...]:
        return drawing.latest(item[1], as_of)

    # Sorting is stable, so entries of one date keep the order of the profile.
    if recipe.order == "oldest":
        return sorted(shown.items(), key=latest)
    ahead = {key: entry for key, entry in shown.items() if drawing.ahead(entry, as_of)}
    rest = (item for item in shown.items() if item[0] not in ahead)
    return sorted(ahead.items(), key=latest) + sorted(rest, key=latest, reverse=True)


def _numbered(groups: list[Group], numbering: str) -> Iterator[Group]:
    count = 0
    for group in groups:
        if numbering == "none":
            yield group
            continue
        if numbering == "group":
            count = 0
        first = count + 1
        count += len(group.entries)
        numbers = range(first, count + 1)
        entries = (replace(entry, number=str(number)) for number, entry in zip(numbers, group.entries, strict=True))
        yield replace(group, entries=tuple(entries))


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
