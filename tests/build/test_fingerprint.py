"""What was made before stands until an input, an output or the program changes; a spoiled record is no answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.build import fingerprint, records
from cvkit.build.fingerprint import Memory, look, traces, user_cache


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """A profile, a folder of templates, a file that is not there, and an output."""
    profile, templates, output = tmp_path / "profile.yaml", tmp_path / "templates", tmp_path / "cv.pdf"
    profile.write_text("person: {name: Maren Okafor}", encoding="utf-8")
    templates.mkdir()
    (templates / "nav.html").write_text("<nav>", encoding="utf-8")
    output.write_bytes(b"%PDF-1.5")
    return {"profile": profile, "templates": templates, "absent": tmp_path / "papers.bib", "output": output}


@pytest.fixture
def memory(tmp_path: Path, places: dict[str, Path]) -> Memory:
    """A memory that has one answer."""
    memory = Memory(tmp_path / "memory")
    inputs = look([places["profile"], places["templates"], places["absent"]])
    memory.keep("cv as of 2026-11-22", inputs, traces([places["output"]]), "unchanged  cv.pdf")
    return memory


def test_an_answer_stands_while_nothing_changes(memory: Memory) -> None:
    assert memory.recall("cv as of 2026-11-22") == "unchanged  cv.pdf"
    assert memory.recall("cv as of 2026-11-23") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda places: places["profile"].write_text("person: {name: Maren Okafos}", encoding="utf-8"),
        lambda places: places["profile"].unlink(),
        lambda places: (places["templates"] / "nav.html").write_text("<NAV>", encoding="utf-8"),
        lambda places: (places["templates"] / "own.css").write_text("", encoding="utf-8"),
        lambda places: places["absent"].write_text("@book{}", encoding="utf-8"),
        lambda places: places["output"].write_bytes(b"%PDF-1.7"),
        lambda places: places["output"].unlink(),
    ],
    ids=["input", "input gone", "in a folder", "new in a folder", "input come", "output", "output gone"],
)
def test_any_change_makes_it_fall(
    memory: Memory, places: dict[str, Path], change: Callable[[dict[str, Path]], object]
) -> None:
    change(places)
    assert memory.recall("cv as of 2026-11-22") is None


def test_a_touched_input_of_the_same_content_is_no_change(memory: Memory, places: dict[str, Path]) -> None:
    places["profile"].write_bytes(places["profile"].read_bytes())
    assert memory.recall("cv as of 2026-11-22") is not None


def test_an_edit_that_keeps_size_and_time_is_a_change(memory: Memory, places: dict[str, Path]) -> None:
    output = places["output"]
    before = output.stat()
    output.write_bytes(b"%PDF-1.7")
    os.utime(output, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (output.stat().st_size, output.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert memory.recall("cv as of 2026-11-22") is None


def test_what_comes_through_a_pipe_is_neither_read_nor_known(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert look([pipe]) != look([pipe])


@pytest.mark.parametrize("name", ["endless", "huge"])
def test_what_has_no_end_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "endless").symlink_to("/dev/zero")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(2**33)  # a hole: it takes no room
    assert look([tmp_path / name]) != look([tmp_path / name])


def test_a_file_behind_a_link_to_a_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "real" / "html").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "html").symlink_to("../real/html", target_is_directory=True)
    (tmp_path / "templates" / "round").symlink_to(".", target_is_directory=True)
    file = tmp_path / "real" / "html" / "footer.html"
    file.write_text("one")
    before = look([tmp_path / "templates"])
    assert before == look([tmp_path / "templates"])
    file.write_text("two")
    assert before != look([tmp_path / "templates"])


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    name = os.fsdecode(b"caf\xe9\n.html")
    try:
        (tmp_path / "templates" / name).touch()
    except OSError:
        pytest.skip("names are text here")
    before = look([tmp_path / "templates"])
    (tmp_path / "templates" / name).write_text("one")
    assert before != look([tmp_path / "templates"])


def test_another_state_of_the_program_is_a_change(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "_program", lambda: "edited")
    assert memory.recall("cv as of 2026-11-22") is None


@pytest.mark.parametrize("spoiled", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"asked": 1}'])
def test_a_spoiled_record_is_no_answer(memory: Memory, spoiled: bytes) -> None:
    [record] = memory.folder.iterdir()
    record.write_bytes(spoiled)
    assert memory.recall("cv as of 2026-11-22") is None


def test_a_record_under_the_name_of_another_question_is_no_answer(memory: Memory) -> None:
    [record] = memory.folder.iterdir()
    records.keep(record, records.recall(record) | {"asked": "site"})
    assert memory.recall("cv as of 2026-11-22") is None


def test_a_folder_that_takes_nothing_is_no_failure(tmp_path: Path, places: dict[str, Path]) -> None:
    (tmp_path / "file").touch()
    memory = Memory(tmp_path / "file" / "memory")
    memory.keep("cv", look([places["profile"]]), {}, "made")
    assert memory.recall("cv") is None


def test_old_records_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "_KEPT", 3)
    memory = Memory(tmp_path / "memory")
    for number in range(6):
        memory.keep(f"cv {number}", {}, {}, "made")
    assert len(list(memory.folder.iterdir())) == 3
    assert memory.recall("cv 5") == "made"


def test_the_cache_is_where_the_platform_has_it() -> None:
    assert user_cache({"XDG_CACHE_HOME": "/cache", "HOME": "/somewhere/maren"}) == Path("/cache/cvkit")
    assert user_cache({"HOME": "/somewhere/maren"}).is_relative_to("/somewhere/maren")
    assert user_cache({"XDG_CACHE_HOME": "cache", "HOME": "/somewhere/maren"}).is_relative_to("/somewhere/maren")


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nowhere)
    memory = Memory(user_cache({}))
    memory.keep("asked", {}, {}, "answer")
    assert memory.recall("asked") is None
