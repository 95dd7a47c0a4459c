"""The folder of a site: what lies in it, when it changes, and what happens when it cannot be made."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from cvkit.build import records, resizing
from cvkit.build.job import Made, Surroundings
from cvkit.build.site import CONTACTS
from cvkit.build.targets import build
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError
from cvkit.model.person import Contact
from tools import require

AS_OF = date(2026, 11, 22)

PROFILE = """\
person:
  name: Ada Lovelace
  contacts:
    email: {kind: email, value: ada@example.org}
positions:
  analyst: {title: Analyst, organizations: London Institute, start: 2020-03}
publications:
  notes: {title: Notes on the Engine, authors: [me], kind: journal, venue: Memoirs, date: 2021}
  looms: {title: On Looms, authors: [me], kind: journal, venue: Memoirs, date: 2022}
talks:
  t1: {title: On Engines, event: Royal Society, date: 2022-05-01}
documents:
  site: {url: "https://ada.example.org"}
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

    def run(*targets: str, as_of: date = AS_OF) -> list[Made]:
        around = Surroundings(dict(os.environ), folder / "output", None, told.append, lambda line: None)
        return list(build(load(folder / "profile.yaml"), targets or ("site",), as_of, around))

    return run


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "profile.yaml").read_text()
    assert old in text
    (folder / "profile.yaml").write_text(text.replace(old, new))


def names(folder: Path) -> set[str]:
    site = folder / "output" / "site"
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


PAGES = {"index.html", "publications.html", "talks.html", "cv.html", "404.html"}
PAPERS = {"publications/notes.html", "publications/looms.html"}


def test_a_site_has_its_pages_and_the_files_that_programs_read(folder: Path, make: Builder) -> None:
    *parts, whole = make()
    assert names(folder) >= PAGES | PAPERS | {"feed.xml", "sitemap.xml", "robots.txt", "publications.bib", "CNAME"}
    assert (whole.path, whole.changed, whole.part) == (folder / "output" / "site", True, False)
    assert re.fullmatch(rf"{len(PAGES | PAPERS)} pages, {len(names(folder))} files, [\d,]+ KB", whole.detail)
    assert {made.path.relative_to(whole.path).as_posix() for made in parts} == names(folder)
    assert all(made.part for made in parts)
    pages = [made for made in parts if made.shows]
    assert {made.path.relative_to(whole.path).as_posix() for made in pages} == PAGES | PAPERS
    assert len({made.shows.stamp for made in pages if made.shows}) == len(PAGES | PAPERS)


def test_a_fact_changes_the_pages_that_show_it_and_no_other(folder: Path, make: Builder) -> None:
    make()
    assert not any(made.changed for made in make())
    edit(folder, "On Looms", "On Jacquard's Looms")
    changed = {made.path.name for made in make() if made.changed}
    assert changed >= {"site", "index.html", "publications.html", "cv.html", "looms.html"}
    assert changed.isdisjoint({"notes.html", "talks.html", "404.html", "contact.vcf"})


def test_the_page_of_an_entry_that_is_gone_goes_and_a_file_of_ones_own_stays(folder: Path, make: Builder) -> None:
    make()
    (folder / "output" / "site" / "slides.pdf").write_bytes(b"slides")
    edit(folder, "  looms: {title: On Looms, authors: [me], kind: journal, venue: Memoirs, date: 2022}\n", "")
    assert make()[-1].changed
    assert names(folder) & (PAPERS | {"slides.pdf"}) == {"publications/notes.html", "slides.pdf"}


def test_a_page_that_goes_is_a_change_even_where_nothing_else_is(folder: Path, make: Builder) -> None:
    make()
    record = folder / "output" / ".cvkit" / "site-files.json"
    (folder / "output" / "site" / "old.html").write_text("old")
    records.keep(record, [*records.recall(record), "old.html"])
    *parts, whole = make()
    assert whole.changed
    assert not any(made.changed for made in parts)
    assert "old.html" not in names(folder)


@pytest.mark.parametrize("spoiled", ["", "[", "3", '{"a": 1}', "[1, null]", '["../../profile.yaml", "/etc/hosts"]'])
def test_a_spoiled_record_harms_nothing(folder: Path, make: Builder, spoiled: str) -> None:
    make()
    (folder / "output" / ".cvkit" / "site-files.json").write_text(spoiled)
    make()
    assert (folder / "profile.yaml").is_file()
    assert names(folder) >= PAGES


def test_a_user_template_that_fails_is_an_error_and_the_site_stays(folder: Path, make: Builder) -> None:
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "page.html").write_text("whole")
    make()
    (own / "page.html").write_text("{% if %} is no template")
    with pytest.raises(ProfileError, match=r"in the template page\.html, line 1: "):
        make()
    assert (folder / "output" / "site" / "index.html").read_text() == "whole"


def test_a_theme_that_is_not_there_is_an_error_at_its_place(folder: Path, make: Builder) -> None:
    make()
    edit(folder, 'site: {url: "https://ada.example.org"}', "site: {style: baroque}")
    with pytest.raises(ProfileError) as raised:
        make()
    (problem,) = raised.value.problems
    line = PROFILE.splitlines().index('  site: {url: "https://ada.example.org"}') + 1
    assert problem.place is not None
    assert (problem.place.line, problem.help) == (line, "there are: plain, serif")
    assert "no theme `baroque`" in problem.message
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "theme-baroque.css").write_text("body { color: gold }")
    make()
    assert "color:gold" in (folder / "output" / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if page %}" * 400, "in a template: it is nested too deep to be compiled"),
        ('{% include "footer.html" %}', "in the template footer.html, line 1: RecursionError"),
    ],
)
def test_a_user_template_without_end_is_an_error(folder: Path, make: Builder, template: str, message: str) -> None:
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "footer.html").write_text(template)
    with pytest.raises(ProfileError, match=re.escape(message)):
        make()


def test_a_user_template_shadows_ours(folder: Path, make: Builder) -> None:
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "page.html").write_text("own {{ page.kind }} page of {{ document.author }}")
    make()
    assert (folder / "output" / "site" / "404.html").read_text() == "own missing page of Ada Lovelace"


# --- the photo ---


def picture(width: int, height: int, form: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGB", (width, height))
    image.putdata([(x % 256, y % 256, 90) for y in range(height) for x in range(width)])
    image.save(target, form, **options)
    return target.getvalue()


def with_photo(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    edit(folder, "  name: Ada Lovelace", f"  name: Ada Lovelace\n  photo: {name}")


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    site = folder / "output" / "site"
    found = {}
    for path in site.glob("photo*"):
        with Image.open(path) as image:
            found[path.name] = image.size
    return found


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (
            960,
            {
                "photo.jpg": (480, 240),
                "photo-160.webp": (160, 80),
                "photo-320.webp": (320, 160),
                "photo-480.webp": (480, 240),
            },
        ),
        (200, {"photo.jpg": (200, 100), "photo-160.webp": (160, 80), "photo-200.webp": (200, 100)}),
        (100, {"photo.jpg": (100, 50), "photo-100.webp": (100, 50)}),
    ],
)
def test_a_photo_is_shown_in_several_sizes_and_never_enlarged(
    folder: Path, make: Builder, width: int, expected: dict[str, tuple[int, int]]
) -> None:
    with_photo(folder, "Ada at home.JPG", picture(width, width // 2))
    make()
    assert sizes(folder) == expected
    page = (folder / "output" / "site" / "index.html").read_text()
    assert all(name in page for name in expected)
    assert not any(made.changed for made in make())


def test_what_a_camera_tells_is_left_out_and_its_rotation_done(folder: Path, make: Builder) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "Camera of Ada"
    with_photo(folder, "me.jpg", picture(120, 60, exif=exif, comment=b"secret comment"))
    make()
    assert sizes(folder)["photo.jpg"] == (60, 120)
    for path in (folder / "output" / "site").glob("photo*"):
        assert b"Camera of Ada" not in path.read_bytes()
        assert b"secret comment" not in path.read_bytes()


@pytest.mark.parametrize(
    ("name", "form"), [("me.png", "PNG"), ("me.webp", "WEBP"), ("me.gif", "GIF"), ("me.jpeg", "JPEG")]
)
def test_every_kind_of_picture_can_be_shown(folder: Path, make: Builder, name: str, form: str) -> None:
    with_photo(folder, name, picture(90, 90, form))
    make()
    assert set(sizes(folder)) == {f"photo{Path(name).suffix}", "photo-90.webp"}


def test_a_photo_is_resized_once(folder: Path, make: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    with_photo(folder, "me.jpg", picture(400, 400))
    make()
    before = {path.name: path.read_bytes() for path in (folder / "output" / "site").glob("photo*")}
    monkeypatch.setattr(resizing, "_made", None)
    edit(folder, "On Looms", "On Jacquard's Looms")
    make()
    assert {path.name: path.read_bytes() for path in (folder / "output" / "site").glob("photo*")} == before


@pytest.mark.parametrize("spoiled", ["", "{}", '{"key": 3}', "[]"])
def test_a_spoiled_cache_only_costs_time(folder: Path, make: Builder, spoiled: str) -> None:
    with_photo(folder, "me.jpg", picture(100, 100))
    make()
    (folder / "output" / ".cvkit" / "photo.json").write_text(spoiled)
    assert not any(made.changed for made in make())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xd8\xff" + b"\0" * 20_000_001, "the photo has more than 20 MB"),
        (b"\xff\xd8\xff nothing else", "the photo cannot be read"),
        (picture(8, 8)[:-200], "the photo cannot be read"),
    ],
    ids=["large", "empty", "cut"],
)
def test_a_photo_that_cannot_be_shown_is_an_error_at_its_place(
    folder: Path, make: Builder, content: bytes, message: str
) -> None:
    make()
    before = names(folder)
    with_photo(folder, "me.jpg", content)
    with pytest.raises(ProfileError, match=re.escape(message)) as raised:
        make()
    place = raised.value.problems[0].place
    assert place is not None
    assert place.excerpt == "  photo: me.jpg"
    assert names(folder) == before


def test_a_picture_of_too_many_pixels_is_an_error(folder: Path, make: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resizing, "MOST_PIXELS", 1000)
    with_photo(folder, "me.png", picture(100, 11, "PNG"))
    with pytest.raises(ProfileError, match="the photo has 100 × 11 pixels"):
        make()


# --- the CV as a PDF ---


def test_the_site_takes_over_the_pdf_of_the_cv(folder: Path, make: Builder) -> None:
    require("pdflatex")
    make("site", "cv")
    pdf = folder / "output" / "site" / "cv.pdf"
    assert pdf.read_bytes() == (folder / "output" / "cv.pdf").read_bytes()
    assert 'href="cv.pdf"' in (folder / "output" / "site" / "cv.html").read_text()
    make(as_of=date(2026, 11, 23))
    assert pdf.is_file()  # another day, the same facts


def test_a_pdf_that_says_something_else_is_not_taken_over(folder: Path, make: Builder) -> None:
    require("pdflatex")
    make("cv", "site")
    edit(folder, "On Looms", "On Jacquard's Looms")
    make()
    assert "cv.pdf" not in names(folder)


def test_a_pdf_with_a_contact_that_the_site_hides_is_not_taken_over(
    folder: Path, make: Builder, told: list[str]
) -> None:
    require("pdflatex")
    edit(folder, "  contacts:\n", "  contacts:\n    phone: {kind: phone, value: +1 555 0100}\n")
    make("cv", "site")
    assert "cv.pdf" not in names(folder)
    [line] = told
    where = f"{folder / 'profile.yaml'}:4"
    assert line.startswith(
        f"cv.pdf is not put on the site, as it shows what the site hides: the phone number `phone` ({where}); "
    )
    assert "`show: [cv, site]`" in line
    assert "`show: []`" in line


@pytest.mark.parametrize("show", ["[cv, site]", "[]"])
def test_the_remedies_that_are_told_put_the_pdf_on_the_site(
    folder: Path, make: Builder, told: list[str], show: str
) -> None:
    require("pdflatex")
    edit(folder, "  contacts:\n", f"  contacts:\n    phone: {{kind: phone, value: +1 555 0100, show: {show}}}\n")
    make("cv", "site")
    assert "cv.pdf" in names(folder)
    assert told == []


def test_what_two_sites_hide_is_told_once(folder: Path, make: Builder, told: list[str]) -> None:
    require("pdflatex")
    edit(folder, "  contacts:\n", "  contacts:\n    home: {kind: address, value: 1 Mill Lane, label: home}\n")
    edit(folder, "documents:\n", "documents:\n  other: {extends: site}\n")
    make("cv", "site", "other")
    assert [line for line in told if "the street address `home`" in line] == told
    assert len(told) == 1


def test_every_kind_of_contact_has_a_word() -> None:
    assert set(CONTACTS) == set(get_args(Contact.model_fields["kind"].annotation))


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.5 cut"])
def test_a_spoiled_pdf_is_not_taken_over(folder: Path, make: Builder, content: bytes) -> None:
    (folder / "output").mkdir()
    (folder / "output" / "cv.pdf").write_bytes(content)
    make()
    assert "cv.pdf" not in names(folder)
