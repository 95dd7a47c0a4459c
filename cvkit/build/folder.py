"""Putting a folder in place: made whole aside, then swapped in; what has not changed is linked, not written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cvkit.build.files import ASIDE, OLD, WriteError, holds, left, new_name, write
from cvkit.build.swap import exchange

_IMMOVABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV}
"""What is said of a folder that something is mounted on, or that lies where nothing may be put beside it."""


def replace_folder(folder: Path, files: Mapping[str, bytes], before: Collection[str]) -> set[str]:
    """Make a folder hold these files by path, and tell which of them are new; WriteError if it cannot be done.

    `before` are the paths of the files that it was last made of: those that are made no more go. What somebody else
    put there stays. A reader sees the old folder or the new one; on any failure the old one stays. Where the folder
    itself cannot be replaced, its files are, each of them whole.
    """
    place = Path(os.path.realpath(folder))  # whoever made it a link to elsewhere wants the files there
    try:
        if place.exists() and not place.is_dir():
            raise WriteError(f"cannot write {folder}: it is not a folder", "give another name, or move it away")
        changed = {path for path, content in files.items() if not holds(place / path, content)}
        gone = {path for path in before if path not in files and _is_within(place, path)}
        if changed or gone:
            try:
                _replace(place, files, changed, gone)
            except OSError as error:
                if error.errno not in _IMMOVABLE or not place.exists():
                    raise
                _replace_within(place, files, changed, gone)
    except OSError as error:
        raise WriteError.of(folder, error) from None
    return changed


def _replace(place: Path, files: Mapping[str, bytes], changed: Collection[str], gone: Collection[str]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = new_name(place.parent)
    aside.mkdir()
    try:
        _fill(aside, place, files, changed, gone)
        _swap(aside, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _fill(
    aside: Path, place: Path, files: Mapping[str, bytes], changed: Collection[str], gone: Collection[str]
) -> None:
    stands = place.exists()
    for path in changed:
        target = aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(files[path])
            if stands:
                file.flush()
                # A power cut may bring the swap on the disk before the content, and there is an old folder to lose.
                os.fsync(file.fileno())
    for path in _within(place) if stands else ():
        if path in changed or path in gone:
            continue
        source, target = place / path, aside / path
        # A file may stand where a folder is to be, or the other way round; what is made now counts.
        if any(parent in files for parent in map(str, Path(path).parents)) or target.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir() and not source.is_symlink():
            target.mkdir()
        else:
            _link(source, target)
    for here, _, _ in os.walk(aside):
        with suppress(FileNotFoundError, NotADirectoryError):
            shutil.copymode(place / Path(here).relative_to(aside), here)


def _within(place: Path) -> Iterator[str]:
    """Every file, link and empty folder in a folder, by its path with slashes; OSError for what cannot be listed."""

    def refuse(error: OSError) -> None:
        raise error

    for here, folders, files in os.walk(place, onerror=refuse):
        links = [name for name in folders if Path(here, name).is_symlink()]
        for name in (*files, *links):
            if not name.startswith(ASIDE):
                yield Path(here, name).relative_to(place).as_posix()
        if not folders and not files and Path(here) != place:
            yield Path(here).relative_to(place).as_posix()


def _is_within(place: Path, path: str) -> bool:
    return os.path.lexists(place / path) and Path(os.path.normpath(place / path)).is_relative_to(place)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(aside: Path, place: Path) -> None:
    if not place.exists():
        aside.rename(place)
    elif not exchange(aside, place):
        _swap_in_two_steps(aside, place)


def _swap_in_two_steps(aside: Path, place: Path) -> None:
    old = place.parent / aside.name.replace(ASIDE, OLD)
    old.mkdir()
    moved = place.rename(old / place.name)
    try:
        aside.rename(place)
    except BaseException:
        moved.rename(place)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _replace_within(place: Path, files: Mapping[str, bytes], changed: Collection[str], gone: Collection[str]) -> None:
    """Replace the files one by one; pages, which lead to the others, come after them."""
    for path in sorted(changed, key=lambda path: path.endswith(".html")):
        write(place / path, files[path])
    for path in gone:
        (place / path).unlink(missing_ok=True)
        for parent in (place / path).parents:
            if parent == place or any(parent.iterdir()):
                break
            parent.rmdir()


def clear_away(folder: Path) -> None:
    """Take away what killed builds have left in a folder, and bring back what they had moved aside.

    To be called by whoever alone builds there, as what others are making looks alike.
    """
    for old in left(folder, OLD):
        for moved in old.iterdir():
            if not os.path.lexists(folder / moved.name):
                moved.rename(folder / moved.name)
        shutil.rmtree(old, ignore_errors=True)
    for new in left(folder, ASIDE):
        if new.is_dir() and not new.is_symlink():
            shutil.rmtree(new, ignore_errors=True)
        else:
            new.unlink()
