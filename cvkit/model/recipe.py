"""Recipes: which sections a document has, in which order, filtered how, and how it is set."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Flag, Id, Many, Model, Text

SectionName = Literal[
    "about",
    "notices",
    "interests",
    "news",
    "positions",
    "education",
    "publications",
    "talks",
    "teaching",
    "students",
    "grants",
    "service",
    "honors",
    "metrics",
]
DocumentKind = Literal["cv", "site", "bio", "talk"]


class SectionRecipe(Model):
    """One section of a document; a plain string will do for a section that shows everything."""

    section: SectionName
    """The section of the profile that it draws."""
    title: Text | None = None
    """The heading, where the usual one will not do."""
    tags: Annotated[tuple[Text, ...], Many] = ()
    """Only entries with one of these tags."""
    kinds: Annotated[tuple[Text, ...], Many] = ()
    """Only entries of one of these kinds, such as journal or keynote."""
    selected: Flag = False
    """Only selected publications."""
    since: PartialDate | None = None
    """Only what happened, or still went on, since then."""
    limit: Annotated[int, Field(ge=1)] | None = None
    """At most so many entries, the newest."""
    group: Literal["kind", "year", "none"] = "none"
    """How publications stand together; other sections have their own groups."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"section": value} if isinstance(value, str) else value


class Recipe(Model):
    """A document; what it leaves unsaid, it takes from the recipe that it extends."""

    extends: Id | None = None
    """The recipe that it builds on; left out, the built-in one of its own name."""
    title: Text | None = None
    """What the document is called: `Curriculum vitae`."""
    sections: tuple[SectionRecipe, ...] | None = None
    """The sections, in order."""
    style: Id | None = None
    """The style file, of those in templates/latex."""
    paper: Literal["a4", "letter"] | None = None
    """The paper size of a PDF."""
    language: Literal["en"] | None = None
    """The language of fixed words, months and headings."""
    max_pages: Annotated[int, Field(ge=1)] | None = None
    """A page limit; a PDF that passes it is an error."""
