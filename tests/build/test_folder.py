"""A folder is put in place whole: what changed is new, what did not is not touched, and what is not ours stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cvkit.build import folder as swapping
from cvkit.build.files import WriteError
from cvkit.build.folder import replace_folder

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


def test_a_failed_second_rename_brings_the_old_folder_back(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith(".site-new-"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError):
        replace_folder(place, {"index.html": b"new"}, FILES)
    assert content(place) == FILES


def test_a_run_that_was_killed_between_the_renames_costs_nothing(place: Path) -> None:
    old = place.parent / ".site-old-x1"
    old.mkdir()
    place.rename(old / "site")
    (place.parent / ".site-new-x2").mkdir()
    (old / "site" / "own.txt").write_bytes(b"own")
    replace_folder(place, FILES, FILES)
    assert content(place) == FILES | {"own.txt": b"own"}
    assert [path.name for path in place.parent.iterdir()] == ["site"]
