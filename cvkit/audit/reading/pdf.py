"""PDF → passages: lines without running heads and feet, parted at headings, gaps, markers and indents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from cvkit.audit.passages import Form, Passage, Place, Published
from cvkit.audit.reading.pdf_blocks import blocks, in_reading_order
from cvkit.audit.reading.pdf_lines import Line, lines_of
from cvkit.audit.reading.pdf_margins import with_margin_headings
from cvkit.audit.reading.pdf_style import Style
from cvkit.audit.reading.pdf_words import LinkBox, Page, text_layer
from cvkit.audit.reading.wording import join_lines, vocabulary

# Four digits are a year, which may head what stands below.
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|página|第)\s*)?\d{1,3}(?:\s*(?:/|of|von|de|sur|\|)\s*\d{1,3})?\W*", re.IGNORECASE
)


def read_pdf(path: Path) -> Published:
    """The passages of a PDF with a text layer, column after column."""
    layer = text_layer(path)
    lines = with_margin_headings(list(_without_running_lines(layer.pages)))
    words = vocabulary(line.text for line in lines)
    style = Style(lines)
    links = _links(layer.pages, lines)
    passages: list[Passage] = []
    for aside in (False, True):
        above: list[tuple[float, str]] = []
        heading: Line | None = None
        for block in blocks([line for line in lines if line.aside == aside], style):
            text = join_lines(in_reading_order(block), words)
            if style.is_heading(block[0]):
                rank = style.rank(block[0])
                if heading and style.goes_on(heading, block[0]):
                    text = join_lines((above.pop()[1], text), words)
                above = [*((other, name) for other, name in above if other < rank), (rank, text)]
                heading = block[0]
                continue
            heading = None
            if text:
                names = tuple(name for _, name in above)
                place = Place(str(path), page=block[0].page)
                passages.append(Passage(text, place, names, _joined(link for line in block for link in links[line])))
    metadata = MappingProxyType(layer.metadata)
    return Published(str(path), Form.PDF, tuple(passages), metadata.get("title", ""), layer.language, metadata)


def _without_running_lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages but those repeated at the top and bottom, and page numbers."""
    lines = [lines_of(page) for page in pages]
    edges: list[set[Line]] = []
    for on_page in lines:
        ordered = sorted(on_page, key=lambda line: line.baseline)
        edges.append({*ordered[:3], *ordered[-3:]})

    def name(line: Line) -> tuple[str, int]:
        numbers = {str(line.page), str(len(pages))}
        text = re.sub(r"\d+", lambda number: "#" if number.group() in numbers else number.group(), line.text)
        return text, round(line.baseline / 4)

    seen = Counter(found for page in edges for found in {name(line) for line in page})
    running = [
        {
            line
            for line in edge
            if seen[name(line)] >= max(2, len(pages) // 3)
            or (_is_margin(line, page) and (_PAGE_NUMBER.fullmatch(line.text) or _ends_in_page(line, len(pages))))
        }
        for page, edge in zip(pages, edges, strict=True)
    ]
    # What stands in the margin at their height, on one page alone, is of their kind.
    heights = {round(line.baseline) + step for lines_ in running for line in lines_ for step in (-2, -1, 0, 1, 2)}
    for page, on_page, dropped in zip(pages, lines, running, strict=True):
        for line in on_page:
            if line not in dropped and not (_is_margin(line, page) and round(line.baseline) in heights):
                yield line


def _ends_in_page(line: Line, pages: int) -> bool:
    """Whether a line ends in its page and their number: "Maren Okafor, curriculum vitae, 1 / 1"."""
    return re.search(rf"(?<!\d){line.page}\s*(?:/|of|von|de|sur)\s*{pages}\W*$", line.text, re.IGNORECASE) is not None


def _is_margin(line: Line, page: Page) -> bool:
    return not 0.09 * page.height < line.baseline < 0.93 * page.height


def _links(pages: Iterable[Page], lines: Iterable[Line]) -> dict[Line, list[LinkBox]]:
    """The links on each line."""
    found: dict[Line, list[LinkBox]] = defaultdict(list)
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    for page in pages:
        for link in page.links:
            for line in by_page[page.number]:
                if -0.3 * line.size < link.y - line.baseline < 0.9 * line.size and any(
                    cell.left - 2 < link.x < cell.right + 2 for cell in line.cells
                ):
                    found[line].append(link)
                    break
    return found


def _joined(links: Iterable[LinkBox]) -> tuple[tuple[str, str], ...]:
    """Text and address of each link, whole where it goes on over a line end."""
    whole: list[tuple[str, str]] = []
    for link in links:
        if whole and whole[-1][1] == link.address:
            whole[-1] = (join_lines((whole[-1][0], link.text)), link.address)
        else:
            whole.append((link.text, link.address))
    return tuple(whole)
