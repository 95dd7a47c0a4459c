"""The publications of the profile with their histories, and which published reference means which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from cvkit.audit.align import Features, assigned
from cvkit.audit.entries import Claim
from cvkit.audit.identifiers import address_key, plain
from cvkit.audit.known import ME, Known
from cvkit.audit.names import Human
from cvkit.audit.reading.wording import names
from cvkit.audit.words import tokens
from cvkit.model.dates import PartialDate
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication
from cvkit.view.context import pointer
from cvkit.view.document import Math
from cvkit.view.document import plain as plain_text
from cvkit.view.publications import Standing

SECTION = "publications"
ENOUGH, PERHAPS = 5.0, 4.0


@dataclass(frozen=True, slots=True)
class Version:
    """A publication in one of its states, with paths into the profile."""

    at: Standing
    since: PartialDate
    title: str
    authors: tuple[Human, ...]
    venue: tuple[str, str] | None
    """Collection and key: a venue, or the university of a thesis."""

    @property
    def title_path(self) -> str:
        """Where the title is written."""
        own = self.at.index is not None and self.at.state.title is not None
        return f"{self.at.path}/history/{self.at.index}/title" if own else f"{self.at.path}/title"

    @property
    def math(self) -> bool:
        """Whether the title has math, whose reading nobody can foretell."""
        return any(isinstance(node, Math) for fact in self.at.title for node in getattr(fact, "children", ()))


@dataclass(frozen=True)
class Work:
    """A publication with all its versions and the one that holds on the day; None before the first."""

    key: str
    entry: Publication
    versions: tuple[Version, ...]
    current: int | None

    @property
    def path(self) -> str:
        """Where it stands in the profile."""
        return pointer(SECTION, self.key)

    @cached_property
    def identifiers(self) -> frozenset[tuple[str, str]]:
        """Its identifiers."""
        return frozenset((kind, plain(value)) for kind, value in self.entry.ids.items())

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where its links lead."""
        return frozenset(address_key(link.url) for link in self.entry.links)


class Book:
    """The publications of a profile on a day, to be looked up by what references tell."""

    def __init__(self, profile: Profile, known: Known, as_of: date) -> None:
        self.known = known
        self.as_of = as_of
        self.works = {key: self._work(key, entry) for key, entry in profile.publications.items()}
        self._features = Features({key: self._told(work) for key, work in self.works.items()})

    def _work(self, key: str, entry: Publication) -> Work:
        versions = []
        for index, state in enumerate(entry.states):
            at = Standing(pointer(SECTION, key), entry, state, index if entry.history else None)
            venue = ("venues", str(at.venue)) if at.venue else None
            if venue is None and at.settled and entry.institution:
                venue = ("organizations", str(entry.institution))
            authors = tuple(self.known.author(author) for author in at.authors)
            versions.append(Version(at, state.date, plain_text(at.title), authors, venue))
        reached = [index for index, version in enumerate(versions) if version.since.begun(self.as_of)]
        return Work(key, entry, tuple(versions), reached[-1] if reached else None)

    def _told(self, work: Work) -> Iterator[str]:
        for version in work.versions:
            yield from (f"word {word}" for word in tokens(version.title))
            others = sorted(human.key for human in version.authors if human.key != ME)
            yield from (f"person {key}" for key in others)
            yield f"year {version.at.year}"
            if version.venue:
                yield f"venue {version.venue[1]}"
        yield from (f"{kind} {value}" for kind, value in work.identifiers)
        yield from (f"at {url}" for url in work.addresses)

    # --- alignment ---

    def align(self, claims: list[Claim]) -> tuple[dict[int, str], dict[int, tuple[str, float]]]:
        """The work of each reference by its place in the list, and the likeliest one of those without."""
        found, rest = assigned(claims, self._likely, self.score, ENOUGH)
        places = {id(claim): index for index, claim in enumerate(claims)}
        matched = {index: pair.key for index, pair in found.items()}
        unmatched = {}
        for pair in rest:
            index = places[id(pair.claim)]
            # Shown twice, say among selected works and among all.
            if pair.score >= ENOUGH + 3:
                matched[index] = pair.key
            else:
                unmatched[index] = (pair.key, pair.score)
        return matched, unmatched

    def _likely(self, claim: Claim) -> list[str]:
        named = [
            key
            for seen in claim.titles
            if seen.last - seen.first > 2
            for section, key in seen.bearers
            if section == SECTION
        ]
        told = [f"{kind} {value}" for kind, value in claim.identifiers.found]
        told += [f"at {url}" for url in claim.identifiers.addresses]
        if named:
            return [*named, *self._features.likeliest(told)]
        told += [f"word {word}" for word in claim.words.tokens]
        told += [f"person {seen.human.key}" for seen in claim.people if seen.human.key != ME]
        told += [f"year {year}" for when in claim.dates for year in when.years]
        told += [f"venue {mention.key}" for mention in claim.mentions]
        return self._features.likeliest(told)

    def score(self, claim: Claim, key: str) -> float:
        """How sure it is that a reference means a work: identifiers, then authors, venue and date, then the title."""
        work = self.works[key]
        value = 0.0
        shared = claim.identifiers.found & work.identifiers
        if shared or claim.identifiers.addresses & work.addresses:
            value += 6
        people = [seen.human.key for seen in claim.people]
        alike = max((_agreement(people, version) for version in work.versions), default=0.0)
        exact = any(("publications", key) in seen.bearers and seen.last - seen.first > 2 for seen in claim.titles)
        exact = exact or (any(("publications", key) in seen.bearers for seen in claim.titles) and len(claim.words) < 40)
        likeness = 1.0 if exact else self._likeness(claim, work)
        others = [human for version in work.versions for human in version.authors if human.key != ME]
        if exact and (alike > 0 or not people):
            value += 5
        elif exact:
            value += 3
        else:
            value += 5 * max(0.0, likeness - 0.5)
        if others and people and not set(people) & {human.key for human in others} and not shared:
            value -= 1.5
        value += 3 * alike
        years = {year for when in claim.dates for year in when.years}
        known_years = {version.at.year for version in work.versions}
        if years & known_years:
            value += 1
        elif years and min(abs(a - b) for a in years for b in known_years) > 1:
            value -= 1
        venues = {mention.key for mention in claim.mentions if mention.collection == "venues"}
        known_venues = {version.venue[1] for version in work.versions if version.venue}
        if venues & known_venues:
            value += 1.5
        elif venues and known_venues:
            value -= 1
        # Same authors, venue and year make two papers of one meeting alike; some of the title must be shared, too.
        if not exact and not shared and likeness < 0.6 and _shared_words(claim, work) < 0.34:
            value = min(value, PERHAPS - 1)
        return value

    def _likeness(self, claim: Claim, work: Work) -> float:
        text = " ".join(claim.words.tokens)
        return max(fuzz.partial_ratio(" ".join(tokens(version.title)), text) for version in work.versions) / 100


def _agreement(people: list[str], version: Version) -> float:
    expected = [human.key for human in version.authors]
    if not people or not expected:
        return 0.0
    return len(set(people) & set(expected)) / len(set(people) | set(expected))


_COMMON = names(
    """
    a an the of for in on with and to by from via using is are as at
    """
)


def _shared_words(claim: Claim, work: Work) -> float:
    said = set(claim.words.tokens)
    best = 0.0
    for version in work.versions:
        words = set(tokens(version.title)) - _COMMON
        # A plural is no other word.
        hits = sum(word in said or word.rstrip("s") in said or f"{word}s" in said for word in words)
        best = max(best, hits / len(words) if words else 0.0)
    return best
