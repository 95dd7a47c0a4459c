"""YAML text to a tree of places and text, in one pass over the parser's events, refusing what a profile has no use for.

Every scalar stays as it was written (`no`, `1.10`, `11:45`): what it means is for the model to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from cvkit.load.problems import Problem, ProfileError, shortened
from cvkit.load.tree import Listing, Mapping, Node, Scalar, Source, Span
from cvkit.load.yaml_errors import retell

MAX_DEPTH = 40
MAX_NODES = 2_000_000
# A file made of nothing but duplicate keys needs no list of them all.
MAX_PROBLEMS = 100

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class _Open:
    """A collection that is being filled."""

    node: Mapping | Listing
    key: tuple[Span, str | None] | None = None
    """In a mapping, the key whose value comes next; None for its text where it was refused."""


def read_yaml(source: Source) -> Mapping:
    """The tree of a YAML file whose top level is a mapping; ProfileError holds all problems up to where YAML breaks."""
    return _Builder(source).run()


@dataclass(slots=True)
class _Builder:
    source: Source
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    nodes: int = 0
    scalar: Span | None = None
    """The last quoted scalar that ran over several lines: where a forgotten quote shows only later."""

    def run(self) -> Mapping:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._alias,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
        }
        try:
            for event in yaml.parse(self.source.text, Loader=loader):
                if handler := handlers.get(type(event)):
                    handler(event)
                if len(self.problems) >= MAX_PROBLEMS or self.documents > 1:
                    break
        except yaml.MarkedYAMLError as error:
            problem = retell(error, self.source, self.scalar)
            # An alias or tag that was meant as text often breaks the rest of its line, too.
            if not problem.place or problem.place.line not in {told.place.line for told in self.problems if told.place}:
                self.problems.append(problem)
        except (yaml.YAMLError, ValueError) as error:
            # Characters were checked before; what is left is an escape of no character, as in "\U00110000".
            self._tell(Span(self.source, 1, 1, 2), f"this is not YAML: {shortened(str(error))}", "")
        if self.problems:
            raise ProfileError(self.problems)
        if isinstance(self.root, Mapping):
            return self.root
        raise ProfileError([self._no_profile()])

    def _no_profile(self) -> Problem:
        start = Span(self.source, 1, 1, 2)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.text is None):
            return Problem(start.place, "the file is empty", "`cvkit new` writes a starter profile")
        found = "a list" if isinstance(self.root, Listing) else "plain text"
        return Problem(
            self.root.span.place,
            f"expected sections such as `person:` and `positions:`, found {found}",
            "a profile begins with `person:` at the left margin; `cvkit new` writes a starter",
        )

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "a second document begins here", "remove the `---`: a profile is one document")

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(
            event,
            f"`*{shortened(str(event.anchor), 30)}` would repeat another value, which a profile does not allow",
            "for text that begins with `*`, put quotes around it; otherwise write the value out",
        )
        self._place(Scalar(self._span(event), None), None)

    def _scalar(self, event: Any) -> None:
        self._check(event)
        # libyaml calls the style of a plain scalar "", PyYAML None.
        text = None if not event.style and event.value in NOTHING else event.value
        if text is not None and event.style != "|":
            # YAML folds a blank line to one newline in every style but the literal; a paragraph ends there.
            text = text.replace("\n", "\n\n")
        span = self._span(event)
        if event.style in {"'", '"'} and event.end_mark.line > event.start_mark.line:
            self.scalar = span
        self._place(Scalar(span, text), event.value)

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check(event)
        span = self._span(event)
        node = Mapping(span) if isinstance(event, yaml.MappingStartEvent) else Listing(span)
        if len(self.stack) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise ProfileError([Problem(span.place, message, "no part of a profile is so deep")])
        self._place(node, None)
        self.stack.append(_Open(node))

    def _close(self, event: yaml.Event) -> None:
        self.stack.pop()

    def _place(self, node: Node, key: str | None) -> None:
        """Put a node where it belongs: `key` is its text as it was written, if it may be a key."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ProfileError([Problem(node.span.place, f"more than {MAX_NODES:,} values in one file")])
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node, Listing):
            top.node.items.append(node)
        elif top.key is None:
            top.key = (node.span, self._checked_key(node, key, top.node))
        else:
            span, name = top.key
            top.key = None
            if name is not None:
                top.node.items[name] = (span, node)

    def _checked_key(self, node: Node, key: str | None, parent: Mapping) -> str | None:
        if key is None:
            # An alias was told already.
            if not isinstance(node, Scalar):
                self._tell(node.span, "a key must be plain text", "put quotes around text that begins with `[` or `{`")
        elif not key.strip():
            self._tell(node.span, "there is no key before this colon", "write one, as in `title: …`")
        elif key == "<<":
            self._tell(node.span, "merge keys (`<<`) are not allowed in a profile", "write the keys out")
        elif first := parent.items.get(key):
            self._tell(
                node.span,
                f"the key `{shortened(key)}` stands here a second time",
                f"it stands in line {first[0].line} already; keep one of the two",
            )
        else:
            return key
        return None

    def _check(self, event: Any) -> None:
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

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        if end.line == start.line:
            return Span(self.source, line, column, end.column + 1)
        lines = self.source.lines
        text = lines[start.line].rstrip() if start.line < len(lines) else ""
        return Span(self.source, line, column, max(len(text) + 1, column + 1))
