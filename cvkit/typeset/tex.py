"""TeX source to PDF, in as few runs as will do."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from cvkit.typeset import tex_log
from cvkit.typeset.engines import Engine
from cvkit.typeset.runs import Process, Runs
from cvkit.typeset.scratch import scratch
from cvkit.typeset.tex_ahead import Ahead
from cvkit.typeset.tex_format import Formats
from cvkit.typeset.tex_run import TIMEOUT, TexError, Workplace

__all__ = ["Formats", "TexError", "TexResult", "typeset"]

_MAX_RUNS = 3


@dataclass(frozen=True, slots=True)
class TexResult:
    """A PDF and what TeX said of it; `missing` holds the characters for which a font had no glyph."""

    pdf: bytes
    log: str
    runs: int
    pages: int
    missing: str


def typeset(
    tex: str,
    files: Mapping[str, bytes],
    engine: Engine,
    *,
    epoch: int,
    timeout: float = TIMEOUT,
    environ: Mapping[str, str],
    formats: Formats | None = None,
    ahead: Ahead | None = None,
    runs: Runs | None = None,
) -> TexResult:
    """Run an engine until references are right, three times at most; our own documents need one run.

    `files` are laid beside the source under plain names; `epoch` is the date of the PDF in seconds since 1970;
    `timeout` is in seconds, for each run; of `environ` only the search path is used. With `formats` the top of the
    source is read but once, and with `ahead` it may have been by now; the PDF is the same. Raises TexError, and
    StoppedError where `runs` are ended meanwhile.
    """
    begun = ahead.claim(engine, epoch, timeout) if ahead else None
    with ExitStack() as ending:
        work = begun.work if begun else Workplace.make(ending.enter_context(scratch()), engine, epoch, timeout, environ)
        work = replace(work, runs=runs or Runs())
        for name, content in files.items():
            if Path(name).name != name or name == "..":
                raise ValueError(f"{name!r} is not a plain file name")
            (work.folder / name).write_bytes(content)
        prepared = formats.prepare(tex, files, epoch, work) if formats else None
        if prepared is None:
            return _set(work, tex)
        process = begun.process if begun and begun.format == prepared.format else None
        try:
            return _set(work, prepared.source, prepared.format.option, process=process)
        except TexError as error:
            if error.limit:
                raise
        # The plain run tells whether the source is wrong, with the reason, or the format.
        result = _set(work, tex)
        if process is None:
            prepared.format.refuse()
        return result


def _set(work: Workplace, source: str, *options: str, process: Process | None = None) -> TexResult:
    for suffix in (".aux", ".pdf"):
        work.file(suffix).unlink(missing_ok=True)
    runs, log = 1, work.run(source, *options, process=process)
    while tex_log.wants_rerun(log) and runs < _MAX_RUNS:
        runs, log = runs + 1, work.run(source, *options)
    file = work.file(".pdf")
    if not file.is_file():
        raise TexError("the document has no pages", log=log)
    pdf = file.read_bytes()
    if not pdf.startswith(b"%PDF-"):
        raise TexError(f"what {work.engine.label} made is no PDF", log=log, installation=True)
    return TexResult(pdf, log, runs, tex_log.pages(log), tex_log.missing_characters(log))
