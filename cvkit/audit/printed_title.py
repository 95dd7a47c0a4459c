"""Where the title stands in a published reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from cvkit.audit.dates import dates
from cvkit.audit.entries import Claim
from cvkit.audit.formulas import between_math
from cvkit.audit.words import Span, Words, blanked, squeezed, tokens

if TYPE_CHECKING:
    from cvkit.audit.works import Version

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{6,}?)[.,]?\s*[”\"“»]|``(.{6,}?)[.,]?''")
SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2})\.\s+|(?<=[)\]”\"?!*†\d])\.\s+|(?<=[)\]”\"?!])\s+(?=[^\W\d_])|[“”\"„«»()\[\]\x1e;]+|:\s"
)
"""What parts the pieces of a reference."""
_CLOSING = re.compile(r"[“”\"„«»\x1e]|(?<=\S)[.,]\s")
_LONGEST_MATH = 120
"""So many letters of math may stand in one place of a title."""


def title_span(claim: Claim, text: str, versions: Sequence[Version]) -> Span | None:
    """Where the title of a work stands in a reference, `text` being that without identifiers and remarks."""
    exact = _exact(claim.words, versions) or _around_math(claim, versions)
    quoted = list(_QUOTED.finditer(text))
    spans = [match.span(1) if match[1] else match.span(2) for match in quoted]
    if exact:
        around = [span for span in spans if inside(exact, span)]
        if around:
            return around[0]
        return _whole(claim, text, exact)
    if spans:
        return max(spans, key=lambda span: _alike(text[span[0] : span[1]], versions))
    return _nearest(claim, text, versions)


def _exact(words: Words, versions: Sequence[Version]) -> Span | None:
    found = [words.offsets(*run) for version in versions for run in words.find(squeezed(version.title))]
    return max(found, key=lambda span: span[1] - span[0]) if found else None


def _around_math(claim: Claim, versions: Sequence[Version]) -> Span | None:
    """A title with math by all the words around that, which every format draws in its own way."""
    for version in versions:
        if version.math and (span := _in_order(claim, between_math(version.at.title))):
            return span
    return None


def _in_order(claim: Claim, parts: list[str]) -> Span | None:
    spans: list[Span] = []
    for index, part in enumerate(map(squeezed, parts)):
        found = claim.words.find(part, begun=index > 0, goes_on=index + 1 < len(parts))
        reached = spans[-1][1] if spans else 0
        following = (span for span in (claim.words.offsets(*run) for run in found) if span[0] >= reached)
        if span := next(following, None):
            spans.append(span)
        elif part:
            return None
    if not spans or spans[-1][1] - spans[0][0] > _LONGEST_MATH * len(parts) + len("".join(parts)):
        return None
    end = spans[-1][1]
    if not squeezed(parts[-1]):  # math ends it, as far as up to whatever ends a title
        people = (claim.words.starts[seen.first] for seen in claim.people)
        stops = [start for start in people if start >= end]
        closing = _CLOSING.search(claim.text, end)
        end = min([*stops, closing.start() if closing else len(claim.text)])
    return spans[0][0], end


def _whole(claim: Claim, text: str, exact: Span) -> Span:
    """A known title with the words around it that belong to the printed one, where only a part of that is known."""
    start, end = exact
    tail = re.match(r"\s*[:–—-]?\s*((?:\(?\b[a-z][\w'-]*\)?,?\s*){1,12})", text[end:])
    # Words in small letters right behind: the printed title goes on.
    if (
        tail
        and not re.match(r"\s*(?:in|at|on|with|by|to|and|under|arxiv|pre|submitted|published|accepted)\b", text[end:])
        and len(tokens(tail[1])) > 1
    ):
        end += len(tail[0].rstrip(" ,"))
    return start, end


def _alike(said: str, versions: Sequence[Version]) -> float:
    plain = " ".join(tokens(said))
    return max(fuzz.ratio(" ".join(tokens(version.title)), plain) for version in versions)


def _nearest(claim: Claim, text: str, versions: Sequence[Version]) -> Span | None:
    """The piece between delimiters that reads most like one of the titles."""
    words = claim.words
    spans = [words.offsets(seen.first, seen.last) for seen in claim.people]
    mentions = [words.offsets(mention.first, mention.last) for mention in claim.mentions]
    spans += mentions + [when.span for when in dates(text)]
    rest = blanked(text, spans)
    best: tuple[float, Span] | None = None
    edges = [0, *(edge for match in SENTENCE.finditer(rest) for edge in match.span()), len(rest)]
    pieces = list(zip(edges[::2], edges[1::2], strict=False))
    # A colon may stand within a title: neighbors make a piece, too.
    joined = [(a[0], b[1]) for a, b in pairwise(pieces)]
    for start, end in [*pieces, *joined]:
        piece = rest[start:end]
        stripped = piece.strip(" .,:;\x1e-–—")
        if len(tokens(stripped)) < 2:
            continue
        start += piece.index(stripped)
        value = _alike(stripped.replace("\x1e", ""), versions)
        if best is None or value > best[0]:
            best = value, (start, start + len(stripped))
    if best is None or best[0] < 45:
        return None
    return best[1]


def inside(span: Span, other: Span) -> bool:
    """Whether a place lies within another."""
    return other[0] <= span[0] and span[1] <= other[1]
