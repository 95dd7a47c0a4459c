"""A document to build, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build.pdf import Surroundings
from cvkit.view.compose import compose
from cvkit.view.document import Document

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a document, whether it is new, and a word on how it was made."""

    document: str
    path: Path
    changed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to build: from which profile, as of which day, amid what."""

    loaded: Loaded
    name: str
    as_of: date
    around: Surroundings

    @property
    def folder(self) -> Path:
        """The profile's folder, where a user's own templates and pictures lie."""
        return self.loaded.files[0].parent

    def compose(self) -> Document:
        """The document."""
        return compose(self.loaded.profile, self.name, self.as_of)
