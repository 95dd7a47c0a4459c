"""What running text says of the person: present role, former ones, degrees, advisors; bios, headers, introductions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cvkit.audit.catalog import DEGREES, Catalog, Expected, synonyms
from cvkit.audit.compare import subject
from cvkit.audit.dates import When, dates
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known, Seen
from cvkit.audit.passages import Passage
from cvkit.audit.sentences import Stretch, sentences, stretches, tense_of
from cvkit.audit.slips import Slips
from cvkit.audit.timing import period_text
from cvkit.audit.words import Words, squeezed, tokens
from cvkit.model.career import Degree, Position
from cvkit.view.career import ongoing

_ROLE = re.compile(
    r"\b((?:(?:assistant|associate|full|visiting|adjunct|research|senior|junior|principal|staff|machine learning"
    r"|software|distinguished|teaching|clinical|affiliate|chair|applied|data|lead|post-?doctoral|graduate|ph\.?d\.?|doctoral)"
    r"\s+)*(?:professor|scientist|researcher|post-?doc|postdoctoral|fellow|scholar|associate|lecturer|engineer|intern"
    r"|instructor|director|student|reader|dean))\b",
    re.I,
)
_DEGREE = re.compile(
    r"(?<!\w)(?:Ph\.?\s?D\.?|D\.?Phil\.?|Doctorate|[BM]\.?\s?(?:S|A|Sc|Eng|Phil|Tech)\b\.?|MBA|M\.?D\.?"
    r"|(?:Bachelor|Master)(?:['’]?s)?(?:\s+of\s+\w+)?)(?!\w)(?!\.?\s*(?:student|candidate|thesis|dissertation))"
)
_GRADUATED = re.compile(r"\b(?:received|obtained|earned|holds?|completed|degrees?|graduated|awarded)\b", re.I)
_YEARS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|a|\d{1,2})\s+years?\b(?!\s*(?:ago|old|later))", re.I
)
_NUMBERS = {
    name: n
    for n, name in enumerate(["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {"a": 1, "one": 1}


class ProseJudge:
    """Sentences about the person held against positions and degrees."""

    def __init__(self, catalog: Catalog, known: Known, as_of: date) -> None:
        self.catalog = catalog
        self.known = known
        self.as_of = as_of
        self.slips = Slips(catalog, known)
        self._told: set[tuple[str, str]] = set()

    def read(self, passage: Passage, *, header: bool = False) -> Iterator[Finding]:
        """What differs in one passage; in a header all is of the present."""
        for _, text in sentences(passage.text):
            for finding in self._sentence(text, passage, header=header):
                mark = (finding.what + finding.verdict, finding.path + finding.subject)
                if mark not in self._told:
                    self._told.add(mark)
                    yield finding

    def _sentence(self, text: str, passage: Passage, *, header: bool) -> Iterator[Finding]:
        words = Words.of(text)
        mentions = [mention for mention in self.known.mentions(words) if mention.collection == "organizations"]
        people = self.known.people_in(words)
        whens = dates(text)
        yield from self.slips.found(words, mentions, people, passage)
        if re.search(r"\breviews?\b|\bhonors include\b|\bselected work\b|\bjoint work\b", text, re.I):
            return
        groups = stretches(words, mentions, text)
        tense = ""
        for group in groups:
            segment = text[group.before : group.after]
            lead = text[group.before : group.start]
            tense = "now" if header else tense_of(lead) or tense
            degrees = list(_DEGREE.finditer(text, group.before, group.after))
            degrees = [match for match in degrees if match.start() < group.start or group.end <= match.start()]
            near = [when for when in whens if group.before <= when.span[0] < group.after]
            seen = [one for one in people if group.before <= words.starts[one.first] < group.after]
            studied = self._entries("education", group)
            if degrees and (studied or _GRADUATED.search(segment) or not self._entries("positions", group)):
                yield from self._degrees(group, [match[0] for match in degrees], near, seen, segment, passage)
                continue
            jobs = self._entries("positions", group)
            if jobs:
                yield from self._job(group, jobs, tense, near, seen, segment, passage, header=header)
            elif tense == "now" and (role := _ROLE.search(segment)) and not studied and not header:
                yield self._finding(
                    Verdict.UNKNOWN,
                    "positions",
                    "entry",
                    segment.strip(" ,.;"),
                    segment.strip(" ,.;"),
                    "",
                    passage,
                    "",
                    f"The profile has no position as {role[0]} there.",
                )

    def _finding(
        self,
        verdict: Verdict,
        section: str,
        what: str,
        about: str,
        published: str,
        known: str,
        passage: Passage,
        path: str,
        why: str = "",
    ) -> Finding:
        return Finding(
            verdict, section, what, about, " ".join(published.split())[:300], known, passage.place, path, why
        )

    def _entries(self, section: str, group: Stretch) -> list[Expected]:
        keys = {mention.key for mention in group.mentions}
        entries = self.catalog.sections[section]
        inner = [entry for entry in entries if any(place.keys[0] in keys for place in entry.places)]
        return inner or [entry for entry in entries if any(keys & set(place.keys) for place in entry.places)]

    # --- positions ---

    def _job(
        self,
        group: Stretch,
        jobs: list[Expected],
        tense: str,
        near: list[When],
        seen: list[Seen],
        segment: str,
        passage: Passage,
        *,
        header: bool,
    ) -> Iterator[Finding]:
        titled = [job for job in jobs if any(title in squeezed(segment) for title in job.whole)]
        dated = [job for job in titled or jobs if near and self._fits(job, near)]
        current = [job for job in titled or jobs if job.begun and ongoing(self._position(job), self.as_of)]
        job = (dated or (current if tense == "now" else []) or titled or jobs)[0]
        position = self._position(job)
        name, path = subject(job, self.known), job.path
        said = segment.strip(" ,.;")
        role = _ROLE.search(segment)
        lasts = ongoing(position, self.as_of) and job.begun
        if tense == "now" and not lasts and position.end and (role or titled or header or not near):
            yield self._finding(
                Verdict.STALE,
                "positions",
                "role",
                name,
                said,
                self._present(),
                passage,
                f"{path}/end",
                f"It ended in {position.end}.",
            )
        elif tense == "now" and not job.begun:
            yield self._finding(
                Verdict.DIFFERS,
                "positions",
                "dates",
                name,
                said,
                str(position.start),
                passage,
                f"{path}/start",
                "By the profile it had not begun on that day.",
            )
        if role and not titled and len(jobs) == 1 and not _alike(role[0], job.title):
            yield self._finding(
                Verdict.DIFFERS, "positions", "role", name, role[0], job.title, passage, f"{path}/title"
            )
        yield from self._former_names(group, job, tense, passage)
        following = [when for when in near if not header]
        if following and not self._fits(job, following):
            text = ", ".join(str(year) for when in following for year in when.years)
            if text:
                yield self._finding(
                    Verdict.DIFFERS,
                    "positions",
                    "dates",
                    name,
                    text,
                    period_text(position, self.as_of),
                    passage,
                    f"{path}/start",
                )
        if position.start and position.end and (span := _YEARS.search(segment)) and not near:
            told = _NUMBERS.get(span[1].lower()) or int(span[1] if span[1].isdigit() else 1)
            months = (position.end.last - position.start.first).days / 30.4
            if abs(months / 12 - told) > 0.6:
                yield self._finding(
                    Verdict.UNCERTAIN,
                    "positions",
                    "dates",
                    name,
                    span[0],
                    period_text(position, self.as_of),
                    passage,
                    f"{path}/start",
                    f"By the profile it was {months:.0f} months.",
                )

    def _position(self, job: Expected) -> Position:
        assert isinstance(job.entry, Position)  # of the section asked for
        return job.entry

    def _fits(self, job: Expected, near: list[When]) -> bool:
        period = job.period
        known = [value for value in (period.start, period.end) if value] if period else []
        moments = [moment for when in near for moment in (when.first, when.last) if moment]
        return not known or not moments or all(any(moment.agrees(value) for value in known) for moment in moments)

    def _present(self) -> str:
        current = [
            subject(job, self.known)
            for job in self.catalog.sections["positions"]
            if job.begun and ongoing(self._position(job), self.as_of)
        ]
        return "; ".join(current)

    def _former_names(self, group: Stretch, job: Expected, tense: str, passage: Passage) -> Iterator[Finding]:
        keys = {key for place in job.places for key in place.keys}
        names = {mention.key for mention in group.mentions if mention.called.until is None}
        for mention in group.mentions:
            until = mention.called.until
            day = job.places[0].day if job.places else self.as_of
            if until and mention.key in keys and mention.key not in names and until.over(day):
                now = self.known.calls(mention.collection, mention.key)[0].text
                yield self._finding(
                    Verdict.STALE,
                    "positions",
                    "organization",
                    subject(job, self.known),
                    mention.called.text,
                    now,
                    passage,
                    f"/organizations/{mention.key}/name",
                    f"It was called so until {until}.",
                )

    # --- degrees ---

    def _degrees(
        self, group: Stretch, told: list[str], near: list[When], seen: list[Seen], segment: str, passage: Passage
    ) -> Iterator[Finding]:
        keys = {mention.key for mention in group.mentions}
        for text in told:
            names = {squeezed(name) for name in synonyms(text, DEGREES)} | {squeezed(text)}
            same = [entry for entry in self.catalog.sections["education"] if entry.whole & names]
            here = [entry for entry in same if any(keys & set(place.keys) for place in entry.places)]
            here = sorted(here, key=lambda entry: isinstance(entry.entry, Degree) and entry.entry.outcome == "left")
            if not here:
                name = group.mentions[0].called.text
                if len(same) == 1 and same[0].places:
                    place = same[0].places[0]
                    yield self._finding(
                        Verdict.DIFFERS,
                        "education",
                        "organization",
                        subject(same[0], self.known),
                        name,
                        self.known.calls(place.collection, place.keys[0])[0].text,
                        passage,
                        place.path,
                    )
                elif not same:
                    yield self._finding(
                        Verdict.UNKNOWN,
                        "education",
                        "entry",
                        f"{text}, {name}",
                        segment.strip(" ,.;"),
                        "",
                        passage,
                        "",
                        "The profile has no such degree.",
                    )
                continue
            fitting = [entry for entry in here if self._ends(entry, near)]
            entry = (fitting or here)[0]
            years = [when for when in near if when.years]
            if years and not fitting and len(told) == 1:
                value = entry.period.end if entry.period else None
                said = ", ".join(str(year) for when in years for year in when.years)
                yield self._finding(
                    Verdict.DIFFERS,
                    "education",
                    "dates",
                    subject(entry, self.known),
                    said,
                    str(value or ""),
                    passage,
                    f"{entry.path}/end",
                )
            if len(told) == 1:
                yield from self._field(entry, text, segment, passage)
            yield from self._advisors(entry, seen, segment, passage)

    def _ends(self, entry: Expected, near: list[When]) -> bool:
        period = entry.period
        known = [value for value in (period.start, period.end) if value] if period else []
        return bool(near) and any(
            moment.agrees(value) for when in near for moment in (when.last, when.first) if moment for value in known
        )

    def _field(self, entry: Expected, text: str, segment: str, passage: Passage) -> Iterator[Finding]:
        field = next((literal for literal in entry.literals if literal.what == "field"), None)
        start = segment.find(text)
        said = re.match(
            rf"{re.escape(text)}(?:\s+degree)?\s+in\s+([A-Z][\w-]*(?:\s+(?:and\s+)?[A-Z][\w-]*)*)", segment[start:]
        )
        if field and said and squeezed(said[1]) != squeezed(field.text):
            yield self._finding(
                Verdict.DIFFERS,
                "education",
                "field",
                subject(entry, self.known),
                said[1],
                field.text,
                passage,
                field.path,
            )

    def _advisors(self, entry: Expected, seen: list[Seen], segment: str, passage: Passage) -> Iterator[Finding]:
        if not entry.people or not re.search(r"advis|supervis", segment, re.I):
            return
        known = {human.key for _, human in entry.people}
        if seen and not known & {one.human.key for one in seen}:
            path, human = entry.people[0]
            yield self._finding(
                Verdict.DIFFERS,
                "education",
                "people",
                subject(entry, self.known),
                seen[0].human.name,
                human.name,
                passage,
                path,
            )


def _alike(said: str, title: str) -> bool:
    """Whether a role in a sentence can be the title: one has all words of the other, or they share the noun's stem."""
    one, other = set(tokens(said.replace("-", ""))), set(tokens(title.replace("-", "")))
    if one <= other or other <= one:
        return True
    post = {"postdoc", "postdoctoral"}
    if one & post and other & post:
        return True
    return bool(one & other) and len(one | other) - len(one & other) <= 1
