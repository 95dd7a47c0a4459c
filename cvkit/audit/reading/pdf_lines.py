"""Words on a page → lines in reading order, column by column; a date or label beside a line stays with that line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from cvkit.audit.dates import is_date
from cvkit.audit.reading.pdf_math import leveled
from cvkit.audit.reading.pdf_words import Page, Word
from cvkit.audit.reading.wording import composed


@dataclass(frozen=True)
class Run:
    """Words side by side with no more than a space between them."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return composed(spaced(self.words))

    @cached_property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def baseline(self) -> float:
        """That of the largest word, as marks above and below the line are smaller."""
        return max(self.words, key=lambda word: word.size).baseline

    @cached_property
    def is_date(self) -> bool:
        return is_date(self.text)


@dataclass(frozen=True)
class Line:
    """What stands on one baseline of one column, cell by cell from the left."""

    cells: tuple[Run, ...]
    page: int
    right_edge: float
    """Where the text of the column ends."""
    opens_column: bool = False
    """Whether it is the first of its column, so that no distance to the line before can be told."""
    aside: bool = False
    """Whether the column is a narrow one beside a wide one, and so another text."""
    heading: bool = False
    """Whether it is a heading in the margin, parted from the line that it stood beside."""

    @cached_property
    def baseline(self) -> float:
        return max(self.cells, key=lambda cell: cell.right - cell.left).baseline

    @cached_property
    def size(self) -> float:
        """The size of most of its letters; dates beside them may be smaller."""
        sizes: Counter[float] = Counter()
        for cell in [cell for cell in self.cells if not cell.is_date] or self.cells:
            for word in cell.words:
                sizes[word.size] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def face(self) -> str:
        """The face of all its words; empty for the upright and light one, and where they differ."""
        faces = {word.face for cell in self.cells for word in cell.words}
        return faces.pop() if len(faces) == 1 else ""


def spaced(words: Sequence[Word]) -> str:
    """Words with spaces between; "E D U C A T I O N" as the word that it is."""
    if len(words) > 3 and all(len(word.text) == 1 and word.text.isupper() for word in words):
        gaps = [right.left - left.right for left, right in pairwise(words)]
        wide = 1.6 * median(gaps)
        return words[0].text + "".join(
            (" " if gap > wide else "") + word.text for gap, word in zip(gaps, words[1:], strict=True)
        )
    text = words[0].text
    for left, right in pairwise(words):
        # A mark raised above its word is a part of it.
        mark = right.left - left.right < 0.08 * left.size and right.size < 0.9 * left.size
        text += right.text if mark else f" {right.text}"
    return text


def lines_of(page: Page) -> list[Line]:
    """The lines of a page, column after column, each from the top."""
    return [line for region in _regions(_runs(leveled(page.words))) for line in _lines(region, page)]


@dataclass(frozen=True)
class _Region:
    """A column, or what spans all columns."""

    runs: list[Run]
    aside: bool = False

    @property
    def width(self) -> float:
        return max(run.right for run in self.runs) - min(run.left for run in self.runs)


def _runs(words: Iterable[Word]) -> list[Run]:
    """Words in the page's own order, and then those that it draws out of order, put side by side."""
    drawn: list[list[Word]] = []
    for word in words:
        if drawn and _adjoins(drawn[-1][-1], word):
            drawn[-1].append(word)
        else:
            drawn.append([word])
    # What a page draws apart (a bold name, a link) may still be one text: look for it on the same baseline.
    baselines: dict[int, list[list[Word]]] = defaultdict(list)
    runs: list[list[Word]] = []
    for run in sorted(drawn, key=lambda run: run[0].left):
        key = round(run[0].baseline / 4)
        near = [other for step in (-1, 0, 1) for other in baselines[key + step] if _adjoins(other[-1], run[0])]
        if near:
            nearest = max(near, key=lambda other: other[-1].right)
            nearest.extend(run)
        else:
            runs.append(run)
            baselines[key].append(run)
    return [Run(tuple(run)) for run in runs]


def _adjoins(left: Word, right: Word) -> bool:
    """Whether `right` goes on where `left` ends, on its baseline or raised a little above it."""
    size = max(left.size, right.size)
    gap = right.left - left.right
    raised = abs(left.baseline - right.baseline)
    return -0.6 * size < gap < 0.75 * size and (raised < 0.12 * size or (raised < 0.5 * size and gap < 0.2 * size))


def _regions(runs: list[Run], aside: bool = False, depth: int = 0) -> Iterator[_Region]:
    """Runs in parts that are read one after the other: what spans the columns, then each column."""
    gutter = _gutter(runs) if depth < 2 else None
    if gutter is None:
        if runs:
            yield _Region(runs, aside)
        return
    rows: list[Run] = []
    for spans, band in _bands(runs, gutter):
        left = [run for run in band if run.right <= gutter]
        right = [run for run in band if run.right > gutter]
        if spans or not _are_columns(left, right):
            rows += band
            continue
        if rows:
            yield _Region(rows, aside)
            rows = []
        widths = _Region(left).width, _Region(right).width
        for side, width in zip((left, right), widths, strict=True):
            yield from _regions(side, aside or width < 0.75 * max(widths), depth + 1)
    if rows:
        yield _Region(rows, aside)


def _bands(runs: list[Run], gutter: float) -> Iterator[tuple[bool, list[Run]]]:
    """Runs from the top, in groups that cross the gutter or stay beside it; True for those that cross."""
    band: list[Run] = []
    spans = False
    for run in sorted(runs, key=lambda run: -run.baseline):
        crosses = run.left < gutter < run.right
        # What stands on the baseline of a text that crosses is a part of that line.
        joins = spans and abs(band[-1].baseline - run.baseline) < 0.3 * run.size
        if band and crosses != spans and not joins:
            yield spans, band
            band = []
        if not joins:
            spans = crosses
        band.append(run)
    if band:
        yield spans, band


def _gutter(runs: list[Run]) -> float | None:
    """Where a page is parted into columns: a gap that few lines cross, with text of its own on both sides."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    lefts, rights = sorted(run.left for run in runs), sorted(run.right for run in runs)
    best: tuple[int, float, float] | None = None
    for step in range(15, 86):
        x = left + (right - left) * step / 100
        wholly_left, wholly_right = bisect_right(rights, x), len(lefts) - bisect_left(lefts, x)
        crossing = len(runs) - wholly_left - wholly_right
        if min(wholly_left, wholly_right) < 4 or crossing > 0.35 * len(runs):
            continue
        if not _are_columns([run for run in runs if run.right <= x], [run for run in runs if run.left >= x]):
            continue
        clear = lefts[bisect_left(lefts, x)] - rights[wholly_left - 1]
        if clear > 5:
            best = max(best or (-crossing, clear, x), (-crossing, clear, x))
    return best[2] if best else None


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    """Whether two sides are read one after the other, and are not cells of the same rows."""
    if min(len(left), len(right)) < 4:
        return False
    # Without the outermost run of a side, as that may be a part of the page's foot.
    widths = [sorted(run.right for run in side)[-2] - sorted(run.left for run in side)[1] for side in (left, right)]
    narrow = left if widths[0] <= widths[1] else right
    light = [run for run in narrow if not run.words[0].face.startswith("bold")]  # the others are headings
    if min(widths) < 0.17 * sum(widths) or (light and sum(run.is_date for run in light) >= 0.4 * len(light)):
        return False
    if _heads(narrow, right if narrow is left else left):
        return False
    if all(_is_prose(side, width) for side, width in zip((left, right), widths, strict=True)):
        return True
    return max(_beside(left, right), _beside(right, left)) < 0.7


def _heads(side: list[Run], other: list[Run]) -> bool:
    """Whether one side is but names of sections in the margin: bold, each beside the first line of the other's text."""
    if not all(word.face.startswith("bold") for run in side for word in run.words):
        return False
    ordered = sorted(side, key=lambda run: -run.baseline)
    begins = [run for above, run in pairwise(ordered) if above.baseline - run.baseline > 1.6 * run.size]
    return _beside([ordered[0], *begins], other) == 1


def _beside(side: list[Run], other: list[Run]) -> float:
    """The share of one side's texts that have a partner on their baseline, as the cells of a table have."""
    baselines = sorted(run.baseline for run in other)
    partners = 0
    for run in side:
        near = bisect_left(baselines, run.baseline - 0.12 * run.size)
        partners += near < len(baselines) and baselines[near] <= run.baseline + 0.12 * run.size
    return partners / len(side)


def _is_prose(side: list[Run], width: float) -> bool:
    """Whether most lines are filled with words up to the edge."""
    full = sum(run.right - run.left > 0.7 * width and len(run.words) > 2 for run in side)
    return full >= 0.5 * len(side)


def _lines(region: _Region, page: Page) -> Iterator[Line]:
    """Runs of one region, put together by baseline."""
    right_edge = max(run.right for run in region.runs)
    if len(region.runs) < 4 and not region.aside:  # too few lines to tell where they would end: as far as they begin
        right_edge = max(right_edge, page.width - min(run.left for run in region.runs))
    rows: list[list[Run]] = []
    for run in sorted(region.runs, key=lambda run: (-run.baseline, run.left)):
        if rows and any(_same_baseline(run, other) for other in rows[-1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    for number, row in enumerate(rows):
        yield Line(tuple(sorted(row, key=lambda run: run.left)), page.number, right_edge, number == 0, region.aside)


def _same_baseline(run: Run, other: Run) -> bool:
    apart = run.left >= other.right - 0.2 * run.size or other.left >= run.right - 0.2 * run.size
    return apart and abs(run.baseline - other.baseline) < 0.35 * min(run.size, other.size)
