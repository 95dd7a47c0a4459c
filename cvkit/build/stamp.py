"""The stamp that a document carries: who made it, what it is, as of when, and a digest of what it shows."""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cvkit import __version__
from cvkit.view.document import Document, Facts, told

_STAMP = re.compile(
    # A version without an end in sight would be looked for from each `cvkit` to the end.
    r"cvkit (?P<version>[^;]{1,40}); (?P<document>[^;]+); (?P<as_of>\d{4}-\d\d-\d\d); (?P<digest>[0-9a-f]{32})"
)
_GENERATOR = re.compile(r'<meta name="?generator"? content="([^"]*)"', re.IGNORECASE)
_HEAD = 65536
"""The bytes of a page within which its head ends."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says; `document` is the recipe's name, followed for a page of a site by its path: `site/cv.html`.

    The digest is of the facts shown. One of the whole profile would tell whether a guess at a hidden fact is right.
    """

    version: str
    document: str
    as_of: date
    digest: str

    def __str__(self) -> str:
        return f"cvkit {self.version}; {self.document}; {self.as_of}; {self.digest}"

    @property
    def name(self) -> str:
        """The recipe's name."""
        return self.document.partition("/")[0]

    @property
    def page(self) -> str:
        """The page's path within its site; nothing for any other document."""
        return self.document.partition("/")[2]

    @classmethod
    def parse(cls, text: str) -> Stamp | None:
        """The stamp in a text, if there is one."""
        found = _STAMP.search(text)
        if found is None:
            return None
        try:
            day = date.fromisoformat(found["as_of"])
        except ValueError:
            return None
        return cls(found["version"], found["document"], day, found["digest"])


def stamp(document: Document, page: str = "") -> Stamp:
    """The stamp of a document, or of the page of a site that it is."""
    return _stamp(document, page, told(document))


def stamped(document: Document, page: str = "") -> Document:
    """The document with its stamp and the facts that it digests."""
    facts = told(document)
    return replace(document, stamp=str(_stamp(document, page, facts)), told=facts)


def read_stamp(path: Path) -> Stamp | None:
    """The stamp of a PDF or page, or None where it has none or cannot be read; OSError for a file that is not there."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return Stamp.parse(_creator(path))
    found = _GENERATOR.search(head.decode("utf-8", errors="replace"))
    return Stamp.parse(html.unescape(found[1])) if found else None


def _creator(path: Path) -> str:
    import pypdfium2  # loads a library of 8 MB

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return str(pdf.get_metadata_value("Creator"))
    except pypdfium2.PdfiumError:
        return ""


def _stamp(document: Document, page: str, facts: Facts) -> Stamp:
    digest = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:32]
    return Stamp(__version__, f"{document.name}/{page}".rstrip("/"), document.as_of, digest)
