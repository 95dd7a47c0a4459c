"""The text layer of a PDF: its words where they stand on each page, its links and its information."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.audit.passages import UnreadableError
from cvkit.audit.reading.wording import fold

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_PAGES = 1_000
MOST_CHARACTERS = 2_500_000
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
"""What PDFium calls a hyphen at a line end."""
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "cmbx", "bx1", "-bd")
_BOLD_WEIGHT = 550
_ITALIC_NAMES = ("italic", "oblique", "slanted", "cmti", "cmsl", "sfti", "-it")
_ITALIC_FLAG = 1 << 6


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; lengths in points, upwards from the lower left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str = ""
    """`bold`, `italic`, `bold italic`, or empty."""


@dataclass(frozen=True, slots=True)
class LinkBox:
    """An address behind a rectangle of a page, and the text within."""

    text: str
    address: str
    x: float
    y: float
    """Its middle."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    links: tuple[LinkBox, ...]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """All that a PDF says in letters."""

    pages: tuple[Page, ...]
    metadata: dict[str, str]
    language: str


def text_layer(path: Path) -> TextLayer:
    """The words of a PDF; UnreadableError where it is none, is locked, too long, or has no text."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path.read_bytes())
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise UnreadableError(path, "It is locked with a password.", "Save a copy without one.") from error
        raise UnreadableError(path, "It is not a whole PDF.", "Export or download it again.") from error
    with contextlib.closing(document):
        if len(document) > MOST_PAGES:
            reason = f"It has {len(document):,} pages, and no more than {MOST_PAGES:,} are read."
            raise UnreadableError(path, reason, "Save the pages that tell of the person alone.")
        pages = tuple(_pages(document, path))
        if not any(page.words for page in pages):
            remedy = "Run it through text recognition (OCR) first, or audit the source that it was made from."
            raise UnreadableError(path, "It holds no text: it is empty or scanned.", remedy)
        with contextlib.suppress(pdfium.PdfiumError, UnicodeError):
            metadata = {name.casefold(): fold(value) for name, value in document.get_metadata_dict().items()}
        return TextLayer(pages, {name: value for name, value in metadata.items() if value}, _language(document))


def _pages(document: PdfDocument, path: Path) -> Iterator[Page]:
    """Each page that can be opened; one that cannot is without words."""
    import pypdfium2 as pdfium

    characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            yield Page(number, 0, 0, (), ())
            continue
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            reason = f"It holds more text than {MOST_CHARACTERS:,} characters, which is no CV."
            raise UnreadableError(path, reason, "Save the pages that tell of the person alone.")
        width, height = page.get_size()
        yield Page(number, width, height, tuple(_words(text)), tuple(_links(document, page, text)))
        text.close()
        page.close()


def _words(page: PdfTextPage) -> Iterator[Word]:
    """The words of a page in the order in which it draws them; none that lean or stand on end."""
    import pypdfium2.raw as raw

    letters: list[str] = []
    start, count = 0, page.count_chars()
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(page.raw, index) if index < count else 0x20
        letter = _HYPHENS.get(code) or chr(code)
        # PDFium takes the two parts of a word that a line end breaks for one.
        breaks = bool(letters) and letters[-1] in "-\u2010" and _is_below(page.raw, index - 1, index)
        if letters and (letter.isspace() or breaks):
            word = _word("".join(letters), page.raw, start, index - 1)
            letters = []
            if word:
                yield word
        if code and not letter.isspace():
            if not letters:
                start = index
            letters.append(letter)


def _is_below(page: Any, above: int, below: int) -> bool:
    """Whether a letter stands on a later line, or in another column, than the one before it."""
    import pypdfium2.raw as raw

    x, y, after_x, after_y = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharOrigin(page, above, x, y)
    raw.FPDFText_GetCharOrigin(page, below, after_x, after_y)
    return (abs(after_y.value - y.value) > 1 and after_x.value < x.value) or after_y.value > y.value + 20


def _word(letters: str, page: Any, first: int, last: int) -> Word | None:
    import pypdfium2.raw as raw

    text = fold(letters)
    angle = raw.FPDFText_GetCharAngle(page, first)
    if not text or 0.2 < angle < 6.08:
        return None
    begin, end = raw.FS_RECTF(), raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, first, begin)
    raw.FPDFText_GetLooseCharBox(page, last, end)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, first, x, y)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, first, matrix)
    size = raw.FPDFText_GetFontSize(page, first) * (hypot(matrix.b, matrix.d) or 1)
    return Word(
        text,
        min(begin.left, end.left),
        max(begin.right, end.right),
        _baseline(page, first, y.value, max(size, 1.0)),
        max(size, 1.0),
        _face(page, first),
    )


def _baseline(page: Any, index: int, origin: float, size: float) -> float:
    """The baseline of a letter: its origin, but that TeX hangs large operators and roots from theirs."""
    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    hangs = top.value < origin + 0.2 * size and bottom.value < origin - 0.6 * size
    return (bottom.value + top.value) / 2 - 0.25 * size if hangs else origin


def _face(page: Any, index: int) -> str:
    """Bold and italic, by what the font says of itself and else by its name."""
    import pypdfium2.raw as raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, name, 128, flags)
    lower = name.value.decode("utf-8", "replace").casefold()
    bold = raw.FPDFText_GetFontWeight(page, index) >= _BOLD_WEIGHT or any(part in lower for part in _BOLD_NAMES)
    italic = flags.value & _ITALIC_FLAG or any(part in lower for part in _ITALIC_NAMES)
    return " ".join(name for name, is_so in (("bold", bold), ("italic", italic)) if is_so)


def _links(document: PdfDocument, page: PdfPage, text: PdfTextPage) -> Iterator[LinkBox]:
    """The links of a page that lead out of the document."""
    import pypdfium2.raw as raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        box = raw.FS_RECTF()
        if length <= 1 or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        inset = (box.top - box.bottom) / 5  # drawn boxes reach into the lines above and below
        inner = (box.left + 1, box.bottom + inset, box.right - 1, box.top - inset)
        words = fold(text.get_text_bounded(*inner)).strip("[](){},; ") if inner[0] < inner[2] else ""
        address = fold(buffer.value.decode("utf-8", "replace"))
        if words:
            yield LinkBox(words, address, (box.left + box.right) / 2, (box.bottom + box.top) / 2)


def _language(document: PdfDocument) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]
