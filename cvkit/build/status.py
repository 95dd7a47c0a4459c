"""Whether a file still says what the profile says, and which facts have changed since it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build.manifest import NAME, Manifest, read_manifest, sha256
from cvkit.build.origin import documents
from cvkit.build.stamp import Stamp, read_stamp, stamp
from cvkit.load.problems import Place
from cvkit.view.document import Document, told

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded


class Condition(StrEnum):
    """What has become of a file."""

    FRESH = "fresh"
    """It says what the profile says."""
    STALE = "stale"
    """The profile says otherwise by now."""
    EDITED = "edited"
    """It is no longer as it was made."""
    FOREIGN = "foreign"
    """It was not made from this profile, or nothing tells that it was."""
    MISSING = "missing"
    """It was made, and is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that reads differently: its place in the profile, what the file says and what is so now.

    `before` is empty for a fact that is new, `after` for one that is told no more.
    """

    path: str
    before: str
    after: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class FileStatus:
    """A file, what has become of it, the stamp by which it was known, and what has changed since it was made."""

    path: Path
    condition: Condition
    stamp: Stamp | None = None
    changes: tuple[Change, ...] = ()
    reason: str = ""


def status_of_output(loaded: Loaded, output: Path, as_of: date) -> Iterator[FileStatus]:
    """The status of every file that the manifest of the output folder knows."""
    manifest = read_manifest(output)
    yield from status(loaded, [output / path for path in manifest.files], output, as_of)


def status(loaded: Loaded, files: Iterable[Path], output: Path, as_of: date) -> Iterator[FileStatus]:
    """The status of each file, on a day: known by the manifest of the output folder, or else by its own stamp."""
    judge = _Judge(loaded, read_manifest(output), output, as_of)
    for path in files:
        yield judge.status(path)


class _Judge:
    def __init__(self, loaded: Loaded, manifest: Manifest, output: Path, as_of: date) -> None:
        self._loaded = loaded
        self._manifest = manifest
        self._output = output
        self._as_of = as_of
        self._composed: dict[tuple[str, date], Mapping[str, Document]] = {}

    def status(self, path: Path) -> FileStatus:
        listed = self._listed(path)
        if not path.is_file():
            gone = Condition.MISSING if listed else Condition.FOREIGN
            return FileStatus(path, gone, reason="" if listed else "there is no such file")
        known = self._manifest.by_digest(sha256(path))
        if known:
            made = Stamp.parse(known[1])
        elif listed:
            return FileStatus(path, Condition.EDITED, Stamp.parse(listed[1]), reason="its bytes are not those made")
        else:
            made = read_stamp(path)
            if made and str(made) in self._manifest.documents:
                reason = f"its stamp is that of a file in {self._output}, and its bytes are not"
                return FileStatus(path, Condition.EDITED, made, reason=reason)
        if made is None:
            return FileStatus(path, Condition.FOREIGN, reason="it has no stamp of cvkit")
        return self._compared(path, made)

    def _listed(self, path: Path) -> tuple[str, str] | None:
        try:
            relative = path.resolve().relative_to(self._output.resolve()).as_posix()
        except ValueError:
            return None
        return self._manifest.files.get(relative)

    def _compared(self, path: Path, made: Stamp) -> FileStatus:
        now = self._document(made, self._as_of)
        if now is None:
            return FileStatus(path, Condition.STALE, made, reason=f"the profile makes no `{made.document}` any more")
        if stamp(now, made.page).digest == made.digest:
            return FileStatus(path, Condition.FRESH, made)
        entry = self._manifest.documents.get(str(made))
        then = entry.facts if entry else None
        if then is None:
            drawn = self._document(made, made.as_of)
            if drawn and stamp(drawn, made.page).digest == made.digest:
                then = told(drawn)
        if then is None:
            reason = f"the profile has been edited since, and {self._output / NAME} does not know what the file said"
            return FileStatus(path, Condition.STALE, made, reason=reason)
        return FileStatus(path, Condition.STALE, made, tuple(self._changes(then, told(now))))

    def _changes(self, before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> Iterator[Change]:
        old, new = _by_path(before), _by_path(after)
        for path in [*new, *(path for path in old if path not in new)]:
            if old.get(path) != new.get(path):
                yield Change(path, old.get(path, ""), new.get(path, ""), self._loaded.place(path))

    def _document(self, made: Stamp, as_of: date) -> Document | None:
        """What the profile makes of the stamped document on a day."""
        key = (made.name, as_of)
        if key not in self._composed:
            self._composed[key] = documents(self._loaded.profile, made.name, as_of)
        return self._composed[key].get(made.page)


def _by_path(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The facts by path; one that is told in several ways has them all."""
    texts: dict[str, dict[str, None]] = {}
    for path, text in facts:
        texts.setdefault(path, {})[text] = None
    return {path: " · ".join(ways) for path, ways in texts.items()}
