"""Putting files in place: written aside, then swapped in whole; what has not changed is not touched."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

ASIDE = ".cvkit-new-"
"""How the names of files and folders begin that are not yet in their place, or were never put there."""
OLD = ".cvkit-old-"
"""How the name of a folder begins that holds, under its own name, a folder while its successor takes its place."""

_REMEDIES = {
    errno.ENOSPC: "free some space on that disk, or name a folder elsewhere",
    errno.EDQUOT: "your quota on that disk is used up; free some space, or name a folder elsewhere",
    errno.EFBIG: "a limit on the size of files stands in the way (see `ulimit -f`)",
    errno.EACCES: "see who may write there, or name a folder elsewhere",
    errno.EPERM: "see who may write there, or name a folder elsewhere",
    errno.EROFS: "name a folder elsewhere",
    errno.ENAMETOOLONG: "give a shorter name",
    errno.EMFILE: "a limit on open files stands in the way (see `ulimit -n`)",
    errno.EIO: "the disk itself fails; see to a copy of what is on it",
}
_MOVE = "give another name, or move it away"


class WriteError(Exception):
    """A file or folder that could not be written, with a sentence on why and one on what helps."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    @classmethod
    def of(cls, path: Path, error: OSError) -> WriteError:
        """What is told of an error of the system in writing to a path."""
        for parent in path.parents:
            if os.path.lexists(parent) and not parent.is_dir():
                return cls(f"cannot write {path}: {parent} is not a folder", _MOVE)
        return cls(f"cannot write {path}: {error.strerror or error}", _REMEDIES.get(error.errno or 0, ""))

    @classmethod
    def refused(cls, error: OSError) -> WriteError | None:
        """What is told of an error wherever it came up, if it is the disk that refuses; else None."""
        if error.errno not in _REMEDIES:
            return None
        if error.filename:
            return cls.of(Path(os.fsdecode(error.filename)), error)
        return cls(f"cannot write: {error.strerror}", _REMEDIES[error.errno])


def write(path: Path, content: bytes) -> bool:
    """Make `path` hold `content` and tell whether that changed anything; WriteError where it cannot be done.

    A reader sees the old file or the new one and never a half: the content goes to a neighbor that is then renamed. A
    link stays one, and a file keeps its permissions.
    """
    try:
        place = Path(os.path.realpath(path))
        old = place.stat() if place.exists() else None
        if old and not stat.S_ISREG(old.st_mode):
            what = "a folder" if stat.S_ISDIR(old.st_mode) else "no plain file"
            raise WriteError(f"cannot write {path}: it is {what}", _MOVE)
        if old and holds(place, content):
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = new_name(place.parent)
        try:
            with aside.open("xb") as file:
                file.write(content)
                if old:
                    aside.chmod(stat.S_IMODE(old.st_mode) | stat.S_IRUSR)
                    file.flush()
                    # A power cut may bring the name on the disk before the content, and there is an old file to lose.
                    os.fsync(file.fileno())
            aside.replace(place)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError.of(path, error) from None
    return True


def holds(path: Path, content: bytes) -> bool:
    """Whether a file has this very content; one that cannot be read has not."""
    try:
        found = path.stat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def new_name(folder: Path) -> Path:
    """A path in a folder that nothing has yet, for what is later put in its place."""
    return folder / f"{ASIDE}{os.urandom(6).hex()}"


def left(folder: Path, *starts: str) -> list[Path]:
    """What has a name of the kind that `new_name` gives, begun with one of `starts`: in use, or left by a kill."""
    return [path for start in starts for path in folder.glob(f"{start}{'[0-9a-f]' * 12}")]
