"""Headings in the margin of a PDF: a section's name beside its first line, parted from that line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.pdf_lines import Line
from cvkit.audit.reading.wording import names

_TELLING = names(
    """
    education experience employment appointments publications teaching research ausbildung berufserfahrung
    publikationen veröffentlichungen lehre formation expérience enseignement formación experiencia publicaciones
    docencia 教育经历 教育背景 教育 工作经历 经历 论文 教学
    """
)
"""Names of sections that label no row of a table within a section."""


def with_margin_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that begin with a heading in the margin as two; as they are where the margin holds none."""
    edge = left_edge(lines)
    named = [line for line in lines if _is_named(line, edge)]
    telling = {line.cells[0].text.casefold() for line in named} & _TELLING
    return [part for line in lines for part in _parts(line, edge)] if len(telling) > 1 else list(lines)


def left_edge(lines: Sequence[Line]) -> float:
    """Where most text begins."""
    lefts: Counter[int] = Counter()
    for line in lines:
        for cell in line.cells:
            lefts[round(cell.left / 3)] += len(cell.text)
    return 3.0 * max(lefts, key=lambda left: lefts[left], default=0)


def _is_named(line: Line, edge: float) -> bool:
    label = line.cells[0]
    return label.right < edge - 3 and (len(line.cells) > 1 or label.left < edge - 40) and is_section_name(label.text)


def _parts(line: Line, edge: float) -> Iterator[Line]:
    if not _is_named(line, edge):
        yield line
        return
    yield replace(line, cells=line.cells[:1], heading=True)
    if len(line.cells) > 1:
        yield replace(line, cells=line.cells[1:], opens_column=True)
