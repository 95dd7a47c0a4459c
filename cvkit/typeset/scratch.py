"""A private folder for the runs of an engine, which a later run takes away should this one be killed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # where the system clears its temporary folder itself
    import fcntl

_PREFIX = "cvkit-"
_LOCK = "lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """Have a folder in the system's temporary one, which is gone afterwards, with those of runs that were killed."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / "locking").open("wb") as lock:
            if sys.platform != "win32":
                with suppress(OSError):
                    fcntl.flock(lock, fcntl.LOCK_EX)
                    # Known by its name only now, when it says that somebody is here.
                    (folder / "locking").rename(folder / _LOCK)
                _clear_away(folder.parent)
            yield folder


def _clear_away(place: Path) -> None:
    """Take away the folders of our own that nobody holds any more; the system gives up the lock of who is killed."""
    if sys.platform == "win32":
        return
    for lock in place.glob(f"{_PREFIX}????????/{_LOCK}"):
        with suppress(OSError):
            if lock.parent.is_symlink() or lock.parent.lstat().st_uid != os.getuid():
                continue
            with lock.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock.parent, ignore_errors=True)
