"""Plain text → passages: paragraphs, list items and lines of columns, below headings in capitals or underlined."""

from __future__ import annotations

import re
from pathlib import Path

from cvkit.audit.dates import dates
from cvkit.audit.passages import Form, Passage, Place, Published
from cvkit.audit.reading.decoding import text_of
from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.markers import without_marker
from cvkit.audit.reading.math import through_math
from cvkit.audit.reading.wording import fold, join_lines, unstuttered, vocabulary

_UNDERLINE = re.compile(r"\s*([=\-~^*#_─━═])\1{2,}\s*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]}]")
_COLUMNS = re.compile(r"\S(?:\t+| {3,})\S")
_DASH = re.compile(r"\s*[–—-]\s+\S")
_LONGEST_DATE = 30
_WRAPPED = 40
"""Lines at least so long may go on in the next."""


def read_plain(path: Path) -> Published:
    """The passages of a text file."""
    lines = unstuttered(through_math(text_of(path))).split("\n")
    words = vocabulary(lines)
    passages: list[Passage] = []
    above: list[tuple[int, str]] = []
    block: list[str] = []
    start = 1

    def end() -> None:
        text = fold(join_lines((fold(line) for line in block), words))
        if text:
            links = tuple((address, address) for address in _ADDRESS.findall(text))
            passages.append(Passage(text, Place(str(path), line=start), tuple(name for _, name in above), links))
        block.clear()

    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if not line.strip() or _UNDERLINE.fullmatch(line):
            end()
            continue
        level = _heading_level(line, before, following)
        if level:
            end()
            above = [*((other, name) for other, name in above if other < level), (level, fold(line).rstrip(":"))]
            continue
        item = line.strip() if block and _ends_range(line, before) else without_marker(line.strip())
        if block and _begins(line, item, lines[number - 1], lines[start - 1]):
            end()
        if not block:
            start = number + 1
        block.append(item)
    end()
    return Published(str(path), Form.TEXT, tuple(passages))


def _heading_level(line: str, before: str, following: str) -> int:
    """1 or 2 for what is underlined, twice or once, 3 for capitals, 4 for a section's name on its own line; else 0."""
    text = line.strip()
    if len(text) > 80 or not any(map(str.isalpha, text)):
        return 0
    underline = _UNDERLINE.fullmatch(following)
    if underline and not line[:1].isspace() and abs(len(following.strip()) - len(text)) <= max(4, len(text) // 2):
        return 1 if underline[1] in "=═━#*" else 2
    lone = not before.strip() or bool(_UNDERLINE.fullmatch(before))
    if lone and text.isupper() and len(text) > 3 and not any(map(str.isdigit, text)):
        return 3
    return 4 if lone and is_section_name(text.rstrip(":")) else 0


def _ends_range(line: str, before: str) -> bool:
    """Whether the dash before a line is that of a range of dates which the line above has begun."""
    if not _DASH.match(line):
        return False
    above = before.strip()[-_LONGEST_DATE:]
    return any(when.ranged and when.span[0] < len(above) < when.span[1] for when in dates(f"{above} {line.strip()}"))


def _begins(line: str, item: str, before: str, first: str) -> bool:
    """Whether a line begins a passage, rather than goes on with the one above."""
    if item != line.strip():
        return True
    indent, first_indent = (len(text) - len(text.lstrip()) for text in (line, first))
    if indent > first_indent:
        return False
    hangs = len(before) - len(before.lstrip()) > first_indent
    rows = _COLUMNS.search(line.strip()) is not None or _COLUMNS.search(before.strip()) is not None
    return hangs or rows or len(before.strip()) < _WRAPPED
