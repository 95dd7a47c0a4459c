"""The command: exit codes, streams and words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROFILE = """\
person:
  name: Ada Lovelace
  pronouns: she
  interests: {short: analytical engines}
positions:
  analyst: {title: Analyst, organizations: Example University, start: 2020-03}
"""


def cvkit(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "cvkit", *arguments],
        cwd=cwd,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small profile."""
    (tmp_path / "profile.yaml").write_text(PROFILE)
    return tmp_path


def test_the_version_told_at_once_is_what_the_whole_command_tells(tmp_path: Path) -> None:
    at_once, whole = (cvkit(*arguments, cwd=tmp_path) for arguments in (["--version"], ["--version", "--version"]))
    assert at_once.stdout.startswith("cvkit, version ")
    assert (at_once.returncode, at_once.stdout) == (whole.returncode, whole.stdout)


def test_help(tmp_path: Path) -> None:
    for command in ("new", "check", "build", "cv", "site", "bio", "schema"):
        done = cvkit(command, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert "Example" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["diff", "@"], ["status", "@"], ["audit", "@"], ["check", "-p", "@"], ["talk", "@"], ["@"]],
)
def test_what_is_repeated_of_the_command_line_moves_no_cursor(folder: Path, arguments: list[str]) -> None:
    hostile = "\x1b[2Jmy\x07 file\r\x9b2J"
    done = cvkit(*(argument.replace("@", hostile) for argument in arguments), cwd=folder)
    assert done.returncode in {1, 2}
    said = done.stdout + done.stderr
    assert "my" in said
    assert not [char for char in said if not char.isprintable() and char != "\n"]


def test_files_of_odd_names_are_told_of_without_harm(folder: Path) -> None:
    done = cvkit("build", "bio", "-o", "odd\x1b[2J\x07", cwd=folder)
    assert done.returncode == 0
    assert "odd\ufffd[2J\ufffd/bio-short.txt" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["bild"], ["cv", "--as-of", "2024-13"], ["build", "resume"], ["bio", "--words", "0"], ["cv", "-x"]]
)
def test_wrong_usage_exits_2(folder: Path, arguments: list[str]) -> None:
    done = cvkit(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr


def test_a_broken_profile_exits_1_and_writes_nothing(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("title:", "titel:"))
    done = cvkit("build", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "profile.yaml:6:13: error: " in done.stderr
    assert "did you mean `title`?" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "output").exists()


def test_a_missing_profile_is_a_sentence(tmp_path: Path) -> None:
    done = cvkit("cv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "cvkit new" in done.stderr


def test_check_answers_in_json(folder: Path) -> None:
    assert json.loads(cvkit("check", "--json", cwd=folder).stdout) is not None
    (folder / "profile.yaml").write_text(PROFILE.replace("title:", "titel:"))
    done = cvkit("check", "--json", cwd=folder)
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert {(problem["line"], problem["column"]) for problem in problems} >= {(6, 13)}


def test_build_answers_in_json(folder: Path) -> None:
    done = cvkit("build", "site", "--json", cwd=folder)
    made = {file["path"]: file["changed"] for file in json.loads(done.stdout)}
    assert {str(Path("output/site")), str(Path("output/site/index.html"))} <= made.keys()
    assert all(made.values())


def test_an_unwritable_output_is_a_sentence(folder: Path) -> None:
    (folder / "output").write_text("in the way")
    done = cvkit("site", cwd=folder)
    assert done.returncode in {1, 2}
    assert "output" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_day_can_be_fixed_by_the_environment(folder: Path) -> None:
    early = cvkit("bio", cwd=folder, SOURCE_DATE_EPOCH="1500000000")  # July 2017
    assert "analyst at" not in early.stdout
    assert "analyst at" in cvkit("bio", cwd=folder, SOURCE_DATE_EPOCH="1700000000").stdout


def test_no_color_off_a_terminal(folder: Path) -> None:
    (folder / "profile.yaml").write_text("person: {}\n")
    assert "\x1b[" not in cvkit("check", cwd=folder).stderr


def test_a_reader_that_leaves_is_no_error_message(folder: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m cvkit schema | head -c 10",
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
