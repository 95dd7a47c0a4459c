"""Formats: made once, made anew where they are stale, never needed, and the PDF has the same bytes with and without."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from cvkit.render.latex import render
from cvkit.typeset import tex_format
from cvkit.typeset.engines import Engine
from cvkit.typeset.tex import Formats, TexError, TexResult, typeset
from cvkit.view.document import Setting
from documents import example_document

STYLES = {path.name: path.read_bytes() for path in (Path(__file__).parents[2] / "templates" / "latex").glob("*.sty")}
OURS = ["classic", "compact", "hanging", "modern"]
EPOCH = 1_700_000_000

MINE = b"\\ProvidesPackage{mine}\\RequirePackage{lmodern}\\newcommand\\greeting{Hello}"
TEX = "\\documentclass{article}%\n\\usepackage{mine}%\n%\n\\begin{document}%\n\\greeting.\n\\end{document}%\n"

Set = Callable[..., TexResult]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where formats are kept."""
    return tmp_path / "formats"


@pytest.fixture
def run(folder: Path, pdftex: Engine) -> Set:
    """Set a source with formats, with a small style of our own beside it."""

    def run(
        tex: str = TEX, files: Mapping[str, bytes] | None = None, engine: Engine = pdftex, epoch: int = EPOCH
    ) -> TexResult:
        beside = {"mine.sty": MINE} if files is None else files
        return typeset(tex, beside, engine, epoch=epoch, environ=os.environ, formats=Formats(folder))

    return run


def plain(pdftex: Engine, tex: str = TEX, files: Mapping[str, bytes] | None = None) -> bytes:
    """What is set without formats."""
    return typeset(tex, files or {"mine.sty": MINE}, pdftex, epoch=EPOCH, environ=os.environ).pdf


def made(folder: Path) -> dict[str, int]:
    """The formats in a folder, and when each was made."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.fmt")}


def was_used(result: TexResult) -> bool:
    """Whether TeX started from a format of ours."""
    return "(preloaded format=cv " in result.log


@pytest.mark.parametrize("style", OURS)
@pytest.mark.parametrize("wish", [{}, {"paper": "letter", "font_size": 12, "accent": "#7a1f2b", "date_column": "left"}])
def test_our_styles_give_the_same_bytes_with_and_without(
    style: str, wish: dict[str, object], run: Set, pdftex: Engine
) -> None:
    document = replace(example_document(), setting=Setting(**{"style": style, **wish}))  # type: ignore[arg-type]  # a table of wishes
    tex = render(document)
    first, second = run(tex, STYLES), run(tex, STYLES)
    assert was_used(first)
    assert was_used(second)
    assert first.runs == second.runs == 1
    assert first.pdf == second.pdf == plain(pdftex, tex, STYLES)


def test_one_format_serves_all_days_and_persons(run: Set, folder: Path) -> None:
    document = example_document()
    run(render(document), STYLES)
    before = made(folder)
    assert len(before) == 1
    other = replace(document, author="Maren Okafor", updated="May 2027", stamp="another", keywords=("looms",))
    assert was_used(run(render(other), STYLES, epoch=EPOCH + 86400))
    assert made(folder) == before


def test_paper_and_size_have_formats_of_their_own(run: Set, folder: Path) -> None:
    for setting in (Setting(), Setting(paper="letter"), Setting(font_size=11)):
        run(render(replace(example_document(), setting=setting)), STYLES)
    assert len(made(folder)) == 3


def test_a_changed_style_has_a_format_of_its_own(run: Set, folder: Path) -> None:
    first = run()
    second = run(files={"mine.sty": MINE.replace(b"Hello", b"Good day")})
    assert was_used(second)
    assert first.pdf != second.pdf
    assert len(made(folder)) == 2


def test_a_package_that_changed_in_the_tex_tree_makes_it_anew(run: Set, folder: Path) -> None:
    first = run()
    before = made(folder)
    (record,) = folder.glob("*.json")
    said = json.loads(record.read_bytes())
    package = next(path for path in said["inputs"] if path.endswith("lmodern.sty"))
    said["inputs"][package][0] += 1
    record.write_text(json.dumps(said), "utf-8")
    assert run().pdf == first.pdf
    assert made(folder).keys() == before.keys()
    assert made(folder) != before


def test_what_was_read_and_the_lists_of_packages_are_in_the_record(run: Set, folder: Path, pdftex: Engine) -> None:
    run()
    (record,) = folder.glob("*.json")
    names = {Path(path).name for path in json.loads(record.read_bytes())["inputs"]}
    assert {"article.cls", "lmodern.sty", "pdflatex.fmt", "ls-R", pdftex.command.name} <= names
    assert "mine.sty" not in names  # that is in the key


SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[: len(content) // 2],
    "empty": lambda _: b"",
    "noise": lambda content: b"x" * len(content),
    "another's": lambda content: content[:4] + content[4:400][::-1] + content[400:],
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
@pytest.mark.parametrize("suffix", [".fmt", ".json"])
def test_a_spoiled_one_is_mended(spoil: Callable[[bytes], bytes], suffix: str, run: Set, folder: Path) -> None:
    first = run()
    (spoiled,) = folder.glob(f"*{suffix}")
    whole = spoiled.read_bytes()
    spoiled.write_bytes(spoil(whole))
    second = run()
    assert second.pdf == first.pdf
    assert was_used(second)
    assert spoiled.read_bytes() != spoil(whole)


def test_one_that_tex_refuses_is_set_aside(run: Set, folder: Path, pdftex: Engine) -> None:
    run()
    (record,), (format_file,) = folder.glob("*.json"), folder.glob("*.fmt")
    format_file.write_bytes(b"no format")
    said = json.loads(record.read_bytes())
    record.write_text(json.dumps({**said, "format": tex_format._trace(format_file)}), "utf-8")
    for _ in range(2):
        result = run()
        assert not was_used(result)
        assert result.pdf == plain(pdftex)
    assert json.loads(record.read_bytes())["format"] is None


def test_an_error_of_the_source_is_told_as_without_and_blames_no_format(run: Set, folder: Path) -> None:
    run()
    before = made(folder)
    with pytest.raises(TexError) as caught:
        run(TEX.replace(r"\greeting", r"\greting"))
    assert (caught.value.reason, caught.value.line) == (r"TeX does not know the command \greting", 5)
    assert was_used(run())
    assert made(folder) == before


@pytest.mark.parametrize(
    "style",
    [
        b"\\pdfglyphtounicode{A}{0041}",
        b"\\input{glyphtounicode}",
        b"\\errmessage{no dump}\\endinput",
        b"\\newread\\known \\openin\\known=mine.sty",
        b"\\newwrite\\noted \\immediate\\openout\\noted=\\jobname.foo",
        b"\\pdfsetrandomseed 7",
    ],
    ids=["a primitive", "a file", "an error", "a file to read", "a file to write", "chance"],
)
def test_a_style_that_cannot_be_dumped_goes_without(style: bytes, run: Set, folder: Path, pdftex: Engine) -> None:
    files = {"mine.sty": MINE + b"\n\\ifnum\\pdfoutput>0 " + style + b"\\fi"}
    for _ in range(2):
        try:
            assert not was_used(run(files=files))
        except TexError as error:
            assert error.reason == "TeX says: no dump (mine.sty, line 2)"  # noqa: PT017  # one of the styles is wrong
    assert made(folder) == {}


def test_a_style_that_asks_for_the_day_has_a_format_a_day(run: Set, folder: Path) -> None:
    files = {"mine.sty": MINE + b"\\edef\\greeting{\\the\\year}"}
    run(files=files)
    run(files=files, epoch=EPOCH + 86400 * 365)
    assert len(made(folder)) == 2


def test_a_folder_that_cannot_be_made_is_no_failure(run: Set, folder: Path, pdftex: Engine) -> None:
    folder.write_bytes(b"a file is in the way")
    assert run().pdf == plain(pdftex)


def test_a_folder_that_refuses_is_no_failure(
    run: Set, folder: Path, pdftex: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tex_format, "_write", refuse)
    assert run().pdf == plain(pdftex)
    assert list(folder.iterdir()) == []


def test_a_folder_for_reading_alone_gives_what_it_has(run: Set, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    before = made(folder)

    def deny(*_: object, **__: object) -> bool:
        return False

    monkeypatch.setattr(os, "access", deny)
    assert was_used(run())
    assert not was_used(run(files={"mine.sty": MINE + b"%"}))
    assert made(folder) == before


def test_the_oldest_make_room(run: Set, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tex_format, "_KEPT", 2)
    styles = [MINE + b"%" * n for n in range(3)]
    run(files={"mine.sty": styles[0]})
    (first,) = made(folder)
    run(files={"mine.sty": styles[1]})
    run(files={"mine.sty": styles[0]})  # used again, so the second is the oldest
    old, young = folder / "killed while written", folder / "being written"
    for path in (old, young):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    run(files={"mine.sty": styles[2]})
    assert first in made(folder)
    assert len(made(folder)) == len(list(folder.glob("*.json"))) == 2
    assert young.exists()
    assert not old.exists()


def test_a_record_that_is_nested_without_end_is_made_anew(run: Set, folder: Path) -> None:
    first = run()
    (record,) = folder.glob("*.json")
    record.write_text("[" * 300_000, "utf-8")
    assert run().pdf == first.pdf
    assert len(record.read_bytes()) < 100_000


def test_several_at_once_are_no_trouble(run: Set, folder: Path, pdftex: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: run(), range(4)))
    assert {result.pdf for result in results} == {plain(pdftex)}
    assert was_used(run())
    assert len(list(folder.iterdir())) == 2


def test_other_engines_go_without(run: Set, folder: Path, xetex: Engine) -> None:
    run(engine=xetex)
    assert not folder.exists()
