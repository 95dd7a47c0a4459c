"""References between entries, documents and recipes: those that lead nowhere, or back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from cvkit.model.consistency.context import Context, Inconsistency, Path
from cvkit.model.fields import Entry, Reference
from cvkit.model.profile import Profile
from cvkit.model.recipe import DocumentKind, Recipe

BUILT_IN_RECIPES = ("cv", "site", "bio", "cv-short")
ME = "me"

_NOWHERE = "to show it in no document, write `show: []`"
_EVERYWHERE = "to show it in all documents, leave `show` out"
_INSTEAD_OF_DOCUMENTS = {
    **dict.fromkeys(("no", "none", "false", "never", "nowhere", "hidden", "off"), _NOWHERE),
    **dict.fromkeys(("yes", "all", "true", "always", "everywhere", "on"), _EVERYWHERE),
}
"""What helps whoever names no document and means none, or all."""

_SINGULAR = {"organizations": "organization", "people": "person", "venues": "venue", "publications": "publication"}


def dangling(reference: Reference, path: Path, context: Context) -> Iterator[Inconsistency]:
    """A reference leads to an entry."""
    collection = reference.collection
    if not reference.is_id or reference in context.ids(collection) or (collection == "people" and reference == ME):
        return
    kind = type(reference)
    near = context.nearest(reference, (name for name in context.ids(collection) if kind(name).is_id))
    if near:
        help = f"did you mean `{near}`?"
    elif reference.literal:
        shown = reference.replace("-", " ").title()
        help = f"add it to `{collection}`, or write the name as it reads, with its capitals: `{shown}`"
    else:
        help = f"add it to `{collection}`, or delete this"
    yield Inconsistency(path, f"there is no {_SINGULAR[collection]} `{reference[:60]}`", help)


def own_id(profile: Profile, path: Path, context: Context) -> Iterator[Inconsistency]:
    """Nobody else has the id of the person."""
    if ME in profile.people:
        yield Inconsistency(
            ("people", ME), "`me` always means the person of the profile", "delete this entry; `person` says it all"
        )


def unknown_document(entry: Entry, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The documents in which an entry shows are there."""
    if not entry.show:
        return
    documents = context.ids("documents")
    built_in = {*get_args(DocumentKind), *BUILT_IN_RECIPES}
    for index, name in enumerate(entry.show):
        if name not in built_in and name not in documents:
            choices = sorted(built_in.union(context.profile.documents))
            near = context.nearest(name, choices)
            help = f"did you mean `{near}`?" if near else f"the documents are {', '.join(choices)}"
            help = _INSTEAD_OF_DOCUMENTS.get(name.casefold(), help)
            yield Inconsistency((*path, "show", index), f"there is no document `{name[:60]}`", help)


def unknown_recipe(recipe: Recipe, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The recipe that another extends is there."""
    choices = context.ids("documents")
    if recipe.extends and recipe.extends not in choices and recipe.extends not in BUILT_IN_RECIPES:
        others = [name for name in (*BUILT_IN_RECIPES, *context.profile.documents) if name != path[-1]]
        near = context.nearest(recipe.extends, others)
        help = f"did you mean `{near}`?" if near else f"built in are {', '.join(BUILT_IN_RECIPES)}"
        yield Inconsistency((*path, "extends"), f"there is no recipe `{recipe.extends}`", help)


def recipe_cycle(profile: Profile, path: Path, context: Context) -> Iterator[Inconsistency]:
    """No recipe extends itself."""
    bases: dict[str, str | None] = {}
    for name, recipe in profile.documents.items():
        # A recipe that extends its own name means the built-in one.
        bases[name] = None if recipe.extends == name and name in BUILT_IN_RECIPES else recipe.extends
    for cycle in _cycles(bases):
        yield Inconsistency(
            ("documents", cycle[0], "extends"),
            f"the recipe would extend itself: {' → '.join([*cycle[:8], cycle[0]])}",
            "delete one `extends` of them",
        )


def parent_cycle(profile: Profile, path: Path, context: Context) -> Iterator[Inconsistency]:
    """No organization is part of itself."""
    parents = {key: organization.parent for key, organization in profile.organizations.items()}
    for cycle in _cycles(parents):
        yield Inconsistency(
            ("organizations", cycle[0], "parent"),
            f"the organization would be part of itself: {' → '.join([*cycle[:8], cycle[0]])}",
            "delete one `parent` of them",
        )


def _cycles(links: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Every cycle among links that lead from each key to one other, once."""
    finished: set[str] = set()
    for start in links:
        trail: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in links and at not in finished and at not in trail:
            trail[at] = None
            at = links[at]
        if at is not None and at in trail:
            keys = list(trail)
            yield keys[keys.index(at) :]
        finished.update(trail)
