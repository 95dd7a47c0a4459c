"""`cvkit check`: problems of the profile and of what lies beside it, then advice; it writes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PERSON = "person:\n  name: Ada Lovelace\n"


def cvkit(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cvkit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{PERSON}  photo: me.jpg\n", "profile.yaml:3:10: error: there is no picture `me.jpg`"),
        (f"{PERSON}documents: {{cv: {{style: modren}}}}\n", "profile.yaml:3:25: error: there is no style `modren`"),
    ],
)
def test_what_build_would_fail_on_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    done = cvkit("check", folder=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    problems = json.loads(cvkit("check", "--json", folder=tmp_path).stdout)
    assert [problem["severity"] for problem in problems] == ["error"]
    many = cvkit("check", "-p", "*.yaml", folder=tmp_path)
    assert many.returncode == 1
    assert message in many.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["profile.yaml"]


@pytest.mark.parametrize("arguments", [["check"], ["bio"], ["diff", "2020", "2021"]])
def test_what_writes_nothing_ends_without_a_word_on_files(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "profile.yaml").write_text("person: {}\n", encoding="utf-8")
    done = cvkit(*arguments, folder=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "1 error")


def test_a_build_that_fails_says_that_what_was_there_still_stands(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("person: {}\n", encoding="utf-8")
    done = cvkit("build", folder=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "1 error; what was there still stands")
