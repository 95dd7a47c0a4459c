"""Running text parted into sentences, and a sentence into stretches, each on organizations that are named together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvkit.audit.known import Mention
from cvkit.audit.words import Words

_STOP = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[“\"(]?[A-Z\u0400-\u9fff])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Ph|Prof|Dr|Mr|Ms|Mrs|St|Inc|Ltd|Corp|Co|Univ|Dept|Asst|Assoc|Jr|Sr|vs|etc|cf|al|e\.g|i\.e|[A-Z])"
    r"|\.[A-Za-z]{1,2})\.$"
)
_NOW = re.compile(
    r"\b(?:am|is|are|i'm|currently|now|presently|serves?|works?|holds? (?:a|the) position|joining)\b", re.I
)
_THEN = re.compile(
    r"\b(?:was|were|spent|worked|former(?:ly)?|previous(?:ly)?|before (?:that|joining|coming)|after that|served|held"
    r"|until|received|obtained|earned|completed|had been|interned|prior to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Organizations that are named together, and the stretch of text that speaks of them."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    before: int
    """Where what leads to it begins."""
    after: int
    """Where what follows it ends."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their offsets; abbreviations end none."""
    start = 0
    for match in _STOP.finditer(text):
        if _ABBREVIATED.search(text[start : match.start()]):
            continue
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def stretches(words: Words, mentions: list[Mention], text: str) -> list[Stretch]:
    """Organizations named side by side as one place each, with the text between it and its neighbors."""
    gathered: list[list[Mention]] = []
    for mention in mentions:
        if gathered:
            last = max(other.last for other in gathered[-1])
            between = text[words.ends[last - 1] : words.starts[mention.first]] if mention.first >= last else ""
            if re.fullmatch(
                r"[\s,()/–-]*(?:at|in|of|the|a\.k\.a\.?|formerly|now|and)?[\s,()]*(?:the)?[\s(]*", between
            ) and (" and" not in between):
                gathered[-1].append(mention)
                continue
        gathered.append([mention])
    ends = [max(words.ends[mention.last - 1] for mention in group) for group in gathered]
    starts = [words.starts[group[0].first] for group in gathered]
    places: list[Stretch] = []
    for index, group in enumerate(gathered):
        before = places[-1].after if places else 0
        after = len(text)
        if index + 1 < len(gathered):
            # What follows up to "and", or the last comma, belongs to this place; the rest leads to the next.
            gap = text[ends[index] : starts[index + 1]]
            cut = re.search(r",?\s+and\s+|;\s+|,\s+(?=(?:a|an|as|was|one|two|three|where|now)\s)", gap)
            after = ends[index] + (cut.start() if cut else 0)
            if not cut and (closing := re.match(r"\s*\([^)]*\)", gap)):
                after += closing.end()
        places.append(Stretch(tuple(group), starts[index], ends[index], before, after))
    return places


def tense_of(lead: str) -> str:
    """`now` or `then`, by the last word that tells it; empty where none does."""
    now, then = list(_NOW.finditer(lead)), list(_THEN.finditer(lead))
    if then and (not now or then[-1].start() > now[-1].start()):
        return "then"
    return "now" if now else ""
