"""The least and the most that a number may be."""

from __future__ import annotations

from typing import Any, get_args


def bounds(annotation: Any) -> tuple[int | None, int | None]:
    """The bounds that an annotation, or an option in it, sets a number; None where there is none."""
    least = most = None
    for said in getattr(annotation, "__metadata__", ()):
        for constraint in getattr(said, "metadata", ()):
            least = getattr(constraint, "ge", least)
            most = getattr(constraint, "le", most)
    if (least, most) != (None, None):
        return least, most
    return next((found for option in get_args(annotation) if (found := bounds(option)) != (None, None)), (None, None))
