"""Bios and sentences written by hand, with facts in the place of what stands between braces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from cvkit.model.biography import PLACEHOLDER
from cvkit.view.bio.limits import Size, measure
from cvkit.view.bio.placeholders import VALUES
from cvkit.view.bio.story import Story
from cvkit.view.document import Code, Inline, Inlines, Math, Text, plain
from cvkit.view.inline import paragraphs, phrase, seq
from cvkit.view.voice import Grammatical

_FIRST_PERSON = re.compile(r"\b(I|I’m|I'm|[Mm]y|me|[Ww]e|[Oo]ur)\b")


class UnusedBio(NamedTuple):
    """A bio written by hand that could not be used, and why."""

    length: str
    reason: str


class UntoldError(LookupError):
    """On the day there is no fact for a placeholder, whose `name` it has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is now nothing to stand for {{{name}}}")


def written_bio(
    story: Story, lengths: tuple[str, ...], limit: Size, person: Grammatical
) -> tuple[str, tuple[Inlines, ...], tuple[UnusedBio, ...]]:
    """The first bio of these lengths that can be used: its length and paragraphs, which are empty where none can."""
    unused = []
    for length in lengths:
        text: str | None = getattr(story.context.profile.person.bio, length, None)
        if text is None:
            continue
        try:
            told = tuple(fill(story, words) for words in paragraphs(f"/person/bio/{length}", text))
        except UntoldError as error:
            unused.append(UnusedBio(length, str(error)))
            continue
        size = measure(" ".join(plain(words) for words in told))
        if size.words > limit.words:
            unused.append(UnusedBio(length, f"it has {size.words} words, and at most {limit.words} are wanted"))
        elif size.characters > limit.characters:
            unused.append(
                UnusedBio(length, f"it has {size.characters} characters, and at most {limit.characters} are wanted")
            )
        elif grammatical(text) != person:
            unused.append(UnusedBio(length, f"it is written in the {grammatical(text)} person"))
        else:
            return length, told, tuple(unused)
    return "", (), tuple(unused)


def grammatical(text: str) -> Grammatical:
    """The grammatical person in which a text speaks of the one whom it is about."""
    return "first" if _FIRST_PERSON.search(text) else "third"


def own_sentence(story: Story, path: str, text: str) -> Inlines:
    """A sentence of a recipe with its placeholders filled; nothing where there is now no fact for one."""
    try:
        return fill(story, phrase(path, text))
    except UntoldError:
        return ()


def fill(story: Story, inlines: Inlines) -> Inlines:
    """The sequence with a fact for each placeholder in its text; UntoldError where there is none on the day."""
    return tuple(filled for node in inlines for filled in _filled(story, node))


def _filled(story: Story, node: Inline) -> Inlines:
    if isinstance(node, Text):
        parts = PLACEHOLDER.split(node.text)
        return seq(*(_value(story, part) if index % 2 else part for index, part in enumerate(parts)))
    if isinstance(node, Code | Math):
        return (node,)
    return (replace(node, children=fill(story, node.children)),)


def _value(story: Story, name: str) -> Inlines:
    told = VALUES[name](story)
    if not told:
        raise UntoldError(name)
    return told
