"""Values as they were written, each with its place: what YAML and BibTeX files are read into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from cvkit.load.problems import Place

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead from the root to a value."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name as the user gave it, its text, and its lines without their ends."""

    file: str
    text: str
    lines: list[str] = field(repr=False)

    @classmethod
    def of(cls, file: str, text: str) -> Source:
        """A source from text whose only line end is a newline."""
        return cls(file, text, text.split("\n"))


class Span(NamedTuple):
    """A stretch of one line of a source; counts from 1, and `end` is the first column after it."""

    source: Source
    line: int
    column: int
    end: int

    @property
    def place(self) -> Place:
        """The span with its excerpt, for a message."""
        lines = self.source.lines
        excerpt = lines[self.line - 1] if self.line <= len(lines) else ""
        return Place(self.source.file, self.line, self.column, max(self.end, self.column + 1), excerpt)


@dataclass(slots=True)
class Scalar:
    """Text as it was written, or None for nothing."""

    span: Span
    text: str | None


@dataclass(slots=True)
class Listing:
    """Values in order."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Values under keys, with the span of each key."""

    span: Span
    items: dict[str, tuple[Span, Node]] = field(default_factory=dict)


Node: TypeAlias = Scalar | Listing | Mapping


def descend(root: Node, path: Sequence[str | int]) -> Iterator[tuple[Span, Node]]:
    """The values along a path, each with the span of its key, or its own where it has none, as far as they go."""
    node, key = root, root.span
    yield key, node
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.items:
            key, node = node.items[str(step)]
        elif isinstance(node, Listing) and str(step).isdecimal() and len(str(step)) < 9 and int(step) < len(node.items):
            node = node.items[int(step)]
            key = node.span
        elif str(step) == "0" and not isinstance(node, Listing):
            pass  # a lone value stands for a list of one
        else:
            return
        yield key, node


def find(root: Node, path: Sequence[str | int]) -> Node | None:
    """The value at a path, or None where there is none."""
    found = list(descend(root, path))
    return found[-1][1] if len(found) == len(path) + 1 else None


def value_span(root: Node, path: Sequence[str | int]) -> Span:
    """Where the value of a path stands, or its nearest ancestor: scalars and list items themselves, others by key."""
    key, node = list(descend(root, path))[-1]
    return node.span if isinstance(node, Scalar) and node.text is not None else key


def key_span(root: Node, path: Sequence[str | int]) -> Span:
    """Where the key of a path stands, or its nearest ancestor's."""
    return list(descend(root, path))[-1][0]
