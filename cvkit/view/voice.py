"""Grammar for sentences about the person: I, he, she, they, or the name again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from cvkit.model.person import Person
from cvkit.view.document import Inlines
from cvkit.view.inline import fact, seq

Grammatical = Literal["first", "third"]

# subject, possessive, and whether the verb is plural
_PRONOUNS = {
    "he": ("he", "his", False),
    "she": ("she", "her", False),
    "they": ("they", "their", True),
}

# singular third person, plural or first person, where an s is not the whole difference
_VERBS = {"is": ("is", "are"), "was": ("was", "were"), "has": ("has", "have")}

# Letters whose names begin with a vowel: an M.S., an R&D engineer, a Ph.D.
_VOWEL_NAMES = set("AEFHILMNORSX")
_CONSONANT_SOUNDS = re.compile(r"(?i)(uni(?!n)|us[aeu]|uti|uro|ukr|ubi|eu|one\b|once\b)")
_VOWEL_SOUNDS = re.compile(r"(?i)(hono|hour|heir)")


@dataclass(frozen=True, slots=True)
class Voice:
    """The grammatical person in which one speaks of somebody.

    Who is not yet `introduced` is called by the full name.
    """

    person: Person
    grammatical: Grammatical = "third"
    introduced: bool = True

    @property
    def repeats_name(self) -> bool:
        """Whether for want of pronouns the name stands wherever they would."""
        return self.grammatical == "third" and self.person.pronouns is None

    def subject(self, *, capital: bool = True) -> Inlines:
        """I, the full name at its first mention, from then on the pronoun, or without one the family name."""
        if self.grammatical == "first":
            return seq("I")
        if self._pronoun is None:
            return self._name()
        word = self._pronoun[0]
        return seq(word.capitalize() if capital else word)

    def possessive(self, *, capital: bool = True) -> Inlines:
        """My, his, her, their, or the name with its apostrophe."""
        if self.grammatical == "first":
            return seq("My" if capital else "my")
        if self._pronoun is None:
            return seq(self._name(), "’s")
        word = self._pronoun[1]
        return seq(word.capitalize() if capital else word)

    def own(self, noun: str) -> Inlines:
        """What stands before a noun in a sentence about the person: my, his, …, or an article to spare the name."""
        spoken = self.grammatical == "first" or self.person.pronouns
        return replace(self, introduced=True).possessive(capital=False) if spoken else seq(article(noun))

    def verb(self, singular: str) -> str:
        """The form of a verb, given as for he or she, that agrees with the subject."""
        if self.grammatical == "first":
            return "am" if singular == "is" else "was" if singular == "was" else _base(singular)
        plural = self._pronoun is not None and self._pronoun[2]
        return _base(singular) if plural else singular

    @property
    def _pronoun(self) -> tuple[str, str, bool] | None:
        return _PRONOUNS[self.person.pronouns] if self.person.pronouns and self.introduced else None

    def _name(self) -> Inlines:
        name = self.person.name
        if not self.introduced:
            return fact("/person/name", name.full)
        return fact("/person/name/family", name.family) if name.family else fact("/person/name/given", name.given)


def article(noun: str) -> str:
    """The indefinite article that the noun's sound asks for."""
    if re.match(r"[A-Z](\.|[A-Z&]|\b)", noun):
        return "an" if noun[0] in _VOWEL_NAMES else "a"
    if _CONSONANT_SOUNDS.match(noun):
        return "a"
    return (
        "an" if unicodedata.normalize("NFD", noun[:1]).lower()[:1] in set("aeiou") or _VOWEL_SOUNDS.match(noun) else "a"
    )


def _base(singular: str) -> str:
    return _VERBS.get(singular, (singular, singular.removesuffix("s")))[1]
