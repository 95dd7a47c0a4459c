"""Lines → blocks: where one entry of a PDF ends and the next begins, and which lines are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.markers import MARKER, are_dated, without_marker
from cvkit.audit.reading.pdf_lines import Line, Run
from cvkit.audit.reading.pdf_margins import left_edge

_OPEN_DATE = re.compile(
    r"(?:[-–—]|\bto|\bbis|\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]{0,6}\.?"
    r"|\b(?:spring|summer|fall|autumn|winter))\s*$",
    re.IGNORECASE,
)
"""How a date ends that goes on in the line below: with a dash, or a month or season without a year."""
_OPEN_LIST = re.compile(rf"{_OPEN_DATE.pattern}|,\s*$", re.IGNORECASE)
"""How several dates end of which more stand in the line below."""
_WIDER = 1.22
"""How much more than the usual distance between lines parts two blocks."""


class Style:
    """How a document sets its body and its headings."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        distances: Counter[float] = Counter()
        alone: Counter[tuple[float, str, bool]] = Counter()
        named: Counter[tuple[float, str, bool]] = Counter()
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
            if len(line.cells) == 1 and len(line.text) < 60:
                alone[_look(line)] += 1
                named[_look(line)] += is_section_name(line.text)
        self.body = max(letters, key=lambda size: (letters[size], size), default=10.0)
        for above, below in pairwise(lines):
            if not below.opens_column and above.size == below.size:
                distances[round((above.baseline - below.baseline) / below.size, 1)] += 1
        usual = max(distances.values(), default=0)
        self.leading = min(
            (step for step, count in distances.items() if count > 0.35 * usual and step > 0.8), default=1.2
        )
        """The usual distance of two baselines, in sizes of the text: the least of the frequent ones."""
        self.left = left_edge(lines)
        """Where most text begins; what stands wholly to the left of it is a label."""
        self._headings = {
            look
            for look, count in named.items()
            if look != (self.body, "", False) and count >= max(1, 0.4 * alone[look])
        }

    def is_heading(self, line: Line) -> bool:
        """Whether a line names what comes below it."""
        if line.heading:
            return True
        if len(line.cells) > 1 or len(line.text) > 100 or not any(map(str.isalpha, line.text)):
            return False
        if line.size >= 1.45 * self.body:
            return True
        look = _look(line)
        if look == (self.body, "", False):
            return False
        return is_section_name(line.text) or (look in self._headings and (look[0] > 1.05 * self.body or look[2]))

    def rank(self, line: Line) -> float:
        """Lower for higher headings."""
        size, face, capitals = _look(line)
        if line.heading:  # it stands above whatever heads a part of the text beside it
            return -(10 * max(size, self.body) + 9)
        return -(10 * size + 4 * capitals + 2 * face.startswith("bold"))


def _look(line: Line) -> tuple[float, str, bool]:
    """Size, face, capitals."""
    return round(line.size, 1), line.face, line.text.isupper()


@dataclass(frozen=True)
class _Row:
    """A line, and what of it is no body: a marker or a label before, a date after."""

    line: Line
    left_edge: float
    """Where most text begins."""
    dates_first: bool
    """Whether a date at the left edge stands before its entry, and not below a title."""

    @cached_property
    def marker(self) -> bool:
        first = self.line.cells[0]
        apart = len(self.line.cells) > 1 and MARKER.fullmatch(first.text) is not None
        return apart or without_marker(first.text) != first.text

    @cached_property
    def label(self) -> Run | None:
        first, *others = self.line.cells
        if self.marker or first.left > self.left_edge + 3:
            return None
        if first.is_date:
            return first if self.dates_first else None
        return first if others and first.right < self.left_edge and others[0].left < self.left_edge + 40 else None

    @cached_property
    def body(self) -> tuple[Run, ...]:
        cells = self.line.cells
        if self.label is not None or (len(cells) > 1 and MARKER.fullmatch(cells[0].text)):
            return cells[1:]
        return cells

    @cached_property
    def left(self) -> float:
        return (self.body or self.line.cells)[0].left

    @property
    def has_date(self) -> bool:
        return len(self.body) > 1 and self.body[-1].is_date

    def is_full(self, following: Line) -> bool:
        """Whether the first word of the next line had no room in this one."""
        body = self.body or self.line.cells
        room = (body[1].left if len(body) > 1 else self.line.right_edge) - body[0].right
        first = following.cells[0].words[0]
        return first.right - first.left + following.size > room


def blocks(lines: Sequence[Line], style: Style) -> Iterator[list[Line]]:
    """Lines in groups that a person takes for one thing; a heading is a group of its own."""
    section: list[Line] = []
    for line in lines:
        if style.is_heading(line):
            yield from _entries(section, style)
            section = []
            yield [line]
        else:
            section.append(line)
    yield from _entries(section, style)


def _entries(lines: Sequence[Line], style: Style) -> Iterator[list[Line]]:
    """The lines below one heading, parted by what this section parts its entries with."""
    if not lines:
        return
    dates_first = _has_dates_first(lines)
    rows = [_Row(line, style.left, dates_first) for line in lines]
    hanging = _is_hanging(rows)
    block = [rows[0]]
    found: list[list[_Row]] = [block]
    for row in rows[1:]:
        if _begins(row, block, style, hanging):
            block = []
            found.append(block)
        block.append(row)
    if len(found) == 1 and not any(row.marker or row.label or row.has_date for row in rows):
        # Nothing parts the entries but line ends.
        found = [[rows[0]]]
        for above, row in pairwise(rows):
            if above.is_full(row.line):
                found[-1].append(row)
            else:
                found.append([row])
    for entry in found:
        if _is_list(entry):
            yield from ([row.line] for row in entry)
        else:
            yield [row.line for row in entry]


def _has_dates_first(lines: Sequence[Line]) -> bool:
    """Whether nearly nothing but dates begins where dates do."""
    dates = [line.cells[0].left for line in lines if line.cells[0].is_date and not MARKER.fullmatch(line.cells[0].text)]
    if not dates:
        return False
    others = sum(abs(line.cells[0].left - min(dates)) < 5 for line in lines if not line.cells[0].is_date)
    return others <= 0.3 * len(dates)


def _is_list(rows: Sequence[_Row]) -> bool:
    """Whether each line is an entry."""
    return are_dated([row.line.text for row in rows]) and not any(a.is_full(b.line) for a, b in pairwise(rows))


def _begins(row: _Row, block: Sequence[_Row], style: Style, hanging: float | None) -> bool:
    """Whether a line begins the next block."""
    above, first = block[-1], block[0]
    line, last = row.line, above.line
    if row.marker:
        return True
    if row.label is not None:
        return above.label is None or not _OPEN_DATE.search(above.label.text)
    dated = [other for other in block if other.has_date]
    if line.size > 1.08 * last.size or (row.has_date and dated and not _OPEN_LIST.search(dated[-1].body[-1].text)):
        return True
    if not line.opens_column:
        distance = last.baseline - line.baseline
        if distance > _WIDER * style.leading * max(line.size, last.size) or distance < 0:
            return True
    indent = 0.8 * line.size
    if (first.marker and row.left < first.left - 4) or row.left + indent < above.left > first.left + indent:
        return True
    if hanging is not None and row.left < hanging:
        return True
    if line.opens_column and not first.marker and hanging is None:
        goes_on = above.is_full(line) and (line.text[0].islower() or last.text[-1] not in ".!?)”")
        return not (goes_on or last.text.endswith("-"))
    return False


def _is_hanging(rows: Sequence[_Row]) -> float | None:
    """The indent short of which a line begins an entry, where the lines that go on are the indented ones."""
    plain = [row for row in rows if row.label is None and not row.marker]
    if len(plain) < 3:
        return None
    outer = min(row.left for row in plain)
    indent = outer + 0.5 * plain[0].line.size
    inner = [(above, row) for above, row in pairwise(plain) if row.left > indent]
    if not inner or (len(inner) == len(plain) - 1 and plain[0].left > indent):
        return None
    return indent if sum(above.is_full(row.line) for above, row in inner) >= 0.7 * len(inner) else None


def in_reading_order(block: Sequence[Line]) -> list[str]:
    """The text of each line, without a marker; what stands at the right edge comes after the text beside it."""
    texts = [[cell.text for cell in line.cells] for line in block]
    if len(texts[0]) > 1 and MARKER.fullmatch(texts[0][0]):
        del texts[0][0]
    texts[0][0] = without_marker(texts[0][0])
    middle = (min(line.cells[0].left for line in block) + block[0].right_edge) / 2
    edge: list[str] = []
    for line, cells in zip(block, texts, strict=True):
        goes_on = next((at for at, cell in enumerate(line.cells[-len(cells) :]) if cell.is_date), None)
        if edge and _OPEN_LIST.search(edge[-1]) and goes_on is not None:
            edge[-1] = _joined(edge[-1], cells.pop(goes_on))
        elif line is not block[0] and _OPEN_DATE.search(texts[0][0]) and goes_on == 0:
            texts[0][0] = _joined(texts[0][0], cells.pop(0))
        last = line.cells[-1]
        if len(block) > 1 and len(cells) > 1 and last.left > middle and last.right > line.right_edge - 2 * line.size:
            edge.append(cells.pop())
    return [" ".join(cells) for cells in (*texts, edge) if cells]


def _joined(begin: str, end: str) -> str:
    """A date that stood on two lines; no space after a dash that had none before it."""
    return begin + ("" if re.search(r"\S[-–—]$", begin) else " ") + end
