"""Whether something made before still stands: the inputs that it was made from, and the answer then given.

Asked before anything heavy is imported, so this module imports the standard library alone. An input is compared by its
content. An output is compared by its size, its inode and the times of its last change and of that of its attributes:
whoever edits one changes some of them, also after a clock was set back or where the new file was given the time of the
old one, as nobody can choose the time of the attributes.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cvkit.build import records

_PACKAGE = Path(__file__).parent.parent
_LARGEST = 2**28
"""Bytes; what is larger is no input of ours, and is left to whoever reads it to refuse."""
_KEPT = 300
"""Records kept in a folder; the oldest make room."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Records of what was made, in a folder, each under the digest of what was asked."""

    folder: Path

    def recall(self, asked: str) -> str | None:
        """The answer to the same question, if every input and output is still as it was when it was given."""
        record = records.recall(self._path(asked))
        try:
            # The question stands in the record, as two may share a file name in theory.
            same = record["asked"] == asked and record["program"] == _program()
            same = same and all(_digest(Path(path)) == digest for path, digest in record["inputs"].items())
            if same and all(_trace(Path(path)) == seen for path, seen in record["outputs"].items()):
                return str(record["answer"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        return None

    def keep(self, asked: str, inputs: Mapping[str, str], outputs: Mapping[str, list[int]], answer: str) -> None:
        """Keep an answer; `inputs` are as `look` saw them before it was made, `outputs` as `traces` tells of them.

        A folder that refuses is no failure.
        """
        record = {
            "asked": asked,
            "program": _program(),
            "inputs": dict(inputs),
            "outputs": dict(outputs),
            "answer": answer,
        }
        records.keep(self._path(asked), record)
        with suppress(OSError):
            self._make_room()

    def _path(self, asked: str) -> Path:
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"

    def _make_room(self) -> None:
        kept = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: max(0, len(kept) - _KEPT)]:
            path.unlink(missing_ok=True)


def look(paths: Iterable[Path]) -> dict[str, str]:
    """The digest of each file or folder by its absolute path; that of what is not there is empty."""
    return {str(path.absolute()): _digest(path) for path in paths}


def user_cache(environ: Mapping[str, str]) -> Path:
    """The folder for what may be lost: that of the platform, or of XDG_CACHE_HOME.

    Who has no home has none either, but a path at which nothing can be kept.
    """
    if (chosen := Path(environ.get("XDG_CACHE_HOME", ""))).is_absolute():  # else it counts for nothing, as XDG has it
        return chosen / "cvkit"
    try:
        home = Path(environ.get("HOME") or "~").expanduser()
    except RuntimeError:
        home = Path(os.devnull)
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "cvkit"


def _digest(path: Path) -> str:
    try:
        found = path.stat()
        if not stat.S_ISDIR(found.st_mode):
            # A pipe can be read once, and not by us; a device may never end.
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return f"never twice the same: {os.urandom(16).hex()}"
            return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
    within = ((str(file.relative_to(path)), _digest(file)) for file in files_in(path))
    return hashlib.sha256(json.dumps(sorted(within)).encode()).hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """Every file in a folder, also by way of links to folders, each of which is entered once."""
    entered = set()
    for here, folders, files in os.walk(folder, followlinks=True):
        known = os.stat(here)  # noqa: PTH116  `here` is a string, and there are many
        if (known.st_dev, known.st_ino) in entered:
            folders.clear()
            continue
        entered.add((known.st_dev, known.st_ino))
        yield from (path for name in files if (path := Path(here, name)).is_file())


def traces(paths: Iterable[Path]) -> dict[str, list[int]]:
    """What tells of each file whether it was changed since, by its absolute path; folders have none."""
    return {str(path.absolute()): _trace(path) for path in paths if path.is_file()}


def _trace(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


@cache
def _program() -> str:
    """What tells one state of the program from another, edited sources included; asked for each of many profiles."""
    found = [sys.version]
    for folder in (_PACKAGE, _PACKAGE.parent / "templates"):
        found += sorted(_states(str(folder)))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _states(folder: str) -> Iterator[str]:
    """The path, size and time of each file; hundreds are looked at each time, so without a `Path` for each."""
    if not os.path.isdir(folder):  # noqa: PTH112  as above
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                # Not the time of attributes nor the number, which installers that link files change elsewhere. An
                # editor's lock is a link that leads nowhere.
                seen = entry.stat(follow_symlinks=False)
                yield f"{entry.path} {seen.st_size} {seen.st_mtime_ns}"
            elif entry.name != "__pycache__":
                yield from _states(entry.path)
