"""From passages to entries: which make one together, and which hold several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from cvkit.audit.catalog import Catalog, TitleSeen
from cvkit.audit.dates import When, dates
from cvkit.audit.identifiers import Identifiers, identifiers
from cvkit.audit.known import Known, Mention, Seen
from cvkit.audit.passages import Place
from cvkit.audit.sectioning import Sectioned
from cvkit.audit.words import Words, blanked, tokens

PARTING = " \x1e "
"""What stands between the passages of one entry."""

_ENTRY_SECTIONS = frozenset(
    {"publications", "positions", "education", "talks", "teaching", "students", "grants", "honors"}
)


@dataclass(frozen=True)
class Claim:
    """Text that a document presents as one entry."""

    section: str
    text: str
    place: Place
    headings: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    known: Known
    catalog: Catalog

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words.of(self.text)

    @cached_property
    def identifiers(self) -> Identifiers:
        """Identifiers in its text and links."""
        return identifiers(self.text, self.links)

    @cached_property
    def remarks(self) -> list[TitleSeen]:
        """Known highlights and notes of its section that stand in it word for word."""
        return self.catalog.remarks.find(self.words, self.section)

    @cached_property
    def titles(self) -> list[TitleSeen]:
        """Known titles of its section that stand in it word for word, but not as a part of a remark."""
        found = self.catalog.titles.find(self.words, self.section)
        return [seen for seen in found if not any(seen.within(remark) for remark in self.remarks)]

    @cached_property
    def dates(self) -> list[When]:
        """Dates outside identifiers, addresses, remarks and known titles."""
        known = [self.words.offsets(seen.first, seen.last) for seen in (*self.remarks, *self.titles)]
        return dates(blanked(self.text, [*self.identifiers.spans, *known]))

    @property
    def is_remark(self) -> bool:
        """Whether it is a highlight or a note and nothing else."""
        told = sum(seen.last - seen.first for seen in self.remarks)
        return bool(self.remarks) and not self.titles and told == len(self.words)

    @cached_property
    def people(self) -> list[Seen]:
        """Known people."""
        return self.known.people_in(self.words)

    def headings_tell(self, mentions: list[Mention]) -> bool:
        """Whether the headings name one of these, too, as in `Teaching at Example University`."""
        told = {mention.key for heading in self.headings for mention in self.known.mentions(Words.of(heading))}
        return any(mention.key in told for mention in mentions)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Known venues and organizations outside known titles."""
        taken = [range(seen.first, seen.last) for seen in self.titles]
        return [
            mention
            for mention in self.known.mentions(self.words)
            if not any(mention.first in span and mention.last - 1 in span for span in taken)
        ]


def lines(item: Sectioned, known: Known, catalog: Catalog) -> list[Claim]:
    """The lines of a passage of news."""
    passage = item.passage
    return _split(Claim(item.section, passage.text, passage.place, passage.headings, passage.links, known, catalog))


def claims(passages: list[Sectioned], known: Known, catalog: Catalog) -> Iterator[Claim]:
    """The entries of the sections that hold entries, in reading order."""
    group: list[Claim] = []
    for item in passages:
        if item.section not in _ENTRY_SECTIONS:
            continue
        passage = item.passage
        if group and (group[-1].section, group[-1].headings) != (item.section, passage.headings):
            yield from _gathered(group)
            group = []
        # Where nothing but a line end parts authors and publisher, it tells who is an author.
        parted = item.section == "publications" and passage.blocks
        for text in _pieces(PARTING.join(passage.blocks) if parted else passage.text):
            claim = Claim(item.section, text, passage.place, passage.headings, passage.links, known, catalog)
            group.extend(_split(claim))
    yield from _gathered(group)


_LONGEST = 6_000
"""No entry is longer; a passage that is, whatever it may be, is looked at piece by piece."""


def _pieces(text: str) -> Iterator[str]:
    while len(text) > _LONGEST:
        cut = text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield text[:cut].rstrip()
        text = text[cut:]
    yield text


# --- several entries in one passage --------------------------------------------

_LINES = frozenset({"talks", "teaching", "students", "grants", "honors", "news"})
"""Sections whose entries are lines with a date at one end, so that dates tell them apart."""


def _split(claim: Claim) -> list[Claim]:
    """A passage parted where a further entry begins: after the date of one, or at the title of the next."""
    ends = _line_ends(claim) if claim.section in _LINES else []
    return _parts(claim, ends) if ends else _at_titles(claim)


def _parts(claim: Claim, cuts: list[int]) -> list[Claim]:
    edges = [0, *cuts, len(claim.text)]
    return [
        replace(claim, text=claim.text[start:end].strip(" ,;"), links=_links_in(claim, start, end))
        for start, end in pairwise(edges)
    ]


def _line_ends(claim: Claim) -> list[int]:
    """Where lines run together: a date, the end of a line, then a capital and before long another date."""
    text = claim.text
    spans = [when.span for when in claim.dates]
    if len(spans) < 2:
        return []
    if not text[: spans[0][0]].strip(" •·-*"):
        # The date stands first: the next line begins with one, behind the end of a sentence.
        return [start for start, _ in spans[1:] if re.search(r"[.!?)\]]\s*$", text[:start])]
    cuts = []
    for (start, end), (_, following) in pairwise(spans):
        dated = re.search(r"[,(|–—\t]\s*$", text[:start]) or re.search(r"[^\W\d]", text[start:end])
        gap = re.match(r"\)?\.?\s*(?:\[[^\]]{0,40}\]\s*)*\s(?=[^\W\d_a-z])", text[end:])
        if dated and gap and len(tokens(text[end:following])) > 3:
            cuts.append(end + gap.end())
    return cuts


def _at_titles(claim: Claim) -> list[Claim]:
    anchors: list[TitleSeen] = []
    for seen in claim.titles:
        if anchors and (seen.bearers & anchors[-1].bearers or seen.first < anchors[-1].last):
            continue
        if claim.section == "publications" and seen.last - seen.first < 3:
            continue
        anchors.append(seen)
    if len(anchors) < 2:
        return [claim]
    spans = [when.span for when in claim.dates]
    if len(spans) < 2:
        return [claim]
    date_first = spans[0][0] < claim.words.starts[anchors[0].first] and not claim.text[: spans[0][0]].strip(" •·-*")
    cuts = []
    for before, here in pairwise(anchors):
        low, high = claim.words.ends[before.last - 1], claim.words.starts[here.first]
        between = [span for span in spans if low <= span[0] and span[1] <= high]
        if not between:
            return [claim]
        cuts.append(between[-1][0] if date_first else _after(claim, between[-1][1], high))
    return _parts(claim, cuts)


def _after(claim: Claim, end: int, high: int) -> int:
    """Where the entry after a date begins: past what closes the one before."""
    closing = re.compile(r"[\s.,;)\]]*(?:\((?:[^()]{0,60})\)[\s.,;]*)?(?:\[[^\]]{0,40}\][\s.,;]*)*").match(
        claim.text, end
    )
    return min(closing.end(), high) if closing else end


def _links_in(claim: Claim, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """The links whose text stands in a part; those of no known place stand with every part, as nobody knows."""
    part = claim.text[start:end]
    return tuple(link for link in claim.links if link[0] and link[0] in part)


# --- one entry in several passages ---------------------------------------------


_LONGEST_ENTRY = 2_000
"""Letters after which an entry takes up no further passage; each is weighed against all that it has so far."""


def _gathered(group: list[Claim]) -> Iterator[Claim]:
    current: Claim | None = None
    for claim in group:
        short = current is not None and len(current.text) < _LONGEST
        if current is not None and short and (between := _bond(current, claim)):
            text = current.text + between + claim.text
            current = replace(current, text=text, links=(*current.links, *claim.links))
            continue
        if current is not None:
            yield current
        current = claim
    if current is not None:
        yield current


def _bond(current: Claim, claim: Claim) -> str:
    """What joins a passage to the entry before it; empty where it begins one of its own."""
    if len(current.text) > _LONGEST_ENTRY:
        return ""
    if re.search(r"[–—,&-]$", current.text):
        return " "
    ends, begins = current.dates, claim.dates
    if ends and begins and not claim.titles and not claim.mentions:
        # A range of which the second half has come under a line of its own.
        torn = ends[-1].span[1] == len(current.text) and not claim.text[: begins[0].span[0]].strip()
        if torn and not ends[-1].ranged:
            return " – "
    return PARTING if _continues(current, claim) else ""


def _continues(current: Claim, claim: Claim) -> bool:
    """Whether a passage goes on with the entry before it: it tells what that lacks, or nothing that begins one."""
    if claim.is_remark:
        return True
    if current.section == "publications":
        return _publication_continues(current, claim)
    if claim.titles and current.titles:
        return bool(
            {b for seen in claim.titles for b in seen.bearers} & {b for seen in current.titles for b in seen.bearers}
        ) and not (claim.dates and current.dates)
    if claim.dates:
        if current.dates:
            return False
        return not (claim.titles and claim.mentions) and (
            bool(current.mentions or current.titles) or len(current.words) < 12
        )
    if not current.dates:
        return len(current.words) < 25
    if claim.titles:
        return False
    if claim.mentions and current.mentions and current.titles:
        # A further organization begins the next entry where organizations stand first.
        return current.words.starts[current.mentions[0].first] > current.words.starts[current.titles[0].first]
    return True


def _publication_continues(current: Claim, claim: Claim) -> bool:
    known = len(claim.people) > 1 or bool(claim.titles)
    if claim.titles and current.titles:
        return False
    settled = bool(current.dates or current.identifiers.found or current.mentions)
    if not known and not (claim.dates or claim.identifiers.found):
        return True if settled else len(current.words) < 60
    if current.people and claim.people:
        return False
    return not (settled and current.people)
