"""Recipes: which sections a document has, in which order, filtered how, and how it is set."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from cvkit.model.dates import PartialDate
from cvkit.model.fields import Flag, Id, Many, Model, Text, Url, Verbatim
from cvkit.model.translation import LANGUAGE_PATTERN

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
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A language tag (BCP 47): en, de, zh-Hant."""
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A color as screens know it: `#1f4e79`."""


class SectionRecipe(Model):
    """One section of a document; a plain string will do for a section that shows everything."""

    section: SectionName
    """The section of the profile that it draws."""
    title: Text | None = None
    """The heading, where the usual one will not do."""
    tags: Annotated[tuple[Verbatim, ...], Many] = ()
    """Only entries with one of these tags."""
    kinds: Annotated[tuple[Verbatim, ...], Many] = ()
    """Only entries of one of these kinds, such as journal or keynote."""
    selected: Flag = False
    """Only selected publications."""
    since: PartialDate | None = None
    """Only what happened, or still went on, since then."""
    limit: Annotated[int, Field(ge=1)] | None = None
    """At most so many entries, the newest."""
    order: Literal["newest", "oldest", "profile"] = "newest"
    """Which entries stand first; `profile` keeps the order of the profile."""
    author: Literal["first", "last"] | None = None
    """Only publications of which the person is the first, or the last, author."""
    numbering: Literal["through", "group", "none"] = "none"
    """Whether entries are numbered: through the section, anew in each group, or not."""
    automatic: Flag = True
    """Whether the news draws lines from entries by itself: papers, positions, degrees, honors and talks."""
    group: Literal["kind", "year", "status", "none"] = "none"
    """How publications stand together: by kind, year or status; other sections have their own groups."""

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
    sentences: tuple[Text, ...] | None = None
    """The sentences of a bio, in order: names such as role or degree, or sentences of your own with placeholders."""
    authors: Literal["full", "initials"] | None = None
    """How author lists name people: `Ada Lovelace` or `A. Lovelace`."""
    max_authors: Annotated[int, Field(ge=1)] | None = None
    """Longer author lists end in "et al."; the person's own name is always kept."""
    dates: Literal["short", "long", "numeric"] | None = None
    """How dates are written: `May 2021`, with the month in full, or `2021-05`."""
    style: Id | None = None
    """The style of a CV, of those in templates/latex, or the theme of a site, of those in templates/html."""
    accent: Color | None = None
    """The color of headings and links, between quotes: `"#1f4e79"`."""
    font_size: Annotated[int, Field(ge=10, le=12)] | None = None
    """The size of a PDF's text, in points."""
    margins: Literal["narrow", "normal", "wide"] | None = None
    """The margins of a PDF."""
    date_column: Literal["left", "right"] | None = None
    """On which side of a PDF dates stand."""
    show_urls: Flag | None = None
    """Whether a PDF prints addresses beside links, for readers on paper."""
    underline_students: Flag | None = None
    """Whether author lists underline the students of the profile."""
    citation_style: Verbatim | None = None
    """A CSL file, relative to the profile, that formats the publications; it needs the extra `csl`."""
    url: Url | None = None
    """Where a site will be found, for canonical addresses, the feed and the sitemap: `https://example.org`."""
    paper: Literal["a4", "letter"] | None = None
    """The paper size of a PDF."""
    language: Language | None = None
    """The language of texts, months and headings: en, de, fr, es or zh; another one has English headings."""
    max_pages: Annotated[int, Field(ge=1)] | None = None
    """A page limit; a PDF that passes it is an error."""
