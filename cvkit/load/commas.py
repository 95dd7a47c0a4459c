"""Texts without quotes in which a comma began another key: `{title: Prize for lakes, rivers, and seas}`."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from cvkit.load.problems import shortened
from cvkit.load.tree import Mapping, Node, Scalar, Span


class Parted(NamedTuple):
    """A text that commas have parted: its key, and the whole as it was meant, between quotes."""

    key: str
    quoted: str


def parted(mapping: Node | None, key: str) -> Parted | None:
    """The text that a key without a value belongs to; None where it belongs to none."""
    if not isinstance(mapping, Mapping) or not _bare(mapping, key):
        return None
    keys = list(mapping.items)
    at = keys.index(key)
    first = at - len([*takewhile(lambda other: _bare(mapping, other), reversed(keys[:at]))])
    owner = keys[first - 1] if first else None
    value = mapping.items[owner][1] if owner is not None else None
    if owner is None or not isinstance(value, Scalar) or value.text is None or _is_quoted(value.span):
        return None
    rest = takewhile(lambda other: _bare(mapping, other), keys[first:])
    whole = shortened(", ".join([value.text, *rest]))
    quote = "'" if '"' in whole else '"'
    return Parted(owner, f"{quote}{whole}{quote}")


def _bare(mapping: Mapping, key: str) -> bool:
    """Whether a key has neither value nor colon, which is possible between brackets alone."""
    span, value = mapping.items[key]
    line = span.source.lines[span.line - 1]
    return isinstance(value, Scalar) and value.text is None and not line[span.end - 1 :].lstrip().startswith(":")


def _is_quoted(span: Span) -> bool:
    return span.source.lines[span.line - 1][span.column - 1 : span.column] in {"'", '"'}
