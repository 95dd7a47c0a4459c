"""What tells the items of a list: bullets, numbers and letters before them, a year at the end of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvkit.audit.dates import dates

BULLETS = "•·∙●○▪■◦‣⁃–—◆▶►⋄➢✓➤❖\uf0a7\uf0b7\uf0d8"
_NUMBER = r"\[[A-Z]{0,3}[.-]?\d{1,3}\]|\([A-Z]{0,2}\d{1,3}\)|[A-Z]{0,2}\d{1,3}[.)]|\([a-z]\)|[a-z]\)|\(?[ivx]{1,5}[.)]"
MARKER = re.compile(rf"(?:[{BULLETS}*+o]|-|{_NUMBER})")
_LONGEST_DATE = 30
_LEADING = re.compile(rf"(?:[{BULLETS}]|[*+-](?=\s)|(?:{_NUMBER})(?=\s))\s*(?=\S)")


def without_marker(text: str) -> str:
    """A line without the bullet or number before it; a date stays."""
    found = _LEADING.match(text)
    return text if found is None or _begins_with_date(text) else text[found.end() :]


def _begins_with_date(text: str) -> bool:
    """Whether what looks like a number is the day of a date: "31. Mai 2019"."""
    begun = dates(text[:_LONGEST_DATE]) if text[0].isdigit() else []
    return any(when.span[0] == 0 and when.years for when in begun)


_YEAR_AT_END = re.compile(r"\b(?:19|20)\d\d[.)]{0,2}$")


def are_dated(lines: Sequence[str]) -> bool:
    """Whether lines are entries of their own, most of them with a year at the end, as in "NeurIPS: 2020, 2021"."""
    years = sum(_YEAR_AT_END.search(line.rstrip()) is not None for line in lines)
    return len(lines) > 2 and years > 0.6 * len(lines)
