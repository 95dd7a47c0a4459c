"""What every published file is read into: passages, each a block of text as a person reads it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


class Form(StrEnum):
    """What a published file is written in."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEX = "tex"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage begins: a page of a PDF, or a line of a text source; both count from 1."""

    file: str
    page: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.page is not None:
            return f"{self.file}, page {self.page}"
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row or definition: what a person reads as one thing."""

    text: str
    """In NFC and without markup: white space folded, words broken at line ends joined, ligatures taken apart."""
    place: Place
    headings: tuple[str, ...] = ()
    """The headings above it, outermost first; a heading is no passage of its own."""
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of each link in it, in order."""
    blocks: tuple[str, ...] = ()
    """The text by the blocks that a page sets below each other, such as authors and venue; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Published:
    """One document as it is out in the world."""

    file: str
    form: Form
    passages: tuple[Passage, ...]
    title: str = ""
    language: str = ""
    """A language tag such as `en` or `de-CH`; empty where the file has none."""
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A PDF's information, a page's meta elements (`citation_title`, …), or scalars of the front matter, by name in
    lower case; several values of one name stand on lines of their own."""


class UnreadableError(Exception):
    """A file that gives no passages: which, why, and what to do about it."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason} {remedy}")
        self.path = path
        self.reason = reason
        """A sentence."""
        self.remedy = remedy
        """A sentence."""


class ForeignFormError(UnreadableError):
    """A file in a form that no reader takes, such as Word or JSON."""
