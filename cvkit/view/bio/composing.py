"""A bio of a day: written by hand where there is a fitting one, otherwise composed from the facts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cvkit.model.biography import BIO_LENGTHS
from cvkit.model.profile import Profile
from cvkit.model.translation import Translated
from cvkit.view.bio.limits import NoRoomError, Size, Wording, choose
from cvkit.view.bio.sentences import SENTENCES
from cvkit.view.bio.story import read_story
from cvkit.view.bio.written import UnusedBio, own_sentence, written_bio
from cvkit.view.context import Context, Lens, pointer
from cvkit.view.document import Document, Entry, Group, Header, Inlines, Layout, Section, Told
from cvkit.view.inline import fact, join, linked_once
from cvkit.view.languages import ENGLISH
from cvkit.view.omissions import omissions
from cvkit.view.recipes import resolve
from cvkit.view.translate import translated
from cvkit.view.voice import Grammatical

__all__ = ["NoRoomError", "bio_paragraph", "compose_bio", "unused_bios"]


CHARACTERS_A_WORD = 6.5
"""About how many characters a word of a bio takes, with its space."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The paragraphs of a bio, the same by sentences, and which bios written by hand were passed over for it."""

    paragraphs: tuple[Inlines, ...]
    told: Told
    unused: tuple[UnusedBio, ...]


def compose_bio(
    profile: Profile,
    as_of: date,
    *,
    length: str | None = None,
    words: int | None = None,
    characters: int | None = None,
    person: Grammatical = "third",
    name: str = "bio",
) -> Document:
    """A bio in whole sentences: short, medium or long, or of at most so many words or characters.

    Without any limit it is short. NoRoomError where not even its first sentence fits.
    """
    context = _context(profile, as_of, name)
    drawn = _draw(context, length, words, characters, person)
    entry = Entry(path="/person", id="bio", body=drawn.paragraphs, record=drawn.told)
    header = Header(name=fact("/person/name", context.profile.person.name.full))
    sections = (Section("about", ENGLISH.headings["about"], Layout.PROSE, (Group("", (entry,)),)),)
    return Document(
        name=name,
        kind="bio",
        title="Biography",
        author=context.profile.person.name.full,
        language="en",
        as_of=as_of,
        updated="",
        header=header,
        sections=sections,
        omitted=omissions(context, header, sections),
    )


def unused_bios(
    profile: Profile,
    as_of: date,
    *,
    length: str | None = None,
    words: int | None = None,
    characters: int | None = None,
    person: Grammatical = "third",
    name: str = "bio",
) -> tuple[UnusedBio, ...]:
    """The bios written by hand that `compose_bio` passes over under these limits, each with the reason."""
    if not profile.person.bio:
        return ()
    return _draw(_context(profile, as_of, name), length, words, characters, person).unused


def bio_paragraph(
    context: Context, *, words: float = math.inf, person: Grammatical, without: frozenset[str] = frozenset()
) -> Inlines:
    """The sentences that fit, composed from the facts, in reading order and in one paragraph."""
    names = tuple(name for name in SENTENCES if name not in without)
    return _paragraph(_compose(context, names, Size(words, math.inf), person))


def _context(profile: Profile, as_of: date, name: str) -> Context:
    bio = profile.person.bio
    if bio:
        # A text that is not in English does not stand in for one that is.
        foreign = [name for name in BIO_LENGTHS if _is_foreign(getattr(bio, name))]
        bio = bio.model_copy(update=dict.fromkeys(foreign))
        profile = profile.model_copy(update={"person": profile.person.model_copy(update={"bio": bio})})
    return Context(translated(profile, "en"), Lens(name, "bio", as_of))


def _is_foreign(text: str | None) -> bool:
    return isinstance(text, Translated) and not text.speaks("en")


def _draw(
    context: Context, length: str | None, words: int | None, characters: int | None, person: Grammatical
) -> _Drawn:
    if words is None and characters is None:
        length = length or "short"
    most = min(words or math.inf, BIO_LENGTHS[length] if length else math.inf)
    limit = Size(most, characters or math.inf)
    found = resolve(context.profile, context.lens.document)
    sentences = found[1].sentences if found else None
    unused: tuple[UnusedBio, ...] = ()
    if sentences is None:
        lengths = (length,) if length else tuple(reversed(BIO_LENGTHS))
        used, paragraphs, unused = written_bio(read_story(context, person), lengths, limit, person)
        if paragraphs:
            told = Told(person, used, written=True, sentences=tuple(("written", words) for words in paragraphs))
            return _Drawn(paragraphs, told, unused)
    composed = _compose(context, sentences or tuple(SENTENCES), limit, person)
    told = Told(person, length or "", written=False, sentences=composed)
    return _Drawn((_paragraph(composed),), told, unused)


def _paragraph(sentences: Iterable[tuple[str, Inlines]]) -> Inlines:
    return linked_once(join([words for _, words in sentences], " "))


def _compose(
    context: Context, items: tuple[str, ...], limit: Size, person: Grammatical
) -> tuple[tuple[str, Inlines], ...]:
    """The sentences that fit, each with its name; `items` are names of sentences and sentences, in reading order."""
    story = read_story(context, person)
    stranger = replace(story, voice=replace(story.voice, introduced=False))
    wordings: list[Wording] = []
    introduced = False
    priority = 0.0
    room = min(limit.words, limit.characters / CHARACTERS_A_WORD)
    for index, item in enumerate(items):
        row = SENTENCES.get(item)
        if row is None:
            path = pointer("documents", context.lens.document, "sentences", index)
            if words := own_sentence(story, path, item):
                # What somebody added matters as much as what stands before it.
                wordings.append(Wording(f"own-{index}", priority, words))
                introduced = introduced or "{name}" in item
        elif row.room <= room:
            priority = row.priorities[0]
            told = row.tell(story if introduced else stranger)
            wordings += (Wording(item, level, words) for level, words in zip(row.priorities, told, strict=False))
            introduced = introduced or bool(told)
    if not wordings:
        wordings.append(Wording("role", 0, fact("/person/name", context.profile.person.name.full)))
    chosen = choose(wordings, wordings[0].sentence, limit)
    order = dict.fromkeys(wording.sentence for wording in wordings)
    return tuple((name, chosen[name]) for name in order if name in chosen)
