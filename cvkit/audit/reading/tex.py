"""TeX → passages: items, paragraphs, table rows, and the entries that CV classes have macros for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cvkit.audit.passages import Form, Passage, Place, Published
from cvkit.audit.reading.decoding import text_of
from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.markers import are_dated, without_marker
from cvkit.audit.reading.tex_tree import Group, Macro, Node, Reader, Text, parse
from cvkit.audit.reading.tex_words import (
    ABOUT_THE_PERSON,
    ACCENTS,
    ADDRESSES,
    HEADINGS,
    LAST_SEEN,
    LINKS,
    SEPARATE,
    UNSEEN,
    accented,
    sign,
)
from cvkit.audit.reading.wording import fold, names

_ROWS = names(
    """
    tabular tabular* tabularx tabulary longtable supertabular array tabbing rubric
    """
)
_ENDS_PARAGRAPH = names(
    """
    par item bibitem smallskip medskip bigskip newpage clearpage pagebreak maketitle hrule
    """
)
_LAYOUTS = frozenset({"minipage", "multicols", "multicols*", "thebibliography", "paracol", "adjustwidth"})
"""Environments whose arguments are measures."""
_ENDS_ROW = frozenset({"\\", "\\*", "tabularnewline", "cr"})
_UNSEEN_ENVIRONMENTS = names(
    """
    comment filecontents filecontents* tikzpicture picture
    """
)
_ENTRY = re.compile(
    r"cv\w*|resume\w*|dated\w+|\w*(?:entry|event|item|subheading|position|publication|talk|award)", re.IGNORECASE
)
_SECTION = re.compile(r"section|rubric$|(?<!sub)heading", re.IGNORECASE)
_SLOT = re.compile(r"(?:^|,)\s*([a-z]+)\s*=\s*$")
_UNSPOKEN_SLOTS = frozenset({"number"})
_DEFINES = names(
    """
    newcommand renewcommand providecommand newcommand* renewcommand* DeclareRobustCommand def
    """
)
_MOST_EXPANDED = 100_000
"""Letters and macros for which the document's own macros may stand: one in the next, and so on, doubles with each."""
_QUOTES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"))


def read_tex(path: Path) -> Published:
    """The passages of a TeX file; of the part before the document, what names the person."""
    nodes = parse(text_of(path))
    walk = _Walk(str(path))
    walk.define(nodes)
    before, document = _parts(nodes)
    walk.person(before)
    walk.blocks(document)
    return Published(str(path), Form.TEX, tuple(walk.passages), walk.title)


def _parts(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """What stands before the document, and the document; a file without one is all document."""
    edges = {"begin": 0, "end": len(nodes)}
    for at, node in enumerate(nodes[:-1]):
        if isinstance(node, Macro) and node.name in edges and _plain([nodes[at + 1]]) == "document":
            edges[node.name] = at + 2 if node.name == "begin" else at
    begin, end = edges["begin"], edges["end"]
    return nodes[: max(begin - 2, 0)], nodes[begin : max(begin, end)]


def _size(nodes: Iterable[Node]) -> int:
    """How much there is to read: letters, macros and groups."""
    inside = (_size(node.nodes) if isinstance(node, Group) else len(getattr(node, "letters", "")) for node in nodes)
    return sum(1 + size for size in inside)


def _plain(nodes: Iterable[Node]) -> str:
    """The letters of nodes without any macro, as in a name or an address."""
    letters = ""
    for node in nodes:
        if isinstance(node, Group):
            letters += _plain(node.nodes)
        else:
            letters += node.letters if isinstance(node, Text) else node.name if node.name in "%&#_~{}" else ""
    return letters.strip()


class _Walk:
    """One way through a document, in its order."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.passages: list[Passage] = []
        self.title = ""
        self._above: list[tuple[int, str]] = []
        self._definitions: dict[str, list[Node]] = {}
        self._expanded = 0
        self._links: list[tuple[str, str]] = []
        self._text = ""
        self._line: int | None = None
        self._rows = 0
        """In how many tables the walk is."""

    def define(self, nodes: list[Node]) -> None:
        """Learn the macros without arguments that a document makes for itself."""
        reader = Reader(nodes)
        for node in reader:
            if isinstance(node, Macro) and node.name in _DEFINES:
                name = reader.argument()
                takes_arguments = reader.option() is not None
                body = reader.group()
                if len(name) == 1 and isinstance(name[0], Macro) and body and not takes_arguments:
                    self._definitions[name[0].name] = body.nodes

    def person(self, preamble: list[Node]) -> None:
        """The passages of the macros before the document that are shown in its head."""
        reader = Reader(preamble)
        for node in reader:
            if isinstance(node, Macro) and node.name in ABOUT_THE_PERSON:
                self._passage(reader.groups(), node.line, " ")
                if node.name in ("title", "author") and self.passages:
                    self.title = self.title or self.passages[-1].text
            elif isinstance(node, Macro) and node.name in UNSEEN:
                self._pass_over(node.name, reader)

    def blocks(self, nodes: list[Node]) -> None:
        """Add the passages of nodes that stand in no macro's argument."""
        reader = Reader(nodes)
        for node in reader:
            if isinstance(node, Text) and node.letters == "\n\n":
                self._end()
            elif isinstance(node, Group) and _has_blocks(node.nodes):
                self.blocks(node.nodes)
            elif not isinstance(node, Macro) or not self._block_macro(node, reader):
                self._begin(node.line)
                self._text += self._inline(node, reader)
        self._end()

    def _block_macro(self, node: Macro, reader: Reader) -> bool:
        """Do what a macro does to blocks; False where it is a part of the text."""
        name = node.name
        if name in ("begin", "end"):
            self._environment(name, _plain([reader.group() or Group(0)]), reader, node.line)
        elif name in _ENDS_PARAGRAPH:
            self._end()
            if name in ("item", "bibitem"):
                label = reader.option()
                self._begin(node.line)
                self._text += "" if label is None or name == "bibitem" else self._shown(label) + " "
            if name == "bibitem":
                reader.group()
        elif name in _ENDS_ROW:
            reader.option()
            if self._rows:
                self._end()
            else:
                self._text += "\n"
        elif name in HEADINGS or name.rstrip("*") in HEADINGS or _SECTION.search(name):
            self._heading(HEADINGS.get(name.rstrip("*"), HEADINGS["section"]), reader)
        elif name in UNSEEN or name in LAST_SEEN or name in LINKS or name in ADDRESSES or name in ACCENTS:
            return False
        else:
            start = reader.at
            groups = reader.groups() if _ENTRY.fullmatch(name) or _is_followed_by_groups(reader) else []
            if len(groups) < 2 and not (groups and _ENTRY.fullmatch(name)):
                reader.at = start
                return False
            self._end()
            self._passage(groups, node.line, ". ")
        return True

    def _environment(self, edge: str, name: str, reader: Reader, line: int) -> None:
        self._end()
        if edge == "end":
            self._rows -= name in _ROWS and self._rows > 0
            return
        self._rows += name in _ROWS
        if name in _UNSEEN_ENVIRONMENTS:
            self._skip_to_end(name, reader)
        elif name in _ROWS or name in _LAYOUTS:
            reader.groups()
        else:
            groups = reader.groups()
            if len(groups) == 1 and _SECTION.search(name):
                self._heading(HEADINGS["section"], Reader([*groups]))
            elif groups:
                self._passage(groups, line, ". ")

    def _skip_to_end(self, name: str, reader: Reader) -> None:
        for node in reader:
            if isinstance(node, Macro) and node.name == "end" and _plain([reader.group() or Group(0)]) == name:
                return

    def _heading(self, level: int, reader: Reader) -> None:
        """A heading, which is the last group after its macro: an id may stand before it."""
        self._end()
        reader.option()
        first = reader.group()
        following = reader.nodes[reader.at] if reader.at < len(reader.nodes) else None
        last = reader.group() if isinstance(following, Group) else None
        text = fold(self._shown((last or first or Group(0)).nodes))
        self._links.clear()
        if text:
            self._above = [*((other, name) for other, name in self._above if other < level), (level, text)]

    def _passage(self, groups: Sequence[Group], line: int, between: str) -> None:
        """One passage of the arguments of a macro, or of the slots in its one argument."""
        parts = _slots(groups[0].nodes) if len(groups) == 1 else [group.nodes for group in groups]
        text = ""
        for part in parts:
            shown = fold(self._shown(part))
            if not shown:
                continue
            text += (between if text and not text.endswith((".", "?", "!")) else " " if text else "") + shown
        self._begin(line)
        self._text = text
        self._end()

    def _begin(self, line: int) -> None:
        if not self._text.strip():
            self._line = line

    def _end(self) -> None:
        """End the passage, if one has begun."""
        lines = [fold(line) for line in self._text.split("\n")]
        text, links = without_marker(fold(self._text)), tuple(self._links)
        self._text = ""
        self._links.clear()
        if not re.search(r"\w", text):
            return
        if is_section_name(text.rstrip(":")):
            self._above = [*((level, name) for level, name in self._above if level < 7), (7, text.rstrip(":"))]
            return
        names = tuple(name for _, name in self._above)
        place = Place(self._file, line=self._line)
        if are_dated([line for line in lines if line]):
            for line in filter(None, lines):
                self.passages.append(Passage(line, place, names, tuple(link for link in links if link[0] in line)))
        else:
            self.passages.append(Passage(text, place, names, links))

    def _shown(self, nodes: list[Node]) -> str:
        """The text of nodes within a passage."""
        reader = Reader(nodes)
        return "".join(self._inline(node, reader) for node in reader)

    def _inline(self, node: Node, reader: Reader) -> str:
        if isinstance(node, Group):
            return self._shown(node.nodes)
        if isinstance(node, Text):
            text = node.letters
            if text in "~&":
                return " "
            if text in "$^_":
                return ""
            for written, read in _QUOTES:
                text = text.replace(written, read)
            return text.replace("\n", " ")
        return self._macro(node, reader)

    def _macro(self, node: Macro, reader: Reader) -> str:
        name = node.name
        if name in self._definitions and self._expanded < _MOST_EXPANDED:
            body = self._definitions.pop(name)  # while it is read, it does not know itself
            self._expanded += _size(body)  # also of what shows nothing, as it takes long all the same
            try:
                return self._shown(list(body))
            finally:
                self._definitions[name] = body
        if name in ACCENTS and ((len(name) == 1 and not name.isalpha()) or _takes_letter(reader)):
            return accented(name, self._shown(reader.argument()))
        if name in LINKS:
            reader.option()
            address, text = _plain(reader.argument()), fold(self._shown(reader.argument()))
            self._links.append((text, address))
            return text + " " * (name in SEPARATE)
        if name in ADDRESSES:
            address = _plain(reader.argument())
            self._links.append((address, address))
            return address
        if name in UNSEEN:
            self._pass_over(name, reader)
            return ""
        if name in LAST_SEEN:
            for _ in range(LAST_SEEN[name] - 1):
                reader.option()
                reader.argument()
            reader.option()
            return self._shown(reader.argument()) + " " * (name in SEPARATE)
        if name in ("begin", "end"):
            reader.group()
            return " "
        if name in _ENDS_ROW or name in _ENDS_PARAGRAPH:
            reader.option()
            return " "
        return sign(name)

    def _pass_over(self, name: str, reader: Reader) -> None:
        for _ in range(UNSEEN[name]):
            while reader.option() is not None:
                pass
            reader.argument()


def _has_blocks(nodes: list[Node]) -> bool:
    """Whether a group holds more than a part of one passage."""
    return any(
        (isinstance(node, Macro) and (node.name in ("begin", "item", "par") or node.name.rstrip("*") in HEADINGS))
        or (isinstance(node, Text) and node.letters == "\n\n")
        for node in nodes
    )


def _is_followed_by_groups(reader: Reader) -> bool:
    at = reader.at
    return all(at + step < len(reader.nodes) and isinstance(reader.nodes[at + step], Group) for step in (0, 1))


def _takes_letter(reader: Reader) -> bool:
    """Whether a macro that is named by a letter, such as `\\c`, is an accent here."""
    following = reader.nodes[reader.at] if reader.at < len(reader.nodes) else None
    if isinstance(following, Text):
        return following.letters[:1] in (" ", "\t") and following.letters.strip() != ""
    return following is not None


def _slots(nodes: list[Node]) -> list[list[Node]]:
    """The values of `title = {…}, when = {…}`, or the nodes as they are where they are no such slots."""
    values: list[list[Node]] = []
    for before, node in zip([None, *nodes], nodes, strict=False):
        if isinstance(node, Text) and not (slot := _SLOT.search(node.letters)) and node.letters.strip(" ,\n"):
            return [nodes]
        if isinstance(node, Macro):
            return [nodes]
        if isinstance(node, Group):
            slot = _SLOT.search(before.letters) if isinstance(before, Text) else None
            if slot is None:
                return [nodes]
            if slot[1] not in _UNSPOKEN_SLOTS:
                values.append(node.nodes)
    return values or [nodes]
