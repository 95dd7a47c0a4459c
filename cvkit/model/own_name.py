"""The person's own name in author lists: known, too, where given names are left out or stand as initials."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvkit.model.person import Name, folded

_BETWEEN_GIVEN = re.compile(r"[\s-]+")


def is_form_of(mention: str, name: Name) -> bool:
    """Whether a mention has the family name and given names that agree, all or some of them, or their initials.

    Of "Xenia Maria Petrova", "Petrova, Xenia", "X. Petrova" and "X. M. Petrova" are forms, "M. Petrova" is none.
    """
    if not name.family:
        return False
    family, given = folded(name.family), _given(name.given)
    own, _, others = (folded(part) for part in mention.partition(","))
    if not others:
        own, others = _parted(own, family, family_first=name.order == "family-first")
    return own == family and _agree(_given(others), given)


def _parted(whole: str, family: str, *, family_first: bool) -> tuple[str, str]:
    """Family and given names of a name without a comma, where it has that family name."""
    if whole.endswith(f" {family}"):
        return family, whole.removesuffix(family)
    if family_first and whole.startswith(f"{family} "):
        return family, whole.removeprefix(family)
    return "", whole


def _given(names: str) -> list[str]:
    return [name for name in _BETWEEN_GIVEN.split(folded(names)) if name]


def _agree(one: list[str], other: list[str]) -> bool:
    """Whether the first names are alike and the shorter list's others are, in order, among the longer list's."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter or not _alike(shorter[0], longer[0]):
        return False
    left = iter(longer[1:])
    return all(_any_alike(name, left) for name in shorter[1:])


def _any_alike(name: str, left: Iterable[str]) -> bool:
    return any(_alike(name, other) for other in left)  # what has been passed over is used up


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
