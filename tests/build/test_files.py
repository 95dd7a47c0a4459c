"""Files are put in place whole, and left alone when nothing changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cvkit.build.files import WriteError, write


def test_tells_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.txt"
    assert write(path, b"one")
    before = path.stat().st_mtime_ns
    assert not write(path, b"one")
    assert path.stat().st_mtime_ns == before
    assert write(path, b"two")
    assert path.read_bytes() == b"two"


def test_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write(path, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError, match="No space left on device"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(WriteError, match=r"cannot write .*a\.txt"):
        write(tmp_path / "a.txt", b"new")


def test_the_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"one")
    (tmp_path / "b.txt").write_bytes(b"one")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a.txt").symlink_to("elsewhere/b.txt")
    for content in (b"one", b"two"):
        write(tmp_path / "a.txt", content)
        assert (tmp_path / "elsewhere" / "b.txt").read_bytes() == content
    assert (tmp_path / "a.txt").is_symlink()


def test_permissions_stay(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"one")
    (tmp_path / "a.txt").chmod(0o640)
    write(tmp_path / "a.txt", b"two")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_what_is_no_plain_file_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteError, match="it is no plain file"):
        write(tmp_path / "pipe", b"one")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(
    ("path", "message", "remedy"),
    [
        ("file/a.txt", "file is not a folder", "give another name, or move it away"),
        ("file/folder/a.txt", "file is not a folder", "give another name, or move it away"),
        ("x" * 300, "File name too long", "give a shorter name"),
    ],
)
def test_the_cause_and_a_remedy_are_told(tmp_path: Path, path: str, message: str, remedy: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match=message) as raised:
        write(tmp_path / path, b"one")
    assert raised.value.remedy == remedy
