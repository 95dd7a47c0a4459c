"""A published document held against the profile: every divergence, in the document's order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cvkit.audit import announcement
from cvkit.audit.catalog import Catalog, Expected
from cvkit.audit.compare import Comparison, subject
from cvkit.audit.contacts import contacts
from cvkit.audit.entries import HEADER, Claim, Sectioned, claims, lines, sectioned
from cvkit.audit.expectation import Shown, is_of_one_entry, missing
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known
from cvkit.audit.matching import PERHAPS, Matcher
from cvkit.audit.news import NewsJudge
from cvkit.audit.passages import Published
from cvkit.audit.prose import ProseJudge
from cvkit.audit.publications import judge
from cvkit.audit.sections import CONTACT, NEWS, PROSE
from cvkit.audit.service import ServiceJudge
from cvkit.audit.works import PERHAPS as PERHAPS_PUBLICATION
from cvkit.audit.works import Book
from cvkit.model.profile import Profile
from cvkit.view.translate import translated

_LISTED = ("positions", "education", "talks", "teaching", "students", "grants", "honors")
# An entry that tells less than this is a remark rather than an entry.
_FEWEST_WORDS = {"publications": 5, "talks": 4}


def audit(published: Published, profile: Profile, as_of: date) -> tuple[Finding, ...]:
    """What a document says differently from the profile as it stood on a day."""
    return tuple(_Audit(published, profile, as_of).findings())


class _Audit:
    def __init__(self, published: Published, profile: Profile, as_of: date) -> None:
        self.published = published
        self.profile = translated(profile, published.language) if published.language else profile
        self.as_of = as_of
        self.known = Known(self.profile)
        self.catalog = Catalog(self.profile, self.known, as_of)
        self.book = Book(self.profile, self.known, as_of)
        self.shown = Shown()

    def findings(self) -> Iterator[Finding]:
        parts = announcement.labelled(self.published)
        if announcement.is_announcement(parts):
            yield from announcement.announcement(parts, self.known, self.as_of)
            prose = ProseJudge(self.catalog, self.known, self.as_of)
            for name in ("speaker", "bio"):
                for passage in parts.get(name, ()):
                    yield from prose.read(passage)
            return
        passages = sectioned(self.published, self.known)
        entries = list(claims(passages, self.known, self.catalog))
        found = [
            *self._prose(passages),
            *self._publications([claim for claim in entries if claim.section == "publications"]),
            *(finding for section in _LISTED for finding in self._listed(section, entries)),
            *self._service(passages),
            *self._news(passages),
        ]
        if not is_of_one_entry(self.published, self.catalog):
            found += missing(self.shown, self.profile, self.catalog, self.book, self.as_of)
        yield from dict.fromkeys(found)

    # --- running text ---

    def _prose(self, passages: list[Sectioned]) -> Iterator[Finding]:
        judge = ProseJudge(self.catalog, self.known, self.as_of)
        for item in passages:
            if item.section in {PROSE, HEADER}:
                yield from judge.read(item.passage, header=item.section == HEADER and len(item.passage.text) < 160)
            if item.section in {HEADER, CONTACT}:
                yield from contacts(item.passage, self.profile, self.as_of)

    def _news(self, passages: list[Sectioned]) -> Iterator[Finding]:
        judge = NewsJudge(self.catalog, self.known, self.book, self.as_of)
        for item in passages:
            if item.section == NEWS:
                for line in lines(item, self.known, self.catalog):
                    yield from judge.read(line)

    # --- entries ---

    def _publications(self, entries: list[Claim]) -> Iterator[Finding]:
        matched, rest = self.book.align(entries)
        for index, claim in enumerate(entries):
            if index in matched:
                self.shown.add("publications", matched[index], claim.headings)
                yield from judge(self.book, claim, matched[index])
            elif self._tells(claim):
                key, score = rest.get(index, ("", 0.0))
                work = self.book.works.get(key)
                title = work.versions[-1].title if work else ""
                yield self._unmatched(claim, title, work.path if work else "", perhaps=score >= PERHAPS_PUBLICATION)

    def _listed(self, section: str, entries: list[Claim]) -> Iterator[Finding]:
        own = [claim for claim in entries if claim.section == section]
        if not own:
            return
        matcher = Matcher(self.catalog.sections[section], self.as_of)
        matched, rest = matcher.align(own)
        for index, claim in enumerate(own):
            if index in matched:
                expected = matcher.expected[matched[index]]
                self.shown.add(section, expected.key, claim.headings)
                yield from Comparison(claim, expected, self.known, self.as_of).findings()
            elif self._tells(claim):
                key, score = rest.get(index, ("", 0.0))
                likely: Expected | None = matcher.expected.get(key)
                title = subject(likely, self.known) if likely else ""
                yield self._unmatched(claim, title, likely.path if likely else "", perhaps=score >= PERHAPS)

    def _service(self, passages: list[Sectioned]) -> Iterator[Finding]:
        judge = ServiceJudge(self.catalog, self.known, self.as_of)
        for item in passages:
            if item.section == "service":
                judge.read(item)
        for key, told in judge.told.items():
            if told:
                self.shown.add("service", key, ())
        yield from judge.findings()

    def _tells(self, claim: Claim) -> bool:
        """Whether a text that means no known entry is an entry at all."""
        if len(claim.words) < _FEWEST_WORDS.get(claim.section, 3):
            return False
        if claim.section == "publications":
            return bool(claim.dates or claim.identifiers.found or claim.mentions) and len(claim.words) < 150
        return bool(claim.dates) and len(claim.words) < 60

    def _unmatched(self, claim: Claim, likely: str, path: str, *, perhaps: bool) -> Finding:
        text = " ".join(claim.text.replace("\x1e", " ").split())
        text = text if len(text) <= 300 else text[:297] + "…"
        verdict = Verdict.UNCERTAIN if perhaps else Verdict.UNKNOWN
        why = "It may be the one named here, much altered." if perhaps else "The profile has no such entry."
        return Finding(
            verdict,
            claim.section,
            "entry",
            text[:80],
            text,
            likely if perhaps else "",
            claim.place,
            path if perhaps else "",
            why,
        )
