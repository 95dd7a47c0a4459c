"""A published reference taken apart: title, authors, venue, years and status, with the work that it means in mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvkit.audit.dates import dates
from cvkit.audit.entries import Claim
from cvkit.audit.known import Called, Mention
from cvkit.audit.names import MARKS, Human, Likeness, Listed, Written, like_a_name, listed
from cvkit.audit.printed_title import SENTENCE, inside, title_span
from cvkit.audit.reading.wording import names
from cvkit.audit.words import Span, Words, blanked, tokens
from cvkit.view.languages import LOCALES

if TYPE_CHECKING:
    from cvkit.audit.works import Version

_STATUSES = (
    (
        "under-review",
        r"under\s+(?:peer\s+|double[- ]blind\s+)?review|under\s+revision|in\s+review|(?:re)?submitted"
        r"|in\s+submission|in\s+revision|(?:major|minor)\s+revision|revise\s+and\s+resubmit|r&r",
    ),
    (
        "accepted",
        r"to\s+appear|accepted(?:\s+(?:for\s+publication|to|at|by))?|forthcoming|in\s+press|conditionally\s+accepted",
    ),
    ("preprint", r"pre-?print|working\s+paper|unpublished(?:\s+manuscript)?|manuscript|in\s+preparation"),
)
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]")
_NUMBER = re.compile(r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s+|^\s*[•·*–-]\s+")
# What stands in references beside names: none of it is a venue.
_NOISE = names(
    """
    in proceedings proc of the vol volume no number issue pp pages page and to at by appear accepted for
    publication under review submitted preprint arxiv corr doi isbn pmid pdf code slides video link url poster
    openreview published ed eds edited editor editors thesis dissertation phd ms best paper award oral spotlight
    presentation acceptance rate submissions all article chapter online available press with equal contribution
    corresponding author s et al th st nd rd workshop conference talk joint work abs org https http www com html
    """
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference tells; None or empty is what it does not."""

    title: str | None
    authors: Listed | None
    venues: tuple[Mention, ...]
    years: tuple[int, ...]
    status: tuple[str, str]
    """The status that is told, empty for none, and its wording."""
    leftover: str
    """What may be the name of a venue that the profile does not have."""
    shows_arxiv: bool
    """Whether a preprint number stands in the text itself, where a venue would."""
    words: Words

    @classmethod
    def read(cls, claim: Claim, versions: Sequence[Version]) -> Reference:
        """Take a reference apart."""
        text = _NUMBER.sub(lambda match: " " * len(match[0]), claim.text)
        spans: list[Span] = [*claim.identifiers.spans, *(match.span() for match in _BRACKETS.finditer(text))]
        bare = blanked(text, spans)
        shows_arxiv = any(_is_arxiv(text[start:end]) for start, end in claim.identifiers.spans)
        titled = title_span(claim, bare, versions)
        rest = blanked(bare, [titled]) if titled else bare
        everyone = list({human.key: human for version in versions for human in version.authors}.values())
        status, rest = read_status(rest, claim.headings)
        words = Words.of(rest)
        venues = tuple(claim.known.mentions(words))
        dated = dates(rest)
        taken = [words.offsets(m.first, m.last) for m in venues] + [when.span for when in dated]
        without = blanked(rest, [span for span in taken if "\x1e" not in rest[span[0] : span[1]]])
        authors, author_span = _authors(without, everyone, claim)
        if author_span:
            venues = tuple(m for m in venues if not inside(words.offsets(m.first, m.last), author_span))
            without = blanked(without, [author_span])
        years = [year for when in dated for year in when.years if not _is_pages(rest, when.span)]
        if not years:
            years = [year for heading in claim.headings for when in dates(heading) for year in when.years]
        title = text[titled[0] : titled[1]].strip(" .,:;\x1e") if titled else None
        return cls(title, authors, venues, tuple(years), status, _leftover(without), shows_arxiv, words)

    def odd_name(self, found: Iterable[Mention], names: Sequence[Called]) -> str:
        """A full name that stands before the right abbreviation without being any of the venue's names."""
        found = list(found)
        if any(len(mention.called.words) > 1 for mention in found):
            return ""
        for mention in found:
            if mention.first == 0:
                continue
            start = self.words.starts[mention.first]
            if not self.words.text[:start].rstrip().endswith("("):
                continue
            before = re.split(r"[.,;:\x1e\"“”()]", self.words.text[:start].rstrip(" ("))[-1].strip()
            said = tuple(word for word in tokens(before) if word not in _NOISE and not word.isdigit())
            if len(said) < 2 or any(abbreviates(before, called.words) for called in names):
                continue
            if any(set(called.words) - _NOISE <= set(said) for called in names if len(called.words) > 1):
                continue
            if any(len(called.words) > 1 for called in names):
                return before
        return ""


def abbreviates(text: str, name: tuple[str, ...]) -> bool:
    """Whether a text is a name with words cut short, as in `Adv. Neural Inf. Process. Syst.`, or with words between."""
    said = [word for word in tokens(text) if word not in _NOISE and not word.isdigit()]
    kept = [word for word in name if word not in _NOISE]
    if not said or not kept or len(said) < len(kept):
        return False
    left = iter(said)
    return all(any(word.startswith(other) and len(other) > 1 for other in left) for word in kept)


def _is_arxiv(text: str) -> bool:
    return "arxiv" in text.lower() and "/" not in text.split(":")[0]


def _is_pages(text: str, span: Span) -> bool:
    """Whether what looks like years are pages: `pp. 1993–2010`, `12:2001–2020`."""
    return (
        bool(re.search(r"(?:pp?\.?|pages|s\.|:|\d\))\s*$", text[: span[0]], re.IGNORECASE))
        and "–" in text[span[0] : span[1]]
    )


# --- status ------------------------------------------------------------------


def read_status(text: str, headings: tuple[str, ...] = ()) -> tuple[tuple[str, str], str]:
    """The status that is told, and the text without it."""
    for locale in LOCALES.values():
        for status, phrase in (("under-review", "under review"), ("accepted", "to appear")):
            if match := re.search(rf"(?<!\w){re.escape(locale.phrases[phrase])}(?!\w)", text, re.IGNORECASE):
                return (status, match[0]), blanked(text, [match.span()])
    for status, pattern in _STATUSES:
        if match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE):
            return (status, match[0]), blanked(text, [match.span()])
    for heading in reversed(headings):
        if re.search(rf"(?<!\w)(?:{_STATUSES[0][1]})(?!\w)", heading, re.IGNORECASE) and " and " not in heading.lower():
            return ("under-review", heading), text
    return ("", ""), text


# --- authors -----------------------------------------------------------------


def _authors(text: str, everyone: list[Human], claim: Claim) -> tuple[Listed | None, Span | None]:
    edges = [0, *(edge for match in SENTENCE.finditer(text) for edge in match.span()), len(text)]
    best: tuple[int, Listed, Span] | None = None
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        told = _people_of(text[start:end], everyone, claim)
        if told is None:
            continue
        hits = sum(any(human.likeness(name.text) >= Likeness.MISSPELT for human in everyone) for name in told.names)
        if hits and (best is None or hits > best[0]):
            best = hits, told, (start, start + _end_of_names(text[start:end], everyone, claim))
    return (best[1], best[2]) if best else (None, None)


def _end_of_names(text: str, everyone: list[Human], claim: Claim) -> int:
    """Where a list of names ends: behind the last known one if words follow it with nothing between."""
    words = Words.of(text)
    seen = [one for one in claim.known.people_in(words) if one.human in everyone]
    end = words.offsets(seen[-1].first, seen[-1].last)[1] if seen else len(text)
    return end if re.match(rf"[{re.escape(MARKS)}\d]*\s+[^\W\d_]", text[end:]) else len(text)


def _people_of(text: str, everyone: list[Human], claim: Claim) -> Listed | None:
    """The run of names in a piece of text that has a known author: names beside it belong to the list."""
    told = listed(text)
    names: list[tuple[Written, bool]] = []
    for name in told.names:
        if any(human.likeness(name.text) >= Likeness.VARIANT for human in everyone):
            names.append((name, True))
            continue
        inner = Words.of(name.text)
        seen = [one for one in claim.known.people_in(inner) if one.human in everyone]
        told_beside = [
            word for index, word in enumerate(inner.tokens) if not any(one.first <= index < one.last for one in seen)
        ]
        if seen and (len(inner) > 4 or set(told_beside) <= _NOISE):
            names += [
                (Written(inner.text[slice(*inner.offsets(one.first, one.last))], name.marked), True) for one in seen
            ]
        else:
            names.append((name, False))
    hits = [index for index, (_, hit) in enumerate(names) if hit]
    if not hits:
        return None
    low, high = hits[0], hits[-1]
    while low > 0 and _may_be_author(names[low - 1][0].text):
        low -= 1
    while high + 1 < len(names) and _may_be_author(names[high + 1][0].text):
        high += 1
    run = [name for name, hit in names[low : high + 1] if hit or _may_be_author(name.text)]
    return Listed(tuple(run), told.cut)


def _may_be_author(text: str) -> bool:
    words = tokens(text)
    east = bool(words) and all(len(word) == 1 and not word.isascii() for word in words) and 2 <= len(words) <= 4
    return like_a_name(text) and (1 < len(words) <= 5 or east) and not set(words) & _NOISE


# --- the rest ----------------------------------------------------------------


def _leftover(text: str) -> str:
    """The longest piece that may name a venue: words with capitals that no other part of the reference explains."""
    best = ""
    for piece in re.split(r"[,;()\[\]“”\"\x1e]+|(?<=[^\W\d_]{2})\.\s|\|", text):
        words = [word for word in tokens(piece) if word not in _NOISE and not word.isdigit() and len(word) > 1]
        stripped = piece.strip(" .:–—-")
        if words and any(char.isupper() for char in stripped) and len(stripped) > len(best) and "%" not in stripped:
            best = stripped
    return best
