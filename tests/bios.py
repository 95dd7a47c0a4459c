"""What a bio must hold whatever the profile: its limits, whole sentences, and no word without a source."""

from __future__ import annotations

import math
import re
from datetime import date

from cvkit.model.profile import Profile
from cvkit.view.bio import NoRoomError, compose_bio
from cvkit.view.document import Document, Inlines, facts, plain
from cvkit.view.voice import Grammatical

PERSONS: tuple[Grammatical, ...] = ("first", "third")

FIXED = frozenset(
    {
        *("a", "an", "the", "and", "also", "among", "as", "at", "by", "for", "from", "in", "on", "to", "with"),
        *("i", "my", "he", "his", "she", "her", "they", "their", "s"),
        *("am", "is", "are", "was", "were", "has", "have", "hold", "holds", "include", "received", "focuses"),
        *("advised", "become", "interned", "join", "joining", "led", "reviewed", "support", "supports", "will"),
        *("before", "earlier", "most", "now", "other", "previously", "recently", "toward", "working"),
        *("degrees", "grant", "grants", "honors", "publications", "recognition", "research", "student", "studies"),
        *("work",),
    }
)
"""Every word that a bio may say of itself."""


def text(document: Document) -> str:
    (section,) = document.sections
    (entry,) = section.entries
    (paragraph,) = entry.body
    return plain(paragraph)


def units(said: str) -> int:
    """The length of a text as web forms count it."""
    return len(said.encode("utf-16-le")) // 2


def own_words(inlines: Inlines) -> str:
    """What stands outside of facts."""
    return "".join(" " if any(True for _ in facts((node,))) else plain((node,)) for node in inlines)


def roomy(
    profile: Profile, as_of: date, words: int | None, characters: int | None, person: Grammatical
) -> tuple[Document, int | None, int | None]:
    """The bio under its limits; or, where there is too little room, under the least that is said to be enough."""
    try:
        return compose_bio(profile, as_of, words=words, characters=characters, person=person), words, characters
    except NoRoomError as error:
        needed, unit = error.needed, error.unit
    limit = words if unit == "words" else characters
    assert limit is not None
    assert needed > limit
    words, characters = (needed, None) if unit == "words" else (None, needed)
    return compose_bio(profile, as_of, words=words, characters=characters, person=person), words, characters


def check_limits(
    profile: Profile,
    as_of: date,
    words: int | None,
    characters: int | None,
    person: Grammatical,
    pronouns: str | None,
) -> None:
    """That a bio of the profile holds its limits, is made of whole sentences, and says nothing without a source."""
    someone = profile.person.model_copy(update={"pronouns": pronouns, "bio": None})
    profile = profile.model_copy(update={"person": someone})
    document, words, characters = roomy(profile, as_of, words, characters, person)
    said = text(document)
    most = words or (math.inf if characters else 10_000)
    assert 0 < len(said.split()) <= most
    assert units(said) <= (characters or math.inf)
    assert said.endswith(".") or said == profile.person.name.full
    assert not re.search(r"  | [,.;:)]|\( |None|\(\)|,,|\.\.", said), said
    assert not re.search(r"\b(an?|the) (an?|the)\b|\b(at|in|from) (at|in|from)\b|\(\d+\) \(", said), said
    for paragraph in (entry.body[0] for section in document.sections for entry in section.entries):
        assert set(re.findall(r"[a-z]+", own_words(paragraph).lower())) <= FIXED
    assert not re.search(
        r"\b(I|[Mm]y|am)\b" if person == "third" else r"\b([Hh]is|[Hh]er|[Tt]heir|[Ss]he|[Tt]hey)\b", said
    )
