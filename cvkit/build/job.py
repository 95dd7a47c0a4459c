"""A document to build, and the files that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build.beforehand import Beforehand
from cvkit.build.stamp import stamped
from cvkit.view.compose import compose
from cvkit.view.document import Document

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a build depends on besides the profile, and where it reports."""

    environ: Mapping[str, str]
    output: Path
    """The folder to write to."""
    engine: str | None
    """The engine asked for; None for the first that works."""
    tell: Callable[[str], None]
    """Takes a line that the user must see."""
    progress: Callable[[str], None]
    """Takes a line for a user who waits at a terminal."""
    editions: frozenset[str] = frozenset({"pdf"})
    """Which editions of a CV are made, by the names of `cv.EDITIONS`."""
    jobs: int = 1
    """How much may run at once."""
    beforehand: Beforehand = field(default_factory=Beforehand)
    """What was begun before the profile was read."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a document, whether it is new, and a word on how it was made."""

    document: str
    path: Path
    changed: bool
    detail: str = ""
    part: bool = False
    """Whether it is part of a folder that is told of as a whole."""
    shows: Document | None = None
    """What it shows, stamped; None for a file that shows no facts, such as a style."""


Put = Callable[[], Iterator[Made]]
"""Puts what has been begun in place, and gives each file as soon as it is there."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to build: from which profile, as of which day, amid what."""

    loaded: Loaded
    name: str
    as_of: date
    around: Surroundings
    coming: frozenset[str] = frozenset()
    """The files of the output folder that the same build makes before those of this document."""

    @property
    def folder(self) -> Path:
        """The profile's folder, where a user's own templates and pictures lie."""
        return self.loaded.files[0].parent

    def compose(self) -> Document:
        """The document, stamped."""
        return stamped(compose(self.loaded.profile, self.name, self.as_of))
