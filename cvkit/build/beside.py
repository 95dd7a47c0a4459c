"""Letting programs that set type run beside one another, and beside what this process does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, TypeVar

from cvkit.typeset.runs import Runs

T = TypeVar("T")


class Later(Generic[T]):
    """Something that was begun; where but one thing may run at a time, it is done when it is first asked for."""

    def __init__(self, do: Callable[[], T], threads: ThreadPoolExecutor | None) -> None:
        self._do = do
        self._future: Future[T] | None = None
        if threads:
            with suppress(RuntimeError):  # no more threads may run here
                self._future = threads.submit(do)

    def result(self) -> T:
        """What came of it, for which this waits; its error is raised."""
        if self._future is None:
            self._future = Future()
            self._future.set_result(self._do())
        return self._future.result()


class Beside:
    """Begins things in threads, if more than one may run at a time; at the end, what nobody waited for is given up."""

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor() if jobs > 1 else None
        self.runs = Runs()
        """The engines that set type."""

    def begin(self, do: Callable[[], T]) -> Later[T]:
        """Begin something that spends its time waiting."""
        return Later(do, self._threads)

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.runs.end()
        if self._threads:
            # After a failure nobody asks for the rest.
            self._threads.shutdown(wait=kind is None, cancel_futures=kind is not None)


class Group:
    """Things begun for one purpose, all of which must have come to a good end before it is served."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self.runs = beside.runs
        self._begun: list[Later[Any]] = []

    def begin(self, do: Callable[[], T]) -> Later[T]:
        """Begin something beside all else."""
        later = self._beside.begin(do)
        self._begun.append(later)
        return later

    def wait(self) -> None:
        """Wait for all; the error of the first one that failed is raised."""
        for later in self._begun:
            later.result()
