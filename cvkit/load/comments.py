"""Text that YAML takes for a comment, and its author perhaps did not: the title in `title: Prize #1` is `Prize`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from cvkit.load.problems import Problem, shortened
from cvkit.load.tree import Source, Span

# Whoever writes a comment puts a space after its mark, as a rule, and draws lines of marks alone.
_COMMENT = re.compile(r"\s+(?P<comment>#[^\s#].*)")
_WITHIN_FLOW = re.compile(r"[^,\]}]*")


class Cut(NamedTuple):
    """A comment that follows a value, or a key without one, in its line."""

    span: Span
    value: str
    """What was read before it."""

    def quoted(self, *, in_flow: bool = False) -> str:
        """The value as it may have been meant, between quotes; in flow style, commas and brackets end it."""
        comment = self.span.source.lines[self.span.line - 1][self.span.column - 1 :]
        found = _WITHIN_FLOW.match(comment) if in_flow else None
        whole = f"{self.value} {found[0] if found else comment}".strip()
        quote = "'" if '"' in whole else '"'
        return f"{quote}{shortened(whole, 50)}{quote}"


def cuts(source: Source) -> Iterator[Cut]:
    """Every such comment of a file that is YAML."""
    for event in yaml.parse(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.ScalarEvent) and not event.style and (found := cut_after(event, source)):
            yield found


def cut_after(read: Any, source: Source) -> Cut | None:
    """The comment after what was read (an event or token of PyYAML's), if it looks like text."""
    return _cut(source, read.end_mark.line, read.end_mark.column, getattr(read, "value", None) or "")


def cut_after_key(key: Span) -> Cut | None:
    """The comment in the place of a key's value, if it looks like text."""
    line = key.source.lines[key.line - 1]
    return _cut(key.source, key.line - 1, key.end, "") if line[key.end - 1 : key.end] == ":" else None


def _cut(source: Source, number: int, column: int, value: str) -> Cut | None:
    line = source.lines[number] if number < len(source.lines) else ""
    found = _COMMENT.match(line, column)
    if not found:
        return None
    return Cut(Span(source, number + 1, found.start("comment") + 1, len(line.rstrip()) + 1), value)


def advice(source: Source) -> Iterator[Problem]:
    """Advice on every comment that may have been meant as text."""
    for cut in cuts(source):
        yield Problem(
            cut.span.place,
            "what follows ` #` is a comment and is not read",
            f"put quotes around the value if it belongs to it, as in `{cut.quoted()}`; else put a space after the `#`",
            "advice",
        )
