"""How a PDF sets its body and its headings, and so which of its lines are headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.pdf_lines import Line
from cvkit.audit.reading.pdf_margins import left_edge

Look = tuple[float, str, bool]
"""Size, face, capitals."""


_LONGEST_NAME = 60


class Style:
    """How a document sets its body and its headings."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        distances: Counter[float] = Counter()
        alone: Counter[Look] = Counter()
        named: Counter[Look] = Counter()
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
            if len(line.cells) == 1 and len(line.text) < _LONGEST_NAME:
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
        self._alike = frozenset(_placed_alike(lines))

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
        if line in self._alike:
            return True
        larger = look[0] > 1.05 * self.body or look[2]
        if not larger and self._ends_entry(line, bold=look[1].startswith("bold")):
            return False
        return is_section_name(line.text) or (look in self._headings and larger)

    def goes_on(self, above: Line, line: Line) -> bool:
        """Whether two headings are one that a line end breaks, such as a name in two scripts."""
        near = not line.opens_column and 0 < above.baseline - line.baseline < 1.4 * line.size
        names = is_section_name(above.text) or is_section_name(line.text)
        return near and not names and self.rank(above) == self.rank(line)

    def _ends_entry(self, line: Line, *, bold: bool) -> bool:
        """Whether a line can be the last of an entry, such as its note: indented or with a full stop; if bold, both."""
        signs = (line.text.endswith("."), line.cells[0].left > self.left + 3)
        return all(signs) if bold else any(signs)

    def rank(self, line: Line) -> float:
        """Lower for higher headings."""
        size, face, capitals = _look(line)
        if line.heading:  # it stands above whatever heads a part of the text beside it
            return -(10 * max(size, self.body) + 9)
        return -(10 * size + 4 * capitals + 2 * face.startswith("bold"))


def _look(line: Line) -> Look:
    return round(line.size, 1), line.face, line.text.isupper()


# --- names that nobody could know --------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a line looks and where it stands, to half a point; a distance is 0 where a column or page begins."""

    look: Look
    left: float
    over: float
    under: float

    def is_as(self, name: _Stand, *, cased: bool) -> bool:
        """Whether it stands as a section's name does; fonts for Chinese have another size, and often no bold cut."""
        near = 0.1 * self.look[0]
        return (
            (self.look == name.look if cased else abs(self.look[0] - name.look[0]) < 0.05 * name.look[0])
            and abs(self.left - name.left) < 2
            and (self.over == 0 or self.over > 0.9 * name.over)
            and name.under > 0
            and abs(self.under - name.under) < near
        )


def _placed_alike(lines: Sequence[Line]) -> Iterator[Line]:
    """Bold lines that look and stand as the names of sections do: at their edge, as far from the lines around."""
    names: set[tuple[_Stand, bool]] = set()
    others: list[tuple[Line, _Stand]] = []
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if len(line.cells) > 1 or len(line.text) >= _LONGEST_NAME:
            continue
        edge = _halves(line.cells[0].left)
        stand = _Stand(_look(line), edge, _distance(above, line), _distance(line, below))
        if is_section_name(line.text):
            names.add((stand, line.text.upper() != line.text.lower()))
        elif line.face.startswith("bold") and (stand.over == 0 or stand.over > 1.1 * stand.under):
            others.append((line, stand))
    for line, stand in others:
        if any(stand.is_as(name, cased=cased) for name, cased in names):
            yield line


def _distance(above: Line | None, below: Line | None) -> float:
    """From baseline to baseline; 0 where a column or page begins between them."""
    if above is None or below is None or below.opens_column:
        return 0.0
    return max(0.0, _halves(above.baseline - below.baseline))


def _halves(points: float) -> float:
    return round(2 * points) / 2
