"""The editions of a CV: which files are made, from which style of citations, and what is told when one cannot be."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from cvkit.build.cv import EDITIONS
from cvkit.build.job import Made, Surroundings
from cvkit.build.targets import build
from cvkit.cli.documents import EDITIONS as OFFERED
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError

AS_OF = date(2026, 11, 22)
PROFILE = """\
person:
  name: Maren Okafor
positions:
  prof: {title: Professor, organizations: Northgate University, start: 2020-03}
publications:
  looms: {title: On Looms, authors: [me, Ada Quint], kind: journal, venue: Annals of Warp, date: 2021}
documents:
  cv: {show_urls: true}
"""
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Tiny</title><id>tiny</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <names variable="author" suffix=": "><name initialize-with=". " name-as-sort-order="all"/></names>
    <text variable="title"/>
  </layout></bibliography>
</style>
"""
SUFFIXES = {"accessible": "cv-accessible.pdf", "word": "cv.docx", "markdown": "cv.md", "text": "cv.txt"}

Maker = Callable[..., list[Made]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small profile and a citation style."""
    (tmp_path / "profile.yaml").write_text(PROFILE)
    (tmp_path / "tiny.csl").write_text(STYLE)
    return tmp_path


@pytest.fixture
def make(folder: Path) -> Maker:
    """Make editions of the profile's CV as it now stands."""

    def run(*editions: str) -> list[Made]:
        around = Surroundings(
            dict(os.environ), folder / "output", None, lambda line: None, lambda line: None, frozenset(editions)
        )
        return list(build(load(folder / "profile.yaml"), ("cv",), AS_OF, around))

    return run


def choose(folder: Path, style: str) -> None:
    """Let the recipe name a citation style."""
    (folder / "profile.yaml").write_text(PROFILE.replace("show_urls: true", f"citation_style: {style}"))


def test_every_edition_is_offered_and_known_by_a_file_of_its_own() -> None:
    assert tuple(EDITIONS) == OFFERED
    assert {"pdf", *SUFFIXES} == set(EDITIONS)


@pytest.mark.parametrize("edition", SUFFIXES)
def test_an_edition_is_made_once_and_then_unchanged(edition: str, folder: Path, make: Maker) -> None:
    (first,) = make(edition)
    assert first.path == folder / "output" / SUFFIXES[edition]
    assert first.changed
    content = first.path.read_bytes()
    (second,) = make(edition)
    assert not second.changed
    assert second.path.read_bytes() == content


def test_a_spoiled_accessible_edition_is_made_again(make: Maker) -> None:
    (made,) = make("accessible")
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:100])
    (again,) = make("accessible")
    assert again.changed
    assert again.path.read_bytes() == whole


def test_a_character_without_a_font_is_told_at_its_place(folder: Path, make: Maker) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("On Looms", "On \U0010fff0"))
    with pytest.raises(ProfileError) as caught:
        make("accessible")
    (problem,) = caught.value.problems
    assert "U+10FFF0" in problem.message
    assert problem.place is not None
    assert problem.place.line == 6


def test_a_template_of_the_users_that_fails_is_told_with_its_line(folder: Path, make: Maker) -> None:
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "print.html").write_text("whole\n{{ 1 / 0 }}")
    with pytest.raises(ProfileError, match=r"in the template print\.html, line 2: ZeroDivisionError"):
        make("accessible")


def test_every_edition_takes_the_citation_style(folder: Path, make: Maker) -> None:
    choose(folder, "tiny.csl")
    made = {file.path.suffix: file for file in make("word", "markdown", "text")}
    assert "Okafor, M., Quint, A.: On Looms" in made[".txt"].path.read_text()
    assert "**Okafor, M.**, Quint, A.: On Looms" in made[".md"].path.read_text()
    word = docx.Document(io.BytesIO(made[".docx"].path.read_bytes()))
    assert any("Okafor, M., Quint, A.: On Looms" in paragraph.text for paragraph in word.paragraphs)


def test_a_citation_style_changes_no_fact(folder: Path, make: Maker) -> None:
    (plain,) = make("text")
    choose(folder, "tiny.csl")
    (styled,) = make("text")
    assert styled.changed
    assert plain.shows is not None
    assert styled.shows is not None
    assert plain.shows.sections == styled.shows.sections


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.csl", None, "cannot be read: No such file"),
        ("latin.csl", b"\xe9", "cannot be read: it is not text in UTF-8"),
        ("broken.csl", b"<style>", "cannot be used: it is not well-formed"),
        ("page.csl", b"<html/>", "cannot be used: it is no CSL style"),
    ],
)
def test_a_citation_style_that_cannot_be_used_is_told_at_its_place(
    name: str, content: bytes | None, message: str, folder: Path, make: Maker
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    choose(folder, name)
    with pytest.raises(ProfileError) as caught:
        make("text")
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.help
    assert problem.place is not None
    assert name in problem.place.excerpt


def test_a_missing_extra_is_told_with_the_remedy(folder: Path, make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    choose(folder, "tiny.csl")
    with pytest.raises(ProfileError) as caught:
        make("text")
    assert caught.value.problems[0].help == "pip install 'cvkit-publish[csl]'"


@pytest.mark.parametrize("length", [30, 41, 300])
def test_a_long_word_beside_a_date_stays_on_the_page(length: int, folder: Path, make: Maker) -> None:
    word = "x" * length
    talk = f"talks:\n  looms: {{title: On {word}, event: Looms, date: 2022-05-01}}\n"
    (folder / "profile.yaml").write_text(PROFILE.replace("documents:", f"{talk}documents:"))
    (made,) = make("accessible")
    with pypdfium2.PdfDocument(made.path) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) == "x"]
        width = page.get_width()
    assert len(boxes) >= length
    assert all(width / 10 < left < right < width * 0.9 for left, _, right, _ in boxes)
