"""A published reference held against the work that it means: title, authors, venue, year, status, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from cvkit.audit.authors import Trouble, troubles
from cvkit.audit.entries import Claim
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.names import Likeness, Listed
from cvkit.audit.reference import Reference, abbreviates
from cvkit.audit.words import squeezed, tokens
from cvkit.audit.works import SECTION, Book, Version, Work


def judge(book: Book, claim: Claim, key: str) -> Iterator[Finding]:
    """Every divergence of a reference from the work of that key."""
    return _Judge(book, claim, book.works[key]).findings()


@dataclass
class _Judge:
    """One reference held against one work."""

    book: Book
    claim: Claim
    work: Work
    reference: Reference = field(init=False)

    def findings(self) -> Iterator[Finding]:
        """All that differs."""
        work = self.work
        if work.current is None:
            first = work.versions[0]
            yield self._finding(
                Verdict.DIFFERS,
                "date",
                self.claim.text,
                str(first.since),
                work.path,
                f"On that day it did not exist yet: its first state is of {first.since}.",
            )
            return
        self.reference = Reference.read(self.claim, work.versions)
        yield from self._title()
        yield from self._authors()
        yield from self._standing()
        yield from self._identifiers()

    @property
    def now(self) -> Version:
        """The version that holds."""
        assert self.work.current is not None  # `findings` has seen to it
        return self.work.versions[self.work.current]

    def _finding(
        self, verdict: Verdict, what: str, published: str, known: str, path: str, explanation: str = ""
    ) -> Finding:
        title = (self.work.versions[self.work.current or 0]).title
        return Finding(verdict, SECTION, what, title, _short(published), known, self.claim.place, path, explanation)

    def _was(self, index: int) -> str:
        """Until when a version held."""
        current = self.work.current
        assert current is not None  # only asked of what has been reached
        return f"It was so until {self.work.versions[index + 1].since}." if index < current else "It is so only later."

    def _past(self, same: list[int]) -> tuple[Verdict, str]:
        """The verdict on what only other versions say."""
        current = self.work.current
        assert current is not None  # as above
        earlier = [index for index in same if index < current]
        if earlier:
            return Verdict.STALE, self._was(earlier[-1])
        return Verdict.DIFFERS, f"It is so only from {self.work.versions[same[0]].since} on." if same else ""

    # --- title ---

    def _title(self) -> Iterator[Finding]:
        said = self.reference.title
        if said is None:
            return
        now = self.now
        if squeezed(said) == squeezed(now.title) or (now.math and _same_but_for_math(said, now.title)):
            return
        same = [i for i, version in enumerate(self.work.versions) if squeezed(version.title) == squeezed(said)]
        if not same:
            best = max(
                range(len(self.work.versions)), key=lambda i: fuzz.ratio(*_both(self.work.versions[i].title, said))
            )
            nearer = fuzz.ratio(*_both(self.work.versions[best].title, said)) > fuzz.ratio(*_both(now.title, said)) + 10
            if nearer and self.work.versions[best].title != now.title:
                same = [best]
        verdict, why = self._past(same)
        yield self._finding(verdict, "title", said, now.title, now.title_path, why)

    # --- authors ---

    def _authors(self) -> Iterator[Finding]:
        said = self.reference.authors
        if said is None:
            return
        now = self.now
        found = troubles(said, now.authors)
        if not found:
            yield from self._marks(said)
            return
        path = now.at.authors_path
        older = [(troubles(said, version.authors), index) for index, version in enumerate(self.work.versions)]
        fewest, best = min(older, key=lambda row: (len(row[0]), -row[1]))
        names = ", ".join(human.name for human in now.authors)
        if len(fewest) < len(found):
            verdict, why = self._past([best])
            text = ", ".join(name.text for name in said.names)
            yield self._finding(verdict, "authors", text, names, path, why)
            found = fewest
            now = self.work.versions[best]
            path = now.at.authors_path
        for trouble in found:
            yield self._author_finding(trouble, path, now)

    def _author_finding(self, trouble: Trouble, path: str, version: Version) -> Finding:
        names = ", ".join(human.name for human in version.authors)
        place = f"{path}/{trouble.index}" if trouble.index is not None else path
        verdict = Verdict.NOTE if trouble.what == "spelling" else Verdict.DIFFERS
        return self._finding(verdict, "authors", trouble.published, trouble.known or names, place, trouble.explanation)

    def _marks(self, said: Listed) -> Iterator[Finding]:
        at = self.now.at
        equal = {self.book.known.author(person).key for person in at.equal}
        every = equal | {self.book.known.author(person).key for person in at.publication.corresponding}
        marked = {
            human.key
            for name in said.names
            if name.marked
            for human in self.now.authors
            if human.likeness(name.text) is Likeness.SAME
        }
        if equal and marked and not said.cut and marked not in (equal, every):
            names = ", ".join(human.name for human in self.now.authors if human.key in equal)
            text = ", ".join(name.text for name in said.names if name.marked)
            yield self._finding(Verdict.DIFFERS, "equal contribution", text, names, f"{self.work.path}/equal")

    # --- venue, year, status ---

    def _standing(self) -> Iterator[Finding]:
        told = list(self._status())
        yield from told
        # Whoever says that a work is unpublished says no venue.
        if not told or self.reference.status[0] == "accepted":
            yield from self._venue()
        yield from self._year()

    def _status(self) -> Iterator[Finding]:
        status, wording = self.reference.status
        now = self.now.at.state.status
        if self.now.at.publication.kind == "preprint" and now == "published":
            now = "preprint"
        allowed = {
            "under-review": {"under-review"},
            "accepted": {"accepted"},
            "preprint": {"preprint", "under-review"},
            "published": {"published", "accepted"},
            "": {"preprint", "under-review", "accepted", "published"},
        }[status]
        if status in {"", "preprint"} and now in {"accepted", "published"} and self.now.venue:
            # Nothing but a preprint number where the venue should stand.
            bare = any(kind == "arxiv" for kind, _ in self.claim.identifiers.found) or status == "preprint"
            has_venue = bool(self.reference.venues) or bool(self.reference.leftover)
            preprint = [i for i, version in enumerate(self.work.versions) if not version.at.settled]
            if bare and not has_venue and self.reference.shows_arxiv:
                verdict, why = self._past(preprint) if preprint else (Verdict.DIFFERS, "")
                yield self._finding(
                    verdict, "status", wording or "preprint", self._standing_text(), self._status_path(), why
                )
                return
        if now in allowed:
            return
        same = [i for i, version in enumerate(self.work.versions) if version.at.state.status == status]
        verdict, why = self._past(same)
        if verdict is Verdict.STALE and same:
            earlier = [i for i in same if i < (self.work.current or 0)]
            following = self.work.versions[earlier[-1] + 1]
            why = f"It was so until {following.since}."
        yield self._finding(verdict, "status", wording, self._standing_text(), self._status_path(), why)

    def _standing_text(self) -> str:
        at = self.now.at
        status = at.state.status.replace("-", " ")
        return f"{status}, {self._venue_name(self.now)}" if at.settled and self.now.venue else status

    def _status_path(self) -> str:
        index = self.now.at.index
        return f"{self.work.path}/history/{index}/status" if index is not None else f"{self.work.path}/date"

    def _venue_name(self, version: Version) -> str:
        assert version.venue is not None  # asked only where there is one
        return self.book.known.calls(*version.venue)[0].text

    def _venue(self) -> Iterator[Finding]:
        now, reference = self.now, self.reference
        if now.venue is None:
            if not now.at.settled and reference.venues and self.work.entry.kind != "preprint":
                later = [
                    i
                    for i, v in enumerate(self.work.versions)
                    if v.venue and v.venue[1] in {m.key for m in reference.venues}
                ]
                verdict, why = self._past(later)
                yield self._finding(
                    verdict, "venue", reference.venues[0].called.text, now.at.state.status, now.at.venue_path, why
                )
            return
        names = self.book.known.calls(*now.venue)
        keys = {now.venue[1]}
        if now.venue[0] == "organizations":
            keys = set(self.book.known.lineage(now.venue[1]))
        found = [mention for mention in reference.venues if mention.key in keys and mention.collection == now.venue[0]]
        if found:
            day = now.at.naming_day(self.book.as_of)
            current = any(mention.called.until is None for mention in found)
            for mention in found:
                if mention.called.until and mention.called.until.over(day) and not current:
                    yield self._finding(
                        Verdict.STALE,
                        "venue",
                        mention.called.text,
                        names[0].text,
                        now.at.venue_path,
                        f"It was called so until {mention.called.until}.",
                    )
                    return
            odd = reference.odd_name(found, names)
            if odd:
                yield self._finding(Verdict.DIFFERS, "venue", odd, names[0].text, now.at.venue_path)
            return
        if any(abbreviates(reference.leftover, called.words) for called in names):
            return
        other = [mention for mention in reference.venues if mention.collection == now.venue[0]]
        if other:
            same = [i for i, v in enumerate(self.work.versions) if v.venue and v.venue[1] == other[0].key]
            verdict, why = self._past(same)
            yield self._finding(verdict, "venue", other[0].called.text, names[0].text, now.at.venue_path, why)
        elif reference.leftover:
            yield self._finding(Verdict.DIFFERS, "venue", reference.leftover, names[0].text, now.at.venue_path)

    def _year(self) -> Iterator[Finding]:
        years = self.reference.years
        now = self.now
        if not years or now.at.year in years:
            return
        said = years[-1]
        same = [i for i, version in enumerate(self.work.versions) if version.at.year == said]
        # A reference that gives an earlier state's own day, as arXiv's month does, tells of that state.
        verdict, why = self._past(same)
        yield self._finding(verdict, "year", str(said), str(now.at.year), now.at.year_path, why)

    def _identifiers(self) -> Iterator[Finding]:
        told: Mapping[str, set[str]] = {}
        for kind, value in self.claim.identifiers.found:
            told = {**told, kind: {*told.get(kind, set()), value}}
        for kind, known in self.work.identifiers:
            said = told.get(kind)
            if said and known not in said:
                yield self._finding(
                    Verdict.DIFFERS,
                    "identifier",
                    f"{kind}:{min(said)}",
                    f"{kind}:{known}",
                    f"{self.work.path}/ids/{kind}",
                )


def _both(one: str, other: str) -> tuple[str, str]:
    return " ".join(tokens(one)), " ".join(tokens(other))


def _short(text: str) -> str:
    text = " ".join(text.replace("\x1e", " ").split())
    return text if len(text) <= 300 else text[:297] + "…"


def _same_but_for_math(said: str, known: str) -> bool:
    """Whether a title with math reads the same outside it: as to math itself, every format shows its own thing."""
    pieces = [squeezed(piece) for piece in re.split(r"\$[^$]*\$|\\[a-zA-Z]+|[{}^_\\]", known)]
    at, text = 0, squeezed(said)
    for piece in pieces:
        if len(piece) > 2:
            found = text.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
    return True
