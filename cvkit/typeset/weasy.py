"""HTML to PDF with WeasyPrint: nothing fetched, nothing printed, the same bytes every time."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from cvkit.typeset import weasy_tags

_REMEDY = (
    "WeasyPrint cannot load Pango, which draws its text; install it with "
    "`apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` or `brew install pango`"
)
_LOGGERS = ("weasyprint", "fontTools")
# Its log and its date are those of the whole process, so two threads must not set at once.
_ALONE = Lock()
_NO_GLYPH = ".notdef glyph rendered"


@dataclass(frozen=True, slots=True)
class WeasyResult:
    """A PDF, its number of pages, and the characters for which no font had a glyph."""

    pdf: bytes
    pages: int
    missing: str


class WeasyError(Exception):
    """WeasyPrint made no PDF; the message says why and what to do."""


def load() -> None:
    """Load WeasyPrint, which takes the greater part of a second; OSError where its libraries are not installed."""
    with _libraries_by_file():
        import weasyprint  # noqa: F401  # loaded for what uses it later


@contextmanager
def _libraries_by_file() -> Iterator[None]:
    """On Linux, let libraries be found by the names of their files alone.

    WeasyPrint tries several names for each, and for those that are none ctypes runs ldconfig, gcc and ld, which takes
    half of the time and leaves their files behind where this process is ended meanwhile.
    """
    if sys.platform != "linux" or "weasyprint" in sys.modules:
        yield
        return
    import ctypes.util

    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


def typeset(html: str, *, epoch: int, pdf_variant: str | None = None) -> WeasyResult:
    """Set a page whose resources are all inline.

    `epoch` is the date of the PDF in seconds since 1970; `pdf_variant` is one of WeasyPrint's, such as `pdf/ua-1`.
    Raises WeasyError where Pango is not installed or the page asks for a resource that is not inline.
    """
    with _ALONE, _log_records() as records:
        try:
            load()
        except OSError as error:
            raise WeasyError(_REMEDY) from error
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        class InlineOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
            """A fetcher that reads `data:` and nothing else."""

            def fetch(self, url: str, headers: object = None) -> object:
                if not url.startswith("data:"):
                    raise FatalURLFetchingError(f"the page asks for {url}, which is not inline")
                return super().fetch(url, headers)

        with _source_date(epoch):
            try:
                document = HTML(string=html, url_fetcher=InlineOnly(), base_url="about:blank").render(
                    pdf_variant=pdf_variant
                )
                document.metadata.created = document.metadata.modified = (
                    datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z")
                )
                weasy_tags.drop_inner_links(document)
                pdf = document.write_pdf(
                    finisher=weasy_tags.finish if pdf_variant else None,
                    pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
                    pdf_variant=pdf_variant,
                )
            except FatalURLFetchingError as error:
                raise WeasyError(str(error)) from error
    return WeasyResult(pdf, len(document.pages), _missing(records))


def _missing(records: list[logging.LogRecord]) -> str:
    """The characters of WeasyPrint's warnings, whose arguments are the character and its code point."""
    found = (record for record in records if str(record.msg).startswith(_NO_GLYPH))
    return "".join(sorted({str(record.args[0]) for record in found if isinstance(record.args, tuple) and record.args}))


class _Keeper(logging.Handler):
    """A log handler that appends warnings to a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self._records.append(record)


@contextmanager
def _log_records() -> Iterator[list[logging.LogRecord]]:
    """What the libraries log meanwhile, kept from every other handler."""
    records: list[logging.LogRecord] = []
    handler = _Keeper(records)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    propagated = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield records
    finally:
        for logger, propagate in zip(loggers, propagated, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate


@contextmanager
def _source_date(epoch: int) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH, the only way to tell the font subsetter the date that it writes into fonts."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
