"""An engine begun before there is a source: it reads the format that was used last, half the work of a short CV."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock
from types import TracebackType

from cvkit.typeset.engines import Engine
from cvkit.typeset.runs import Process, end
from cvkit.typeset.scratch import scratch
from cvkit.typeset.tex_format import Format, Formats
from cvkit.typeset.tex_run import TIMEOUT, TexError, Workplace


@dataclass(frozen=True, slots=True)
class Begun:
    """An engine that waits for a source, where it does, and with which format."""

    work: Workplace
    process: Process
    format: Format


class Ahead:
    """One engine begun ahead, if there is a format; who first asks for the like has it, and at the end it is ended."""

    def __init__(self, formats: Formats, engine: Engine | None, epoch: int, environ: Mapping[str, str]) -> None:
        self._alone = Lock()
        self._begun: Begun | None = None
        self._ending = ExitStack()
        latest = formats.latest(engine) if engine else None
        if engine is None or latest is None:
            return
        try:
            folder = self._ending.enter_context(scratch())
            work = Workplace.make(folder, engine, epoch, TIMEOUT, environ)
            process = work.start(latest.option)
        except (OSError, TexError):  # which whoever sets the source will be told
            return
        self._ending.callback(end, process)
        self._begun = Begun(work, process, latest)

    def claim(self, engine: Engine, epoch: int, timeout: float) -> Begun | None:
        """What was begun, once, for who would have begun the same."""
        with self._alone:
            begun, like = self._begun, None
            if begun and (begun.work.engine, begun.work.epoch, begun.work.timeout) == (engine, epoch, timeout):
                like, self._begun = begun, None
            return like

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()
