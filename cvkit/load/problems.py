"""What is wrong with a file, where, and what to do about it, told in the manner of a good compiler."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "advice"]

_EXCERPT_WIDTH = 100
_TAB_WIDTH = 4
_LONGEST = 2000
"""Characters of a sentence that quotes what should have been short."""
# Besides C0 and C1 controls: line separators, and the marks that reorder the text of a terminal line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_COLORS = {"error": "\x1b[1;31m", "advice": "\x1b[1;33m", "help": "\x1b[36m", "place": "\x1b[1m"}
_RESET = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one line of a file; line and columns count from 1, and `end_column` is the first one after it."""

    file: str
    line: int
    column: int
    end_column: int
    excerpt: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or could be better, and its remedy."""

    place: Place | None
    message: str
    help: str = ""
    severity: Severity = "error"

    def render(self, color: bool = False) -> str:
        """The problem as a few lines for a terminal, without a newline at the end."""

        def paint(style: str, text: str) -> str:
            return f"{_COLORS[style]}{text}{_RESET}" if color else text

        head = f"{paint(self.severity, f'{self.severity}:')} {_told(self.message)}"
        lines = [head]
        if self.place is not None:
            lines = [f"{paint('place', f'{neutral(str(self.place))}:')} {head}"]
            if self.place.excerpt.strip():
                text, caret = _windowed(self.place)
                number = f"{self.place.line:>5}"
                lines += [f"{number} | {text}".rstrip(), f"{' ' * len(number)} | {paint(self.severity, caret)}"]
        if self.help:
            lines.append(f"  {paint('help', 'help:')} {_told(self.help)}")
        return "\n".join(lines)


class ProfileError(Exception):
    """A profile that cannot be used, with every problem that was found in it, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_order))
        super().__init__(f"{len(self.problems)} problems")

    def __str__(self) -> str:
        return "\n\n".join(problem.render() for problem in self.problems)


def neutral(text: str) -> str:
    """The text with every character replaced that could move the cursor or reorder the line."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\t", " "))


def _told(text: str) -> str:
    return neutral(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of a text that may be long, for quoting it in a message."""
    text = " ".join(text[: limit * 4].split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.file, place.line, place.column, problem.message) if place else ("", 0, 0, problem.message)


def _windowed(place: Place) -> tuple[str, str]:
    """The excerpt as cells that a terminal can show, cut to a window around the span, and the carets below it."""
    start, end = place.column - 1, place.end_column - 1
    # Cut before drawing: a line may be megabytes long.
    before = place.excerpt[max(0, start - 2 * _EXCERPT_WIDTH) : start]
    marked = place.excerpt[start : min(end, start + 2 * _EXCERPT_WIDTH)]
    after = place.excerpt[end : end + 2 * _EXCERPT_WIDTH]
    kept = max(_EXCERPT_WIDTH // 2, _EXCERPT_WIDTH - len(marked) - len(after))
    if len(before) > kept:
        before = "…" + before[1 - kept :]
    room = _EXCERPT_WIDTH - len(before)
    if len(marked) > room:
        marked, after = marked[: room - 1] + "…", ""
    elif len(after) > room - len(marked):
        after = after[: max(room - len(marked) - 1, 0)] + "…"
    drawn = [_cells(part) for part in (before, marked, after)]
    caret = " " * _width(drawn[0]) + "^" * max(1, _width(drawn[1]))
    return "".join(drawn), caret


def _cells(text: str) -> str:
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " " * _TAB_WIDTH))


def _width(text: str) -> int:
    """The number of terminal columns that a text takes."""
    visible = (char for char in text if unicodedata.category(char) not in {"Mn", "Me", "Cf"})
    return sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in visible)
