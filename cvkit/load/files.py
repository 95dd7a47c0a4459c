"""Files to text: size, encoding and characters are checked before anything else looks at them."""

from __future__ import annotations

import re
from pathlib import Path

from cvkit.load.problems import Place, Problem, ProfileError
from cvkit.load.tree import Source, Span

MAX_BYTES = 16 * 1024 * 1024

_UTF8_HELP = "save the file as UTF-8 (in most editors: Save with Encoding)"
# The first that fits: UTF-32's little-endian mark begins with UTF-16's.
_OTHER_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# Controls, lone surrogates, byte-order marks, and what is never a character.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# YAML takes both for line ends and editors do not, so that line numbers would drift; in prose they are spaces.
_SEPARATORS = {0x2028: " ", 0x2029: " "}


def read(path: Path, at: Span | None = None) -> Source:
    """The text of a file; where it cannot be read, ProfileError tells why, at the span that names the file, if any."""
    named = at.place if at else None
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        help = f"`cvkit new` writes a starter {path.name}" if at is None else "correct the name, or remove it here"
        raise ProfileError([Problem(named, f"there is no file {path}", help)]) from None
    except IsADirectoryError:
        raise ProfileError([Problem(named, f"{path} is a folder", "name the file in it")]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise ProfileError([Problem(named, f"{path} cannot be read: {reason}")]) from None
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MB"
        raise ProfileError([Problem(named, f"{path} is larger than {limit}", "is it the file that you meant?")])
    text = _decoded(data, str(path)).replace("\r\n", "\n").replace("\r", "\n").translate(_SEPARATORS)
    source = Source.of(str(path), text)
    if refused := _REFUSED.search(source.text):
        raise ProfileError([_control_character(source, refused)])
    return source


def _decoded(data: bytes, file: str) -> str:
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            raise ProfileError([Problem(Place(file, 1, 1, 2, ""), f"the file is {encoding}, not UTF-8", _UTF8_HELP)])
    data = data.removeprefix(b"\xef\xbb\xbf")  # the mark of UTF-8; the places of errors count from after it
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        end = data.find(b"\n", error.start)
        before = data[start : error.start].decode("utf-8")
        excerpt = before + data[error.start : end if end >= 0 else None].decode("utf-8", "replace").rstrip("\r")
        place = Place(file, data.count(b"\n", 0, start) + 1, len(before) + 1, len(before) + 2, excerpt)
        byte = data[error.start]
        message = f"the byte 0x{byte:02X} is not UTF-8"
        if byte >= 0xA0:
            message += f"; in Latin-1 it would be `{bytes([byte]).decode('latin-1')}`"
        raise ProfileError([Problem(place, message, _UTF8_HELP)]) from None


def _control_character(source: Source, found: re.Match[str]) -> Problem:
    line = source.text.count("\n", 0, found.start()) + 1
    column = found.start() - source.text.rfind("\n", 0, found.start())
    code = f"U+{ord(found[0]):04X}"
    if found[0] == "\0" and source.text.count("\0") > len(source.text) // 4:
        return Problem(Place(source.file, 1, 1, 2, ""), "the file looks like UTF-16, not UTF-8", _UTF8_HELP)
    what = "an invisible byte-order mark" if found[0] == "\ufeff" else "the control character"
    place = Span(source, line, column, column + 1).place
    return Problem(place, f"{what} {code} stands here", "delete it; it may have come with pasted text")
