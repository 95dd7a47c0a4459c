"""The documents there are: built-in recipes, and those of the profile laid over them."""

from __future__ import annotations

from cvkit.model.profile import Profile
from cvkit.model.recipe import Recipe, SectionRecipe


def _sections(*names: str | dict[str, object]) -> tuple[SectionRecipe, ...]:
    return tuple(SectionRecipe.model_validate(name) for name in names)


BUILT_IN = {
    # name: kind, recipe
    "cv": (
        "cv",
        Recipe(
            sections=_sections(
                "interests",
                "positions",
                "education",
                {"section": "publications", "group": "kind", "numbering": "through"},
                "talks",
                "grants",
                "honors",
                "teaching",
                "students",
                "service",
                "metrics",
            ),
        ),
    ),
    "cv-short": (
        "cv",
        Recipe(
            sections=_sections(
                "positions",
                "education",
                {"section": "publications", "selected": True, "numbering": "through"},
                {"section": "talks", "limit": 5},
                {"section": "grants", "limit": 5},
                {"section": "honors", "limit": 5},
                "service",
            ),
            max_pages=2,
        ),
    ),
    "site": (
        "site",
        Recipe(
            sections=_sections(
                "about",
                "notices",
                "interests",
                "news",
                "publications",
                "talks",
                "teaching",
                "students",
                "grants",
                "service",
                "honors",
                "positions",
                "education",
                "metrics",
            ),
        ),
    ),
    "bio": ("bio", Recipe(sections=_sections("about"))),
}

USUAL = ("cv", "site", "bio")
"""The built-in documents that are made when none is named."""


def resolve(profile: Profile, name: str) -> tuple[str, Recipe] | None:
    """The kind of a document and its recipe, complete; None where no such document is known."""
    own = profile.documents.get(name)
    if own is None:
        return BUILT_IN.get(name)
    extends = own.extends if own.extends != name else None
    base = resolve(profile, extends) if extends else BUILT_IN.get(name, BUILT_IN["cv"])
    if base is None:
        return None
    kind, beneath = base
    said = {field: value for field in own.model_fields_set - {"extends"} if (value := getattr(own, field)) is not None}
    return kind, beneath.model_copy(update=said)


def names(profile: Profile) -> tuple[str, ...]:
    """Every document that can be made, built-in ones first."""
    return tuple(dict.fromkeys([*BUILT_IN, *profile.documents]))


def usual(profile: Profile) -> tuple[str, ...]:
    """The documents that are made when none is named: the usual ones and the profile's own."""
    return tuple(dict.fromkeys([*USUAL, *profile.documents]))
