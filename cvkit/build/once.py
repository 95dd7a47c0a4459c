"""Telling the user each line but once, whichever of several documents it comes from."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


def once(tell: Callable[[str], None]) -> Callable[[str], None]:
    """What passes a line on to `tell` the first time; it may be called from several threads."""
    told: set[str] = set()
    lock = Lock()

    def tell_once(line: str) -> None:
        with lock:
            if line not in told:
                told.add(line)
                tell(line)

    return tell_once
