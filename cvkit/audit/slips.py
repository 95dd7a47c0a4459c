"""Slips in running text: names of organizations, and of advisors and mentors, that are a letter or two off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz.distance import OSA

from cvkit.audit.catalog import Catalog
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.known import Known, Mention, Seen
from cvkit.audit.names import Human, Likeness
from cvkit.audit.passages import Passage
from cvkit.audit.words import Words, squeezed, tokens


class Slips:
    """Looks for misspelt names among the words that no known name explains."""

    def __init__(self, catalog: Catalog, known: Known) -> None:
        self.catalog = catalog
        self.known = known

    @cached_property
    def _organizations(self) -> dict[int, dict[str, tuple[str, str]]]:
        """Paths and wordings of the longer names of organizations, by how many words they have, and squeezed."""
        found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
        for key in self.catalog.profile.organizations:
            for called in self.known.calls("organizations", key):
                whole = squeezed(called.text)
                if len(whole) > 6 and len(tokens(called.text)) < 7:
                    found[len(tokens(called.text))].setdefault(whole, (f"/organizations/{key}/name", called.text))
        return found

    @cached_property
    def _mates(self) -> dict[str, tuple[str, Human]]:
        """Advisors and mentors with where the profile names them."""
        return {
            human.key: (path, human)
            for section in ("positions", "education")
            for entry in self.catalog.sections[section]
            for path, human in entry.people
        }

    def found(self, words: Words, mentions: list[Mention], people: list[Seen], passage: Passage) -> Iterator[Finding]:
        """A finding for each slip in a sentence of the passage."""
        free = [True] * len(words)
        for taken in [*[(m.first, m.last) for m in mentions], *[(one.first, one.last) for one in people]]:
            free[taken[0] : taken[1]] = [False] * (taken[1] - taken[0])
        for first in range(len(words)):
            if not words.text[words.starts[first]].isupper():
                continue
            for size, names in self._organizations.items():
                if first + size > len(words) or not all(free[first : first + size]):
                    continue
                said = words.squeezed[words.edges[first] : words.edges[first + size]]
                for whole, (path, name) in names.items():
                    if abs(len(whole) - len(said)) < 3 and _is_slip(said, whole):
                        yield _finding("organizations", name, _said(words, first, size), passage, path)
            if first + 1 < len(words) and free[first] and free[first + 1]:
                for path, human in self._mates.values():
                    if human.likeness(_said(words, first, 2)) is Likeness.MISSPELT:
                        yield _finding("people", human.name, _said(words, first, 2), passage, path)


def _said(words: Words, first: int, size: int) -> str:
    start, end = words.offsets(first, first + size)
    return words.text[start:end]


def _finding(section: str, name: str, said: str, passage: Passage, path: str) -> Finding:
    return Finding(Verdict.DIFFERS, section, "name", name, said, name, passage.place, path, "A name is misspelt.")


def _is_slip(said: str, name: str) -> bool:
    """Whether a name, squeezed, is written with a letter or two wrong."""
    return OSA.distance(said, name, score_cutoff=2) in (1, 2) and OSA.normalized_similarity(said, name) > 0.86
