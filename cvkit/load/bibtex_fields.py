"""What the fields of a BibTeX entry are called in a publication, and how their values are rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvkit.load.problems import Problem, Severity, shortened
from cvkit.load.tex import Decoded, decode, decode_prose
from cvkit.load.tree import Listing, Mapping, Node, Scalar, Span

if TYPE_CHECKING:
    from cvkit.load.bibtex import RawField

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

KINDS = {
    "article": "journal",
    "inproceedings": "conference",
    "conference": "conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "software": "software",
    "unpublished": "preprint",
}
DEGREES = {"phdthesis": "Ph.D.", "mastersthesis": "Master's"}

# Publication field to the BibTeX fields that may hold it, the best first. All are literal text.
TEXTS = {
    "title": ("title",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "institution": ("school", "institution"),
    "publisher": ("publisher",),
    "note": ("note",),
    "award": ("award_name", "award"),
}
VENUES = ("journal", "journaltitle", "booktitle")
PEOPLE = {"authors": "author", "editors": "editor"}

# BibTeX field, some of al-folio's among them, to the kind of link.
LINKS = {
    "url": "page", "ee": "page", "html": "page", "website": "project", "project": "project", "pdf": "pdf",
    "code": "code", "slides": "slides", "poster": "poster", "video": "video", "blog": "blog", "supp": "supplement",
}  # fmt: skip

_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", re.IGNORECASE)
_ARXIV_VENUE = re.compile(r"\barxiv\b|^corr$", re.IGNORECASE)
_ARXIV_MENTION = re.compile(r"arxiv|^abs/", re.IGNORECASE)
_ARXIV_NUMBER = re.compile(r"\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b[a-z-]+/\d{7}\b")
_WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_HOMONYM = re.compile(r"(?<!\s)\s+\d{4}$")
# al-folio marks equal contribution after the family name.
_MARKS = re.compile(r"[*†‡§\s]+$")


@dataclass(slots=True)
class Made:
    """A publication's tree, and the problems met on the way, each with the publication's field."""

    mapping: Mapping
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    def put(self, name: str, node: Node) -> None:
        self.mapping.items[name] = (node.span, node)

    def tell(self, name: str, span: Span, message: str, help: str, severity: Severity = "error") -> None:
        self.problems.append((name, Problem(span.place, message, help, severity)))


def publication(entry_type: str, fields: Fields[str, RawField], span: Span) -> Made:
    """The publication that an entry describes; `span` is where its key stands."""
    made = Made(Mapping(span))
    for name, sources in TEXTS.items():
        _text(made, name, fields, sources)
    for name, source in PEOPLE.items():
        _people(made, name, fields.get(source))
    arxiv = _arxiv(fields)
    _kind_and_venue(made, entry_type, fields, arxiv)
    _date(made, fields)
    if raw := fields.get("pages"):
        pages = re.sub(r"\s*(?:-+|[\N{EN DASH}\N{EM DASH}])\s*", "\N{EN DASH}", raw.text.strip("{} \n"))
        made.put("pages", Scalar(raw.span, pages))
    if raw := fields.get("abstract"):
        made.put("abstract", Scalar(raw.span, _decoded(made, "abstract", raw, prose=True)))
    if entry_type in DEGREES:
        made.put("degree", Scalar(span, DEGREES[entry_type]))
    if raw := fields.get("keywords"):
        tags = [tag.strip() for tag in re.split(r"[,;]", _decoded(made, "tags", raw)) if tag.strip()]
        made.put("tags", Listing(raw.span, [Scalar(raw.span, tag) for tag in tags]))
    if raw := fields.get("selected"):
        made.put("selected", Scalar(raw.span, raw.text.strip()))
    _identifiers_and_links(made, fields, arxiv)
    return made


def _text(made: Made, name: str, fields: Fields[str, RawField], sources: tuple[str, ...]) -> None:
    raw = next((fields[source] for source in sources if source in fields and fields[source].text.strip()), None)
    if raw:
        made.put(name, Scalar(raw.span, _decoded(made, name, raw)))


def _decoded(made: Made, name: str, raw: RawField, *, text: str | None = None, prose: bool = False) -> str:
    try:
        read: Decoded = (decode_prose if prose else decode)(raw.text if text is None else text)
    except ValueError as error:
        made.tell(name, raw.span, f"{error}", "write the characters themselves, in UTF-8")
        return raw.text.replace("{", "").replace("}", "")
    for command in read.unknown[:1]:
        message = f"the TeX command `\\{shortened(command)}` is not known here and was left out"
        made.tell(name, raw.span, message, "write the character or text itself", "advice")
    return read.text


def _people(made: Made, name: str, raw: RawField | None) -> None:
    if raw is None or not raw.text.strip():
        return
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    people: list[Node] = []
    equal: list[Node] = []
    others = False
    for written in split_multiple_persons_names(raw.text):
        if written.strip().lower() == "others":
            others = True
            continue
        try:
            parts = parse_single_name_into_parts(written)
        except InvalidNameError as error:
            reason = error.reason[:1].lower() + error.reason[1:]
            remedy = "write names as `Ada Lovelace and Lovelace, Ada and {A Team}`"
            made.tell(name, raw.span, f"`{shortened(written)}` is not a name: {reason}", remedy)
            continue
        decoded = _decoded(made, name, raw, text=parts.merge_first_name_first)
        marked = _MARKS.search(decoded)
        person = Scalar(raw.span, _HOMONYM.sub("", _MARKS.sub("", decoded)))
        people.append(person)
        if marked and "*" in marked[0]:
            equal.append(person)
    if others:
        message = f"the list of {name} is incomplete: who `others` are is not said, so they are left out"
        made.tell(name, raw.span, message, "list everyone, here or under the same key in the profile", "advice")
    if people or not others:
        made.put(name, Listing(raw.span, people))
    if name == "authors" and len(equal) > 1:
        made.put("equal", Listing(raw.span, equal))


def _arxiv(fields: Fields[str, RawField]) -> Scalar | None:
    """The arXiv identifier, wherever an entry has it."""
    archive = fields.get("archiveprefix") or fields.get("eprinttype")
    for name, raw in fields.items():
        text = raw.text.strip("{} \n")
        if name == "arxiv" or (name == "eprint" and archive and archive.text.strip("{} ").lower() == "arxiv"):
            return Scalar(raw.span, _ARXIV_PREFIX.sub("", text).removesuffix(".pdf"))
    for name in ("journal", "volume", "eprint", "url", "ee", "note", "howpublished"):
        held = fields.get(name)
        if held and _ARXIV_MENTION.search(held.text) and (found := _ARXIV_NUMBER.search(held.text)):
            return Scalar(held.span, found[0])
    return None


def _kind_and_venue(made: Made, entry_type: str, fields: Fields[str, RawField], arxiv: Scalar | None) -> None:
    raw = next((fields[name] for name in VENUES if name in fields and fields[name].text.strip()), None)
    venue = _decoded(made, "venue", raw) if raw else ""
    kind = KINDS.get(entry_type, "preprint" if arxiv else "other")
    if kind == "journal" and (_ARXIV_VENUE.search(venue) or (arxiv and not venue)):
        kind = "preprint"
    elif kind == "conference" and _WORKSHOP.search(venue):
        kind = "workshop"
    made.put("kind", Scalar(made.mapping.span, kind))
    if raw and _ARXIV_VENUE.search(venue):
        # The identifier says it, and `CoRR abs/2306.04815` is a volume of nothing.
        made.mapping.items.pop("volume", None)
    elif raw:
        made.put("venue", Scalar(raw.span, venue))


def _date(made: Made, fields: Fields[str, RawField]) -> None:
    raw = fields.get("date") or fields.get("year")
    if raw is None:
        return
    # biblatex writes a period as 2021/2022.
    text = raw.text.strip("{} \n").partition("/")[0]
    month = fields.get("month")
    if month and re.fullmatch(r"\d{4}", text) and (number := _month(month.text)):
        text = f"{text}-{number:02}"
    made.put("date", Scalar(raw.span, text))


def _month(text: str) -> int | None:
    """The first month that a text names: `may`, `5`, `May 3`, `May/June`; None where it names none."""
    if found := re.match(r"\W*0?(\d{1,2})\W*$", text):
        return int(found[1]) if 1 <= int(found[1]) <= 12 else None
    names = [name[:3].lower() for name in MONTHS]
    words = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    return next((names.index(word) + 1 for word in words if word in names), None)


def _identifiers_and_links(made: Made, fields: Fields[str, RawField], arxiv: Scalar | None) -> None:
    ids: dict[str, Scalar] = {}
    for name in ("doi", "isbn", "pmid"):
        if (raw := fields.get(name)) and raw.text.strip():
            text = _DOI_PREFIX.sub("", raw.text.strip("{} \n")).replace("\\", "")
            ids[name] = Scalar(raw.span, text)
    if arxiv:
        ids["arxiv"] = arxiv
    links: list[Node] = []
    seen = set()
    for name, kind in LINKS.items():
        if not (raw := fields.get(name)) or not raw.text.strip():
            continue
        url = re.sub(r"\\([%&_#~{}])", r"\1", re.sub(r"^\\url\s*\{(.*)\}$", r"\1", raw.text.strip())).strip("{} \n")
        doi = _DOI_PREFIX.sub("", url) if url.lower().startswith("http") and _DOI_PREFIX.match(url) else None
        if doi:
            ids.setdefault("doi", Scalar(raw.span, doi))
        elif url not in seen and not (kind == "page" and _ARXIV_PREFIX.match(url)):
            seen.add(url)
            items: dict[str, tuple[Span, Node]] = {
                "kind": (raw.span, Scalar(raw.span, kind)),
                "url": (raw.span, Scalar(raw.span, url)),
            }
            links.append(Mapping(raw.span, items))
    if ids:
        made.put("ids", Mapping(made.mapping.span, {name: (node.span, node) for name, node in ids.items()}))
    if links:
        made.put("links", Listing(made.mapping.span, links))
