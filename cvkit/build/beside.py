"""Waiting for several things at once, such as programs that set type, while this process does others."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")


class Beside:
    """Begins things in threads; when it is left, all of them are done, or the error of the first one is raised.

    Where but one may run at a time, they are done when it is left, one after another.
    """

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor() if jobs > 1 else None
        self._begun: list[tuple[Callable[[], Any], Future[Any]]] = []

    def begin(self, do: Callable[[], T]) -> Future[T]:
        """Begin something that spends its time waiting; its result is there when this is left."""
        future: Future[T] = self._threads.submit(do) if self._threads else Future()
        self._begun.append((do, future))
        return future

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads:
            # After a failure nobody asks for the rest.
            self._threads.shutdown(wait=kind is None, cancel_futures=kind is not None)
        if kind is not None:
            return
        for do, future in self._begun:
            if not self._threads:
                future.set_result(do())
            future.result()
