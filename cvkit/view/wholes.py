"""Organizations that are parts of one whole, put together so that what they share is said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from cvkit.model.fields import OrganizationRef
from cvkit.view.document import Fact, Inlines, Text

Mention = tuple[OrganizationRef, str]
"""An organization with the path of its mention."""
Lineage = list[Mention]
"""A mention and what it is part of, innermost first."""


def mentions(mentioned: Sequence[OrganizationRef], path: str) -> list[Mention]:
    """The organizations that stand in the list of that path."""
    return [(item, f"{path}/{index}") for index, item in enumerate(mentioned)]


def by_whole(lineages: Iterable[Lineage], name: Callable[[OrganizationRef], str]) -> list[list[Lineage]]:
    """The organizations, each once, those that are parts of the same together; `name` tells which are the same.

    What another one is a part of is told with that one.
    """
    named: dict[tuple[str, ...], Lineage] = {}
    for lineage in lineages:
        named.setdefault(tuple(name(item) for item, _ in lineage), lineage)
    wholes = {names[start:] for names in named for start in range(1, len(names))}
    together: dict[tuple[str, ...], list[Lineage]] = {}
    for names, lineage in named.items():
        if names not in wholes:
            # What is part of nothing shares nothing.
            together.setdefault(names[1:] or names, []).append(lineage)
    return list(together.values())


def without_repetition(place: Inlines, told: str) -> Inlines:
    """A place without those of its parts, from the first on, that stand as words in what has been told before it.

    Beside "The University of Tokyo", "Tokyo, Japan" is "Japan".
    """
    match place:
        case (Fact(path, (Text(text),)),):
            parts = text.split(", ")
            while parts and re.search(rf"(?<!\w){re.escape(parts[0])}(?!\w)", told):
                del parts[0]
            return (Fact(path, (Text(", ".join(parts)),)),) if parts else ()
    return place
