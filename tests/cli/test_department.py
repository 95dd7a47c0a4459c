"""Many profiles at once: what is made of each, what is told of failures, and the page that lists the people."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PEOPLE = {"lind": "Åsa Lind", "okafor": "Maren Okafor", "quint": "Ada Quint"}
PROFILE = """\
person:
  name: {name}
positions:
  now: {{title: Lecturer, organizations: Northgate University, start: 2023-09}}
publications:
  looms: {{title: On Looms, authors: [me], kind: journal, venue: Annals of Warp, date: 2021}}
"""
PATTERN = "people/*/profile.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the profiles of three people, and a broken one."""
    for key, name in PEOPLE.items():
        place = tmp_path / "people" / key
        place.mkdir(parents=True)
        (place / "profile.yaml").write_text(PROFILE.format(name=name), encoding="utf-8")
    (tmp_path / "people" / "marlowe").mkdir()
    broken = PROFILE.format(name="Ada Marlowe").replace("title: Lecturer", "titel: Lecturer")
    (tmp_path / "people" / "marlowe" / "profile.yaml").write_text(broken, encoding="utf-8")
    return tmp_path


def mended(folder: Path) -> None:
    path = folder / "people" / "marlowe" / "profile.yaml"
    path.write_text(path.read_text("utf-8").replace("titel", "title"), encoding="utf-8")


def cvkit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600"}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "cvkit", *arguments],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the records, which tell of times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cvkit" not in path.parts
    }


def test_a_failure_stops_nobody_else(folder: Path) -> None:
    done = cvkit(folder, "build", "site", "bio", "-p", PATTERN)
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["made", str(Path("output/lind"))],
        ["failed", str(Path("output/marlowe"))],
        ["made", str(Path("output/okafor"))],
        ["made", str(Path("output/quint"))],
        ["made", str(Path("output/index.html"))],
    ]
    assert f"{Path('people/marlowe/profile.yaml')}:4:9: error: unknown key `titel`" in done.stderr
    assert done.stderr.splitlines()[-1] == f"3 made, 1 failed: {Path('people/marlowe')}"
    assert not (folder / "output" / "marlowe").exists()
    index = (folder / "output" / "index.html").read_text("utf-8")
    assert index.count("<h2>") == 3
    assert "Marlowe" not in index


def test_the_second_time_all_is_unchanged_but_what_was_mended(folder: Path) -> None:
    cvkit(folder, "build", "site", "bio", "-p", PATTERN)
    mended(folder)
    done = cvkit(folder, "build", "site", "bio", "-p", PATTERN)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "1 made, 3 unchanged")
    done = cvkit(folder, "build", "site", "bio", "-p", PATTERN)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "4 unchanged")
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"unchanged"}


def test_the_bytes_are_the_same_however_many_work_on_them(folder: Path) -> None:
    some = "people/[lo]*/profile.yaml"
    for jobs in ("1", "2"):
        assert cvkit(folder, "build", "-p", some, "--jobs", jobs, "-o", f"output-{jobs}").returncode == 0
    cvkit(folder, "build", "-p", "people/lind/profile.yaml", "-o", "alone/lind", "--jobs", "2")
    one, two, alone = (files(folder / name) for name in ("output-1", "output-2", "alone"))
    assert {"index.html", "lind/cv.pdf", "lind/cv-accessible.pdf", "lind/site/cv-accessible.pdf"} <= one.keys()
    assert one == two
    assert alone == {path: one[path] for path in one if path.startswith("lind/")}


def test_somebody_whose_build_fails_stands_in_the_page_as_before(folder: Path) -> None:
    cvkit(folder, "site", "-p", PATTERN)
    broken = folder / "people" / "lind" / "profile.yaml"
    broken.write_text("person: {}", encoding="utf-8")
    assert cvkit(folder, "site", "-p", PATTERN).returncode == 1
    assert "Åsa Lind" in (folder / "output" / "index.html").read_text("utf-8")


def test_a_run_for_some_leaves_the_others_in_the_page(folder: Path) -> None:
    cvkit(folder, "site", "-p", PATTERN)
    before = (folder / "output" / "index.html").read_bytes()
    done = cvkit(folder, "site", "-p", "people/[l]*/profile.yaml")
    assert "(3 listed, 2 of them from earlier)" in done.stdout
    assert (folder / "output" / "index.html").read_bytes() == before


def test_programs_are_answered_in_json(folder: Path) -> None:
    done = cvkit(folder, "site", "-p", PATTERN, "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["index"]) == (1, str(Path("output/index.html")))
    assert [profile["status"] for profile in answer["profiles"]] == ["made", "failed", "made", "made"]
    lind, marlowe, *_ = answer["profiles"]
    assert {"document": "site", "path": str(Path("output/lind/site")), "changed": True}.items() <= {
        key: value for file in lind["files"] for key, value in file.items() if file["path"].endswith("site")
    }.items()
    assert {(problem["line"], problem["file"]) for problem in marlowe["problems"]} >= {
        (4, str(Path("people/marlowe/profile.yaml")))
    }


def test_a_missing_profile_among_several_is_one_failure(folder: Path) -> None:
    done = cvkit(folder, "build", "bio", "-p", "people/lind/profile.yaml", "-p", "people/nobody/profile.yaml")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, f"1 made, 1 failed: {Path('people/nobody')}")
    assert f"there is no file {Path('people/nobody/profile.yaml')}" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "-p", "staff/*/profile.yaml"), "error: no profile matches `staff/*/profile.yaml`"),
        (("check", "-p", "staff/*/profile.yaml"), "error: no profile matches `staff/*/profile.yaml`"),
        (("build", "-p", PATTERN, "-p", "lind.yaml"), "would both go to the folder `lind`"),
    ],
)
def test_what_cannot_be_told_apart_or_found_is_an_error_at_once(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "lind.yaml").write_text(PROFILE.format(name="Bo Lind"), encoding="utf-8")
    done = cvkit(folder, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "help: " in done.stderr
    assert not (folder / "output").exists()


def test_an_unknown_document_is_told_of_each(folder: Path) -> None:
    done = cvkit(folder, "build", "sit", "-p", "people/[lo]*/profile.yaml")
    assert done.returncode == 1
    assert done.stderr.count("there is no document `sit`; did you mean `site`?") == 2


def test_a_pattern_that_the_shell_has_taken_is_understood(folder: Path) -> None:
    done = cvkit(folder, "build", "-p", "people/lind/profile.yaml", "people/okafor/profile.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "quote the pattern: -p 'people/*/profile.yaml'" in done.stderr


def test_links_are_checked_of_one_profile(folder: Path) -> None:
    done = cvkit(folder, "site", "--check-links", "-p", PATTERN)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--check-links takes one profile" in done.stderr


def test_all_are_checked(folder: Path) -> None:
    done = cvkit(folder, "check", "-p", PATTERN)
    assert done.returncode == 1
    assert f"{Path('people/lind/profile.yaml')}: no errors" in done.stdout
    assert f"{Path('people/marlowe/profile.yaml')}: 1 error" in done.stdout
    assert done.stderr.splitlines()[-1] == f"3 sound, 1 failed: {Path('people/marlowe')}"
    answer = json.loads(cvkit(folder, "check", "-p", PATTERN, "--json").stdout)
    assert [profile["profile"] for profile in answer] == [
        str(Path("people", name, "profile.yaml")) for name in ("lind", "marlowe", "okafor", "quint")
    ]
    assert {problem["severity"] for problem in answer[1]["problems"]} == {"error"}
    mended(folder)
    assert cvkit(folder, "check", "-p", PATTERN).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_an_interrupt_ends_everything_and_leaves_whole_files(folder: Path) -> None:
    mended(folder)
    for number in range(30):
        place = folder / "people" / f"clone{number:02}"
        place.mkdir()
        (place / "profile.yaml").write_text(PROFILE.format(name=f"Clone {number}"), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "cvkit", "build", "site", "bio", "-p", PATTERN, "--jobs", "2"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a terminal's interrupt reaches all of the group
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "stopped; what was there still stands"
    assert "Traceback" not in said
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process is still there")
    made = {path.parent.name for path in (folder / "output").glob("*/site")}
    assert 1 <= len(made) < len(list((folder / "people").iterdir()))
    assert not [path for path in files(folder / "output") if Path(path).name.startswith(".cvkit-new")]
