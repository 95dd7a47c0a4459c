"""One build at a time in an output folder: a lock that ends with whoever holds it, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cvkit.build.files import ASIDE, OLD, left
from cvkit.build.folder import clear_away

if sys.platform != "win32":  # where nobody waits; each file is still put in place whole
    import fcntl

LOCK = Path(".cvkit", "lock")
_PATIENCE = 1.0
"""Seconds after which it is told that a build waits for another."""
_PAUSE = 0.05

_held: set[int] = set()
"""The locks of this process, as open files."""


def _let_go() -> None:
    for lock in _held:
        os.close(lock)
    _held.clear()


if sys.platform != "win32":
    # A forked process has the lock, too, and would keep it should this one be killed and that one live on.
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def alone_in(output: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Have an output folder to oneself, cleared of what killed builds have left in it; wait for whoever has it.

    Where nothing can be locked, as in a folder that cannot be written, nobody waits and nothing is cleared away.
    """
    lock = _locked(output, tell)
    if lock is None:
        yield
        return
    _held.add(lock)
    try:
        for folder in _cleared(output):
            with suppress(OSError):
                clear_away(folder)
        yield
    finally:
        if lock in _held:  # which in a process forked meanwhile it is not
            _held.remove(lock)
            os.close(lock)


def _locked(output: Path, tell: Callable[[str], None]) -> int | None:
    """The lock as an open file; the system gives it up when that is closed, also by the end of the process."""
    if sys.platform == "win32":
        return None
    path = output / LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return None
    since, told = time.monotonic(), False
    try:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return lock
            except BlockingIOError:
                if not told and time.monotonic() - since > _PATIENCE:
                    tell(f"another cvkit is building in {output}; waiting until it is done")
                    told = True
                time.sleep(_PAUSE)
            except OSError:  # a file system without locks
                os.close(lock)
                return None
    except BaseException:
        os.close(lock)
        raise


def is_clear(output: Path) -> bool:
    """Whether nobody builds in an output folder, and no killed build has left anything there."""
    try:
        return not any(left(folder, ASIDE, OLD) for folder in _cleared(output))
    except OSError:
        return True


def _cleared(output: Path) -> list[Path]:
    return [output, output / LOCK.parent, output / LOCK.parent / "builds", *_linked(output)]


def _linked(output: Path) -> set[Path]:
    """The folders elsewhere in which outputs lie whose names here are links."""
    return {Path(os.path.realpath(path)).parent for path in output.iterdir() if path.is_symlink()}
