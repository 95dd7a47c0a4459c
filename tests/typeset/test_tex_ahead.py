"""An engine begun ahead sets what it is there for, to the same bytes, and is a help that nothing depends on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import Popen

import pytest

from cvkit.typeset.engines import Engine
from cvkit.typeset.tex import Formats, TexError, TexResult, typeset
from cvkit.typeset.tex_ahead import Ahead
from cvkit.typeset.tex_run import Workplace

EPOCH = 1_700_000_000
STYLE = b"\\ProvidesPackage{mine}\\RequirePackage{lmodern}\\newcommand\\greeting{Hello}"
TEX = "\\documentclass{article}%\n\\usepackage{mine}%\n%\n\\begin{document}%\n\\greeting.\n\\end{document}%\n"


class Starts(list[tuple[str, ...]]):
    """What engines were started with."""

    @property
    def without_source(self) -> int:
        """How many were to wait for the name of a source."""
        return sum("cv.tex" not in arguments for arguments in self)


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> Starts:
    found = Starts()
    start = Workplace.start

    def noted(work: Workplace, *arguments: str) -> Popen[bytes]:
        found.append(arguments)
        return start(work, *arguments)

    monkeypatch.setattr(Workplace, "start", noted)
    return found


@pytest.fixture
def formats(tmp_path: Path) -> Formats:
    return Formats(tmp_path / "formats")


def run(
    pdftex: Engine,
    formats: Formats,
    ahead: Ahead | None = None,
    *,
    tex: str = TEX,
    style: bytes = STYLE,
    epoch: int = EPOCH,
) -> TexResult:
    """Set a source beside a small style."""
    beside = {"mine.sty": style}
    return typeset(tex, beside, pdftex, epoch=epoch, environ=os.environ, formats=formats, ahead=ahead)


@pytest.fixture
def known(pdftex: Engine, formats: Formats) -> TexResult:
    """What is set when nothing was begun, by which a format has been made."""
    return run(pdftex, formats)


@pytest.fixture
def ahead(known: TexResult, pdftex: Engine, formats: Formats, starts: Starts) -> Iterator[Ahead]:
    with Ahead(formats, pdftex, EPOCH, os.environ) as begun:
        yield begun


def test_it_sets_the_same_bytes_without_a_further_start(
    ahead: Ahead, known: TexResult, pdftex: Engine, formats: Formats, starts: Starts
) -> None:
    assert run(pdftex, formats, ahead).pdf == known.pdf
    assert (len(starts), starts.without_source) == (1, 1)


def test_who_comes_second_begins_anew(
    ahead: Ahead, known: TexResult, pdftex: Engine, formats: Formats, starts: Starts
) -> None:
    assert [run(pdftex, formats, ahead).pdf for _ in range(2)] == [known.pdf] * 2
    assert (len(starts), starts.without_source) == (2, 1)


@pytest.mark.parametrize("changed", [{"style": STYLE.replace(b"Hello", b"Good day")}, {"epoch": EPOCH + 86400}])
def test_for_something_else_it_is_not_used(
    changed: dict[str, object], ahead: Ahead, pdftex: Engine, formats: Formats, starts: Starts
) -> None:
    result = run(pdftex, formats, ahead, **changed)  # type: ignore[arg-type]  # a table of changes
    assert len(starts) > 1
    assert result.pdf == run(pdftex, formats, **changed).pdf  # type: ignore[arg-type]  # the same


def test_a_format_that_was_made_anew_meanwhile_is_not_the_one_begun_with(
    ahead: Ahead, known: TexResult, pdftex: Engine, formats: Formats, starts: Starts
) -> None:
    for record in formats.folder.glob("*.json"):
        record.unlink()
    assert run(pdftex, formats, ahead).pdf == known.pdf
    assert len(starts) == 3  # the one begun with, the making of the format, and the run


def test_one_that_has_ended_is_no_loss_and_blames_no_format(
    ahead: Ahead, known: TexResult, pdftex: Engine, formats: Formats, starts: Starts
) -> None:
    assert ahead._begun is not None
    os.killpg(ahead._begun.process.pid, signal.SIGKILL)
    ahead._begun.process.wait()
    assert run(pdftex, formats, ahead).pdf == known.pdf
    assert formats.latest(pdftex) is not None


def test_an_error_of_the_source_is_told_as_ever(ahead: Ahead, pdftex: Engine, formats: Formats) -> None:
    with pytest.raises(TexError, match="does not know the command") as told:
        run(pdftex, formats, ahead, tex=TEX.replace("greeting", "greetings"))
    assert told.value.line == 5


def test_without_a_format_nothing_is_begun(pdftex: Engine, formats: Formats, starts: Starts) -> None:
    with Ahead(formats, pdftex, EPOCH, os.environ) as ahead:
        assert starts == []
        assert run(pdftex, formats, ahead).pages == 1


def test_nor_is_it_for_another_engine_or_none(known: TexResult, pdftex: Engine, formats: Formats) -> None:
    for engine in (None, replace(pdftex, command=Path("/nowhere/pdflatex"))):
        with Ahead(formats, engine, EPOCH, os.environ) as ahead:
            assert ahead._begun is None


def test_what_nobody_asked_for_is_ended_and_leaves_nothing(ahead: Ahead) -> None:
    begun = ahead._begun
    assert begun is not None
    assert begun.process.poll() is None
    ahead.__exit__(None, None, None)
    assert begun.process.poll() is not None
    assert not begun.work.folder.exists()
