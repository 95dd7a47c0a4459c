"""Headings in the margin of a PDF: a section's name beside its first line, parted from that line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cvkit.audit.dates import is_date
from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.pdf_lines import Line, Run
from cvkit.audit.reading.wording import names
from cvkit.audit.sections import is_printed
from cvkit.view.languages import LOCALES

_TELLING = names(
    """
    education experience employment appointments publications teaching research ausbildung berufserfahrung
    publikationen veröffentlichungen lehre formation expérience enseignement formación experiencia publicaciones
    docencia 教育经历 教育背景 教育 工作经历 经历 论文 教学
    """
)
"""Names of sections that label no row of a table within a section."""
_CHIEF = ("positions", "education", "publications", "teaching", "talks", "honors")


@cache
def _telling() -> frozenset[str]:
    return _TELLING | {locale.headings[name].casefold() for locale in LOCALES.values() for name in _CHIEF}


def with_margin_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that begin with a heading in the margin as two; as they are where the margin holds none."""
    edge = left_edge(lines)
    beside = [line for line in lines if _has_margin(line, edge)]
    named = [label for label in _labels(beside) if is_section_name(label.text)]
    if len({label.text.casefold() for label in named} & _telling()) < 2:
        return list(lines)
    # A name that its writer has made up is told by looking like the others, where these are set apart.
    looks = {label.look for label in named} - {_look(line.cells[-1]) for line in beside if len(line.cells) > 1}
    headings = [label for label in _labels(beside) if label in named or (label.look in looks and not label.dated)]
    first = {label.lines[0]: label for label in headings}
    later = {line for label in headings for line in label.lines[1:]}
    return [part for line in lines for part in _parts(line, first.get(line), line in later)]


@dataclass(frozen=True)
class _Label:
    """What stands in the margin beside one line or several below each other."""

    lines: tuple[Line, ...]

    @property
    def cell(self) -> Run:
        return Run(tuple(word for line in self.lines for word in line.cells[0].words))

    @property
    def text(self) -> str:
        return " ".join(line.cells[0].text for line in self.lines)

    @property
    def dated(self) -> bool:
        return any(map(str.isdigit, self.text)) or is_date(self.text)

    @property
    def look(self) -> tuple[float, str]:
        return _look(self.lines[0].cells[0])


def _labels(beside: Sequence[Line]) -> Iterator[_Label]:
    """What the margin says; where it goes on below in the same look, the name of a section may have two lines."""
    block: list[Line] = []
    for line in beside:
        if block and not _goes_on(block, line):
            yield _Label(tuple(block))
            block = []
        block.append(line)
    if block:
        yield _Label(tuple(block))


def _goes_on(block: list[Line], line: Line) -> bool:
    above = block[-1]
    near = above.page == line.page and 0 < above.baseline - line.baseline < 1.6 * line.size
    if not near or _look(above.cells[0]) != _look(line.cells[0]):
        return False
    whole = _Label((*block, line)).text
    return is_printed(whole) or not is_section_name(_Label(tuple(block)).text)


def left_edge(lines: Sequence[Line]) -> float:
    """Where most text begins."""
    lefts: Counter[int] = Counter()
    for line in lines:
        for cell in line.cells:
            lefts[round(cell.left / 3)] += len(cell.text)
    return 3.0 * max(lefts, key=lambda left: lefts[left], default=0)


def _has_margin(line: Line, edge: float) -> bool:
    label = line.cells[0]
    return label.right < edge - 3 and (len(line.cells) > 1 or label.left < edge - 40)


def _look(cell: Run) -> tuple[float, str]:
    """Size and face of its first word, for all of it."""
    return round(cell.size, 1), cell.words[0].face


def _parts(line: Line, label: _Label | None, later: bool) -> Iterator[Line]:
    """A line without what stands in its margin, after the heading that begins there."""
    if label is not None:
        yield replace(line, cells=(label.cell,), heading=True)
    if label is None and not later:
        yield line
    elif len(line.cells) > 1:
        yield replace(line, cells=line.cells[1:], opens_column=label is not None)
