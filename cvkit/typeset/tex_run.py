"""One run of a TeX engine: a private folder, a pinned environment, no shell, and limits on all that it may use up."""

from __future__ import annotations

import math
import os
import re
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

from cvkit.typeset import tex_log
from cvkit.typeset.engines import Engine
from cvkit.typeset.runs import Process, Runs, end

JOB = "cv"
"""What TeX calls the document: its source is cv.tex, its log cv.log."""
TIMEOUT = 60.0
"""Seconds that a run may take, where nobody says otherwise."""

_OPTIONS = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", f"-jobname={JOB}")

# Read by every engine of TeX Live. Paranoid: only below the run's folder and in the TeX tree.
_SETTINGS = {
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
    "TEXINPUTS": f".{os.pathsep}",  # the empty element at the end stands for the TeX tree
    "MKTEXPK": "0",  # no bitmap fonts made on the fly
    "MKTEXTFM": "0",
    "max_print_line": "10000",  # else TeX breaks the lines of its log at column 79
    "error_line": "254",
    "FORCE_SOURCE_DATE": "1",
    "LC_ALL": "C",
    "TZ": "UTC",
}

# Where engines and their font loaders keep things; a bundled TeX may stand in a folder that cannot be written.
_WRITABLE_PLACES = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "TEXMFHOME", "TEXMFVAR", "TEXMFCONFIG")

# Without these, programs do not start or find their files on Windows.
_WINDOWS_VARIABLES = ("SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA")

# Many times what a CV of 10,000 publications needs, or the largest fonts. The time is measured by the clock first; that
# of the processor ends an engine whose cvkit is no more.
_MAX_FILE_MB = 128
_MAX_MEMORY_MB = 4096
_MAX_OPEN_FILES = 256
_MAX_LOG = 4 * 2**20
_MAX_SAID = 4096
_MEMORY = re.compile("memory exhausted|not enough memory")

# The shell sets the limits and becomes the engine: code between fork and exec is not safe beside threads. What a system
# does not know of them it leaves out. The units are those of POSIX: seconds, blocks of 512 bytes, KiB, files.
_LIMITED = 'ulimit -t "$1"; ulimit -f "$2"; ulimit -v "$3"; ulimit -n "$4"; shift 4; exec "$@"'


_EXCEEDED: dict[int, str] = (
    {
        signal.SIGXFSZ: f"it wrote a file of more than {_MAX_FILE_MB} MB",
        signal.SIGXCPU: "it took too much time of the processor",
    }
    if os.name == "posix"
    else {}
)


class TexError(Exception):
    """TeX made no PDF: a plain reason, the line of the source (counted from 1) if it is known, and the log.

    `installation` tells that the engine is broken or lacks something, so that another one may do; `limit` that the
    run was ended for what it used up.
    """

    def __init__(
        self, reason: str, line: int | None = None, log: str = "", *, installation: bool = False, limit: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.log = log
        self.installation = installation
        self.limit = limit

    def __str__(self) -> str:
        return self.reason if self.line is None else f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder in which an engine runs, with the environment of its runs; each may take `timeout` seconds."""

    engine: Engine
    folder: Path
    environ: Mapping[str, str]
    epoch: int
    timeout: float
    runs: Runs = field(default_factory=Runs)

    @classmethod
    def make(cls, place: Path, engine: Engine, epoch: int, timeout: float, environ: Mapping[str, str]) -> Workplace:
        """A workplace within an empty folder; of `environ` only the search path is used."""
        work, home = place / "work", place / "home"
        work.mkdir()
        home.mkdir()
        kept = {name: environ[name] for name in _WINDOWS_VARIABLES if name in environ}
        places = dict.fromkeys(_WRITABLE_PLACES, str(home))
        path = os.pathsep.join([str(engine.command.parent), environ.get("PATH", os.defpath)])
        settings = {**kept, **places, **_SETTINGS, "PATH": path, "SOURCE_DATE_EPOCH": str(epoch)}
        return cls(engine, work, settings, epoch, timeout)

    def file(self, suffix: str) -> Path:
        """A file of the document: its source, its log, its PDF."""
        return self.folder / f"{JOB}{suffix}"

    def run(self, source: str, *arguments: str, process: Process | None = None) -> str:
        """Set a source and give the log; TexError where that fails, StoppedError where it is ended with all runs.

        `process` is one that was started before.
        """
        self.file(".tex").write_text(source, "utf-8", newline="\n")
        self.file(".log").unlink(missing_ok=True)
        label = self.engine.label
        name = self.file(".tex").name
        told = f"{name}\n".encode() if process else b""
        process = process or self.start(*arguments, name)
        watch = _Watch(self.timeout, end, [process])
        with self.runs.running(process):
            watch.start()
            try:
                process.communicate(told)
            finally:
                watch.cancel()
        status, log = process.returncode, self._log()
        if status != 0:
            if watch.over:
                raise TexError(f"{label} was not done after {self.timeout:g} seconds", log=log, limit=True)
            if _MEMORY.search(log[-_MAX_SAID:] + self._said()):
                raise TexError(f"{label} was stopped: it took too much memory", log=log, limit=True)
            if -status in _EXCEEDED:
                raise TexError(f"{label} was stopped: {_EXCEEDED[-status]}", log=log, limit=True)
            found = tex_log.failure(log, f"{JOB}.tex")
            if found is None or status < 0:
                raise TexError(f"{label} crashed ({_cause(status)})", log=log, installation=True)
            raise TexError(found.reason, found.line, log, installation=found.installation)
        return log

    def start(self, *arguments: str) -> Process:
        """An engine that sets the source named, or gets ready and waits to be told one; may raise TexError."""
        command = self.engine.command
        try:
            command.stat()  # else it would be the shell that complains
            with self.file(".err").open("wb") as said:
                return subprocess.Popen(
                    [*_limited(self.timeout), command, *_OPTIONS, *arguments],
                    cwd=self.folder,
                    env=dict(self.environ),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    start_new_session=True,
                )
        except OSError as error:
            raise TexError(
                f"{self.engine.label} does not start: {error.strerror}: {command}", installation=True
            ) from error

    def _said(self) -> str:
        with self.file(".err").open("rb") as file:
            return file.read(_MAX_SAID).decode("utf-8", "replace")

    def _log(self) -> str:
        log = self.file(".log")
        if not log.is_file():
            return ""
        with log.open("rb") as file:
            start = file.read(_MAX_LOG)
            file.seek(max(file.tell(), log.stat().st_size - _MAX_LOG))
            return (start + file.read()).decode("utf-8", "replace")


class _Watch(Timer):
    """Ends a run that takes too long.

    A process that is given a time limit to wait for is looked at every 50 ms, which is half as long as a run takes.
    """

    over = False

    def run(self) -> None:
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.over = True
            self.function(*self.args)


def _limited(timeout: float) -> list[str]:
    """What to put before a command so that it runs under limits."""
    if os.name != "posix":
        return []
    limits = (math.ceil(timeout) + 1, _MAX_FILE_MB * 2048, _MAX_MEMORY_MB * 1024, _MAX_OPEN_FILES)
    return ["/bin/sh", "-c", _LIMITED, "sh", *map(str, limits)]


def _cause(status: int) -> str:
    return f"exit code {status}" if status >= 0 else signal.Signals(-status).name
