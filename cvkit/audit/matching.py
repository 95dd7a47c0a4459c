"""Positions, degrees, talks, courses, students, grants and honors: which published entry means which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from cvkit.audit.align import Features, assigned
from cvkit.audit.catalog import Expected
from cvkit.audit.dates import When
from cvkit.audit.entries import Claim
from cvkit.audit.words import squeezed, tokens
from cvkit.model.dates import PartialDate

ENOUGH, PERHAPS = 3.0, 2.4


def known_dates(expected: Expected) -> list[PartialDate]:
    """Every date of an entry."""
    period = expected.period
    ends = [value for value in (period.start, period.end) if value] if period else []
    return ends + [value for _, value in expected.dates]


def agreement(whens: Sequence[When], expected: Expected, as_of: date) -> float:
    """From -1 to 2, how well published dates fit those of an entry; 0 where either has none."""
    known = known_dates(expected)
    moments = [moment for when in whens for moment in (when.first, when.last) if moment]
    if not known or not moments:
        return 0.0
    hits = sum(any(moment.agrees(value) for value in known) for moment in moments)
    years = sum(any(moment.year == value.year for value in known) for moment in moments)
    share = hits / len(moments)
    if hits == 0 and years == 0:
        # An open end where the profile knows one, or a slip of a year, is still near.
        near = any(abs((moment.year or 0) - value.year) <= 1 for moment in moments for value in known)
        return -0.5 if near else -1.0
    return 2.0 * max(share, 0.5 * years / len(moments))


class Matcher:
    """Aligns the published entries of one section with those expected."""

    def __init__(self, expected: Sequence[Expected], as_of: date) -> None:
        self.expected = {entry.key: entry for entry in expected}
        self.as_of = as_of
        self._features = Features({key: self._told(entry) for key, entry in self.expected.items()})

    def _told(self, entry: Expected) -> Iterator[str]:
        for title in entry.titles:
            yield f"title {squeezed(title)}"
            yield from (f"word {word}" for word in tokens(title))
        for code in entry.codes:
            yield f"code {squeezed(code)}"
        for place in entry.places:
            yield f"place {place.keys[0]}"
            yield f"place {place.keys[-1]}"
        for value in known_dates(entry):
            yield f"year {value.year}"

    def align(self, claims: list[Claim]) -> tuple[dict[int, str], dict[int, tuple[str, float]]]:
        """The entry of each published one by its place in the list, and the likeliest one of those without."""
        found, rest = assigned(claims, self._likely, self.score, ENOUGH)
        places = {id(claim): index for index, claim in enumerate(claims)}
        return (
            {index: pair.key for index, pair in found.items()},
            {places[id(pair.claim)]: (pair.key, pair.score) for pair in rest},
        )

    def _likely(self, claim: Claim) -> list[str]:
        told = [f"word {word}" for word in claim.words.tokens]
        told += [f"place {mention.key}" for mention in claim.mentions]
        told += [f"year {year}" for when in claim.dates for year in when.years]
        named = [key for seen in claim.titles for section, key in seen.bearers if section == claim.section]
        likely = self._features.likeliest(told)
        return [*named[:40], *likely] if len(self.expected) > 12 else list(self.expected)

    def score(self, claim: Claim, key: str) -> float:
        """How sure it is that both are the same."""
        entry = self.expected[key]
        value = agreement(claim.dates, entry, self.as_of)
        titled = [seen for seen in claim.titles if (claim.section, key) in seen.bearers]
        if titled:
            value += 3 if max(seen.last - seen.first for seen in titled) > 1 else 2
        elif entry.titles:
            text = " ".join(claim.words.tokens)
            likeness = max(fuzz.partial_ratio(" ".join(tokens(title)), text) for title in entry.titles) / 100
            value += 5 * max(0.0, likeness - 0.6) if len(squeezed(entry.title)) > 5 else 0
            value -= 1.2 if likeness < 0.6 and claim.titles else 0
        if any(claim.words.holds(squeezed(code)) for code in entry.codes):
            value += 4
        else:
            value -= 1.5 if entry.codes and _has_code(claim, entry.codes) else 0
        keys = {mention.key for mention in claim.mentions}
        hits = [place for place in entry.places if keys & set(place.keys)]
        if hits:
            value += 1.5 * len(hits) / len(entry.places)
            inner = [place for place in hits if place.keys[0] in keys]
            value += 0.5 * bool(inner)
        elif entry.places and keys:
            value -= 1
        elif titled and max(seen.last - seen.first for seen in titled) > 2:
            # A long title is enough, whatever the date, where no other place speaks against it.
            value += 1.5
        people = {seen.human.key for seen in claim.people}
        if entry.people and people & {human.key for _, human in entry.people}:
            value += 0.7
        for literal in entry.literals:
            if len(literal.text) > 3 and claim.words.holds(squeezed(literal.text)):
                value += 0.5
        return value


def _has_code(claim: Claim, codes: tuple[str, ...]) -> bool:
    """Whether the entry tells a code of the same kind: the same letters before another number."""
    letters = {token for code in codes for token in tokens(code) if token.isalpha()}
    return any(
        token in letters and claim.words.tokens[index + 1].isdigit()
        for index, token in enumerate(claim.words.tokens[:-1])
    )
