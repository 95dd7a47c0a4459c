"""A process that gets ready while this one does other things, and then answers its questions."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cvkit.build.cores import can_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_LOOKS = 0.5
"""Seconds between two looks at whether the process that asks is still there."""

Prepare = Callable[[], Callable[..., T]]
"""Loads what is needed, and gives what then answers."""


class Aside(Generic[T]):
    """Something that can be called, and that is got ready and then done in a forked process.

    Where no process can be forked, or it is lost, or fails, this process does it; so an error is raised here as ever.
    """

    def __init__(self, prepare: Prepare[T]) -> None:
        self._prepare = prepare
        self._alone = Lock()
        self._closed = False
        self._connection: Connection | None = None
        if can_fork():
            from multiprocessing import get_context  # 15 ms

            fork = get_context("fork")
            ours, other = fork.Pipe()
            self._process = fork.Process(target=_serve, args=(prepare, other, ours), daemon=True)
            try:
                self._process.start()
                self._connection = ours
            except OSError:  # no more processes may run here
                ours.close()
            other.close()

    def __call__(self, *arguments: Any, **options: Any) -> T:
        """The answer; whoever calls waits for it."""
        with self._alone, suppress(EOFError, OSError):
            if self._connection:
                self._connection.send((arguments, options))
                answer: T = self._connection.recv()
                return answer
        if self._closed:
            raise RuntimeError("what was to be done aside is wanted no more")
        return self._prepare()(*arguments, **options)

    def __enter__(self) -> Aside[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        if self._connection:
            self._process.kill()
            self._process.join()


def _serve(prepare: Prepare[T], connection: Connection, other: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    other.close()  # so that the end of who asks is seen here
    # Also amid an answer, which may take a minute.
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # Whatever goes wrong here goes wrong again in the process that asked, which tells of it.
    with suppress(BaseException):
        do = prepare()
        while True:
            arguments, options = connection.recv()
            connection.send(do(*arguments, **options))


def _end_with(parent: int) -> None:
    """End this process soon after the one that it was forked from."""
    while os.getppid() == parent:
        time.sleep(_LOOKS)
    os._exit(1)
