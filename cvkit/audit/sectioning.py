"""In which section of the profile each passage of a document belongs, by its headings or by what it says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from cvkit.audit.catalog import Catalog
from cvkit.audit.dates import dates
from cvkit.audit.passages import Passage, Published
from cvkit.audit.sections import PROSE, SECTIONS, is_printed, section_of
from cvkit.audit.words import Words, squeezed, tokens

HEADER = "header"
BIBTEX = re.compile(r"\s*(?:bibtex\s*)?@\w+\s*\{", re.IGNORECASE)
# Possessive, so that a long row of marks is gone through once.
_FURNITURE = re.compile(r"[\d\W]*+(?:page|seite|s\.)?[\d\W]*+(?:of|von)?[\d\W]*+", re.IGNORECASE)
_OWN_DAY = re.compile(
    r"^\W*(?:(?:last\s+)?(?:updated?|modified|revised|changed)(?:\s+(?:on|in))?|as of|stand|mis à jour|actualizado)?\W*"
    r"|(?<!\W)\W+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sectioned:
    """A passage with the section that its headings, or what it says, put it in."""

    section: str
    passage: Passage


class _Headings:
    """What the headings of a document tell, those that the profile itself gives to sections or entries first."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._name = squeezed(catalog.profile.person.name.full)
        self._given = {
            tokens(section.title): SECTIONS.get(section.section, section.section)
            for recipe in catalog.profile.documents.values()
            for section in recipe.sections or ()
            if section.title
        }

    def holds(self, passage: Passage) -> bool:
        """Whether a passage is a heading that its reader took for text; a role, such as Research Scientist, is none."""
        if tokens(passage.text) in self._given:
            return True
        return _is_heading(passage) and not self._is_title(passage.text, "positions")

    def section(self, headings: tuple[str, ...]) -> str:
        """The section that the innermost telling heading names; empty where none does."""
        for heading in reversed(headings):
            if section := self._given.get(tokens(heading)) or section_of(heading):
                return section
        return ""

    def of_sections(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        """Headings without those that name the person or a publication, whatever words these have."""
        return tuple(
            heading
            for heading in headings
            if squeezed(heading) != self._name and not self._is_title(heading, "publications")
        )

    def _is_title(self, text: str, section: str) -> bool:
        """Whether a text is the title of an entry, whatever words it has."""
        words = Words.of(text)
        found = self._catalog.titles.find(words, section)
        return any((seen.first, seen.last) == (0, len(words)) for seen in found) and not is_printed(text)


def sectioned(published: Published, catalog: Catalog) -> list[Sectioned]:
    """The passages of a document, each in its section; those before the first telling heading are the header."""
    repeated = _furniture(published)
    telling_of = _Headings(catalog)
    found: list[Sectioned] = []
    inline: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    told = False
    for passage in _without_own_day(published.passages):
        if passage.headings != under:
            inline, under = (), passage.headings
        if telling_of.holds(passage):
            inline = (passage.text,)
            told = True
            continue
        if _bare(passage) in repeated or _FURNITURE.fullmatch(passage.text) or BIBTEX.match(passage.text):
            continue
        headings = (*passage.headings, *inline)
        others = telling_of.of_sections(headings)
        section = telling_of.section(others)
        told = told or bool(section)
        if not section:
            titled = len(others) == 1 and squeezed(others[0]).startswith("curriculum")
            section = HEADER if not told and (not headings or titled or not others) else PROSE
        found.append(Sectioned(section, replace(passage, headings=headings)))
    return found


def _without_own_day(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages without the last, where that is but the day of the document: "Updated: May 3, 2025"."""
    if not passages:
        return passages
    last = _OWN_DAY.sub("", passages[-1].text).strip()
    day = dates(last)
    told = len(day) == 1 and day[0].span == (0, len(last)) and not day[0].ranged and day[0].first
    return passages[:-1] if told and told.year and (told.month or told.season) else passages


def _is_heading(passage: Passage) -> bool:
    """Whether a passage reads like a heading: few words, each such as headings have."""
    words = tokens(passage.text)
    if not 0 < len(words) <= 4 or any(char.isdigit() for char in passage.text) or passage.links:
        return False
    bare = passage.text.rstrip(": ")
    if is_printed(bare):
        return True
    if re.search(r"[,.;:@(]", bare):
        return False
    return (
        bool(section_of(bare)) and all(len(word) > 2 or word in {"of", "in"} for word in words) and _has_capitals(bare)
    )


def _has_capitals(text: str) -> bool:
    return all(word[0].isupper() or word in {"and", "of", "in", "the", "for", "interests"} for word in text.split())


def _bare(passage: Passage) -> str:
    return re.sub(r"\d+", "", squeezed(passage.text))


def _furniture(published: Published) -> set[str]:
    """Lines that several pages repeat once each, all but for their numbers."""
    pages: dict[str, set[int]] = {}
    counts: Counter[str] = Counter()
    numbered: set[str] = set()
    for passage in published.passages:
        if passage.place.page is not None and len(passage.text) < 120:
            key = _bare(passage)
            pages.setdefault(key, set()).add(passage.place.page)
            counts[key] += 1
            if re.search(r"\d", passage.text):
                numbered.add(key)
    return {key for key, seen in pages.items() if key in numbered and 1 < len(seen) == counts[key]}
