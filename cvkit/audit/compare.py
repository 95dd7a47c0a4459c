"""A published entry held against the one it means: title, places, people, dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import OSA

from cvkit.audit.catalog import Expected, PlaceExpected
from cvkit.audit.clocks import times
from cvkit.audit.dates import dates
from cvkit.audit.entries import Claim
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known, Mention
from cvkit.audit.names import Human, Likeness
from cvkit.audit.reading.wording import names
from cvkit.audit.timing import mistimed_dates, mistimed_period
from cvkit.audit.words import Words, squeezed, tokens

NEAR = 0.86
_LABELS = names(
    """
    degree advisor advisors advisers adviser supervisor supervised by with in at of the and for from as a an to
    thesis student mentor mentors hosted host talk invited seminar spotlight poster keynote tutorial panel
    lecture contributed conference co taught instructor joint department university present now via title date
    location
    """
)


@dataclass
class Comparison:
    """One published entry, the entry of the profile that it means, and the words not yet explained."""

    claim: Claim
    expected: Expected
    known: Known
    as_of: date
    free: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.free = [True] * len(self.claim.words)

    def findings(self) -> Iterator[Finding]:
        """All that differs."""
        if not self.expected.begun:
            yield self.finding(
                Verdict.DIFFERS,
                "date",
                self.claim.text,
                "",
                self.expected.path,
                "By the profile it had not begun on that day.",
            )
            return
        self._explain()
        yield from self._title()
        yield from self._places()
        yield from self._people()
        yield from self._literals()
        yield from self._when()

    def finding(self, verdict: Verdict, what: str, published: str, known: str, path: str, why: str = "") -> Finding:
        """A finding on this entry."""
        published = " ".join(published.replace("\x1e", " ").split())
        published = published if len(published) <= 300 else published[:297] + "…"
        return Finding(
            verdict,
            self.expected.section,
            what,
            subject(self.expected, self.known),
            published,
            known,
            self.claim.place,
            path,
            why,
        )

    # --- what is explained ---

    def _explain(self) -> None:
        """Take what is known from the words, so that the rest can be looked through for slips."""
        words = self.claim.words
        for text in (
            *self.expected.titles,
            *self.expected.codes,
            *(literal.text for literal in self.expected.literals),
        ):
            self._take(text)
        for mention in self.claim.mentions:
            self._use(mention.first, mention.last)
        for seen in self.claim.people:
            self._use(seen.first, seen.last)
        for remark in self.claim.remarks:
            self._use(remark.first, remark.last)
        for start, end in [*(when.span for when in self.claim.dates), *times(self.claim.text)]:
            self._use(bisect_left(words.starts, start), bisect_left(words.starts, end))

    def _take(self, text: str) -> bool:
        runs = list(self.claim.words.find(squeezed(text)))
        for first, last in runs:
            self._use(first, last)
        return bool(runs)

    def _use(self, first: int, last: int) -> None:
        self.free[first:last] = [False] * (last - first)

    def near(self, text: str) -> tuple[int, int] | None:
        """Unexplained words that are nearly the text: a letter or two, or a word, apart."""
        wanted = squeezed(text)
        if len(wanted) < 5:
            return None
        words, count = self.claim.words, len(tokens(text))
        best: tuple[float, tuple[int, int]] | None = None
        for size in {max(1, count - 1), count, count + 1}:
            for first in range(len(words) - size + 1):
                if not all(self.free[first : first + size]):
                    continue
                said = words.squeezed[words.edges[first] : words.edges[first + size]]
                if abs(len(said) - len(wanted)) > 4 or said == wanted:
                    continue
                value = OSA.normalized_similarity(said, wanted)
                if value >= NEAR and (best is None or value > best[0]):
                    best = value, (first, first + size)
        return best[1] if best else None

    def _said(self, run: tuple[int, int]) -> str:
        start, end = self.claim.words.offsets(*run)
        return self.claim.text[start:end]

    def leftover(self) -> str:
        """The longest run of unexplained words that may be a name or title."""
        words, best, first = self.claim.words, "", None
        for index in range(len(words) + 1):
            if index < len(words) and self.free[index] and not self._parted(first, index):
                first = index if first is None else first
                continue
            if first is not None:
                said = self._said((first, index))
                telling = [
                    word for word in tokens(said) if word not in _LABELS and len(word) > 1 and not word.isdigit()
                ]
                if telling and any(char.isupper() for char in said) and len(said) > len(best):
                    best = said
            first = index if index < len(words) and self.free[index] else None
        return best

    def _parted(self, first: int | None, index: int) -> bool:
        if first is None or index == first:
            return False
        between = self.claim.text[self.claim.words.ends[index - 1] : self.claim.words.starts[index]]
        return bool(re.search(r"[,;()\x1e|•“”\"]|\.\s|:\s|\s[–—-]\s", between))

    # --- title ---

    def _title(self) -> Iterator[Finding]:
        expected, words = self.expected, self.claim.words
        if not expected.titles:
            return
        if any(words.holds(title) for title in expected.whole):
            longer = self._longer()
            if longer:
                yield self.finding(Verdict.DIFFERS, self._what(), longer, expected.title, expected.title_path)
            return
        for title in expected.titles:
            if run := self.near(title):
                self._use(*run)
                yield self.finding(Verdict.DIFFERS, self._what(), self._said(run), expected.title, expected.title_path)
                return
        said = self._quoted() or self.leftover()
        if said and (expected.section != "education" or len(tokens(said)) < 6):
            for run in words.find(squeezed(said)):
                self._use(*run)
            yield self.finding(Verdict.DIFFERS, self._what(), said, expected.title, expected.title_path)

    def _what(self) -> str:
        return {"positions": "role", "education": "degree", "students": "name"}.get(self.expected.section, "title")

    def _quoted(self) -> str:
        found = re.search(r"[“\"„«]([^“”\"„«»]{6,}?)[.,]?[”\"“»]", self.claim.text)
        return found[1] if found else ""

    def _longer(self) -> str:
        """The whole of a quoted or set-off title of which the known one is but a part."""
        expected, words = self.expected, self.claim.words
        if expected.section not in {"talks", "teaching", "grants", "honors"}:
            return ""
        quoted = self._quoted()
        if (
            quoted
            and squeezed(quoted) not in expected.whole
            and any(title in squeezed(quoted) for title in expected.whole)
        ):
            return quoted
        run = next(run for title in expected.titles for run in words.find(squeezed(title)))
        if run[1] - run[0] < 2:
            return ""
        first, last = run
        while (
            last < len(words)
            and self.free[last]
            and not self._parted(first, last)
            and words.tokens[last] not in _LABELS
        ):
            last += 1
        while (
            first > 0
            and self.free[first - 1]
            and not self._parted(first - 1, first)
            and words.tokens[first - 1] not in _LABELS
        ):
            first -= 1
        if (first, last) == run or not any(
            word[:1].isalpha() for word in (*words.tokens[first : run[0]], *words.tokens[run[1] : last])
        ):
            return ""
        if any(word in {"spotlight", "talk", "award"} for word in words.tokens[run[1] : last + 1]):
            return ""
        # Where nothing parts the pieces of a line, nobody can tell where a title ends.
        return self._said((first, last)) if last - first - (run[1] - run[0]) <= 6 and "," in self.claim.text else ""

    # --- places ---

    def _places(self) -> Iterator[Finding]:
        mentions = [*self.claim.mentions, *self._heading_mentions()]
        for place in self.expected.places:
            found = [m for m in mentions if m.collection == place.collection and m.key in place.keys]
            yield from self._names_of_the_time(place, found)
            yield from self._slips(place, found, mentions)

    def _heading_mentions(self) -> list[Mention]:
        return [mention for heading in self.claim.headings for mention in self.known.mentions(Words.of(heading))]

    def _names_of_the_time(self, place: PlaceExpected, found: list[Mention]) -> Iterator[Finding]:
        current = {mention.key for mention in found if mention.called.until is None}
        for mention in found:
            until = mention.called.until
            if until and until.over(place.day) and mention.key not in current:
                now = self.known.calls(mention.collection, mention.key)[0].text
                yield self.finding(
                    Verdict.STALE,
                    self._place_word(place),
                    mention.called.text,
                    now,
                    f"/{mention.collection}/{mention.key}/name",
                    f"It was called so until {until}.",
                )
                return

    def _slips(self, place: PlaceExpected, found: list[Mention], mentions: list[Mention]) -> Iterator[Finding]:
        keys = {mention.key for mention in found}
        for key in place.keys:
            if key in keys:
                continue
            for called in self.known.calls(place.collection, key):
                if run := self.near(called.text):
                    self._use(*run)
                    yield self.finding(
                        Verdict.DIFFERS,
                        self._place_word(place),
                        self._said(run),
                        called.text,
                        place.path,
                        "A name is misspelt.",
                    )
                    return
        if found:
            return
        others = {key for other in self.expected.places for key in other.keys}
        foreign = [m for m in self.claim.mentions if m.collection == place.collection and m.key not in others]
        name = self.known.calls(place.collection, place.keys[0])[0].text
        if foreign and not self.claim.headings_tell(foreign):
            yield self.finding(Verdict.DIFFERS, self._place_word(place), foreign[0].called.text, name, place.path)
        elif not mentions and (said := self.leftover()):
            for run in self.claim.words.find(squeezed(said)):
                self._use(*run)
            yield self.finding(Verdict.DIFFERS, self._place_word(place), said, name, place.path)

    def _place_word(self, place: PlaceExpected) -> str:
        return "venue" if place.collection == "venues" else "organization"

    # --- people ---

    def _people(self) -> Iterator[Finding]:
        for path, human in self.expected.people:
            if any(seen.human.key == human.key for seen in self.claim.people):
                continue
            if slip := self._slip(human):
                yield self.finding(Verdict.DIFFERS, "people", slip, human.name, path, "A name is misspelt.")
            elif other := self._labelled(human):
                yield self.finding(Verdict.DIFFERS, "people", other, human.name, path)

    def _slip(self, human: Human) -> str:
        words = self.claim.words
        for size in (2, 3, 4):
            for first in range(len(words) - size + 1):
                if all(self.free[first : first + size]):
                    said = self._said((first, first + size))
                    if said[:1].isupper() and human.likeness(said) is Likeness.MISSPELT:
                        self._use(first, first + size)
                        return said
        return ""

    def _labelled(self, human: Human) -> str:
        """Who stands where the entry names its advisor or its like, and is not the one."""
        label = re.search(
            r"(?:advis[eo]rs?|mentors?|supervisors?|advised by|with)\s*:?\s+(?:Prof\.|Dr\.|Professor)?\s*",
            self.claim.text,
            re.I,
        )
        if not label:
            return ""
        others = {person.key for _, person in self.expected.people}
        end = label.end()
        for seen in self.claim.people:
            start, stop = self.claim.words.offsets(seen.first, seen.last)
            if abs(start - end) < 3 and seen.human.key not in others:
                return self.claim.text[start:stop]
        following = re.match(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}", self.claim.text[end:])
        if following and label[0].lower().lstrip().startswith(("advis", "mentor", "superv")):
            first = next((i for i, start in enumerate(self.claim.words.starts) if start >= end), None)
            if first is not None and self.free[first] and following[0][0].isupper():
                return following[0]
        return ""

    def _literals(self) -> Iterator[Finding]:
        for literal in self.expected.literals:
            if self.claim.words.holds(squeezed(literal.text)):
                continue
            if run := self.near(literal.text):
                self._use(*run)
                yield self.finding(Verdict.DIFFERS, literal.what, self._said(run), literal.text, literal.path)
            elif literal.what == "field" and (other := self._field()):
                yield self.finding(Verdict.DIFFERS, literal.what, other, literal.text, literal.path)
            elif (
                literal.what == "amount"
                and (money := re.search(r"[$€£¥]\s?\d[\d,.]*\d(?:\s?[kKmM]\b)?", self.claim.text))
                and squeezed(money[0]) not in squeezed(literal.text)
            ):
                yield self.finding(Verdict.DIFFERS, literal.what, money[0], literal.text, literal.path)

    def _field(self) -> str:
        """The subject that stands after the degree."""
        found = re.search(r"(?:\bin\b|,|\()\s*([A-Z][\w&-]*(?:\s+(?:and|of|[A-Z&])[\w&-]*)*)", self.claim.text)
        if not found:
            return ""
        first = next((i for i, start in enumerate(self.claim.words.starts) if start >= found.start(1)), None)
        return found[1] if first is not None and self.free[first] and found[1].split()[0].lower() not in _LABELS else ""

    # --- dates ---

    def _when(self) -> Iterator[Finding]:
        expected = self.expected
        headed = [(heading, when) for heading in self.claim.headings for when in dates(heading)]
        whens = self.claim.dates or [when for _, when in headed]
        if not whens:
            return
        single = expected.section in {"talks", "honors"}
        if expected.period is not None:
            found = mistimed_period(expected.period, expected.path, whens, self.as_of)
        else:
            found = mistimed_dates(expected.dates, whens, self.as_of, every=not single)
        text = self.claim.text if self.claim.dates else headed[0][0]
        for one in found:
            said = text[one.when.span[0] : one.when.span[1]] if one.when else ""
            yield self.finding(one.verdict, "date" if single else "dates", said, one.known, one.path, one.why)


def subject(expected: Expected, known: Known) -> str:
    """An entry in a few words: its title and where."""
    place = known.calls(expected.places[0].collection, expected.places[0].keys[0])[0].text if expected.places else ""
    return ", ".join(filter(None, [expected.title if expected.titles else "", place])) or expected.key
