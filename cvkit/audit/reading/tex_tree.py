"""TeX source → a tree of text, macros and groups, as TeX's own reader would part it; comments are gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

DEEPEST = 100
"""Groups in groups beyond this are read as if they had no braces."""

_TOKEN = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*(?:\n[ \t]*)?)"
    r"|\\(?P<macro>[A-Za-z@]+\*?|.)"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<blank>\n[ \t]*(?:\n[ \t]*)+)"
    r"|(?P<sign>[\[\]&~$^_])"
    r"|(?P<text>[^\\{}%\n\[\]&~$^_]+|\n|.)",
    re.DOTALL,
)


@dataclass(slots=True)
class Text:
    """Letters as they stand; two line ends are a blank line, and so the end of a paragraph."""

    letters: str
    line: int


@dataclass(slots=True)
class Macro:
    """A backslash and a name, or a backslash and a sign."""

    name: str
    line: int


@dataclass(slots=True)
class Group:
    """What stands between braces."""

    line: int
    nodes: list[Node] = field(default_factory=list)


Node = Text | Macro | Group


def parse(source: str) -> list[Node]:
    """The nodes of a source; braces without a partner are left out."""
    ends = [match.start() for match in re.finditer("\n", source)]
    top: list[Node] = []
    stack = [top]
    for kind, value, position in _tokens(source):
        line = bisect_right(ends, position - 1) + 1
        if kind == "open" and len(stack) < DEEPEST:
            group = Group(line)
            stack[-1].append(group)
            stack.append(group.nodes)
        elif kind == "close" and len(stack) > 1:
            stack.pop()
        elif kind == "macro":
            stack[-1].append(Macro(value, line))
        elif kind == "blank":
            stack[-1].append(Text("\n\n", line))
        elif kind in ("sign", "text"):
            stack[-1].append(Text(value, line))
    return top


def _tokens(source: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or ""
        value = match[kind]
        if kind == "comment":
            continue
        yield kind, value, match.start()


class Reader:
    """A place in a list of nodes, from which arguments are taken as TeX takes them."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.at = 0

    def __iter__(self) -> Iterator[Node]:
        while self.at < len(self.nodes):
            self.at += 1
            yield self.nodes[self.at - 1]

    def _skip_space(self) -> int:
        at = self.at
        while at < len(self.nodes):
            node = self.nodes[at]
            if not isinstance(node, Text) or node.letters == "\n\n" or node.letters.strip():
                break
            at += 1
        return at

    def group(self) -> Group | None:
        """The group that comes next, if one does; only white space may stand before it."""
        at = self._skip_space()
        if at < len(self.nodes) and isinstance(node := self.nodes[at], Group):
            self.at = at + 1
            return node
        return None

    def groups(self) -> list[Group]:
        """All groups that come next, and none of the options before and between them."""
        found: list[Group] = []
        while True:
            self.option()
            group = self.group()
            if group is None:
                return found
            found.append(group)

    def option(self) -> list[Node] | None:
        """What stands between brackets next, if anything does."""
        start = self._skip_space()
        if start >= len(self.nodes) or not _is_sign(self.nodes[start], "["):
            return None
        for at in range(start + 1, min(start + 80, len(self.nodes))):
            if _is_sign(self.nodes[at], "]"):
                self.at = at + 1
                return self.nodes[start + 1 : at]
        return None

    def argument(self) -> list[Node]:
        """The next group's nodes, or the single letter or macro that TeX would take instead."""
        group = self.group()
        if group is not None:
            return group.nodes
        at = self._skip_space()
        if at >= len(self.nodes):
            return []
        node = self.nodes[at]
        if isinstance(node, Text) and node.letters != "\n\n":
            stripped = node.letters.lstrip()
            self.nodes[at] = Text(stripped[1:], node.line)
            self.at = at
            return [Text(stripped[:1], node.line)]
        self.at = at + 1 if isinstance(node, Macro) else self.at
        return [node] if isinstance(node, Macro) else []


def _is_sign(node: Node, sign: str) -> bool:
    return isinstance(node, Text) and node.letters == sign
