"""Bytes of a text source → text, whatever it was saved in."""

from __future__ import annotations

import codecs
from pathlib import Path

from cvkit.audit.passages import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(path: Path, declared: str = "") -> str:
    """The text of a file: in what its first bytes or `declared` say, else UTF-8, UTF-16 or Windows-1252.

    Line ends become `\\n`. UnreadableError where the bytes are no text.
    """
    data = path.read_bytes()
    text = _decoded(data, declared)
    controls = sum(text.count(letter) for letter in map(chr, (*range(9), *range(14, 27))))
    if controls > 0.02 * len(text) + 2:
        raise UnreadableError(path, "It holds no text.", "Save it as UTF-8 text.")
    if not text.strip():
        raise UnreadableError(path, "It is empty.", "Export or download it again.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.count(b"\0", 0, 2000) > len(data[:2000]) // 4:  # Latin letters in UTF-16 have every other byte 0
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
