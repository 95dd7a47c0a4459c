"""YAML text to a tree of places and text, in one pass over the parser's events, refusing what a profile has no use for.

Every scalar stays as it was written (`no`, `1.10`, `11:45`): what it means is for the model to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cvkit.load.problems import Problem, ProfileError, shortened
from cvkit.load.tree import Listing, Mapping, Node, Scalar, Source, Span

MAX_DEPTH = 40
MAX_NODES = 2_000_000
# A file made of nothing but duplicate keys needs no list of them all.
MAX_PROBLEMS = 100

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(source: Source) -> Mapping:
    """The tree of a YAML file whose top level is a mapping; ProfileError holds all problems up to where YAML breaks."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Reader(source, yaml.parse(source.text, Loader=loader)).run()


@dataclass(slots=True)
class _Reader:
    source: Source
    events: Iterator[Any]
    """The parser's events: PyYAML says nothing of what each of them has."""
    problems: list[Problem] = field(default_factory=list)
    depth: int = 0
    nodes: int = 0
    scalar: Span | None = None
    """The last quoted scalar that ran over several lines: where a forgotten quote shows only later."""

    def run(self) -> Mapping:
        root = None
        try:
            root = self._document()
        except yaml.MarkedYAMLError as error:
            from cvkit.load.yaml_errors import retell

            problem = retell(error, self.source, self.scalar)
            # An alias or tag that was meant as text often breaks the rest of its line, too.
            if not problem.place or problem.place.line not in {told.place.line for told in self.problems if told.place}:
                self.problems.append(problem)
        except (yaml.YAMLError, ValueError) as error:
            # Characters were checked before; what is left is an escape of no character, as in "\U00110000".
            self._tell(Span(self.source, 1, 1, 2), f"this is not YAML: {shortened(str(error))}", "")
        if self.problems:
            raise ProfileError(self.problems)
        if isinstance(root, Mapping):
            return root
        raise ProfileError([self._no_profile(root)])

    def _no_profile(self, root: Node | None) -> Problem:
        start = Span(self.source, 1, 1, 2)
        if root is None or (isinstance(root, Scalar) and root.text is None):
            return Problem(start.place, "the file is empty", "`cvkit new` writes a starter profile")
        found = "a list" if isinstance(root, Listing) else "plain text"
        return Problem(
            root.span.place,
            f"expected sections such as `person:` and `positions:`, found {found}",
            "a profile begins with `person:` at the left margin; `cvkit new` writes a starter",
        )

    def _document(self) -> Node | None:
        """The value of the one document of the file, or None where it has none."""
        root = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    self._refuse(event, "a second document begins here", "remove the `---`: a profile is one document")
                    break
                root = self._node(next(self.events))
        return root

    def _node(self, event: Any) -> Node:
        """The value that begins with an event."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ProfileError([Problem(self._span(event).place, f"more than {MAX_NODES:,} values in one file")])
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if self.depth >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise ProfileError([Problem(self._span(event).place, message, "no part of a profile is so deep")])
        self.depth += 1
        node = self._mapping(event) if isinstance(event, MappingStartEvent) else self._listing(event)
        self.depth -= 1
        return node

    def _alias(self, event: AliasEvent) -> Scalar:
        self._refuse(
            event,
            f"`*{shortened(str(event.anchor), 30)}` would repeat another value, which a profile does not allow",
            "for text that begins with `*`, put quotes around it; otherwise write the value out",
        )
        return Scalar(self._span(event), None)

    def _scalar(self, event: Any) -> Scalar:
        text, span = event.value, self._span(event)
        # libyaml calls the style of a plain scalar "", PyYAML None.
        if not event.style and text in NOTHING:
            return Scalar(span, None)
        if "\n" in text and event.style != "|":
            # YAML folds a blank line to one newline in every style but the literal; a paragraph ends there.
            text = text.replace("\n", "\n\n")
        if event.style in {"'", '"'} and event.end_mark.line > event.start_mark.line:
            self.scalar = span
        return Scalar(span, text)

    def _listing(self, event: SequenceStartEvent) -> Listing:
        listing = Listing(self._span(event))
        while not isinstance(item := next(self.events), SequenceEndEvent):
            listing.items.append(self._node(item))
        return listing

    def _mapping(self, event: MappingStartEvent) -> Mapping:
        mapping = Mapping(self._span(event))
        while not isinstance(key := next(self.events), MappingEndEvent):
            node = self._node(key)
            sound = self._is_sound(key, node, mapping)
            value = self._node(next(self.events))
            if sound:
                mapping.items[key.value] = (node.span, value)
        return mapping

    def _is_sound(self, event: Any, key: Node, parent: Mapping) -> bool:
        """Whether a key may stand in its mapping; what is wrong with it is told."""
        if not isinstance(event, ScalarEvent):
            if not isinstance(event, AliasEvent):  # which was told already
                self._tell(key.span, "a key must be plain text", "put quotes around text that begins with `[` or `{`")
        elif not event.value.strip():
            self._tell(key.span, "there is no key before this colon", "write one, as in `title: …`")
        elif event.value == "<<":
            self._tell(key.span, "merge keys (`<<`) are not allowed in a profile", "write the keys out")
        elif first := parent.items.get(event.value):
            self._tell(
                key.span,
                f"the key `{shortened(event.value)}` stands here a second time",
                f"it stands in line {first[0].line} already; keep one of the two",
            )
        else:
            return True
        return False

    def _refuse_marks(self, event: Any) -> None:
        """Refuse tags and anchors."""
        if event.tag is not None:
            self._refuse(
                event,
                "a value cannot begin with `!`, which marks a YAML tag",
                "put quotes around the value, or delete the tag",
            )
        if event.anchor is not None:
            self._refuse(
                event,
                f"`&{shortened(str(event.anchor), 30)}` would name this value for reuse, which is not allowed here",
                "for text that begins with `&`, put quotes around it; otherwise delete the name",
            )

    def _refuse(self, event: yaml.Event, message: str, help: str) -> None:
        self._tell(self._span(event), message, help)

    def _tell(self, span: Span, message: str, help: str) -> None:
        self.problems.append(Problem(span.place, message, help))
        if len(self.problems) >= MAX_PROBLEMS:
            raise ProfileError(self.problems)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column + 1
        if end.line == line:
            return Span(self.source, line + 1, column, end.column + 1)
        lines = self.source.lines
        text = lines[line].rstrip() if line < len(lines) else ""
        return Span(self.source, line + 1, column, max(len(text) + 1, column + 1))
