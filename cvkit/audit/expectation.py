"""What a document leaves out: the entries that its sections would show if they were whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from cvkit.audit.catalog import Catalog
from cvkit.audit.compare import subject
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.passages import Published
from cvkit.audit.sections import selects
from cvkit.audit.timing import period_text
from cvkit.audit.words import Words
from cvkit.audit.works import Book
from cvkit.model.profile import Profile
from cvkit.model.recipe import SectionRecipe
from cvkit.view import recipes
from cvkit.view.compose import compose
from cvkit.view.document import Document

_SECTIONS = ("positions", "education", "publications", "talks", "teaching", "students", "grants", "service", "honors")
_WHOLE_CV = frozenset({"positions", "education", "publications"})
"""What every CV shows, even where a whole section is left out."""


class Shown:
    """The entries of the profile that a document shows, by section, and which of these are but selections."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = defaultdict(set)
        self.whole: set[str] = set()

    def add(self, section: str, key: str, headings: tuple[str, ...]) -> None:
        """Take note of an entry, and of whether its headings announce a selection."""
        self.keys[section].add(key)
        if not selects(headings):
            self.whole.add(section)


def is_of_one_entry(published: Published, catalog: Catalog) -> bool:
    """Whether a document is the page of one entry, headed by its title: what else it lists is what belongs to that."""
    heads = {passage.headings[0] for passage in published.passages if passage.headings}
    words = map(Words.of, heads)
    titled = [any((seen.first, seen.last) == (0, len(head)) for seen in catalog.titles.find(head)) for head in words]
    return sum(titled) == 1


def missing(
    shown: Shown, profile: Profile, catalog: Catalog, book: Book, as_of: date, made_from: Document | None = None
) -> Iterator[Finding]:
    """A finding for each entry that a section should show and does not: of the document it was made from, if known."""
    if not any(shown.keys.values()):
        return
    every = {section: _everything(section, profile, catalog, book) for section in _SECTIONS}
    if all(every[section] <= shown.keys.get(section, set()) for section in _SECTIONS):
        return
    cv = {"positions", "education"} <= shown.keys.keys()
    expected = {*shown.keys, *(_WHOLE_CV if cv else ())}
    if made_from is not None:
        wanted = _told(made_from)
    else:
        wanted = max([every, *_recipes(profile, as_of)], key=lambda keys: _overlap(keys, shown.keys, expected))
    for section in _SECTIONS:
        found = shown.keys.get(section, set())
        if found and section not in shown.whole:
            continue
        if not found and not (cv and section in _WHOLE_CV):
            continue
        left_out = wanted.get(section, set()) & every[section] - found
        for key in (key for key in getattr(profile, section) if key in left_out):
            yield _finding(section, key, catalog, book, as_of)


def _everything(section: str, profile: Profile, catalog: Catalog, book: Book) -> set[str]:
    """What may be missed: all that is true by the day and shows everywhere, not here and there alone."""
    if section == "publications":
        begun = {key for key, work in book.works.items() if work.current is not None}
    else:
        begun = {entry.key for entry in catalog.sections[section] if entry.begun}
    return {key for key, entry in getattr(profile, section).items() if entry.show is None} & begun


def _overlap(wanted: Mapping[str, set[str]], found: Mapping[str, set[str]], sections: Collection[str]) -> float:
    """How much of both is in both, over some sections."""
    nothing: set[str] = set()
    both = sum(len(wanted.get(section, nothing) & found.get(section, nothing)) for section in sections)
    either = sum(len(wanted.get(section, nothing) | found.get(section, nothing)) for section in sections)
    return both / either if either else 0.0


def _recipes(profile: Profile, as_of: date) -> list[dict[str, set[str]]]:
    """What the documents of the profile show, by section: a document may be one of these on purpose."""
    found = []
    for name in recipes.names(profile):
        resolved = recipes.resolve(profile, name)
        if resolved is None or not any(map(_chooses, resolved[1].sections or ())):
            continue
        found.append(_told(compose(profile, name, as_of)))
    return found


def _told(document: Document) -> dict[str, set[str]]:
    """The entries that a document shows, by section."""
    shown: dict[str, set[str]] = defaultdict(set)
    for section in document.sections:
        for entry in section.entries:
            place, _, key = entry.path.removeprefix("/").partition("/")
            if place == section.name:
                shown[place].add(key.replace("~1", "/").replace("~0", "~"))
    return dict(shown)


def _chooses(section: SectionRecipe) -> bool:
    """Whether a section of a recipe shows but some of its entries."""
    told = (section.tags, section.kinds, section.selected, section.since, section.limit, section.author)
    return section.section in _SECTIONS and any(told)


def _finding(section: str, key: str, catalog: Catalog, book: Book, as_of: date) -> Finding:
    if section == "publications":
        work = book.works[key]
        assert work.current is not None  # only what has begun is missed
        version = work.versions[work.current]
        known = f"{', '.join(human.name for human in version.authors)}. {version.title}, {version.at.year}"
        return Finding(Verdict.MISSING, section, "entry", version.title, "", known, None, work.path)
    expected = next(entry for entry in catalog.sections[section] if entry.key == key)
    when = (
        period_text(expected.period, as_of) if expected.period else ", ".join(str(value) for _, value in expected.dates)
    )
    name = subject(expected, catalog.known)
    return Finding(Verdict.MISSING, section, "entry", name, "", f"{name}, {when}", None, expected.path)
