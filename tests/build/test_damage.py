"""Whatever becomes of cvkit's own records, of outputs and of clocks: it is noticed, and the next build is right."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cvkit.build import records
from cvkit.cli import cli
from cvkit.load import loader
from cvkit.load.loader import Loaded
from cvkit.render import html_templates
from killed import DAY, PROFILES, State, state

pytestmark = pytest.mark.xdist_group("damage")  # in one worker, as each would make its own outputs to spoil

WITH_PHOTO = PROFILES[0].replace("  pronouns: she", "  pronouns: she\n  photo: me.png")

Damage = Callable[[Path], object]


def build(folder: Path, *arguments: str) -> str:
    """Build the site and the bio of a folder, and give what is printed."""
    where = ["-p", str(folder / "profile.yaml"), "-o", str(folder / "output"), "--as-of", DAY.isoformat()]
    done = CliRunner().invoke(cli, ["build", "site", "bio", *where, *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site that has a photo, and a bio."""
    folder = tmp_path_factory.mktemp("damage")
    picture = io.BytesIO()
    Image.new("RGB", (200, 200), (90, 120, 160)).save(picture, "PNG")
    (folder / "me.png").write_bytes(picture.getvalue())
    (folder / "profile.yaml").write_text(WITH_PHOTO, encoding="utf-8")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def right(place: Path) -> State:
    """What its outputs are."""
    return state(place / "output")


def kept(place: Path) -> list[Path]:
    """All that cvkit keeps for itself, after a build."""
    build(place)
    found = [path for path in sorted((place / "output" / ".cvkit").rglob("*")) if path.is_file()]
    assert {"lock", "photo.json", "site-files.json"} < {path.name for path in found}
    assert any(path.parent.name == "builds" for path in found)
    return found


# --- records ---


def write(content: bytes) -> Damage:
    return lambda path: path.write_bytes(content)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 211):
        content[place] ^= 1
    path.write_bytes(content)


def halve(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def enlarge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(10**10)  # bytes of which a disk stores none


def replace(make: Damage) -> Damage:
    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


DAMAGES: dict[str, Damage] = {
    "empty": write(b""),
    "random": write(bytes(range(256)) * 9),
    "list": write(b"[]"),
    "null": write(b"null"),
    "other value": lambda path: records.keep(path, {"key": 3, "files": ["a"], "asked": None}),
    "deep": write(b"[" * 100_000),
    "flipped": flip,
    "half": halve,
    "huge": enlarge,
    "gone": replace(lambda path: None),
    "folder": replace(lambda path: (path / "within").mkdir(parents=True)),
    "link to nowhere": replace(lambda path: path.symlink_to("nowhere")),
    "link to itself": replace(lambda path: path.symlink_to(path.name)),
    "pipe": replace(os.mkfifo),
}


def repair(path: Path) -> None:
    """Take away what was put in the place of a file."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_records_cost_nothing_but_time(place: Path, right: State, damage: Damage) -> None:
    damaged = kept(place)
    for path in damaged:
        damage(path)
    build(place)
    assert state(place / "output") == right
    for path in damaged:
        repair(path)


@pytest.mark.parametrize("damage", [halve, flip], ids=["half", "flipped"])
def test_one_damaged_record_among_whole_ones_costs_nothing_but_time(place: Path, right: State, damage: Damage) -> None:
    for path in kept(place):
        damage(path)
        build(place)
        assert state(place / "output") == right


@pytest.mark.parametrize("name", ["empty", "random", "list", "null", "deep", "flipped", "half", "gone"])
def test_a_damaged_manifest_is_made_again(place: Path, right: State, name: str) -> None:
    build(place)
    DAMAGES[name](place / "output" / "manifest.json")
    build(place)
    assert state(place / "output") == right


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_of_the_user_is_no_answer(place: Path, tmp_path: Path, damage: Damage) -> None:
    def bio() -> str:
        arguments = ["bio", "--short", "-p", str(place / "profile.yaml"), "--as-of", DAY.isoformat()]
        return CliRunner(env={"XDG_CACHE_HOME": str(tmp_path)}).invoke(cli, arguments, catch_exceptions=False).output

    said = bio()
    (record,) = (tmp_path / "cvkit").iterdir()
    damage(record)
    assert bio() == said


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_compiled_templates_are_compiled_again(
    place: Path, right: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    profile = place / "profile.yaml"
    templates = tmp_path / "cvkit" / "templates"
    html_templates._templates_of.cache_clear()  # as in another process
    profile.write_text(PROFILES[1], encoding="utf-8")
    build(place)
    for path in [*templates.iterdir()]:
        damage(path)
    html_templates._templates_of.cache_clear()
    profile.write_text(WITH_PHOTO, encoding="utf-8")
    build(place)
    assert state(place / "output") == right


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.data())
def test_a_record_is_whole_or_none(tmp_path_factory: pytest.TempPathFactory, value: Any, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "record.json"
    records.keep(path, value)
    assert records.recall(path) == value
    whole = path.read_bytes()
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    spoiled = whole[:start] + data.draw(st.binary()) + whole[end:]
    path.write_bytes(spoiled)
    assert records.recall(path) == (value if spoiled == whole else None)


# --- outputs ---


@settings(max_examples=25)
@given(st.data())
def test_a_changed_byte_of_an_output_is_noticed(place: Path, right: State, data: st.DataObject) -> None:
    build(place)
    outputs = sorted(path for path in (place / "output").rglob("*") if path.is_file() and ".cvkit" not in path.parts)
    path = data.draw(st.sampled_from([path for path in outputs if path.stat().st_size]))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    build(place)
    assert state(place / "output") == right


# --- edits while a build runs ---


@pytest.mark.parametrize("name", ["profile.yaml", "papers.bib"])
def test_what_is_edited_while_it_is_read_is_built_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def profile(title: str) -> str:
        return f"bibliography: papers.bib\n{PROFILES[0].replace('Lecturer', title)}"

    def bibliography(title: str) -> str:
        return f"@article{{ice-age, author = {{Okafor, Maren}}, title = {{{title}}}, journal = {{Isis}}, year = 2018}}"

    (tmp_path / "profile.yaml").write_text(profile("Lecturer"), encoding="utf-8")
    (tmp_path / "papers.bib").write_text(bibliography("Lecturer"), encoding="utf-8")

    def load_and_edit(path: Path) -> Loaded:
        loaded = loader_load(path)
        content = profile("Reader") if name == "profile.yaml" else bibliography("Reader")
        (tmp_path / name).write_text(content, encoding="utf-8")
        return loaded

    loader_load = loader.load
    with monkeypatch.context() as patch:
        patch.setattr(loader, "load", load_and_edit)
        build(tmp_path)
    assert "Reader" not in (tmp_path / "output" / "site" / "index.html").read_text("utf-8")
    build(tmp_path)
    assert "Reader" in (tmp_path / "output" / "site" / "index.html").read_text("utf-8")


# --- clocks ---


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(0, 2**32), st.booleans())
def test_no_time_of_a_file_makes_a_build_wrong(place: Path, right: State, inputs: int, outputs: int, new: bool) -> None:
    build(place)
    if new:
        (place / "profile.yaml").write_text(PROFILES[1], encoding="utf-8")
    for path in place.rglob("*"):
        time = outputs if path.is_relative_to(place / "output") else inputs
        os.utime(path, (time, time))
    build(place)
    found = state(place / "output")
    (place / "profile.yaml").write_text(WITH_PHOTO, encoding="utf-8")
    assert (found == right) is not new
    build(place)
    assert state(place / "output") == right
