"""Documents become files: which, when they change, and what happens when one cannot be made."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cvkit.build.job import Made, Surroundings
from cvkit.build.targets import build
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError
from cvkit.view.compose import UnknownDocumentError
from tools import require

AS_OF = date(2026, 11, 22)

PROFILE = """\
person:
  name: Ada Lovelace
  pronouns: she
  interests: {short: analytical engines}
organizations:
  lib: {name: London Institute of Battles}
positions:
  analyst: {title: Analyst, organizations: lib, start: 2020-03}
education:
  phd: {degree: Ph.D., field: Mathematics, organizations: lib, start: 2015, end: 2019}
publications:
  notes: {title: Notes on the Engine, authors: [me], kind: journal, venue: Taylor's Memoirs, date: 2021}
talks:
  t1: {title: On Engines, event: Royal Society, date: 2022-05-01}
"""

Builder = Callable[..., list[Made]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small profile."""
    (tmp_path / "profile.yaml").write_text(PROFILE)
    return tmp_path


@pytest.fixture
def told() -> list[str]:
    """What the user was told."""
    return []


@pytest.fixture
def make(folder: Path, told: list[str]) -> Builder:
    """Build documents of the profile as it now stands."""

    def run(*targets: str, engine: str | None = None, path: str | None = None) -> list[Made]:
        environ = dict(os.environ) if path is None else {**os.environ, "PATH": path}
        around = Surroundings(environ, folder / "output", engine, told.append, lambda line: None)
        return list(build(load(folder / "profile.yaml"), targets, AS_OF, around))

    return run


def edit(folder: Path, old: str, new: str) -> None:
    """Change the profile."""
    text = (folder / "profile.yaml").read_text()
    assert old in text
    (folder / "profile.yaml").write_text(text.replace(old, new))


def test_the_second_build_changes_nothing(make: Builder) -> None:
    first = make()
    assert {made.document for made in first} == {"cv", "site", "bio"}
    assert all(made.changed for made in first)
    assert not any(made.changed for made in make())


def test_a_fact_changes_just_the_files_that_show_it(folder: Path, make: Builder) -> None:
    make()
    edit(folder, "On Engines", "On Looms")
    changed = {made.path.name for made in make() if made.changed}
    assert changed == {"cv.tex", "cv.pdf", "site", "index.html", "talks.html", "cv.html", "feed.xml"}


def test_a_spoiled_pdf_is_made_again(folder: Path, make: Builder) -> None:
    (made,) = [made for made in make("cv") if made.path.suffix == ".pdf"]
    whole = made.path.read_bytes()
    made.path.write_bytes(b"spoiled")
    make("cv")
    assert made.path.read_bytes() == whole


def test_spoiled_records_only_cost_time(folder: Path, make: Builder) -> None:
    make("cv")
    (folder / "output" / ".cvkit" / "cv.json").write_text('{"inputs": 3}')
    assert not any(made.changed for made in make("cv"))


def test_an_unknown_document_is_refused_before_anything_is_made(folder: Path, make: Builder) -> None:
    with pytest.raises(UnknownDocumentError):
        make("site", "sit")
    assert not (folder / "output").exists()


def test_without_tex_weasyprint_sets_the_pdf_and_says_so(
    make: Builder, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cvkit.typeset.engines.find_engines", lambda path: [])
    made = make("cv")[-1]
    assert made.path.read_bytes().startswith(b"%PDF")
    assert made.detail == "1 page, WeasyPrint"
    assert len(told) == 1
    assert "WeasyPrint sets the PDF" in told[0]


def test_what_pdftex_cannot_set_goes_to_another_engine_and_is_told(
    folder: Path, make: Builder, told: list[str]
) -> None:
    require("pdflatex", "xelatex")
    edit(folder, "Notes on the Engine", "Notes on the Ελληνικά Engine")
    made = make("cv")[-1]
    assert made.path.read_bytes().startswith(b"%PDF")
    assert "pdfTeX" not in made.detail
    assert any("Ε (U+0395)" in line for line in told)


def test_what_is_told_of_several_documents_is_told_once(folder: Path, make: Builder, told: list[str]) -> None:
    require("pdflatex", "xelatex")
    edit(folder, "Notes on the Engine", "Notes on the Ελληνικά Engine")
    with (folder / "profile.yaml").open("a") as profile:
        profile.write("documents:\n  resume: {extends: cv}\n")
    make("cv", "resume")
    assert len([line for line in told if "pdfTeX has no glyphs for" in line]) == 1


def test_a_glyph_that_is_nowhere_is_an_error_at_its_entry(folder: Path, make: Builder) -> None:
    edit(folder, "Notes on the Engine", "Notes on the \U000131e0 Engine")  # an Egyptian hieroglyph
    with pytest.raises(ProfileError) as raised:
        make("cv", engine="weasyprint")
    (problem,) = raised.value.problems
    assert problem.place is not None
    assert (problem.place.line, "U+131E0" in problem.message) == (12, True)
    assert not (folder / "output" / "cv.pdf").exists()


def test_a_page_limit_that_is_passed_is_an_error_and_the_old_file_stays(folder: Path, make: Builder) -> None:
    make("cv")
    old = (folder / "output" / "cv.pdf").read_bytes()
    many = "".join(
        f"  p{n}: {{title: Paper {n}, authors: [me], kind: journal, venue: Memoirs, date: 2021}}\n" for n in range(60)
    )
    edit(folder, "talks:\n", f"{many}talks:\n")
    with (folder / "profile.yaml").open("a") as profile:
        profile.write("documents:\n  cv: {max_pages: 1}\n")
    with pytest.raises(ProfileError, match=r"`cv` has \d+ pages, \d+ over its limit of 1"):
        make("cv")
    assert (folder / "output" / "cv.pdf").read_bytes() == old


def test_a_limit_lowered_since_is_an_error_although_the_pdf_is_kept(folder: Path, make: Builder) -> None:
    many = "".join(
        f"  p{n}: {{title: Paper {n}, authors: [me], kind: journal, venue: Memoirs, date: 2021}}\n" for n in range(60)
    )
    edit(folder, "talks:\n", f"{many}talks:\n")
    make("cv")
    old = (folder / "output" / "cv.pdf").read_bytes()
    with (folder / "profile.yaml").open("a") as profile:
        profile.write("documents:\n  cv: {max_pages: 1}\n")
    with pytest.raises(ProfileError, match="over its limit of 1"):
        make("cv")
    assert (folder / "output" / "cv.pdf").read_bytes() == old


def test_an_unknown_style_is_an_error_at_its_place(folder: Path, make: Builder) -> None:
    with (folder / "profile.yaml").open("a") as profile:
        profile.write("documents:\n  cv: {style: clasic}\n")
    with pytest.raises(ProfileError, match="there is no style `clasic`") as raised:
        make("cv")
    place = raised.value.problems[0].place
    assert place is not None
    assert place.excerpt == "  cv: {style: clasic}"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("me.jpg", None, "there is no picture `me.jpg`"),
        ("me.txt", b"hello", "`me.txt` is no picture"),
        ("me.png", b"hello", "`me.png` is not what its ending says"),
    ],
)
def test_a_bad_photo_is_an_error_at_its_place(
    folder: Path, make: Builder, name: str, content: bytes | None, message: str
) -> None:
    edit(folder, "  pronouns: she", f"  pronouns: she\n  photo: {name}")
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(ProfileError, match=re.escape(message)):
        make("site")
    assert not (folder / "output" / "site").exists()


def test_a_users_own_template_shadows_the_shipped_one(folder: Path, make: Builder) -> None:
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "page.html").write_text("own page of {{ document.author }}")
    make("site")
    assert (folder / "output" / "site" / "index.html").read_text() == "own page of Ada Lovelace"


def test_tex_that_fails_is_told_at_the_entry_and_nothing_is_written_over(folder: Path, make: Builder) -> None:
    require("pdflatex")
    make("cv")
    old = (folder / "output" / "cv.tex").read_bytes()
    latex = folder / "templates" / "latex"
    latex.mkdir(parents=True)
    shipped = (folder / "output" / "cvkit-classic.sty").read_text()
    (latex / "cvkit-classic.sty").write_text(
        shipped.replace("\\endinput", "") + "\\renewcommand{\\cvreference}{\\nosuchmacro}\n"
    )
    with pytest.raises(ProfileError, match="nosuchmacro") as raised:
        make("cv", engine="pdftex")
    (problem,) = raised.value.problems
    assert problem.place is not None
    assert problem.place.line == 12
    assert (folder / "output" / "cv.log").is_file()
    assert (folder / "output" / "cv.tex").read_bytes() == old


def test_a_format_is_kept_in_the_users_cache_and_not_needed(
    folder: Path, make: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("pdflatex")
    cache = folder / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    pdf, tex = folder / "output" / "cv.pdf", folder / "output" / "cv.tex"
    make("cv")
    first, source = pdf.read_bytes(), tex.read_bytes()
    assert len(list((cache / "cvkit" / "formats").glob("*.fmt"))) == 1
    assert source.startswith(b"\\documentclass")  # what users see compiles by itself
    for place in (cache, folder / "profile.yaml" / "no folder"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(place))
        pdf.unlink()
        make("cv")
        assert pdf.read_bytes() == first
        assert tex.read_bytes() == source
