"""Templates that are kept as they were compiled, and the text that pages may hold."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from cvkit.render.html_inline import permitted
from cvkit.render.html_style import Part
from cvkit.render.html_templates import Templates

STYLE = Part("p{}", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template and a piece of it."""
    made = tmp_path / "html"
    made.mkdir()
    (made / "page.html").write_text("<style>{{ style.text }}</style>{{ name }}{% include 'end.html' %}")
    (made / "end.html").write_text("!")
    return made


def drawn(folder: Path, cache: Path | None) -> str:
    return Templates((folder,), cache).render("page.html", STYLE, {"name": "Ada & Co"})


def compiled(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.iterdir()}


def test_a_template_is_compiled_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache" / "templates"
    expected = drawn(folder, None)
    assert expected == "<style>p{}</style>Ada &amp; Co!"
    assert drawn(folder, cache) == expected
    assert len(compiled(cache)) == 2
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert drawn(folder, cache) == expected


def test_a_template_that_was_edited_is_compiled_anew(folder: Path, tmp_path: Path) -> None:
    drawn(folder, tmp_path / "cache")
    (folder / "end.html").write_text("?")
    assert drawn(folder, tmp_path / "cache").endswith("Co?")


def test_another_compiler_takes_nothing_over(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(folder, tmp_path / "cache")
    before = compiled(tmp_path / "cache")
    monkeypatch.setattr(jinja2, "__version__", "99.0")
    drawn(folder, tmp_path / "cache")
    assert before.items() < compiled(tmp_path / "cache").items()


def test_only_the_user_may_change_what_is_run(folder: Path, tmp_path: Path) -> None:
    drawn(folder, tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoiled", [b"", b"j2", b"cut"])
def test_a_spoiled_cache_only_costs_time(folder: Path, tmp_path: Path, spoiled: bytes) -> None:
    cache = tmp_path / "cache"
    expected = drawn(folder, cache)
    for name, content in compiled(cache).items():
        (cache / name).write_bytes(content[:-20] if spoiled == b"cut" else spoiled)
    assert drawn(folder, cache) == expected


def test_where_nothing_can_be_kept_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert drawn(folder, tmp_path / "cache") == drawn(folder, None)


# What the specification of HTML says of the characters of a document.
ALLOWED = re.compile(
    "[\t\n\f -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
    + "]"
)


def test_a_page_holds_the_characters_of_html_and_no_other() -> None:
    every = [chr(code) for code in range(0x110000) if chr(code) != "\r"]
    expected = "".join(char if ALLOWED.fullmatch(char) else "\ufffd" for char in every)
    assert permitted("".join(every)) == expected


def test_what_is_not_allowed_goes_before_and_after_the_stylesheet(folder: Path) -> None:
    (folder / "page.html").write_text("{{ name }}<style>{{ style.text }}</style>{{ name }}")
    templates = Templates((folder,))
    assert templates.render("page.html", STYLE, {"name": "a\0b\r\nc"}) == "a\ufffdb\nc<style>p{}</style>a\ufffdb\nc"
    assert templates.render("page.html", Part("", ""), {"name": "\x7f"}) == "\ufffd<style></style>\ufffd"
