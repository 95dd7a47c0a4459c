"""TeX source to PDF, in a private folder, with a pinned environment, no shell and a time limit."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cvkit.typeset import tex_log
from cvkit.typeset.engines import Engine

_SOURCE = "cv.tex"
_MAX_RUNS = 3

_OPTIONS = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error")

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


@dataclass(frozen=True, slots=True)
class TexResult:
    """A PDF and what TeX said of it; `missing` holds the characters for which a font had no glyph."""

    pdf: bytes
    log: str
    runs: int
    pages: int
    missing: str


class TexError(Exception):
    """TeX made no PDF: a plain reason, the line of the source (counted from 1) if it is known, and the log.

    `installation` tells that the engine is broken or lacks something, so that another one may do.
    """

    def __init__(self, reason: str, line: int | None = None, log: str = "", *, installation: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.log = log
        self.installation = installation

    def __str__(self) -> str:
        return self.reason if self.line is None else f"line {self.line}: {self.reason}"


def typeset(
    tex: str,
    files: Mapping[str, bytes],
    engine: Engine,
    *,
    epoch: int,
    timeout: float = 60,
    environ: Mapping[str, str],
) -> TexResult:
    """Run an engine until page numbers and outlines are right, three times at most.

    `files` are laid beside the source under plain names; `epoch` is the date of the PDF in seconds since 1970;
    `timeout` is in seconds, for each run; of `environ` only the search path is used. Raises TexError.
    """
    with tempfile.TemporaryDirectory(prefix="cvkit-", ignore_cleanup_errors=True) as folder:
        work, home = Path(folder, "work"), Path(folder, "home")
        work.mkdir()
        home.mkdir()
        for name, content in {**files, _SOURCE: tex.encode()}.items():
            if Path(name).name != name or name == "..":
                raise ValueError(f"{name!r} is not a plain file name")
            (work / name).write_bytes(content)
        settings = _environment(engine, home, epoch, environ)
        runs, log = 1, _run(engine, work, settings, timeout)
        while tex_log.wants_rerun(log) and runs < _MAX_RUNS:
            runs, log = runs + 1, _run(engine, work, settings, timeout)
        pdf = (work / _SOURCE).with_suffix(".pdf")
        if not pdf.is_file():
            raise TexError("the document has no pages", log=log)
        return TexResult(pdf.read_bytes(), log, runs, tex_log.pages(log), tex_log.missing_characters(log))


def _environment(engine: Engine, home: Path, epoch: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a run: nothing of the caller's but the search path."""
    kept = {name: environ[name] for name in _WINDOWS_VARIABLES if name in environ}
    places = dict.fromkeys(_WRITABLE_PLACES, str(home))
    path = os.pathsep.join([str(engine.command.parent), environ.get("PATH", os.defpath)])
    return {**kept, **places, **_SETTINGS, "PATH": path, "SOURCE_DATE_EPOCH": str(epoch)}


def _run(engine: Engine, work: Path, environ: Mapping[str, str], timeout: float) -> str:
    """One run; its log. Raises TexError."""
    log_file = (work / _SOURCE).with_suffix(".log")
    log_file.unlink(missing_ok=True)
    try:
        process = subprocess.Popen(
            [engine.command, *_OPTIONS, _SOURCE],
            cwd=work,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise TexError(
            f"{engine.label} does not start: {error.strerror}: {engine.command}", installation=True
        ) from error
    try:
        status = process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise TexError(f"{engine.label} was not done after {timeout:g} seconds", log=_read(log_file)) from None
    finally:
        _end(process)
    log = _read(log_file)
    if status != 0:
        found = tex_log.failure(log, _SOURCE)
        if found is None or status < 0:
            raise TexError(f"{engine.label} crashed ({_cause(status)})", log=log, installation=True)
        raise TexError(found.reason, found.line, log, installation=found.installation)
    return log


def _read(log_file: Path) -> str:
    return log_file.read_text("utf-8", "replace") if log_file.is_file() else ""


def _cause(status: int) -> str:
    return f"exit code {status}" if status >= 0 else signal.Signals(-status).name


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, if it has not ended, with all that it started (XeTeX starts its PDF writer)."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
