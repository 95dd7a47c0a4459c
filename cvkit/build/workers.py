"""Doing the same with many things in several processes at once, each of which may be lost without the others."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cvkit.build.cores import can_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 5
"""Seconds that a process has to clear up after it was told to leave."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What there is of a thing whose process ended amid it: the code with which it left, negative for a signal."""

    code: int

    def __str__(self) -> str:
        if self.code >= 0:
            return f"its process ended with code {self.code}"
        killed = f"its process was ended by {signal.Signals(-self.code).name}"
        return f"{killed}, as happens where memory runs out" if self.code == -9 else killed


def side_by_side(
    do: Callable[[T], R], things: Sequence[T], jobs: int, finished: Callable[[int], None] = lambda index: None
) -> Generator[R | Lost, None, None]:
    """What `do`, which raises nothing, gives for each thing, in their order; so many processes do it at once.

    The processes start with what this one has where they can be forked; elsewhere `do` and the things are sent to
    them, and so must be picklable. `finished` is called with the index of each thing as soon as it is done. When
    this is left early, the processes are told to leave, clear up and have ended.
    """
    pool = _Pool(do)
    waiting = deque(enumerate(things))
    found: dict[int, R | Lost] = {}
    given = 0
    try:
        while given < len(things):
            while waiting and len(pool.busy) < jobs:
                pool.give(*waiting.popleft())
            for index, result in pool.results():
                found[index] = result
                finished(index)
            while given in found:
                yield found.pop(given)
                given += 1
    finally:
        pool.end()


class _Pool(Generic[T, R]):
    """Processes that each do one thing at a time, and are started as they are needed."""

    def __init__(self, do: Callable[[T], R]) -> None:
        from multiprocessing import get_context  # 15 ms

        self._forks = can_fork()
        self._context: Any = get_context("fork" if self._forks else "spawn")
        self._do = do
        self._idle: dict[Connection, BaseProcess] = {}
        self.busy: dict[Connection, tuple[BaseProcess, int]] = {}

    def give(self, index: int, thing: T) -> None:
        """Let a process do it."""
        while True:
            connection, process = self._idle.popitem() if self._idle else self._started()
            try:
                connection.send(thing)
            except OSError:  # lost while it had nothing to do
                connection.close()
                process.join()
                continue
            self.busy[connection] = process, index
            return

    def results(self) -> Iterator[tuple[int, R | Lost]]:
        """Wait until something is done, and give each such thing by its index."""
        from multiprocessing.connection import wait

        for ready in wait([*self.busy]):
            connection: Any = ready
            process, index = self.busy[connection]
            try:
                result = connection.recv()
            except (EOFError, OSError):
                connection.close()
                process.join()
                del self.busy[connection]
                yield index, Lost(process.exitcode or 0)
            else:
                del self.busy[connection]
                self._idle[connection] = process
                yield index, result

    def end(self) -> None:
        """Let those go that have nothing to do, and end the others."""
        for process, _ in self.busy.values():
            process.terminate()
        processes = [*self._idle.values(), *(process for process, _ in self.busy.values())]
        for connection in (*self._idle, *self.busy):
            connection.close()
        for process in processes:
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def _started(self) -> tuple[Connection, BaseProcess]:
        connection, other = self._context.Pipe()
        # A forked process has the ends of all pipes, and would keep the others from seeing that this one has gone.
        inherited = [connection, *self._idle, *self.busy] if self._forks else []
        process = self._context.Process(target=_work, args=(self._do, other, inherited))
        process.start()
        other.close()
        return connection, process


def _work(do: Callable[[T], R], connection: Connection, inherited: Sequence[Connection]) -> None:
    for other in inherited:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is interrupted, too, and says what is to be done
    signal.signal(signal.SIGTERM, _leave)
    with suppress(EOFError, OSError):  # nothing more to do, or nobody who asks
        while True:
            connection.send(do(connection.recv()))


def _leave(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)  # whatever is to be cleared up on the way out is
