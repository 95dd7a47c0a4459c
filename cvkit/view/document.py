"""What a document says: sections of entries with generic slots, each visible value a `Fact` with its source.

This is the one thing that renderers know. Everything here is data: no selection and no wording is left to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# --- the inline tree ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters, none of them markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Literal characters in a typewriter face."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """TeX math, without its dollar signs."""

    tex: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasis that is seen first, such as the person's own name."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasis that is heard, such as the name of a journal."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Underline:
    """A name that is marked out, such as that of a student among authors."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a web or mail address; the address has been validated."""

    url: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Fact:
    """A visible value and the place in the profile where it is written, as a JSON pointer."""

    path: str
    children: Inlines


Inline = Text | Code | Math | Strong | Emph | Underline | Link | Fact
Inlines = tuple[Inline, ...]

Facts = tuple[tuple[str, str], ...]
"""Facts without their markup: path and text of each."""

# Tuples, as a union made anew for each node would cost more than the rest of a walk.
_LITERAL = (Text, Code)
_LEAVES = (*_LITERAL, Math)

# --- records: what an entry shows, once more for machines ---------------------
#
# A record holds nothing that its entry does not show, save that it has all authors where the entry ends in "et al.";
# dates are ISO 8601, as exact as they are known: 2024, 2024-08.


@dataclass(frozen=True, slots=True)
class Party:
    """An organization or venue, by its name on the day, with its address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody in an author list; `given` holds the whole name of who has no family name."""

    given: str
    family: str = ""
    name: str = ""
    """The name as it is printed."""
    url: str = ""
    own: bool = False
    """Whether it is the person of the document."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication in the state that it is shown in."""

    key: str
    """Its key in the profile."""
    kind: str
    """journal, conference, workshop, preprint, thesis, book, chapter, report, software or other."""
    status: str
    """preprint, under-review, accepted or published."""
    title: str
    """The title with its math between dollar signs; a dollar that is none is `\\$`."""
    authors: tuple[Author, ...]
    date: str
    venue: str = ""
    """The journal, conference or workshop, in full."""
    venue_short: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    institution: str = ""
    degree: str = ""
    editors: tuple[Author, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Identifiers by kind: doi, arxiv, openreview, pmid, isbn."""
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Addresses by kind: pdf, code, slides, …"""
    abstract: str = ""
    """The abstract as plain text, math between dollar signs."""
    language: str = ""

    @property
    def address(self) -> str:
        """The best of the links that lead to the work itself, rather than to what came with it."""
        kinds = ("page", "publisher", "pdf", "project", *(("code",) if self.kind == "software" else ()))
        return next((self.links[kind] for kind in kinds if kind in self.links), "")


@dataclass(frozen=True, slots=True)
class Event:
    """A talk as a calendar knows it."""

    uid: str
    """What stays the same however often it is announced, unique in the world."""
    title: str
    date: str
    """The day, or what is known of it."""
    start: str = ""
    """The hour by the clocks of `zone`: 11:45; nothing while it is unknown."""
    end: str = ""
    zone: str = ""
    """The time zone's name: America/New_York."""
    series: str = ""
    location: str = ""
    join: str = ""
    """The address by which to take part from afar."""
    abstract: str = ""
    speaker: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What one was, where and when: a position, degree, honor, grant, course or service."""

    title: str
    organizations: tuple[Party, ...] = ()
    """The smallest unit first, each followed by what it is part of."""
    start: str = ""
    end: str = ""
    """Nothing while it lasts; of what has but one date, that is `start` and `end`."""
    field: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A bio sentence by sentence."""

    person: str
    """first or third."""
    length: str
    """short, medium or long; nothing for one within limits of its own."""
    written: bool
    """Whether it was written by hand and not composed."""
    sentences: tuple[tuple[str, Inlines], ...]
    """Each with the name that recipes know it by."""


Record = Citation | Event | Role | Told

# --- blocks ------------------------------------------------------------------


class Layout(StrEnum):
    """How the entries of a section are set; the only thing on which a template may branch."""

    PROSE = "prose"
    """Running paragraphs (`body`) and nothing else."""
    TIMELINE = "timeline"
    """Two or more lines an entry, with the date aside: positions, degrees."""
    REFERENCES = "references"
    """People, title, venue, notes and links, as a bibliography has them."""
    LINES = "lines"
    """One line an entry, with the date aside: talks, honors, news."""
    ROWS = "rows"
    """A short label (`title`) and a list of values (`note`): reviewing years."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A passage that a screen may fold away, such as an abstract."""

    label: str
    body: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a section tells; a slot that is empty is not shown.

    `path` is the entry's place in the profile and `id` a name for it that is unique in the document and safe
    in file names and fragments.
    """

    path: str
    id: str
    title: Inlines = ()
    organization: Inlines = ()
    """Employer, university, venue or host."""
    where: Inlines = ()
    when: Inlines = ()
    people: Inlines = ()
    note: Inlines = ()
    """Role, award, status: what qualifies the rest."""
    links: tuple[Link, ...] = ()
    body: tuple[Inlines, ...] = ()
    """Paragraphs or highlights under the entry."""
    details: tuple[Detail, ...] = ()
    number: str = ""
    """Its number, without punctuation, where the entries are numbered."""
    record: Record | None = None
    """The same for machines, where a format has use for it."""
    page: str = ""
    """The address of the page of its own, or of what it tells of, relative to the site, where a site has one.

    It is the title that leads there: of news, the name of what it tells of.
    """


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a common heading, which may be empty."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    name: str
    """The section's key in the profile, fit for fragments."""
    title: str
    layout: Layout
    groups: tuple[Group, ...]
    fold: int = 0
    """How many entries a screen shows before it folds the rest away; 0 for all."""
    footnote: str = ""
    """An explanation of the marks used, such as "* equal contribution"."""
    more: tuple[str, str] | None = None
    """Where this is but a selection, the page of the site that tells all: what it is called, and its path."""

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries in reading order."""
        return (entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach the person; `kind` is email, phone, address or office."""

    kind: str
    value: Inlines


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the person is, for machines; it holds nothing that the document does not show."""

    given: str = ""
    family: str = ""
    native: str = ""
    email: str = ""
    orcid: str = ""
    roles: tuple[Role, ...] = ()
    """The current positions."""
    alumni_of: tuple[Party, ...] = ()
    """Where degrees were awarded."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The sizes of the photo, which only who has the file knows."""

    width: int
    height: int
    """Of the file that the header names, in pixels."""
    sources: tuple[tuple[str, int], ...] = ()
    """The same picture as WebP: name and width in pixels of each file, the narrowest first."""


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is about."""

    name: Inlines
    headline: Inlines = ()
    """The current role."""
    affiliation: Inlines = ()
    contacts: tuple[ContactLine, ...] = ()
    links: tuple[Link, ...] = ()
    photo: str = ""
    """The name under which the picture lies beside the document: `photo.jpg`."""
    picture: Picture | None = None
    identity: Identity = field(default_factory=Identity)


class Reason(StrEnum):
    """Why a document leaves an entry out."""

    HIDDEN = "hidden here"
    NOT_YET = "not yet true"
    OVER = "no longer true"
    NOT_CHOSEN = "not chosen by the recipe"
    OVER_LIMIT = "over the limit"


@dataclass(frozen=True, slots=True)
class Omission:
    """An entry of the profile that the document does not show."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is to be set; what is empty or 0 is left to the style."""

    style: str = "classic"
    """The style or theme by name."""
    paper: str = "a4"
    max_pages: int | None = None
    """None for no limit."""
    accent: str = ""
    """The color of headings and links: `#1f4e79`."""
    font_size: int = 0
    """Points: 10, 11 or 12."""
    margins: str = ""
    """narrow, normal or wide."""
    date_column: str = ""
    """left or right."""
    show_urls: bool = False
    """Whether addresses are printed beside links."""
    citation_style: str = ""
    """A CSL file beside the profile that formats the publications."""
    url: str = ""
    """Where a site will be found, without a slash at its end."""


PUBLICATION_KINDS = {
    "journal": "Journal articles",
    "conference": "Conference papers",
    "workshop": "Workshop papers",
    "book": "Books",
    "chapter": "Book chapters",
    "thesis": "Theses",
    "report": "Technical reports",
    "software": "Software",
    "other": "Other publications",
    "preprint": "Preprints",
}
"""What the kinds of publications are called in English."""

WORDS = PUBLICATION_KINDS | {
    "skip": "Skip to content",
    "sections": "Sections",
    "earlier": "Earlier",
    "search": "Search",
    "year": "Year",
    "kind": "Kind",
    "all": "All",
    "shown": "{shown} of {all} shown",
    "cite": "BibTeX",
    "copy": "Copy",
    "copied": "Copied",
    "pages": "Pages",
}
"""What a page says of itself, in English: labels, and the kinds of publications."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be rendered in any format."""

    name: str
    """The recipe's name."""
    kind: str
    """cv, site, bio or talk."""
    title: str
    """What the document is called: `Curriculum vitae`."""
    author: str
    """The person's name as plain text."""
    language: str
    as_of: date
    updated: str
    """The line that tells the reader the date: `As of 22 November 2026`."""
    header: Header
    sections: tuple[Section, ...]
    omitted: tuple[Omission, ...] = ()
    setting: Setting = field(default_factory=Setting)
    subject: str = ""
    """What it is about, for metadata."""
    keywords: tuple[str, ...] = ()
    stamp: str = ""
    """By what it was made, which document it is, as of which day, and a digest of the facts that it shows."""
    told: Facts = field(default=(), compare=False, repr=False)
    """Those facts, as `told` finds them; empty before it is stamped."""
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)
    """What a page says of itself, by the names of `WORDS`: `skip` (to the content), `earlier` (entries folded away)…"""


# --- a site ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site: a document and where it stands."""

    path: str
    """Relative to the site, with slashes: `index.html`, `publications/catapults.html`."""
    kind: str
    """home, publications, publication, talks, cv or missing (what is served in place of a page that is not there)."""
    document: Document
    base: str = ""
    """The address of the site's own folder where the page may be served in place of any other: `/`."""

    @property
    def root(self) -> str:
        """What leads from the page to the site's own folder: nothing, `../`, or an address of the same host."""
        return self.base or "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site, home first."""

    pages: tuple[Page, ...]
    menu: tuple[tuple[str, str], ...] = ()
    """What the navigation lists: each page's title and path."""
    url: str = ""
    """Where it will be found, without a slash at its end; nothing where that is not known."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What lies beside the pages and what it is called, by path: `cv.pdf`, `feed.xml`, `talks.ics`."""

    @property
    def home(self) -> Page:
        """The first page."""
        return self.pages[0]


# --- reading a document ------------------------------------------------------


def plain(inlines: Inlines) -> str:
    """The text of an inline sequence without its markup; math as its TeX source."""
    parts: list[str] = []
    for node in inlines:
        if isinstance(node, _LITERAL):
            parts.append(node.text)
        elif isinstance(node, Math):
            parts.append(node.tex)
        else:
            parts.append(plain(node.children))
    return "".join(parts)


def facts(inlines: Inlines) -> Iterator[Fact]:
    """Every fact of an inline sequence, outer before inner."""
    found: list[Fact] = []
    _gather(inlines, found)
    return iter(found)


def _gather(inlines: Inlines, found: list[Fact]) -> None:
    for node in inlines:
        if isinstance(node, _LEAVES):
            continue
        if isinstance(node, Fact):
            found.append(node)
        _gather(node.children, found)


def has_links(inlines: Inlines) -> bool:
    """Whether an inline sequence leads anywhere."""
    return any(
        isinstance(node, Link) or (not isinstance(node, _LEAVES) and has_links(node.children)) for node in inlines
    )


def slots(entry: Entry) -> Iterator[Inlines]:
    """Every inline sequence of an entry, in the order in which it is read."""
    yield from (entry.people, entry.title, entry.organization, entry.where, entry.when, entry.note)
    yield from ((link,) for link in entry.links)
    yield from entry.body
    for detail in entry.details:
        yield from detail.body


def header_slots(header: Header) -> Iterator[Inlines]:
    """Every inline sequence of a header, in the order in which it is read."""
    yield from (header.name, header.headline, header.affiliation)
    yield from (contact.value for contact in header.contacts)
    yield from ((link,) for link in header.links)


def document_slots(document: Document) -> Iterator[Inlines]:
    """Every inline sequence of a document, header first."""
    yield from header_slots(document.header)
    for section in document.sections:
        for entry in section.entries:
            yield from slots(entry)


def told(document: Document) -> Facts:
    """Path and text of every fact that a document shows, each once, in reading order."""
    found: list[tuple[str, str]] = []
    for inlines in document_slots(document):
        _tell(inlines, found)
    return tuple(dict.fromkeys(found))


def _tell(inlines: Inlines, found: list[tuple[str, str]]) -> str:
    """The text of an inline sequence, having added its facts to those found, outer before inner: in one walk."""
    parts = []
    for node in inlines:
        if isinstance(node, _LITERAL):
            parts.append(node.text)
        elif isinstance(node, Fact):
            place = len(found)
            found.append((node.path, ""))  # keeps the place until the text is known
            text = _tell(node.children, found)
            found[place] = node.path, text
            parts.append(text)
        else:
            parts.append(node.tex if isinstance(node, Math) else _tell(node.children, found))
    return "".join(parts)


def document_facts(document: Document) -> Iterator[Fact]:
    """Every fact that a document shows."""
    found: list[Fact] = []
    for inlines in document_slots(document):
        _gather(inlines, found)
    return iter(found)
