"""The engines that run for one build, which are ended together when nobody wants what they make any more."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

Process = subprocess.Popen[bytes]


class StoppedError(Exception):
    """The runs of a build were ended before this one was done."""


class Runs:
    """Engines, in whichever threads they are waited for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[Process] = set()
        self._over = False

    @contextmanager
    def running(self, process: Process) -> Iterator[None]:
        """Have a process among them, and end it in any case; StoppedError where it was ended with all others."""
        with self._lock:
            self._running.add(process)
            over = self._over
        try:
            if not over:
                yield
        finally:
            end(process)
            with self._lock:
                self._running.discard(process)
                over = self._over
            if over:
                raise StoppedError

    def end(self) -> None:
        """End all of them, and any that is begun later."""
        with self._lock:
            self._over = True
            running = [*self._running]
        for process in running:
            end(process)


def end(process: Process) -> None:
    """End a process, if it has not ended, with all that it started (XeTeX starts its PDF writer)."""
    if process.stdin:
        process.stdin.close()
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
