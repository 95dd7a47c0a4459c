"""The bundle for a host: what is in it, and that its bytes are always the same."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from announced import PROFILE, TALK, TODAY
from cvkit.build.files import WriteError
from cvkit.build.host import bundle, make_bundle
from cvkit.build.job import Made
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError
from cvkit.render import ics, text
from cvkit.view.announcement import compose_talk

PHOTO = b"\xff\xd8\xff\xe0 a picture"


def made(folder: Path, *, day: date | None = None, photo: str = "", **talk: object) -> Made:
    """The bundle of Maren Okafor's talk, made in the folder."""
    raw = PROFILE | {"talks": {"loom": TALK | talk}}
    raw["person"] = PROFILE["person"] | ({"photo": photo} if photo else {})
    folder.mkdir(exist_ok=True)
    (folder / "profile.yaml").write_text(json.dumps(raw))  # which is YAML, too
    (folder / "me.jpg").write_bytes(PHOTO)
    loaded = load(folder / "profile.yaml")
    document = compose_talk(loaded.profile, "loom", TODAY, day=day)
    return make_bundle(loaded, "loom", document, folder / "out" / "loom.zip", day)


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_all_that_a_host_needs(tmp_path: Path) -> None:
    bundled = made(tmp_path, photo="me.jpg")
    files = read(bundled.path)
    assert list(files) == [
        "loom/announcement.txt",
        "loom/announcement.html",
        "loom/loom.ics",
        "loom/bio-short.txt",
        "loom/bio-long.txt",
        "loom/photo.jpg",
    ]
    document = compose_talk(load(tmp_path / "profile.yaml").profile, "loom", TODAY)
    assert files["loom/announcement.txt"].decode() == text.render(document)
    assert files["loom/loom.ics"] == ics.calendar(document)
    assert files["loom/photo.jpg"] == PHOTO
    assert b'<meta charset="utf-8">' in files["loom/announcement.html"]
    short, long = (files[f"loom/bio-{length}.txt"].decode() for length in ("short", "long"))
    assert short.startswith("Maren Okafor is an assistant professor")
    assert len(short) < len(long)
    assert bundled.changed
    assert bundled.detail == "announcement.txt, announcement.html, loom.ics, bio-short.txt, bio-long.txt, photo.jpg"


def test_it_is_of_the_day_of_the_talk_or_of_that_asked_for(tmp_path: Path) -> None:
    files = read(made(tmp_path, day=date(2025, 1, 1)).path)
    assert "postdoctoral fellow" in files["loom/bio-short.txt"].decode()
    assert "Postdoctoral Fellow" in files["loom/announcement.txt"].decode()


def test_a_talk_without_a_day_has_no_calendar_entry(tmp_path: Path) -> None:
    unknown: dict[str, Any] = {"date": "2027-03", "start": None, "end": None, "zone": None}
    assert not [name for name in read(made(tmp_path, **unknown).path) if name.endswith(".ics")]


def test_its_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    one, other = (made(tmp_path / name, photo="me.jpg") for name in ("one", "other"))
    assert one.path.read_bytes() == other.path.read_bytes()
    assert not made(tmp_path / "one", photo="me.jpg").changed
    with zipfile.ZipFile(one.path) as archive:
        for info in archive.infolist():
            assert (info.date_time, info.create_system, info.external_attr >> 16, info.compress_type) == (
                (1980, 1, 1, 0, 0, 0),
                3,
                0o100644,
                zipfile.ZIP_STORED,
            )


def test_names_and_contents_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(bundle("x", {"a.txt": b"", "b.txt": "é".encode()}))
    assert read(path) == {"x/a.txt": b"", "x/b.txt": "é".encode()}


@pytest.mark.parametrize(
    ("photo", "message"),
    [("me.txt", "`me.txt` is no picture"), ("you.jpg", "there is no picture"), ("me.png", "not what its ending says")],
)
def test_a_photo_that_is_none_is_a_problem_of_the_profile(photo: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "me.png").write_bytes(PHOTO)
    with pytest.raises(ProfileError) as raised:
        made(tmp_path, photo=photo)
    assert message in raised.value.problems[0].message
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(WriteError):
        made(tmp_path)
