"""The command `bio`: its streams, limits, formats and the clipboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cvkit.cli.clipboard import CLIPBOARDS, copy

PROFILE = """\
person:
  name: Ada Lovelace
  pronouns: she
  interests: {short: analytical engines}
positions:
  analyst: {title: Analyst, organizations: Example University, start: 2020-03}
"""
BIO = "Ada Lovelace is an analyst at Example University. Her research focuses on analytical engines."
WRITTEN = "  bio: {short: 'Ada is {position.title} {position.where}.'}\n"


def cvkit_bio(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cvkit", "bio", "--as-of", "2026", *arguments],
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
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], BIO),
        (["--short"], BIO),
        (["--long"], BIO),
        (["--words", "8"], "Ada Lovelace is an analyst at Example University."),
        (["--chars", "30"], "Ada Lovelace is an analyst."),
        (["--medium", "--words", "7"], "Ada Lovelace is an analyst."),
        (["--person", "first"], "I am an analyst at Example University. My research focuses on analytical engines."),
        (["--format", "html"], f"<p>{BIO}</p>"),
    ],
)
def test_a_bio_goes_to_stdout_alone(arguments: list[str], said: str, folder: Path) -> None:
    done = cvkit_bio(*arguments, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, said + "\n", "")


@pytest.mark.parametrize(("arguments", "remedy"), [(["--words", "3"], "--words 5"), (["--chars", "10"], "--chars 27")])
def test_what_is_impossible_exits_1_with_what_is_needed(arguments: list[str], remedy: str, folder: Path) -> None:
    done = cvkit_bio(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert remedy in done.stderr
    assert cvkit_bio(*remedy.split(), cwd=folder).stdout == "Ada Lovelace is an analyst.\n"


def test_json_tells_the_facts_of_each_sentence(folder: Path) -> None:
    answer = json.loads(cvkit_bio("--format", "json", cwd=folder).stdout)
    role, interests = answer.pop("sentences")
    assert answer == {
        "text": BIO,
        "words": 14,
        "characters": len(BIO),
        "as_of": "2026-12-31",
        "person": "third",
        "length": "short",
        "written": False,
    }
    assert role == {
        "name": "role",
        "text": "Ada Lovelace is an analyst at Example University.",
        "facts": [
            {"path": "/person/name", "text": "Ada Lovelace"},
            {"path": "/positions/analyst/title", "text": "analyst"},
            {"path": "/positions/analyst/organizations/0", "text": "Example University"},
        ],
    }
    assert interests["name"] == "interests"


def test_json_of_a_limit_of_ones_own_has_no_length(folder: Path) -> None:
    answer = json.loads(cvkit_bio("--format", "json", "--chars", "30", cwd=folder).stdout)
    assert (answer["length"], answer["characters"]) == (None, 27)


def test_a_bio_written_by_hand_is_used_and_what_is_not_is_told(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("positions:", WRITTEN + "positions:"), encoding="utf-8")
    used = cvkit_bio(cwd=folder)
    assert (used.stdout, used.stderr) == ("Ada is analyst at Example University.\n", "")
    first = cvkit_bio("--person", "first", cwd=folder)
    assert first.stdout.startswith("I am an analyst")
    assert first.stderr == "your own short bio is not used: it is written in the third person\n"


def test_an_unknown_placeholder_is_an_error_at_its_place(folder: Path) -> None:
    wrong = PROFILE.replace("positions:", WRITTEN.replace("title", "titel") + "positions:")
    (folder / "profile.yaml").write_text(wrong, encoding="utf-8")
    done = cvkit_bio(cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "profile.yaml:5:16: error: there is no fact `{position.titel}` to stand here" in done.stderr
    assert "did you mean `{position.title}`?" in done.stderr


# --- the clipboard ---


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="stands in for clipboards with shell scripts")
@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=lambda clipboard: clipboard.command[0])
def test_each_clipboard_is_filled(clipboard: tuple[tuple[str, ...], str, str], tmp_path: Path) -> None:
    command, encoding, needs = clipboard
    program(tmp_path, command[0], f'/bin/cat > "{tmp_path}/copied"; echo "$@" > "{tmp_path}/arguments"')
    environ = {"PATH": str(tmp_path), **({needs: "1"} if needs else {})}
    assert copy("Sørby 刘", environ)
    assert (tmp_path / "copied").read_bytes().decode(encoding) == "Sørby 刘"
    assert (tmp_path / "arguments").read_text().split() == list(command[1:])


@pytest.mark.skipif(os.name != "posix", reason="stands in for clipboards with shell scripts")
def test_a_clipboard_that_fails_or_has_no_display_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "wl-copy", "exit 1")
    program(tmp_path, "xclip", f'/bin/cat > "{tmp_path}/x"')
    program(tmp_path, "xsel", f'/bin/cat > "{tmp_path}/copied"')
    assert not copy("A", {"PATH": str(tmp_path)})
    assert copy("A", {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"})
    assert [file.name for file in sorted(tmp_path.iterdir()) if file.name in {"x", "copied"}] == ["x"]


@pytest.mark.skipif(os.name != "posix", reason="stands in for clipboards with shell scripts")
def test_copy_prints_the_bio_too(folder: Path) -> None:
    program(folder, "pbcopy", f'/bin/cat > "{folder}/copied"')
    done = cvkit_bio("--copy", cwd=folder, PATH=str(folder))
    assert (done.returncode, done.stdout, done.stderr) == (0, BIO + "\n", "")
    assert (folder / "copied").read_text() == BIO


def test_without_a_clipboard_the_bio_is_printed_and_one_line_says_so(folder: Path) -> None:
    done = cvkit_bio("--copy", cwd=folder, PATH=str(folder))
    assert (done.returncode, done.stdout) == (1, BIO + "\n")
    assert done.stderr == "nothing was copied: none of pbcopy, wl-copy, xclip, xsel, clip.exe works here\n"
