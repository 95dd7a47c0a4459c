"""What stands before the place where YAML breaks: the bracket that is open, and a comment that may be the cause."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

import yaml

from cvkit.load.comments import Cut, cut_after
from cvkit.load.tree import Source

_OPENING = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
# What a value stands after, or is itself, if it has no quotes.
_BEFORE_COMMENTS = (yaml.ValueToken, yaml.BlockEntryToken, yaml.FlowEntryToken)


class Scanned(NamedTuple):
    """What was found before a place."""

    bracket: tuple[int, int] | None
    """Line and column, from 0, of the innermost bracket that is open there."""
    cut: Cut | None
    """The last comment after that bracket that looks like text; outside of brackets, one right before the place."""


def before(source: Source, line: int, column: int) -> Scanned:
    """What stands before a line and column, which count from 0."""
    brackets: list[tuple[int, int]] = []
    cut = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            start = (token.start_mark.line, token.start_mark.column)
            if start >= (line, column):
                break
            if isinstance(token, _OPENING):
                brackets.append(start)
                cut = None
            elif isinstance(token, _CLOSING) and brackets:
                brackets.pop()
                cut = None
            plain = isinstance(token, yaml.ScalarToken) and token.plain
            found = cut_after(token, source) if plain or isinstance(token, _BEFORE_COMMENTS) else None
            cut = found or (cut if brackets else None)
    return Scanned(brackets[-1] if brackets else None, cut)
