"""What was made and is unchanged is answered from memory, before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROFILE = """\
person: {name: Maren Okafor}
bibliography: papers.bib
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2023-09}
"""
RUN = """
import sys
from cvkit.cli import main
main()
print("pydantic" in sys.modules, file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "papers.bib").write_text("", encoding="utf-8")
    return tmp_path


def cvkit(folder: Path, *arguments: str) -> tuple[str, bool]:
    """What the command prints, and whether it had to read the profile."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout, done.stderr.rstrip().endswith("True")


def test_the_second_time_nothing_is_read(folder: Path) -> None:
    first, worked = cvkit(folder, "build", "site", "bio")
    assert worked
    assert "made       output/site" in first
    second, worked = cvkit(folder, "build", "site", "bio")
    assert not worked
    assert second == first.replace("made     ", "unchanged")
    assert {file["changed"] for file in json.loads(cvkit(folder, "build", "site", "bio", "--json")[0])} == {False}


def own_footer(folder: Path) -> int:
    (folder / "templates" / "html").mkdir(parents=True)
    return (folder / "templates" / "html" / "footer.html").write_text("<footer>My own</footer>", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "profile.yaml").write_text(PROFILE.replace("Lecturer", "Reader"), encoding="utf-8"),
        lambda folder: (folder / "papers.bib").write_text(
            "@article{a, author = {Okafor, Maren}, title = {Rivers}, journal = {Floods}, year = 2020}", encoding="utf-8"
        ),
        lambda folder: (folder / "output" / "site" / "index.html").write_text("edited", encoding="utf-8"),
        lambda folder: (folder / "output" / "bio-short.txt").unlink(),
        own_footer,
    ],
    ids=["profile", "bibliography", "edited output", "output gone", "template"],
)
def test_any_change_is_made_anew(folder: Path, change: Callable[[Path], object]) -> None:
    cvkit(folder, "build", "site", "bio")
    change(folder)
    answer, worked = cvkit(folder, "build", "site", "bio")
    assert worked
    assert "made     " in answer
    assert (folder / "output" / "site" / "index.html").read_text("utf-8") != "edited"
    assert cvkit(folder, "build", "site", "bio")[1] is False


def test_another_question_has_another_answer(folder: Path) -> None:
    cvkit(folder, "build", "bio")
    assert cvkit(folder, "build", "bio", "--as-of", "2024")[1]
    assert cvkit(folder, "build", "bio", "-o", "elsewhere")[1]
    assert not cvkit(folder, "build", "bio", "-o", "elsewhere")[1]


def test_a_bio_is_remembered_in_the_cache_of_the_user(folder: Path) -> None:
    first, worked = cvkit(folder, "bio", "--short")
    assert worked
    assert cvkit(folder, "bio", "--short") == (first, False)
    assert cvkit(folder, "bio", "--short", "--person", "first")[1]
    (folder / "profile.yaml").write_text(PROFILE.replace("Lecturer", "Reader"), encoding="utf-8")
    assert "reader" in cvkit(folder, "bio", "--short")[0]


@pytest.mark.parametrize("place", ["output", "output/.cvkit"])
def test_what_a_killed_build_has_left_is_cleared_away_even_so(folder: Path, place: str) -> None:
    cvkit(folder, "build", "bio")
    left = folder / place / ".cvkit-new-0123456789ab"
    left.write_bytes(b"half")
    told, worked = cvkit(folder, "build", "bio")
    assert worked
    assert "made" not in told
    assert not left.exists()
    assert not cvkit(folder, "build", "bio")[1]
