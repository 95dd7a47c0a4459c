"""Lines of news, each held against what was true on its own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cvkit.audit.catalog import Catalog
from cvkit.audit.dates import When
from cvkit.audit.entries import Claim
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import ME, Known
from cvkit.audit.names import Likeness
from cvkit.audit.passages import Passage
from cvkit.audit.prose import ProseJudge
from cvkit.audit.reference import read_status
from cvkit.audit.words import squeezed, tokens
from cvkit.audit.works import Book, Version, Work
from cvkit.model.dates import PartialDate


class NewsJudge:
    """News held against the states of publications and the starts of positions."""

    def __init__(self, catalog: Catalog, known: Known, book: Book, as_of: date) -> None:
        self.catalog = catalog
        self.known = known
        self.book = book
        self.as_of = as_of
        self.prose = ProseJudge(catalog, known, as_of)

    def read(self, claim: Claim) -> Iterator[Finding]:
        """What differs in one line."""
        whens = claim.dates
        day = _own_day(claim, whens)
        key = self._work(claim)
        if key:
            yield from self._publication(claim, self.book.works[key], day)
            return
        passage = _passage(claim)
        yield from (
            finding
            for finding in self.prose.read(passage)
            # What was so when it was told is no longer news, and not false.
            if finding.verdict is not Verdict.STALE and finding.what not in {"role", "dates"}
        )
        yield from self._start(claim, day)

    def _work(self, claim: Claim) -> str | None:
        for key, work in self.book.works.items():
            if claim.identifiers.found & work.identifiers or claim.identifiers.addresses & work.addresses:
                return key
        titled = [
            key
            for seen in self.catalog.titles.find(claim.words, "publications")
            if seen.last - seen.first > 2
            for _, key in seen.bearers
        ]
        return titled[0] if titled else None

    def _publication(self, claim: Claim, work: Work, day: When | None) -> Iterator[Finding]:
        (status, _), _ = read_status(claim.text)
        event = {"accepted": "accepted", "preprint": "preprint", "under-review": "under-review"}.get(status, "")
        if not event and any(word in claim.words.tokens for word in ("accept", "accepts", "accepted")):
            event = "accepted"
        version = self._version(work, event, day)
        if version is None:
            return
        at = version.at
        if event and day and day.first and at.state.status == event:
            told = [at.state.date, *self._own_dates(work.key)]
            if not any(day.first.agrees(value) for value in told):
                yield self._finding(
                    claim,
                    work,
                    "date",
                    claim.text[day.span[0] : day.span[1]],
                    str(at.state.date),
                    f"{work.path}/history/{at.index}/date" if at.index is not None else f"{work.path}/date",
                )
        venues = [mention for mention in claim.mentions if mention.collection == "venues"]
        if event == "accepted" and version.venue and venues and version.venue[1] not in {m.key for m in venues}:
            name = self.known.calls(*version.venue)[0].text
            yield self._finding(claim, work, "venue", venues[0].called.text, name, at.venue_path)
        every = {human.key for other in work.versions for human in other.authors}
        for seen in claim.people:
            if seen.human.key != ME and seen.human.key not in every:
                yield self._finding(claim, work, "authors", seen.human.name, _names(version), at.authors_path)
        yield from self._slips(claim, work, version)
        yield from self._title(claim, work, version)

    def _title(self, claim: Claim, work: Work, version: Version) -> Iterator[Finding]:
        """A title quoted with a word or two too many; whoever tells of a paper in words of their own quotes less."""
        words, title = claim.words, tokens(version.title)
        if any(words.holds(squeezed(other.title)) for other in work.versions) or len(title) < 5:
            return
        for start in (index for index, word in enumerate(words.tokens) if word == title[0]):
            left = iter(range(start, min(len(words), start + len(title) + 2)))
            places = [next((index for index in left if words.tokens[index] == word), None) for word in title]
            if None not in places and places[-1] is not None:
                low, high = words.offsets(start, places[-1] + 1)
                yield Finding(
                    Verdict.UNCERTAIN,
                    "publications",
                    "title",
                    version.title,
                    claim.text[low:high],
                    version.title,
                    claim.place,
                    version.title_path,
                    "It reads like the title, with words put in.",
                )
                return

    def _slips(self, claim: Claim, work: Work, version: Version) -> Iterator[Finding]:
        words = claim.words
        taken = {index for seen in claim.people for index in range(seen.first, seen.last)}
        for index, human in enumerate(version.authors):
            if human.key in {seen.human.key for seen in claim.people}:
                continue
            for first in range(len(words) - 1):
                if {first, first + 1} & taken:
                    continue
                start, end = words.offsets(first, first + 2)
                said = claim.text[start:end]
                if said[0].isupper() and "," not in said and human.likeness(said) is Likeness.MISSPELT:
                    yield self._finding(
                        claim,
                        work,
                        "authors",
                        said,
                        human.name,
                        f"{version.at.authors_path}/{index}",
                        "A name is misspelt.",
                    )
                    break

    def _version(self, work: Work, event: str, day: When | None) -> Version | None:
        if event:
            same = [version for version in work.versions if version.at.state.status == event]
            if same:
                return same[0]
        moment = day.first.partial() if day and day.first else None
        reached = [version for version in work.versions if moment is None or version.since.begun(moment.last)]
        return reached[-1] if reached else work.versions[0]

    def _own_dates(self, key: str) -> list[PartialDate]:
        about = f"publications/{key}"
        return [news.date for news in self.catalog.profile.news.values() if news.about == about and news.date]

    def _start(self, claim: Claim, day: When | None) -> Iterator[Finding]:
        """The day on which a job began."""
        if (
            not day
            or not day.first
            or not set(claim.words.tokens) & {"joined", "join", "joining", "started", "starting", "began"}
        ):
            return
        keys = {mention.key for mention in claim.mentions}
        jobs = [
            job for job in self.catalog.sections["positions"] if any(keys & set(place.keys) for place in job.places)
        ]
        starts = [(job, job.period.start) for job in jobs if job.period and job.period.start]
        own = [
            news.date
            for job in jobs
            for news in self.catalog.profile.news.values()
            if news.about == f"positions/{job.key}" and news.date
        ]
        if starts and not any(day.first.agrees(value) for value in [*own, *(start for _, start in starts)]):
            job, start = starts[0]
            yield Finding(
                Verdict.DIFFERS,
                "positions",
                "dates",
                job.title,
                claim.text[day.span[0] : day.span[1]],
                str(start),
                claim.place,
                f"{job.path}/start",
            )

    def _finding(
        self, claim: Claim, work: Work, what: str, published: str, known: str, path: str, why: str = ""
    ) -> Finding:
        title = work.versions[-1].title
        return Finding(Verdict.DIFFERS, "publications", what, title, published, known, claim.place, path, why)


def _own_day(claim: Claim, whens: list[When]) -> When | None:
    """The day of the line itself, which stands at its beginning or end; others are those of meetings."""
    dated = [when for when in whens if when.first and when.first.year]
    leading = [when for when in dated if not claim.text[: when.span[0]].strip(" •·-*[(")]
    return next(iter(leading or dated[-1:]), None)


def _names(version: Version) -> str:
    return ", ".join(human.name for human in version.authors)


def _passage(claim: Claim) -> Passage:
    return Passage(claim.text, claim.place, claim.headings, claim.links)
