"""Reviewing and other service: who was served in which years, from rows of venues and from rows of years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from cvkit.audit.catalog import Catalog, Expected
from cvkit.audit.compare import subject
from cvkit.audit.dates import Moment, dates
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known
from cvkit.audit.passages import Passage, Place
from cvkit.audit.reading.wording import names
from cvkit.audit.sectioning import Sectioned
from cvkit.audit.timing import moments_of
from cvkit.audit.words import Words, blanked, squeezed, tokens

SECTION = "service"

_KINDS = (
    # what a heading or a line says, and the kinds that it can mean
    (r"grant|panel|fund", {"grant-review"}),
    (r"organi[sz]|chair", {"organizing", "program-committee", "committee"}),
    (r"edit", {"editing"}),
    (r"program committee|\bpc\b", {"program-committee", "reviewing"}),
    (r"review|referee", {"reviewing", "program-committee", "grant-review"}),
    (r"committee", {"committee", "program-committee"}),
    (r"member", {"membership", "committee"}),
    (r"outreach|volunteer", {"outreach"}),
)
_NOISE = names(
    """
    reviewer reviewers review reviewing external referee organizer organiser co chair area senior program
    committee member editor editorial board conference journal journals conferences workshop for of the and in
    as on at to grant grants grantor panel panelist since spring summer fall autumn winter present ad hoc
    emergency session ac spc pc tpc invited served service guest associate proposals proposal meta
    """
)


@dataclass(frozen=True, slots=True)
class _Told:
    """Years, empty for none, that a document tells of an entry."""

    moments: tuple[Moment, ...]
    wording: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    keys: frozenset[str]
    """The entries that it can mean; empty where the profile has none."""


class ServiceJudge:
    """All service of a document held against that of the profile."""

    def __init__(self, catalog: Catalog, known: Known, as_of: date) -> None:
        self.catalog = catalog
        self.known = known
        self.as_of = as_of
        self.entries = {entry.key: entry for entry in catalog.sections[SECTION]}
        self._by_place: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for place in entry.places:
                self._by_place[place.collection, place.keys[0]].add(entry.key)
        self.told: dict[str, list[_Told]] = defaultdict(list)
        self.others: list[Finding] = []

    def read(self, item: Sectioned) -> None:
        """Take in one passage."""
        passage = item.passage
        text = passage.text
        labels = self._labels(passage)
        named = {place for label in labels for place in range(label.start, label.end)}
        whens = [when for when in dates(text) if when.span[0] not in named]
        if not whens:
            headed = [when for heading in passage.headings for when in dates(heading)]
            moments = tuple(moment for when in headed for moment in moments_of(when, self.as_of))
            self._assign(labels, moments, " ".join(passage.headings[-1:]) if moments else "", passage)
            return
        events = sorted(
            [(when.span[0], 1, when) for when in whens] + [(label.start, 0, label) for label in labels],
            key=lambda event: (event[0], event[1]),
        )
        year_first = events[0][1] == 1
        group: list[_Label] = []
        gathered: list[tuple[int, int]] = []
        told: list[Moment] = []
        for _, kind, event in events:
            if kind == 1:
                if year_first and group:
                    self._assign(group, tuple(told), _wording(text, gathered), passage)
                    group, gathered, told = [], [], []
                told += moments_of(event, self.as_of)  # type: ignore[arg-type]
                gathered.append(event.span)  # type: ignore[union-attr]
            else:
                if not year_first and told:
                    self._assign(group, tuple(told), _wording(text, gathered), passage)
                    group, gathered, told = [], [], []
                group.append(event)  # type: ignore[arg-type]
        self._assign(group, tuple(told), _wording(text, gathered), passage)

    def _labels(self, passage: Passage) -> list[_Label]:
        words = Words.of(passage.text)
        found = []
        for seen in self.catalog.titles.find(words, SECTION):
            start, end = words.offsets(seen.first, seen.last)
            found.append(_Label(start, end, frozenset(key for _, key in seen.bearers)))
        taken = {place for label in found for place in range(label.start, label.end)}
        for mention in self.known.mentions(words):
            start, end = words.offsets(mention.first, mention.last)
            if start in taken:
                continue
            keys = self._by_place.get((mention.collection, mention.key), set())
            if keys or mention.collection == "venues":
                found.append(_Label(start, end, frozenset(keys)))
        same: dict[tuple[int, int], frozenset[str]] = defaultdict(frozenset)
        for label in found:
            same[label.start, label.end] |= label.keys
        labels = [_Label(start, end, keys) for (start, end), keys in same.items()]
        spans = [(label.start, label.end) for label in labels] + [when.span for when in dates(passage.text)]
        rest = blanked(passage.text, spans)
        any_known = any(label.keys for label in labels)
        for match in re.finditer(r"[^,;:()\[\]\x1e|•·–—.]+", rest):
            telling = [word for word in tokens(match[0]) if word not in _NOISE and not word.isdigit() and len(word) > 1]
            beside = "\x1e" in (rest[match.start() - 1 : match.start()], rest[match.end() : match.end() + 1])
            if telling and match[0].strip()[:1].isupper() and not (beside and any_known):
                stripped = match[0].strip()
                start = match.start() + match[0].index(stripped)
                labels.append(_Label(start, start + len(stripped), frozenset()))
        return sorted(labels, key=lambda label: label.start)

    def _assign(self, labels: list[_Label], moments: tuple[Moment, ...], wording: str, passage: Passage) -> None:
        known = [label for label in labels if label.keys]
        together = frozenset.intersection(*(label.keys for label in known)) if known else frozenset()
        if together and len(known) > 1:
            labels, known = known[:1], known[:1]
            labels = [_Label(labels[0].start, labels[0].end, together)]
        for label in labels:
            said = passage.text[label.start : label.end]
            if label.keys:
                key = self._meant(label.keys, moments, passage)
                self.told[key].append(_Told(moments, f"{said}: {wording}" if wording else said, passage.place))
            elif moments:
                self._unknown(said, moments, wording, passage, alone=not known)

    def _meant(self, keys: frozenset[str], moments: tuple[Moment, ...], passage: Passage) -> str:
        texts = [passage.text, *reversed(passage.headings)]
        left = set(keys)
        for text in texts:
            if kinds := _kinds(text):
                left = {key for key in left if self.entries[key].entry.kind in kinds} or left  # type: ignore[attr-defined]

        def fit(key: str) -> tuple[int, str]:
            values = [value for _, value in self.entries[key].dates]
            return -sum(any(m.year == value.year for value in values) for m in moments), key

        return min(left, key=fit)

    def _unknown(self, said: str, moments: tuple[Moment, ...], wording: str, passage: Passage, *, alone: bool) -> None:
        wanted = squeezed(said)
        for entry in self.entries.values():
            for place in entry.places:
                for called in self.known.calls(place.collection, place.keys[0]):
                    if len(wanted) > 4 and OSA.normalized_similarity(wanted, squeezed(called.text)) >= 0.86:
                        self.told[entry.key].append(_Told(moments, f"{said}: {wording}", passage.place))
                        self.others.append(
                            Finding(
                                Verdict.DIFFERS,
                                SECTION,
                                "venue",
                                subject(entry, self.known),
                                said,
                                called.text,
                                passage.place,
                                entry.path,
                                "A name is misspelt.",
                            )
                        )
                        return
        if alone or len(tokens(said)) < 8:
            self.others.append(
                Finding(
                    Verdict.UNKNOWN,
                    SECTION,
                    "entry",
                    said,
                    f"{said}: {wording}".strip(": "),
                    "",
                    passage.place,
                    "",
                    "The profile has no such service.",
                )
            )

    def findings(self) -> Iterator[Finding]:
        """What differs, once all passages are read; entries that are not told at all are for others to judge."""
        yield from self.others
        for key, told in self.told.items():
            entry = self.entries[key]
            said = [moment for one in told for moment in one.moments]
            if not said:
                continue
            yield from self._years(entry, told, said)

    def _years(self, entry: Expected, told: list[_Told], said: list[Moment]) -> Iterator[Finding]:
        begun = {value.year: path for path, value in entry.dates if value.begun(self.as_of)}
        every = {value.year for _, value in entry.dates}
        years = {moment.year for moment in said if moment.year}
        wrong, missing = sorted(years - every), sorted(set(begun) - years)
        name = subject(entry, self.known)
        place, wording = told[0].place, "; ".join(one.wording for one in told)[:300]
        known = ", ".join(str(year) for year in sorted(begun))
        for year in wrong:
            where = next((one for one in told if any(moment.year == year for moment in one.moments)), told[0])
            path = begun[missing.pop(0)] if missing else f"{entry.path}/years"
            yield Finding(Verdict.DIFFERS, SECTION, "years", name, str(year), known, where.place, path)
        for year in missing:
            yield Finding(Verdict.MISSING, SECTION, "years", name, wording, str(year), place, begun[year])


@lru_cache(maxsize=256)
def _kinds(text: str) -> frozenset[str]:
    """The kinds of service that a heading or a passage can mean; empty where it tells none."""
    found = (kinds for pattern, kinds in _KINDS if re.search(pattern, text, re.IGNORECASE))
    return frozenset(next(found, ()))


def _wording(text: str, spans: list[tuple[int, int]]) -> str:
    return text[spans[0][0] : spans[-1][1]] if spans else ""
