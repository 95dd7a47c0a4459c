"""The top of a source, which loads class and packages, dumped as a format that pdfTeX takes up in a tenth of the time.

A format is kept under a digest of what it was made from, beside a record of the files of the TeX tree that were read
and of their sizes and times; where one of these has changed it is made anew. It is only ever a help: whatever stands in
its way, the source is set as it is, and the PDF has the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvkit.typeset.engines import Engine
from cvkit.typeset.tex_run import TexError, Workplace

_KEPT = 6
"""Formats kept in a folder, each of some 18 MB; those not used for longest make room."""
_HOUR = 3600

_TOP = re.compile(r"(?:\\(?:documentclass|usepackage)(?:\[[^][\n]*\])?\{[^{}\n]*\}%?\n|%\n)+")
# What pdfTeX does not dump, so that a style that says or reads it while it is loaded would be changed by a format.
_LOST = re.compile(rb"\\(?:pdf(?:glyphtounicode|mapfile|mapline|setrandomseed)|openin|openout)")
_LOST_FILES = {"glyphtounicode.tex", "cmap.sty"}
# A style that asks for the day while it is loaded would have that of the dump.
_DATED = re.compile(rb"\\(?:today|year|month|day|time|pdfcreationdate)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Format:
    """A format that works: its record, and the trace of the file as it was found."""

    record: Path
    trace: tuple[int, ...]

    @property
    def option(self) -> str:
        """What makes an engine take it up."""
        return f"-fmt={_format(self.record)}"

    def refuse(self) -> None:
        """Do without this format, as it does not work, until what it was made from changes."""
        with suppress(OSError):
            if said := _recall(self.record):
                _write(self.record, json.dumps({**said, "format": None}).encode())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source, and the format that stands for its top."""

    source: str
    format: Format


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats in a folder of the user's, which may be lost at any time."""

    folder: Path

    def prepare(self, tex: str, files: Mapping[str, bytes], epoch: int, work: Workplace) -> Prepared | None:
        """A source to set in place of `tex`, with its format, which is made if need be; None where there is none."""
        top = _TOP.match(tex)
        # XeTeX and LuaTeX cannot dump the fonts that they load.
        if top is None or work.engine.name != "pdftex" or any(map(_LOST.search, files.values())):
            return None
        day = epoch if any(map(_DATED.search, files.values())) else None
        digests = {name: _digest(content) for name, content in sorted(files.items())}
        key = _digest(json.dumps([top[0], str(work.engine.command), day, digests]).encode())
        record = self.folder / f"{key[:32]}.json"
        said = _recall(record) or self._make(record, top[0], work)
        found = _found(record, said)
        if found is None:
            return None
        with suppress(OSError):
            os.utime(record)
        # Lines keep their numbers.
        return Prepared("%\n" * top[0].count("\n") + tex[top.end() :], found)

    def latest(self, engine: Engine) -> Format | None:
        """The format of an engine that was used last, if that still works."""
        with suppress(OSError):
            for record in self._records():
                said = _recall(record)
                if said and str(engine.command) in said["inputs"]:
                    return _found(record, said)
        return None

    def _make(self, record: Path, top: str, work: Workplace) -> dict[str, Any] | None:
        """Make a format and give its record; None where it cannot be found out now whether there can be one."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not os.access(self.folder, os.W_OK):
                return None
            try:
                work.run(f"{top}\\dump\n", "-ini", "-recorder", f"&{work.engine.command.stem}")
                made = _unpacked(work.file(".fmt").read_bytes())
            except TexError as error:
                if error.installation or error.limit:
                    return None
                made = b""
            inputs = {str(path): _trace(path) for path in _inputs(work)}
            if any(Path(path).name in _LOST_FILES for path in inputs):
                made = b""
            if made:
                _write(_format(record), made)
            said = {"inputs": inputs, "format": _trace(_format(record)) if made else None}
            _write(record, json.dumps(said).encode())
            self._make_room()
        except (OSError, EOFError):
            return None
        return said

    def _records(self) -> list[Path]:
        """Those that were used last come first."""
        return sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)

    def _make_room(self) -> None:
        records = self._records()
        for record in records[_KEPT:]:
            record.unlink(missing_ok=True)
            _format(record).unlink(missing_ok=True)
        # A file without a record is being made by another process, or was when that was killed.
        for path in self.folder.iterdir():
            if not path.with_suffix(".json").exists() and records[0].stat().st_mtime - path.stat().st_mtime > _HOUR:
                path.unlink(missing_ok=True)


def _recall(record: Path) -> dict[str, Any] | None:
    """What a record says: `inputs` and `format`, their traces, of which the latter is missing where none can be had.

    None where there is no record, or something has changed since.
    """
    try:
        said: dict[str, Any] = json.loads(record.read_bytes())
        made = {_format(record): said["format"]} if said["format"] else {}
        same = all(_trace(Path(path)) == trace for path, trace in {**said["inputs"], **made}.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return said if same else None


def _found(record: Path, said: Mapping[str, Any] | None) -> Format | None:
    return Format(record, tuple(said["format"])) if said and said["format"] else None


def _inputs(work: Workplace) -> set[Path]:
    """The engine, the files of the TeX tree that it has read, and the lists of all files there."""
    lines = work.file(".fls").read_text("utf-8", "surrogateescape").splitlines()
    found = {Path(line.removeprefix("INPUT ")) for line in lines if line.startswith("INPUT ")}
    read = {path for path in found if path.is_absolute() and not path.is_relative_to(work.folder.parent)}
    # A new package shows in the list of its tree alone.
    lists = {folder / "ls-R" for path in read for folder in path.parents}
    return {work.engine.command, *read, *(path for path in lists if path.is_file())}


def _unpacked(dumped: bytes) -> bytes:
    """A format as pdfTeX reads it fastest: it packs what it dumps, and unpacking takes two thirds of its start."""
    import gzip

    return gzip.decompress(dumped) if dumped.startswith(b"\x1f\x8b") else dumped


def _write(path: Path, content: bytes) -> None:
    """Put a file in place whole, so that no other process reads a half."""
    descriptor, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _format(record: Path) -> Path:
    return record.with_suffix(".fmt")


def _trace(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
