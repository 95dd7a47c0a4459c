"""A folder is put in place whole: what changed is new, what did not is not touched, and what is not ours stays."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from cvkit.build import folder as swapping
from cvkit.build.files import ASIDE, OLD, WriteError
from cvkit.build.folder import clear_away, replace_folder
from cvkit.build.swap import exchange

FILES = {"index.html": b"home", "papers/a.html": b"a", "papers/b.html": b"b"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that was made before."""
    place = tmp_path / "site"
    assert replace_folder(place, FILES, ()) == set(FILES)
    return place


def content(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_folder_holds_the_files_and_nothing_is_left_beside_it(place: Path) -> None:
    assert content(place) == FILES
    assert [path.name for path in place.parent.iterdir()] == ["site"]
    umask = os.umask(0)
    os.umask(umask)
    assert place.stat().st_mode & 0o777 == 0o777 & ~umask  # web servers and rsync must read it


def test_what_is_unchanged_is_not_touched(place: Path) -> None:
    os.utime(place / "papers" / "a.html", (1, 1))
    assert replace_folder(place, FILES | {"index.html": b"new"}, FILES) == {"index.html"}
    assert (place / "papers" / "a.html").stat().st_mtime == 1
    same = place.stat().st_ino
    assert replace_folder(place, FILES | {"index.html": b"new"}, FILES) == set()
    assert place.stat().st_ino == same


def test_what_is_made_no_more_goes(place: Path) -> None:
    assert replace_folder(place, {"index.html": b"home"}, FILES) == set()
    assert content(place) == {"index.html": b"home"}


def test_what_somebody_else_put_there_stays(place: Path) -> None:
    (place / ".git").mkdir()
    (place / ".git" / "HEAD").write_bytes(b"ref")
    (place / "papers" / "slides.pdf").write_bytes(b"slides")
    (place / "link").symlink_to("papers")
    replace_folder(place, {"index.html": b"new"}, FILES)
    assert content(place) == {"index.html": b"new", ".git/HEAD": b"ref", "papers/slides.pdf": b"slides"}
    assert (place / "link").readlink() == Path("papers")


def test_a_folder_that_is_a_link_to_elsewhere_stays_one(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www")
    replace_folder(tmp_path / "site", FILES, ())
    assert (tmp_path / "site").is_symlink()
    assert content(tmp_path / "www") == FILES


def test_a_file_may_take_the_place_of_a_folder_and_the_other_way_round(place: Path) -> None:
    replace_folder(place, {"papers": b"file", "index.html/deep": b"x"}, ())
    assert content(place) == {"papers": b"file", "index.html/deep": b"x"}


@pytest.mark.parametrize("failing", ["_fill", "_swap"])
def test_on_a_failure_the_old_folder_stays(place: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(swapping, failing, fail)
    with pytest.raises(WriteError, match="No space left"):
        replace_folder(place, FILES | {"index.html": b"new"}, FILES)
    assert content(place) == FILES
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def no_exchange(one: Path, other: Path) -> bool:
    """What a file system says that cannot exchange two folders."""
    return False


def test_without_exchange_a_folder_is_replaced_in_two_steps(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "exchange", no_exchange)
    (place / "own.txt").write_bytes(b"own")
    replace_folder(place, FILES | {"index.html": b"new"}, FILES)
    assert content(place) == FILES | {"index.html": b"new", "own.txt": b"own"}
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def test_a_failed_second_rename_brings_the_old_folder_back(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith(ASIDE):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(swapping, "exchange", no_exchange)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError):
        replace_folder(place, {"index.html": b"new"}, FILES)
    assert content(place) == FILES


def test_what_killed_builds_left_is_cleared_away_and_what_they_moved_comes_back(place: Path) -> None:
    (place / "own.txt").write_bytes(b"own")
    old = place.parent / f"{OLD}0123456789ab"
    old.mkdir()
    place.rename(old / "site")
    new = place.parent / f"{ASIDE}0123456789ab"
    new.mkdir()
    (new / "index.html").write_bytes(b"ha")
    (place.parent / f"{ASIDE}0123456789ac").write_bytes(b"%PD")
    (place.parent / f"{ASIDE}notes.txt").write_bytes(b"somebody's")
    clear_away(place.parent)
    assert content(place) == FILES | {"own.txt": b"own"}
    assert {path.name for path in place.parent.iterdir()} == {"site", f"{ASIDE}notes.txt"}


def test_an_old_folder_does_not_come_back_over_a_new_one(place: Path) -> None:
    old = place.parent / f"{OLD}0123456789ab"
    (old / "site").mkdir(parents=True)
    clear_away(place.parent)
    assert content(place) == FILES
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def gaps(place: Path, times: int) -> int:
    """How often one who looks without pause finds no folder, while it is replaced so many times, or until then."""
    missed = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal missed
        while not done.is_set():
            missed += not place.exists()

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(times):
        replace_folder(place, {"index.html": b"%d" % number}, {"index.html"})
        if missed:
            break
    done.set()
    watcher.join()
    return missed


def test_there_is_no_moment_without_a_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange(place, place):  # with itself: whether this file system has the step at all
        pytest.skip("this file system cannot exchange folders")
    assert gaps(place, 200) == 0
    monkeypatch.setattr(swapping, "exchange", no_exchange)
    assert gaps(place, 20_000) > 0  # whoever looks would see one


@pytest.mark.parametrize("reason", [errno.EBUSY, errno.EXDEV, errno.EACCES], ids=["mounted", "elsewhere", "forbidden"])
def test_a_folder_that_cannot_be_replaced_has_its_files_replaced(
    place: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(swapping, "_swap", fail)
    (place / "own.txt").write_bytes(b"own")
    same = place.stat().st_ino
    assert replace_folder(place, {"index.html": b"new"}, FILES) == {"index.html"}
    assert content(place) == {"index.html": b"new", "own.txt": b"own"}
    assert not (place / "papers").exists()
    assert place.stat().st_ino == same
    assert [path.name for path in place.parent.iterdir()] == ["site"]


def test_empty_folders_of_somebody_else_stay(place: Path) -> None:
    (place / ".git" / "refs" / "heads").mkdir(parents=True)  # without which git knows no repository
    replace_folder(place, {"index.html": b"new"}, FILES)
    assert (place / ".git" / "refs" / "heads").is_dir()
    assert not (place / "papers").exists()


def test_permissions_stay(place: Path) -> None:
    place.chmod(0o750)
    (place / "papers").chmod(0o700)
    replace_folder(place, FILES | {"index.html": b"new"}, FILES)
    assert (place.stat().st_mode & 0o777, (place / "papers").stat().st_mode & 0o777) == (0o750, 0o700)


def test_a_half_file_of_a_killed_build_does_not_stay_in_the_folder(place: Path) -> None:
    (place / f"{ASIDE}0123456789ab").write_bytes(b"<htm")
    replace_folder(place, FILES | {"index.html": b"new"}, FILES)
    assert content(place) == FILES | {"index.html": b"new"}


def test_a_file_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(WriteError, match="it is not a folder"):
        replace_folder(tmp_path / "site", FILES, ())
    assert (tmp_path / "site").read_bytes() == b"mine"
