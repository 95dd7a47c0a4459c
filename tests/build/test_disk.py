"""A disk that is full, closed or occupied: what stood there still stands, the cause is told, and nothing is half."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cvkit.build.manifest import read_manifest, sha256
from killed import DAY, PROFILES, State, broken, left, state
from tools import require

pytestmark = pytest.mark.xdist_group("disk")  # in one worker, as each would make the outputs to compare with

CVKIT = [sys.executable, "-m", "cvkit"]
ROOT = Path(__file__).parent.parent.parent


def command(folder: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """A command line and its environment."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    return [*CVKIT, *arguments, "--as-of", DAY.isoformat()], environ


def cvkit(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None, prefix: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder; it never ends in a traceback, and never says that it is to blame."""
    line, environ = command(folder, *arguments)
    done = subprocess.run(
        [*prefix, *line], cwd=folder, env=environ, capture_output=True, text=True, check=False, preexec_fn=before
    )
    assert "Traceback" not in done.stderr
    assert "not your fault" not in done.stderr
    return done


def describe(folder: Path, number: int) -> None:
    """Put one of the two profiles into a folder."""
    (folder / "profile.yaml").write_text(PROFILES[number], encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders with a profile, and the site and bio made of it."""
    folders = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    for number, folder in enumerate(folders):
        describe(folder, number)
        assert cvkit(folder, "build", "site", "bio").returncode == 0
    return folders


@pytest.fixture
def folder(tmp_path: Path, built: tuple[Path, Path]) -> Path:
    """A folder in which site and bio of the first profile stand, while it holds the second by now."""
    shutil.copytree(built[0], tmp_path / "here")
    describe(tmp_path / "here", 1)
    return tmp_path / "here"


@pytest.fixture
def old(built: tuple[Path, Path]) -> State:
    """What stands there."""
    return state(built[0] / "output")


@pytest.fixture
def new(built: tuple[Path, Path]) -> State:
    """What is to stand there."""
    return state(built[1] / "output")


@pytest.mark.parametrize("limit", [0, 1_500, 40_000])
def test_a_full_disk_leaves_old_or_new_and_is_told(folder: Path, old: State, new: State, limit: int) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # the system then refuses to write any further

    done = cvkit(folder, "build", "site", "bio", before=full)
    assert done.returncode == 1
    assert f"cannot write {Path('output')}" in done.stderr
    assert "File too large; what was there still stands\n  help: " in done.stderr
    assert [path for path in broken(folder / "output", old, new) if path != "manifest.json"] == []
    if state(folder / "output")["manifest.json"] != old["manifest.json"]:  # then it knows what has become new
        listed = read_manifest(folder / "output").files
        assert {path: sha256(folder / "output" / path) for path in listed} == {path: listed[path][0] for path in listed}
    assert left(folder / "output") == []
    assert cvkit(folder, "build", "site", "bio").returncode == 0
    assert state(folder / "output") == new


def test_an_answer_that_cannot_be_printed_is_told(folder: Path) -> None:
    require("bash")
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    line, environ = command(folder, "build", "bio")
    done = subprocess.run(
        ["bash", "-c", '"$@" > /dev/full', "bash", *line],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: cannot write: No space left on device")


def without_privilege() -> list[str]:
    """What a command begins with, so that permissions hold for it."""
    if os.geteuid() != 0:
        return []
    require("setpriv")
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]


def test_a_folder_that_may_not_be_written_stays_as_it_is(folder: Path, old: State) -> None:
    prefix = without_privilege()
    (folder / "output").chmod(0o555)
    done = cvkit(folder, "build", "site", "bio", prefix=prefix)
    assert done.returncode == 1
    assert "cannot write output/bio-short.txt: Permission denied; what was there still stands" in done.stderr
    assert "help: see who may write there, or name a folder elsewhere" in done.stderr
    assert state(folder / "output") == old
    describe(folder, 0)
    assert cvkit(folder, "build", "site", "bio", prefix=prefix).returncode == 0
    (folder / "output").chmod(0o755)


def test_a_file_that_cannot_be_read_is_replaced(folder: Path, new: State) -> None:
    (folder / "output" / "bio-short.txt").chmod(0)
    assert cvkit(folder, "build", "site", "bio", prefix=without_privilege()).returncode == 0
    (folder / "output" / "bio-short.txt").chmod(0o600)
    assert state(folder / "output") == new


def test_a_site_in_a_folder_that_may_not_be_written_is_made_anew_within(folder: Path, new: State) -> None:
    www = folder / "www"
    www.mkdir()
    (folder / "output" / "site").rename(www / "site")
    (folder / "output" / "site").symlink_to(www / "site")
    www.chmod(0o555)
    assert cvkit(folder, "site", prefix=without_privilege()).returncode == 0
    www.chmod(0o755)
    assert state(www) == {"site": new["site"]}


@pytest.mark.parametrize(
    ("occupied", "message"),
    [
        ("site", "cannot write there/site: it is not a folder"),
        ("bio-long.txt/", "cannot write there/bio-long.txt: it is a folder"),
        ("manifest.json/", "cannot write there/manifest.json: it is a folder"),
    ],
)
def test_what_is_in_the_way_is_told_and_stays(folder: Path, occupied: str, message: str) -> None:
    path = folder / "there" / occupied
    (path if occupied.endswith("/") else path.parent).mkdir(parents=True)
    if not occupied.endswith("/"):
        path.write_text("mine")
    done = cvkit(folder, "build", "site", "bio", "-o", "there")
    assert done.returncode == 1
    assert f"error: {message}; what was there still stands\n  help: give another name, or move it away" in done.stderr
    assert path.is_dir() if occupied.endswith("/") else path.read_text() == "mine"
    assert left(folder / "there") == []


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_without_a_place_for_records_everything_is_made(folder: Path, new: State, kind: str) -> None:
    there = folder / "there"
    if kind == "file":
        there.mkdir()
        (there / ".cvkit").write_text("mine")
    else:
        for name in ("builds", "lock", "site-files.json", "photo.json"):
            (there / ".cvkit" / name / "in the way").mkdir(parents=True)
    for _ in range(2):
        assert cvkit(folder, "build", "site", "bio", "-o", "there").returncode == 0
        assert state(there) == new


@pytest.mark.parametrize(
    ("output", "code", "message"),
    [
        ("profile.yaml", 2, "Directory 'profile.yaml' is a file"),
        ("profile.yaml/within", 1, "profile.yaml is not a folder"),
        ("x" * 300, 1, "File name too long; what was there still stands\n  help: give a shorter name"),
        ("a\nb", 0, ""),
        ("ä 'b\" $c", 0, ""),
    ],
)
def test_any_name_of_a_folder_is_taken_or_refused(folder: Path, output: str, code: int, message: str) -> None:
    done = cvkit(folder, "build", "bio", "-o", output)
    assert (done.returncode, message in done.stderr) == (code, True)
    assert (folder / output / "bio-short.txt").exists() is (code == 0) if len(output) < 200 else True


def test_two_builds_at_once_are_both_right(folder: Path, old: State, new: State) -> None:
    describe(folder, 0)
    (folder / "other.yaml").write_text(PROFILES[1], encoding="utf-8")
    running = []
    for profile in ("profile.yaml", "other.yaml"):
        line, environ = command(folder, "build", "site", "bio", "-p", profile)
        running.append(subprocess.Popen(line, cwd=folder, env=environ, stdout=subprocess.DEVNULL))
    assert [process.wait() for process in running] == [0, 0]
    assert state(folder / "output") in (old, new)
    assert left(folder / "output") == []
    # Neither believes that what the other has made were its own.
    for profile, expected in (("profile.yaml", old), ("other.yaml", new)):
        assert cvkit(folder, "build", "site", "bio", "-p", profile).returncode == 0
        assert state(folder / "output") == expected
