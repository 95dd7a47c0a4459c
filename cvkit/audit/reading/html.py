"""HTML → passages: one for each list item, paragraph, table row and definition that a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cvkit.audit.passages import Form, Passage, Place, Published, UnreadableError
from cvkit.audit.reading.decoding import text_of
from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.markers import are_dated, without_marker
from cvkit.audit.reading.wording import fold, names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LINE = "data-audit-line"
"""The attribute in which a converter to HTML says on which line of its source an element begins."""

_DEEPEST = 400
"""Elements nested deeper are left out."""
_MOST_OPEN = 2_000
"""With more elements open at once the parser needs longer than anyone waits; browsers stop at 512."""
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_MOST_ATTRIBUTES = 2_000
_MOST_TAGS = 250_000
_MOST_PASSAGES = 50_000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_NEED_NO_END = names(
    """
    area base body br col colgroup dd dt embed head hr html img input li link meta option p param source tbody td tfoot
    th thead tr track wbr
    """
)
_UNSEEN = names(
    """
    script style template noscript svg head nav button select textarea input iframe object canvas audio video dialog
    annotation annotation-xml datalist menu
    """
)
_INLINE = names(
    """
    a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr math semantics mrow mi mn mo ms mtext msub msup msubsup mfrac msqrt
    mroot mover munder munderover mstyle mspace mpadded merror mphantom
    """
)
_UNITS = frozenset({"li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", "figcaption"})
"""What makes one passage with all the blocks in it, but for other units."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 8}
_BOLD_PARAGRAPH = 7
_STRONG = frozenset({"b", "strong", "em", "i", "u"})
_ENTRY_CLASS = re.compile(
    r"(?:^|[-_])(?:entry|item|pub|publication|paper|talk|card|event|job|award|position)(?:$|[-_])"
)
_HIDDEN_STYLE = re.compile(r"display:none|visibility:hidden")
_BLOCK = "\x1e"
"""White space that stands where a block begins within a passage."""
_LONGEST_PART = 300
"""Longer paragraphs of one entry stay apart."""


def read_html(path: Path) -> Published:
    """The passages of a page, with its title, language and meta elements."""
    raw = path.read_bytes()[:4000]
    declared = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", raw, re.IGNORECASE)
    source = text_of(path, declared[1].decode("ascii") if declared else "")
    return page_of(source, str(path), Form.HTML)


def page_of(source: str, file: str, form: Form, metadata: Mapping[str, str] | None = None) -> Published:
    """The passages of HTML that was written in `form` or converted from it."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    _check_markup(source, file)
    try:
        tree = LexborHTMLParser(source)
    except (SelectolaxError, ValueError) as error:
        raise UnreadableError(Path(file), "It cannot be read as HTML.", "Save the page again.") from error
    head = dict(_metadata(tree.head)) if tree.head else {}
    title = fold(node.text()) if tree.head and (node := tree.head.css_first("title")) else ""
    language = (tree.root.attributes.get("lang") or "") if tree.root else ""
    walk = _Walk(file, source if form is Form.HTML else "")
    if tree.body:
        walk.through(tree.body)
    both = MappingProxyType({**head, **(metadata or {})})
    return Published(file, form, tuple(walk.passages()), title or both.get("title", ""), language.strip(), both)


def _check_markup(source: str, file: str) -> None:
    """UnreadableError for markup that keeps the parser busy, told by its tags alone."""
    depth = 0
    for number, tag in enumerate(_TAG.finditer(source)):
        if tag[2].lower() not in _NEED_NO_END:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _MOST_OPEN:
            raise UnreadableError(Path(file), "Its markup is nested without end.", "Save the page again.")
        if number == _MOST_TAGS:
            reason = f"It has more than {_MOST_TAGS:,} tags, which is no homepage."
            raise UnreadableError(Path(file), reason, "Give the pages that tell of the person.")
    if any(len(tag.split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(source)):
        raise UnreadableError(Path(file), "Its markup is nested without end.", "Save the page again.")


def _metadata(head: LexborNode) -> Iterator[tuple[str, str]]:
    values: dict[str, list[str]] = {}
    for node in head.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = fold(node.attributes.get("content") or "")
        if name and content:
            values.setdefault(fold(name).casefold(), []).append(content)
    for name, contents in values.items():
        yield name, "\n".join(contents)


@dataclass
class _Piece:
    """The text of one block while it is gathered."""

    entry: int
    """Which entry of the page it is in; 0 for none."""
    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    line: int | None = None
    headings: tuple[str, ...] = ()
    strong: bool = True
    """Whether all of its text is in bold or italics."""

    @property
    def text(self) -> str:
        return without_marker(fold("".join(self.parts)))

    @property
    def blocks(self) -> list[str]:
        """Its text as parted by the blocks in it."""
        blocks = list(filter(None, map(fold, "".join(self.parts).split(_BLOCK))))
        return [*map(without_marker, blocks[:1]), *blocks[1:]]

    @property
    def _lines(self) -> list[str]:
        return [line for line in map(fold, "".join(self.parts).split("\n")) if line]

    @property
    def is_list(self) -> bool:
        """Whether its lines are entries that nothing but line ends parts."""
        return are_dated(self._lines)

    def items(self, file: str) -> Iterator[Passage]:
        for line in self._lines:
            links = tuple(link for link in self.links if link[0] in line)
            yield Passage(without_marker(line), Place(file, line=self.line), self.headings, links)


@dataclass
class _Open:
    """An element that has begun and not ended."""

    tag: str
    begins_passage: bool
    entry: int
    strong: bool
    link: tuple[str, int] | None = None
    """The address, and how many parts of the passage stand before its text."""
    is_styled_span: bool = False
    ends_summary: bool = False
    """Whether the summary in it is a heading no longer when it ends."""


class _Walk:
    """One way through a page, in its order."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._source = source
        body = re.search("<body", source, re.IGNORECASE)
        self._cursor = body.start() if body else 0
        self._line = 1 + source.count("\n", 0, self._cursor)
        self._pieces: list[_Piece] = []
        self._at_edge = False
        """Whether a span that style may have set apart has just begun or ended."""
        self._above: list[tuple[int, str]] = []
        self._entries = 0
        self._piece = _Piece(0)

    def passages(self) -> Iterator[Passage]:
        """What was found, the short blocks of one entry put together."""
        group: list[_Piece] = []
        for piece in [*self._pieces, _Piece(-1)]:
            same = bool(group) and piece.entry == group[-1].entry != 0 and piece.headings == group[-1].headings
            if not same or max(len(piece.text), len(group[-1].text)) > _LONGEST_PART:
                if len(group) == 1 and group[0].is_list:
                    yield from group[0].items(self._file)
                elif group:
                    links = tuple(link for member in group for link in member.links)
                    place = Place(self._file, line=group[0].line)
                    text = " ".join(member.text for member in group)
                    blocks = tuple(block for member in group for block in member.blocks)
                    yield Passage(text, place, group[0].headings, links, blocks)
                group = []
            group.append(piece)

    def through(self, body: LexborNode) -> None:
        """Gather the pieces below an element, without recursion: pages may be nested without end."""
        stack: list[_Open] = [_Open("body", True, 0, False)]
        node: LexborNode | None = body.child
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._add(node.text_content or "", stack[-1].strong)
            elif tag == "br":
                self._break()
            elif tag and tag[0] not in "-!_" and not _is_unseen(node, tag) and len(stack) < _DEEPEST:
                stack.append(self._enter(node, tag, stack[-1]))
                if node.child is not None:
                    node = node.child
                    continue
                self._leave(stack.pop(), stack)
            while node is not None and node.next is None and len(stack) > 1:
                node = node.parent
                self._leave(stack.pop(), stack)
            node = node.next if node is not None and len(stack) >= 1 else None
        self._flush(0)

    def _enter(self, node: LexborNode, tag: str, above: _Open) -> _Open:
        attributes = node.attributes
        entry = above.entry
        within_unit = above.tag in _UNITS
        begins = tag in _UNITS or (tag not in _INLINE and not within_unit)
        if tag == "dt":
            self._entries += 1
            entry = above.entry = self._entries  # so that the definitions after it are in it, too
        elif tag in ("div", "article", "section") and _is_entry(attributes.get("class")):
            self._entries += 1
            entry = self._entries
        elif tag == "li" or tag == "tr":
            entry = 0
        if begins:
            self._flush(entry)
        elif tag not in _INLINE:
            self._piece.parts.append(_BLOCK)
        if self._piece.line is None and (line := attributes.get(LINE)):
            self._line = int(line)
        self._at_edge = self._at_edge or (tag == "span" and ("class" in attributes or "style" in attributes))
        link = None
        if tag == "a" and (address := (attributes.get("href") or "").strip()):
            link = (address, len(self._piece.parts))
        # Blocks inside a unit are a part of it, however deep.
        kept = above.tag if within_unit and tag not in _UNITS else tag
        return _Open(kept, begins, entry, above.strong or tag in _STRONG, link, self._at_edge, tag == "details")

    def _leave(self, element: _Open, stack: list[_Open]) -> None:
        if element.link is not None:
            address, before = element.link
            text = fold("".join(self._piece.parts[before:])).strip("[]")
            if text and not address.startswith("#"):
                self._piece.links.append((text, address))
        self._at_edge = self._at_edge or element.is_styled_span
        if element.begins_passage:
            if element.tag in _HEADINGS:
                self._heading(_HEADINGS[element.tag])
            else:
                self._flush(stack[-1].entry if stack else 0)
        if element.ends_summary:
            self._flush(element.entry)
            self._above = [(level, name) for level, name in self._above if level < _HEADINGS["summary"]]

    def _add(self, text: str, strong: bool) -> None:
        if not text.strip():
            self._piece.parts.append(" ")
            return
        if self._piece.line is None:
            self._piece.line = self._line_of(text)
        before = self._piece.parts[-1][-1:] if self._piece.parts else ""
        if self._at_edge and before.isalnum() and text[0].isalnum():
            # "University" and "Bergen, Norway" at two ends of a line; not the halves of one word.
            apart = (before.islower() and text[0].isupper()) or before.isdigit() != text[0].isdigit()
            self._piece.parts.append(" " if apart else "")
        self._at_edge = False
        self._piece.strong = self._piece.strong and strong
        self._piece.parts.append(text.replace("\n", " "))

    def _break(self) -> None:
        """A line end; two of them end a paragraph."""
        if "".join(self._piece.parts[-2:]).rstrip(" \t").endswith("\n"):
            self._flush(self._piece.entry)
        else:
            self._piece.parts.append("\n")

    def _heading(self, level: int) -> None:
        text = self._piece.text
        if text:
            self._above = [*((other, name) for other, name in self._above if other < level), (level, text)]
        self._piece = _Piece(0)

    def _flush(self, entry: int) -> None:
        """End the passage, if one has begun; the next is in `entry`."""
        piece = self._piece
        text = piece.text
        if piece.strong and text and is_section_name(text.rstrip(":")):
            self._heading(_BOLD_PARAGRAPH)
        elif text:
            piece.headings = tuple(name for _, name in self._above)
            self._pieces.append(piece)
            if len(self._pieces) > _MOST_PASSAGES:
                reason = f"It has more than {_MOST_PASSAGES:,} paragraphs, which is no homepage."
                raise UnreadableError(Path(self._file), reason, "Give the pages that tell of the person.")
        self._piece = _Piece(entry)

    def _line_of(self, text: str) -> int | None:
        """The line on which a text stands, sought from where the last was found; the parser does not tell."""
        if not self._source:
            return self._line
        words = re.search(r"[^\s&<>][^&<>\n]{0,40}", text)
        if words:
            found = self._source.find(words.group(), self._cursor, self._cursor + 200_000)
            if found >= 0:
                self._line += self._source.count("\n", self._cursor, found)
                self._cursor = found + len(words.group())
        return self._line


def _is_unseen(node: LexborNode, tag: str) -> bool:
    if tag in _UNSEEN:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") == "navigation":
        return True
    classes = (attributes.get("class") or "").split()
    style = (attributes.get("style") or "").replace(" ", "")
    return (
        "hidden" in classes
        or (tag == "a" and any("skip" in name for name in classes))
        or bool(_HIDDEN_STYLE.search(style))
    )


def _is_entry(classes: str | None) -> bool:
    return any(_ENTRY_CLASS.search(name) for name in (classes or "").casefold().split())
