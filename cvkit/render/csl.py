"""Give the publications of a document the wording of a CSL style, through citeproc-py.

The whole reference becomes the entry's `people`, which every format sets as running text; title, venue and date are
then empty. What the profile says is still found in it: the reference is a fact of the entry, and each value of the
entry that the style prints as it stands, such as the title, is a fact within it. Award, links and highlights remain,
as CSL knows none of them; so do the order and the numbers of the entries. The signs of equal contribution, which stand
in author lists, are lost, and with them the footnote that explains them.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby
from operator import attrgetter
from typing import Any

from cvkit.render import csl_json, records
from cvkit.view.document import (
    Citation,
    Code,
    Document,
    Emph,
    Entry,
    Fact,
    Inline,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
    Underline,
    facts,
    plain,
)

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
REPLACED = ("people", "title", "organization", "where", "when")
"""The slots of an entry whose place the reference takes."""

# Characters of a private use area stand for what citeproc-py must leave as it is: it takes each for a letter.
_OWN = "\ue000"
_FORMULA = 0xE001
_MARKUP = {"<": "\uf8f0", ">": "\uf8f1", "&": "\uf8f2"}
_HIDDEN = str.maketrans(dict.fromkeys(map(chr, range(0xE000, 0xF900)), "") | _MARKUP)
_SHOWN = str.maketrans({mark: character for character, mark in _MARKUP.items()})
_LOOKS = {"i": "emph", "b": "strong", "u": "underline"}
_NODES: dict[str, type[Emph | Strong | Underline]] = {"emph": Emph, "strong": Strong, "underline": Underline}
_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;)\]]")


class CslError(Exception):
    """The style cannot be used; the message says why."""


class CslMissingError(CslError):
    """The extra that formats by CSL styles is not installed."""


def restyle(document: Document, style: str) -> Document:
    """The document with its publications worded by a style, given as the text of a `.csl` file.

    Raises CslError for what is no style that can list references, or one that citeproc-py cannot follow, and
    CslMissingError where citeproc-py is not installed.
    """
    cited = [
        entry
        for section in document.sections
        if section.layout is Layout.REFERENCES
        for entry in section.entries
        if isinstance(entry.record, Citation)
    ]
    worded = dict(zip(map(id, cited), _references(cited, style, document.language), strict=True))
    sections = tuple(_section(section, worded) for section in document.sections)
    return replace(document, sections=sections)


def _section(section: Section, worded: Mapping[int, Inlines]) -> Section:
    if not any(id(entry) in worded for entry in section.entries):
        return section
    groups = tuple(
        replace(group, entries=tuple(_entry(entry, worded.get(id(entry))) for entry in group.entries))
        for group in section.groups
    )
    return replace(section, groups=groups, footnote="")


def _entry(entry: Entry, reference: Inlines | None) -> Entry:
    if reference is None:
        return entry
    emptied: dict[str, Any] = dict.fromkeys(REPLACED, ())
    return replace(entry, **emptied | {"people": (Fact(entry.path, reference),)})


# --- what citeproc-py is given and gives -------------------------------------


def _references(entries: list[Entry], style: str, language: str) -> Iterator[Inlines]:
    """The reference of each entry."""
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
    except ImportError as error:
        raise CslMissingError("citeproc-py is not installed") from error
    source = _prepared(style)
    formulas: list[str] = []
    items = [_item(entry, index, formulas) for index, entry in enumerate(entries)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does not know, a newer element or an identifier
        try:
            known = citeproc.CitationStylesStyle(
                io.BytesIO(source), locale=_locale(language, citeproc.PRIMARY_DIALECTS), validate=False
            )
            listed = citeproc.CitationStylesBibliography(known, CiteProcJSON(items))
            for item in items:
                listed.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
            made = [str(reference) for reference in listed.bibliography()]
        except Exception as error:  # whatever a style of its own makes it stumble over
            raise CslError(f"citeproc-py cannot follow it: {type(error).__name__}: {error}") from error
    for entry, markup in zip(entries, made, strict=True):
        yield _inlines(entry, markup, formulas)


def _prepared(style: str) -> bytes:
    """The style without the numbers that it would print, as the document numbers its entries itself."""
    from lxml import etree

    if "<!DOCTYPE" in style or "<!ENTITY" in style:
        raise CslError("it declares a document type, which no CSL style does")
    try:
        root = etree.fromstring(style.encode())
    except etree.XMLSyntaxError as error:
        raise CslError(f"it is not well-formed XML: {error.msg}") from error
    if root.tag != f"{NAMESPACE}style":
        raise CslError("it is no CSL style: its root is not `style` of the CSL namespace")
    if root.find(f"{NAMESPACE}bibliography") is None:
        parents = root.findall(f"{NAMESPACE}info/{NAMESPACE}link[@rel='independent-parent']")
        if parents:
            raise CslError(f"it only names another style, {parents[0].get('href')}; take the file of that one")
        raise CslError("it has no bibliography, so it cannot list references")
    for numbered in root.findall(f".//{NAMESPACE}*[@variable='citation-number']"):
        numbered.getparent().remove(numbered)
    return bytes(etree.tostring(root))


def _locale(language: str, dialects: Mapping[str, str]) -> str:
    return dialects.get(language.split("-")[0].lower(), "en-US")


def _item(entry: Entry, index: int, formulas: list[str]) -> dict[str, Any]:
    """The entry as CSL-JSON, formulas and the person's own name marked."""
    record = entry.record
    assert isinstance(record, Citation)
    made: dict[str, Any] = _literal(csl_json.item(record))
    pieces = []
    for is_math, piece in records.math_pieces(record.title):
        if is_math:
            formulas.append(piece)
        pieces.append(chr(_FORMULA + len(formulas) - 1) if is_math else piece.translate(_HIDDEN))
    names = [
        {key: f"{text}{_OWN}" if author.own and key in {"family", "literal"} else text for key, text in name.items()}
        for author, name in zip(record.authors, made.get("author", ()), strict=True)
    ]
    made |= {"id": f"entry{index}", "title": records.line("".join(pieces))}
    return made | ({"author": names} if names else {})


def _literal(value: Any) -> Any:
    """The value with what could be read as markup hidden."""
    if isinstance(value, str):
        return value.translate(_HIDDEN)
    if isinstance(value, dict):
        return {key: _literal(inner) for key, inner in value.items()}
    return [_literal(inner) for inner in value] if isinstance(value, list) else value


# --- its markup as inline nodes -----------------------------------------------
#
# The reference is kept as a row of characters, each with what holds of it, and put together only at the end: the spans
# of emphasis, facts, links and the own name overlap as the style pleases.


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    looks: frozenset[str] = frozenset()
    url: str = ""
    path: str = ""


class _Markup(HTMLParser):
    """Reads what citeproc-py gives: text with `<i>`, `<b>`, `<u>` and a few more, which are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.characters: list[_Character] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note that a tag is open."""
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Forget the last tag of that name."""
        if tag in self._open:
            self._open.reverse()
            self._open.remove(tag)
            self._open.reverse()

    def handle_data(self, data: str) -> None:
        """Take the characters with the looks of the tags that are open."""
        looks = frozenset(_LOOKS[tag] for tag in self._open if tag in _LOOKS)
        self.characters += [_Character(character, looks) for character in data.translate(_SHOWN)]


def _inlines(entry: Entry, markup: str, formulas: list[str]) -> Inlines:
    """The reference with the own name strong, formulas, links, and the entry's facts where they are found."""
    reader = _Markup()
    reader.feed(markup)
    reader.close()
    row = reader.characters
    if own := _own_name(entry, "".join(found.text for found in row)):
        row[slice(*own)] = [replace(found, looks=found.looks | {"strong"}) for found in row[slice(*own)]]
    row = [found for found in row if found.text != _OWN]
    text = "".join(found.text for found in row)
    for address in _ADDRESS.finditer(text):
        row[slice(*address.span())] = [replace(found, url=address[0]) for found in row[slice(*address.span())]]
    for path, value in _values(entry, formulas):
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE):
            span = slice(*match.span())
            if not any(found.path for found in row[span]):
                row[span] = [replace(found, path=path) for found in row[span]]
                break
    return tuple(_nodes(row, formulas))


def _own_name(entry: Entry, text: str) -> tuple[int, int] | None:
    """From where to where the own name stands: the marked family name, and given names or initials beside it."""
    record = entry.record
    assert isinstance(record, Citation)
    own = next((author for author in record.authors if author.own), None)
    if own is None or _OWN not in text:
        return None
    family = re.escape(own.family or own.given)
    given = "|".join(rf"{re.escape(part)}|{re.escape(part[0])}\.?" for part in re.split(r"[\s-]+", own.given) if part)
    if not own.family or not given:
        found = re.search(f"{family}{_OWN}", text, re.IGNORECASE)
    else:
        names = rf"(?:{given})(?:[\s-]*(?:{given}))*"
        found = re.search(rf"(?:\b{names}\s+)?{family}{_OWN}(?:,?\s+{names}(?!\w))?", text, re.IGNORECASE)
    return found.span() if found else None


def _values(entry: Entry, formulas: list[str]) -> Iterator[tuple[str, str]]:
    """Path and text of each fact whose place the reference takes, the longest first; formulas as their marks."""
    found = []
    for slot in REPLACED:
        for fact in facts(getattr(entry, slot)):
            text = plain(_marked(fact.children, formulas)).strip()
            if text:
                found.append((fact.path, text))
    yield from sorted(found, key=lambda value: -len(value[1]))


def _marked(inlines: Inlines, formulas: list[str]) -> Inlines:
    """The nodes with each formula as its mark."""
    return tuple(
        Text(chr(_FORMULA + formulas.index(node.tex)))
        if isinstance(node, Math) and node.tex in formulas
        else node
        if isinstance(node, Text | Code | Math)
        else replace(node, children=_marked(node.children, formulas))
        for node in inlines
    )


def _nodes(row: list[_Character], formulas: list[str]) -> Iterator[Inline]:
    for path, part in groupby(row, key=attrgetter("path")):
        inner = tuple(_linked(list(part), formulas))
        if path:
            yield Fact(path, inner)
        else:
            yield from inner


def _linked(row: list[_Character], formulas: list[str]) -> Iterator[Inline]:
    for url, part in groupby(row, key=attrgetter("url")):
        inner = tuple(_looking(list(part), formulas))
        if url:
            yield Link(url, inner)
        else:
            yield from inner


def _looking(row: list[_Character], formulas: list[str]) -> Iterator[Inline]:
    for looks, part in groupby(row, key=attrgetter("looks")):
        inner: Inlines = tuple(_leaves("".join(found.text for found in part), formulas))
        for look in sorted(looks):
            inner = (_NODES[look](inner),)
        yield from inner


def _leaves(text: str, formulas: list[str]) -> Iterator[Inline]:
    for is_text, part in groupby(text, key=lambda character: not 0 <= ord(character) - _FORMULA < len(formulas)):
        if is_text:
            yield Text("".join(part))
        else:
            yield from (Math(formulas[ord(mark) - _FORMULA]) for mark in part)
