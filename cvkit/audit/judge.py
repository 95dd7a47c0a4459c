"""A published document held against the profile: every divergence, in the document's order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cvkit.audit import announcement
from cvkit.audit.catalog import Catalog, Expected
from cvkit.audit.compare import Comparison, subject
from cvkit.audit.contacts import contacts
from cvkit.audit.entries import Claim, claims, lines
from cvkit.audit.expectation import Shown, is_of_one_entry, missing
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known
from cvkit.audit.language import Languages
from cvkit.audit.matching import PERHAPS, Matcher
from cvkit.audit.news import NewsJudge
from cvkit.audit.passages import Published
from cvkit.audit.prose import ProseJudge
from cvkit.audit.publications import judge
from cvkit.audit.sectioning import HEADER, Sectioned, sectioned
from cvkit.audit.sections import CONTACT, NEWS, PROSE
from cvkit.audit.service import ServiceJudge
from cvkit.audit.works import PERHAPS as PERHAPS_PUBLICATION
from cvkit.audit.works import Book
from cvkit.model.profile import Profile
from cvkit.view.document import Document
from cvkit.view.translate import translated

_LISTED = ("positions", "education", "talks", "teaching", "students", "grants", "honors")
# An entry that tells less than this is a remark rather than an entry.
_FEWEST_WORDS = {"publications": 5, "talks": 4}


def audit(published: Published, profile: Profile, as_of: date) -> tuple[Finding, ...]:
    """What a document says differently from the profile as it stood on a day."""
    return Judge(profile, as_of).findings(published)


class Judge:
    """Holds documents against a profile as it stood on a day; what is known of the profile is gathered but once."""

    def __init__(self, profile: Profile, as_of: date) -> None:
        self._profile = profile
        self._as_of = as_of
        self._cases: dict[str, _Case] = {}
        self._languages = Languages(profile)

    def findings(self, published: Published, made_from: Document | None = None) -> tuple[Finding, ...]:
        """Every divergence of a published document, in its order; it may leave out what `made_from` leaves out."""
        language = made_from.language if made_from else published.language or self._languages.of(published)
        if language not in self._cases:
            profile = translated(self._profile, language) if language else self._profile
            self._cases[language] = _Case(profile, self._as_of)
        return tuple(_Audit(published, self._cases[language], made_from).findings())


class _Case:
    """What a profile, in one language, expects of documents."""

    def __init__(self, profile: Profile, as_of: date) -> None:
        self.profile = profile
        self.as_of = as_of
        self.known = Known(profile)
        self.catalog = Catalog(profile, self.known, as_of)
        self.book = Book(profile, self.known, as_of)
        self._matchers: dict[str, Matcher] = {}

    def matcher(self, section: str) -> Matcher:
        """What aligns the entries of a section."""
        if section not in self._matchers:
            self._matchers[section] = Matcher(self.catalog.sections[section], self.as_of)
        return self._matchers[section]


class _Audit:
    def __init__(self, published: Published, case: _Case, made_from: Document | None) -> None:
        self.published = published
        self.made_from = made_from
        self.case = case
        self.profile, self.as_of = case.profile, case.as_of
        self.known, self.catalog, self.book = case.known, case.catalog, case.book
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
        passages = sectioned(self.published, self.catalog)
        entries = list(claims(passages, self.known, self.catalog))
        found = [
            *self._prose(passages),
            *self._publications([claim for claim in entries if claim.section == "publications"]),
            *(finding for section in _LISTED for finding in self._listed(section, entries)),
            *self._service(passages),
            *self._news(passages),
        ]
        if not is_of_one_entry(self.published, self.catalog):
            found += missing(self.shown, self.profile, self.catalog, self.book, self.as_of, self.made_from)
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
        matcher = self.case.matcher(section)
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
