"""However a command is ended, and whatever streams it was given: no traceback, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import require

PROFILE = """\
person: {name: Maren Okafor}
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2023-09}
"""
HANGING = """\
#!/bin/sh
touch '{begun}'
exec sleep 300
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def start(folder: Path, *arguments: str, **environ: str) -> subprocess.Popen[str]:
    """The command, in a session of its own as a shell's job is."""
    own = {"TMPDIR": str(folder / "tmp"), "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.Popen(
        [sys.executable, "-m", "cvkit", *arguments],
        cwd=folder,
        env={**os.environ, **own, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def hanging_tex(folder: Path) -> str:
    """A search path on which TeX is found that never ends."""
    (folder / "bin").mkdir()
    for name in ("pdflatex", "xelatex", "lualatex"):
        program = folder / "bin" / name
        program.write_text(HANGING.format(begun=folder / "begun"), encoding="utf-8")
        program.chmod(0o755)
    return f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)
    pytest.fail(f"{path.name} has not come about")


def sleepers(folder: Path) -> list[str]:
    """The programs that still run in a temporary folder of the command."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve().is_relative_to(folder):
                found.append((process / "cmdline").read_bytes().decode(errors="replace"))
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=lambda value: str(value),
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_ends_tex_too_and_leaves_nothing(folder: Path, number: int, code: int, jobs: str) -> None:
    process = start(folder, "cv", "--jobs", jobs, PATH=hanging_tex(folder))
    try:
        wait_for(folder / "begun")
        process.send_signal(number)
        said = process.communicate(timeout=20)[1]
    finally:
        process.kill()
    assert process.returncode == code
    assert "Traceback" not in said
    assert list((folder / "tmp").iterdir()) == []
    assert not (folder / "output" / "cv.log").exists()
    if sys.platform == "linux":
        assert sleepers(folder / "tmp") == []


def test_what_was_begun_beforehand_goes_where_the_profile_is_wrong(folder: Path) -> None:
    require("pdflatex")
    assert start(folder, "cv").communicate(timeout=120) is not None  # which makes the format
    (folder / "profile.yaml").write_text(PROFILE.replace("title", "titel"), encoding="utf-8")
    process = start(folder, "build")
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "did you mean `title`?" in said
    assert list((folder / "tmp").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a process forked for WeasyPrint")
def test_who_is_killed_takes_the_process_for_weasyprint_along(folder: Path) -> None:
    many = "".join(f"  p{n}: {{title: Paper {n}, authors: [me], kind: journal, date: 2020}}\n" for n in range(1500))
    (folder / "profile.yaml").write_text(f"{PROFILE}publications:\n{many}", encoding="utf-8")
    process = start(folder, "cv", "--edition", "accessible", "--jobs", "2")
    time.sleep(3)
    process.kill()
    process.communicate(timeout=10)  # whoever has the other end of the pipe is gone


@pytest.mark.parametrize("arguments", [["bio"], ["check"], ["--help"], ["build", "bio"], ["--version"]])
@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_closed_stream_is_no_failure(folder: Path, arguments: list[str], closed: str) -> None:
    line = ["sh", "-c", f'"$@" {closed}>&-', "sh", sys.executable, "-m", "cvkit", *arguments]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr if closed == "1" else "") == (0, "")


def test_an_early_interrupt_is_no_traceback(folder: Path) -> None:
    program = "import sys, cvkit.__main__ as m\n"
    program += "class Interrupting:\n  def find_spec(self, *_):\n    raise KeyboardInterrupt\n"
    program += "sys.meta_path.insert(0, Interrupting()); m.main()"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize("said", ["99999999999999999999", "253402300800", "²", "soon"])
def test_a_date_that_is_none_is_told(folder: Path, said: str) -> None:
    process = start(folder, "bio", SOURCE_DATE_EPOCH=said)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert "SOURCE_DATE_EPOCH must be seconds since 1970" in told
