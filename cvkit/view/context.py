"""A profile seen on a day by one document: what may show, and what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from cvkit.model.fields import Entry as ModelEntry
from cvkit.model.profile import Profile
from cvkit.model.recipe import SectionRecipe
from cvkit.view.document import Omission, Reason
from cvkit.view.languages import ENGLISH
from cvkit.view.locale import Locale
from cvkit.view.names import AuthorStyle, Names

E = TypeVar("E", bound=ModelEntry)

# Contacts that stand in the CV alone unless `show` says otherwise.
PRIVATE_CONTACTS = {"phone": ("cv",), "address": ("cv",)}


@dataclass(frozen=True, slots=True)
class Lens:
    """For which document, of which kind, and as of which day a profile is read."""

    document: str
    kind: str
    as_of: date
    within: Lens | None = None
    """The lens of the document of which this one is a part, and which must not show more than that."""

    def admits(self, show: Iterable[str] | None) -> bool:
        """Whether what names these documents or kinds shows here; None names all."""
        if show is None:
            return True
        return not {self.document, self.kind}.isdisjoint(show) and (self.within is None or self.within.admits(show))


@dataclass(slots=True)
class Context:
    """A profile, the lens on it, the fixed words, the names as of the day, and a record of what was left out."""

    profile: Profile
    lens: Lens
    locale: Locale = ENGLISH
    author_style: AuthorStyle = field(default_factory=AuthorStyle)
    names: Names = field(init=False)
    omitted: list[Omission] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = Names(self.profile, self.lens.as_of, self.locale, self.author_style, linked=self.lens.kind != "cv")

    def choose(
        self,
        collection: str,
        entries: Mapping[str, E],
        *,
        begun: Callable[[E, date], bool],
        over: Callable[[E, date], bool] = lambda entry, as_of: False,
        chosen: Callable[[E], bool] = lambda entry: True,
    ) -> dict[str, E]:
        """The entries that the document shows, in the profile's order; the others are recorded with a reason."""
        shown: dict[str, E] = {}
        for key, entry in entries.items():
            reason = None
            if not self.lens.admits(entry.show):
                reason = Reason.HIDDEN
            elif not begun(entry, self.lens.as_of):
                reason = Reason.NOT_YET
            elif over(entry, self.lens.as_of):
                reason = Reason.OVER
            elif not chosen(entry):
                reason = Reason.NOT_CHOSEN
            if reason is None:
                shown[key] = entry
            else:
                self.omit(collection, key, reason)
        return shown

    def omit(self, collection: str, key: str, reason: Reason) -> None:
        """Record that an entry is left out."""
        self.omitted.append(Omission(pointer(*collection.split("/"), key), reason))

    def limit(self, collection: str, ordered: list[tuple[str, E]], recipe: SectionRecipe) -> list[tuple[str, E]]:
        """The first entries up to the recipe's limit; the others are recorded."""
        if recipe.limit is None:
            return ordered
        for key, _ in ordered[recipe.limit :]:
            self.omit(collection, key, Reason.OVER_LIMIT)
        return ordered[: recipe.limit]


def pointer(*parts: str | int) -> str:
    """The JSON pointer (RFC 6901) of a place in the profile."""
    return "".join(
        [f"/{part}" if isinstance(part, int) else "/" + part.replace("~", "~0").replace("/", "~1") for part in parts]
    )
