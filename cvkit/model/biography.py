"""Bios: those written by hand, and the names by which they and recipes refer to facts and sentences."""

from __future__ import annotations

import re
from typing import Any

from pydantic import model_validator

from cvkit.model.fields import Model, Prose
from cvkit.model.translation import is_translation

BIO_LENGTHS = {"short": 60, "medium": 110, "long": 200}
"""The most words of each length of bio."""

SENTENCES = (
    "role",
    "upcoming",
    "studies",
    "interests",
    "former-positions",
    "internships",
    "degree",
    "other-degrees",
    "works",
    "honors",
    "grants",
    "reviewing",
)
"""The sentences that a bio may have, in the order in which it has them unless its recipe says otherwise."""

PLACEHOLDERS = {
    "name": "the full name",
    "name.given": "the given name",
    "name.family": "the family name",
    "interests": "the short research interests",
    "position.title": "the title of the current position",
    "position.organization": "where it is: `the Department of Physics at Example University`",
    "position.where": "the same with its preposition: `in the Department of Physics at Example University`",
    "position.start": "the year in which it began",
    "next.title": "the title of the position that is to come",
    "next.organization": "where that is",
    "next.start": "when it begins: `August 2027`",
    "former.title": "the title of the last position before the current one",
    "former.organization": "where that was",
    "degree.name": "the highest degree",
    "degree.field": "its subject",
    "degree.organization": "where it was received",
    "degree.year": "when",
    "degree.advisors": "who advised it",
    "publications.count": "how many publications there are",
}
"""What may stand between braces in a bio written by hand, and what takes its place on the day."""

PLACEHOLDER = re.compile(r"\{([A-Za-z]+(?:[._-][A-Za-z]+)*)\}")
"""What is meant as a placeholder, whether it is one or not."""


class Biography(Model):
    """Bios written by hand, in up to three lengths; a plain string is the medium one.

    What stands between braces is a fact, as it is on the day: `{position.title}`, `{degree.year}`.
    """

    short: Prose | None = None
    """At most 60 words."""
    medium: Prose | None = None
    """At most 110 words."""
    long: Prose | None = None
    """At most 200 words."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        lengths = isinstance(value, dict) and set(value) & set(BIO_LENGTHS)
        return {"medium": value} if isinstance(value, str) or (is_translation(value) and not lengths) else value


def is_sentence_name(text: str) -> bool:
    """Whether an item of a recipe's `sentences` is meant as the name of a sentence and not as one itself."""
    return re.fullmatch(r"[\w-]+", text) is not None
