"""Lines → blocks: where one entry of a PDF ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cvkit.audit.clocks import times
from cvkit.audit.dates import goes_on, is_date
from cvkit.audit.reading.markers import MARKER, are_dated, without_marker
from cvkit.audit.reading.pdf_lines import Line, Run
from cvkit.audit.reading.pdf_style import Style

_WITHIN = re.compile(r"年\s*(?:\d{1,2}\s*月|[春夏秋冬]季)|月\s*\d{1,2}\s*日|\d\s*[年月日]|[春夏秋冬]季")
_WIDER = 1.22
"""How much more than the usual distance between lines parts two blocks."""


@dataclass(frozen=True)
class _Row:
    """A line, and what of it is no body: a marker or a label before, a date after."""

    line: Line
    left_edge: float
    """Where most text begins."""
    leading: frozenset[float]
    """Where a date begins that stands before its entry, and not below a title."""

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
            return first if first.left in self.leading else None
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
    def is_date(self) -> bool:
        return all(cell.is_date for cell in self.line.cells)

    @property
    def has_date(self) -> bool:
        return len(self.body) > 1 and self.body[-1].is_date

    def is_full(self, following: Line) -> bool:
        """Whether the first word of the next line had no room in this one."""
        cells = self.body or self.line.cells
        first = following.cells[0].words[0]
        at = next((at for at, cell in enumerate(cells) if abs(cell.left - first.left) < 3), 0)
        room = (cells[at + 1].left if at + 1 < len(cells) else self.line.right_edge) - cells[at].right
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
    leading = _leading_dates(lines)
    rows = [_Row(line, style.left, leading) for line in lines]
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


def _leading_dates(lines: Sequence[Line]) -> frozenset[float]:
    """Where dates begin lines and nearly nothing else does, nor to the left of them."""
    begins = [line.cells[0] for line in lines if not MARKER.fullmatch(line.cells[0].text)]
    dates = sorted(cell.left for cell in begins if cell.is_date)
    others = sorted(cell.left for cell in begins if not cell.is_date)
    return frozenset(left for left in dates if bisect_left(others, left + 5) <= 0.3 * bisect_left(dates, left + 5))


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
        return above.label is None or not _is_open(above.label.text, row.label.text)
    dated = [other for other in block if other.has_date]
    if line.size > 1.08 * last.size:
        return True
    if row.has_date and dated and not _is_open(dated[-1].body[-1].text, row.body[-1].text):
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
    if line.opens_column and row.is_date and not _is_open(last.text, line.text):
        return True
    if line.opens_column and not first.marker and hanging is None:
        full = above.is_full(line) and (line.text[0].islower() or last.text[-1] not in ".!?)”")
        return not (full or last.text.endswith("-"))
    return False


def _is_hanging(rows: Sequence[_Row]) -> float | None:
    """The indent short of which a line begins an entry, where the lines that go on are the indented ones."""
    plain = [row for row in rows if row.label is None and not row.marker]
    if len(plain) < 3:
        return None
    outer = min(row.left for row in plain)
    indent = outer + 0.5 * plain[0].line.size
    # The day of the document, at the right below all else, is no line that goes on.
    inner = [(above, row) for above, row in pairwise(plain) if row.left > indent and not row.is_date]
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
        date = next((at for at, cell in enumerate(line.cells[-len(cells) :]) if cell.is_date), None)
        if edge and date is not None and _is_open(edge[-1], cells[date]):
            edge[-1] = _joined(edge[-1], cells.pop(date))
        elif line is not block[0] and _goes_on_below(texts[0][0], cells[0], dated=date == 0):
            texts[0][0] = _joined(texts[0][0], cells.pop(0))
        elif edge and _is_below_edge(line, block[0]):
            edge.append(cells.pop())
        last = line.cells[-1]
        short = (2 if last.is_date else 0.5) * line.size  # a text that goes on below seldom ends at the very edge
        flush = last.left > middle and last.right > line.right_edge - short
        if len(block) > 1 and len(cells) > 1 and flush and not _follows(last, line):
            edge.append(cells.pop())
    return [" ".join(cells) for cells in (*texts, edge) if cells]


def _follows(last: Run, line: Line) -> bool:
    """Whether the last text of a line but follows on another, as a headline on a name: a quad apart, and no date."""
    return not last.is_date and last.left - line.cells[-2].right < 1.2 * last.size


def _is_open(above: str, below: str) -> bool:
    """Whether dates go on in the line below: after a comma, or within one, as Chinese has no spaces."""
    within = _WITHIN.match(f"{above[-1:]}{below}") is not None
    return above.rstrip().endswith(",") or goes_on(above) or within or _is_zone(above, below)


def _is_zone(above: str, below: str) -> bool:
    """Whether what stands below is the time zone of a time of day and nothing else."""
    both = f"{above} {below}"
    return any(start < len(above) and end == len(both) for start, end in times(both))


def _goes_on_below(begun: str, below: str, *, dated: bool) -> bool:
    """Whether the date that a block begins with goes on in a line below it."""
    if not dated:
        return is_date(begun) and _is_zone(begun, below)
    return goes_on(begun) or (is_date(begun) and _is_open(begun, below))


def _is_below_edge(line: Line, first: Line) -> bool:
    """Whether a line only goes on with what stands at the right edge: far from where all else begins."""
    left = line.cells[0].left
    beside = any(abs(cell.left - left) < 3 for cell in first.cells[:-1])
    return len(line.cells) == 1 and left > first.cells[0].left + 8 * line.size and not beside


def _joined(begin: str, end: str) -> str:
    """A date that stood on two lines; no space after a dash that had none before it."""
    return begin + ("" if re.search(r"\S[-–—]$", begin) else " ") + end
