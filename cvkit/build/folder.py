"""Putting a folder in place: made whole aside, then swapped in; what has not changed is linked, not written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from cvkit.build.files import WriteError


def replace_folder(folder: Path, files: Mapping[str, bytes], before: Collection[str]) -> set[str]:
    """Make a folder hold these files by path, and tell which of them are new; WriteError if it cannot be done.

    `before` are the paths of the files that it was last made of: those that are made no more go. What somebody else
    put there stays. A reader sees the old folder or the new one, save for the instant between two renames; on any
    failure the old one stays.
    """
    place = Path(os.path.realpath(folder))  # whoever made it a link to elsewhere wants the files there
    changed = {path for path, content in files.items() if not _holds(place / path, content)}
    gone = {path for path in before if path not in files and os.path.lexists(place / path)}
    if not changed and not gone:
        return changed
    try:
        _restore(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_prefix(place, "new"), dir=place.parent))
        try:
            aside.chmod(0o777 & ~_umask())
            _fill(aside, place, files, changed, gone)
            _swap(aside, place)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise WriteError(f"cannot write {folder}: {error.strerror or error}") from None
    return changed


def _fill(
    aside: Path, place: Path, files: Mapping[str, bytes], changed: Collection[str], gone: Collection[str]
) -> None:
    for path in changed:
        target = aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[path])
    for path in _files_in(place):
        if path not in changed and path not in gone:
            target = aside / path
            # A file may stand where a folder is to be, or the other way round; what is made now counts.
            if any(parent in files for parent in map(str, Path(path).parents)) or target.is_dir():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(place / path, target)


def _files_in(place: Path) -> Iterator[str]:
    """Every file and link in a folder, by its path with slashes."""
    for here, folders, files in os.walk(place):
        links = [name for name in folders if Path(here, name).is_symlink()]
        for name in (*files, *links):
            yield Path(here, name).relative_to(place).as_posix()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(aside: Path, place: Path) -> None:
    if not place.exists():
        aside.rename(place)
        return
    old = Path(tempfile.mkdtemp(prefix=_prefix(place, "old"), dir=place.parent))
    moved = place.rename(old / "site")
    try:
        aside.rename(place)
    except BaseException:
        moved.rename(place)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _restore(place: Path) -> None:
    """Bring back the folder if a run was killed between the two renames, and clear away what such runs left."""
    olds = sorted(place.parent.glob(f"{_prefix(place, 'old')}*/site"))
    if olds and not place.exists():
        olds[0].rename(place)
    for kind in ("old", "new"):
        for left in place.parent.glob(f"{_prefix(place, kind)}*"):
            shutil.rmtree(left, ignore_errors=True)


def _prefix(place: Path, kind: str) -> str:
    return f".{place.name}-{kind}-"


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
