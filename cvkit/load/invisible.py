"""Characters in keys that nobody can see, such as a no-break space that came with pasted text."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from cvkit.load.tree import Span


class Invisible(NamedTuple):
    """An invisible character: its code and name, and where it stands."""

    name: str
    span: Span


def invisible(span: Span, key: str) -> Invisible | None:
    """The first invisible character of a key that stands at a span."""
    written = span.source.lines[span.line - 1][span.column - 1 : span.end - 1]
    char = next((char for char in key if _is_invisible(char)), None)
    if char is None:
        return None
    # In double quotes it may be written as an escape; then the whole key is marked.
    at = written.find(char)
    place = Span(span.source, span.line, span.column + at, span.column + at + 1) if at >= 0 else span
    return Invisible(f"U+{ord(char):04X} ({unicodedata.name(char, 'without a name').lower()})", place)


def visible(key: str) -> str:
    """A key without its invisible characters."""
    return "".join(char for char in key if not _is_invisible(char))


def _is_invisible(char: str) -> bool:
    return char != " " and unicodedata.category(char) in {"Cf", "Zs", "Zl", "Zp"}
