"""LaTeX source of a document: what stands where, byte for byte, and what is left out."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cvkit.render.latex import render, style_files
from cvkit.view.document import Document, Entry, Group, Inlines, Layout, Link, Section, Setting, Text, Underline
from documents import example_document

GOLDEN = Path(__file__).parent / "golden" / "example.tex"


def document_of(*entries: Entry, layout: Layout = Layout.LINES) -> Document:
    """A document of one section."""
    section = Section("talks", "Talks", layout, (Group("", entries),))
    return replace(example_document(), sections=(section,))


@pytest.mark.golden
def test_example_is_the_golden_source() -> None:
    """CVKIT_GOLDEN=1 rewrites what is expected; never where CI judges it."""
    found = render(example_document())
    if os.environ.get("CVKIT_GOLDEN") == "1":
        assert not os.environ.get("CI"), "expected files are not rewritten in CI"
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    assert found == GOLDEN.read_bytes().decode()


def test_empty_slots_are_left_out() -> None:
    tex = render(document_of(Entry("/talks/a", "a", title=(Text("A talk"),))))
    call = tex[tex.index(r"\cvline") : tex.index(r"\end{document}")]
    assert call == "\\cvline{\n  title = {A talk},\n}%\n"


@pytest.mark.parametrize(
    ("layout", "macro"),
    [
        (Layout.PROSE, "cvprose"),
        (Layout.TIMELINE, "cventry"),
        (Layout.REFERENCES, "cvreference"),
        (Layout.LINES, "cvline"),
        (Layout.ROWS, "cvrow"),
    ],
)
def test_each_layout_has_its_macro(layout: Layout, macro: str) -> None:
    tex = render(document_of(Entry("/talks/a", "a", title=(Text("A talk"),)), layout=layout))
    assert f"\\{macro}{{" in tex


def test_each_entry_follows_the_comment_of_its_path() -> None:
    tex = render(example_document())
    paths = re.findall(r"^% (\S+)\n\\cv\w+\{$", tex, re.MULTILINE)
    assert paths == [entry.path for section in example_document().sections for entry in section.entries]


def test_a_path_cannot_end_its_comment() -> None:
    tex = render(document_of(Entry("/talks/a\n\\input{x}%^^M\u2028é", "a", title=(Text("A talk"),))))
    assert "% /talks/a??input?x????M??\n" in tex
    assert r"\input" not in tex


def test_neighboring_nodes_make_no_ligature() -> None:
    def tex_of(*inlines: Text) -> str:
        return render(document_of(Entry("/talks/a", "a", title=inlines)))

    assert "title = {a-{}-b}" in tex_of(Text("a-"), Text("-b"))
    assert "title = {a,{},b}" in tex_of(Text("a,"), Text(",b"))


def test_paper_and_style_are_the_setting_s() -> None:
    document = replace(example_document(), setting=Setting(style="modern", paper="letter"))
    tex = render(document)
    assert r"\documentclass[letterpaper]{article}" in tex
    assert r"\usepackage{cvkit-modern}" in tex
    assert style_files(document)[-1] == "cvkit-modern.sty"


def test_the_recipe_s_wishes_are_told_to_the_style() -> None:
    setting = Setting(accent="#7a1f2b", font_size=11, margins="narrow", date_column="left")
    tex = render(replace(example_document(), setting=setting, subject="A life & times", keywords=("floods", "risk_s")))
    assert r"\documentclass[11pt,a4paper]{article}" in tex
    for line in (
        "accent = {7A1F2B}",
        "margins = {narrow}",
        "dates = {left}",
        r"subject = {A life \& times}",
        r"keywords = {floods, risk\_s}",
    ):
        assert f"  {line},\n" in tex


def test_a_recipe_without_wishes_leaves_all_to_the_style() -> None:
    setup = render(example_document()).partition(r"\cvsetup{")[2].partition("}%\n%")[0]
    assert re.findall(r"^  (\w+) = ", setup, re.MULTILINE) == ["title", "author", "language", "updated"]


@pytest.mark.parametrize(
    ("url", "text", "printed"),
    [
        ("https://www.example.org/a_b/", "slides", r"slides\cvurl{example.org/a\_b}"),
        ("https://doi.org/10.1000/182", "doi:10.1000/182", "doi:10.1000/182"),
        ("https://example.org/", "example.org", "example.org"),
        ("mailto:maren@example.org", "write", "write"),
    ],
)
def test_addresses_are_printed_where_the_text_does_not_say_them(url: str, text: str, printed: str) -> None:
    link = Link(url, (Text(text),))
    document = document_of(Entry("/talks/a", "a", title=(link,), links=(link,)))
    shown = render(replace(document, setting=Setting(show_urls=True)))
    assert shown.count(f"}}{{{printed}}}") == 2
    assert r"\cvurl" not in render(document)


def test_a_name_in_its_own_script_is_set_apart() -> None:
    header = replace(example_document().header, name=(Text("Chaoyue Liu"), Text(" ("), Text("刘超越"), Text(")")))
    assert "name = {Chaoyue Liu\\cvnative{ (" in render(replace(example_document(), header=header))
    assert "cvnative" not in render(example_document())


def test_names_marked_out_are_underlined() -> None:
    assert r"\cvunderline{Inês}" in render(document_of(Entry("/talks/a", "a", people=(Underline((Text("Inês"),)),))))


def test_other_scripts_are_marked_and_declared() -> None:
    tex = render(document_of(Entry("/talks/a", "a", title=(Text("By 刘超越 and Ян Лекун"),))))
    assert r"title = {By \cvin{han}{刘超越} and \cvin{cyrillic}{Ян Лекун}}" in tex
    assert r"\cvscript{han}{5218,8D85,8D8A}" in tex
    assert r"\cvscript{cyrillic}{041B,042F,0435,043A,043D,0443}" in tex


def test_style_files_of_the_default_style_exist() -> None:
    folder = Path(__file__).parents[2] / "templates" / "latex"
    assert [name for name in style_files(example_document()) if not (folder / name).is_file()] == []


def test_only_characters_that_occur_are_declared() -> None:
    tex = render(document_of(Entry("/talks/a", "a", title=(Text("Halıcıoğlu"),))))
    assert re.findall(r"\\cvcharacter\{(\w+)\}", tex) == ["011F"]


@pytest.mark.parametrize(
    ("url", "tex"),
    [
        ("https://a.org/x_y~z%20?a=1&b=2#c", r"https://a.org/x\_y\~z\%20?a=1\&b=2\#c"),
        ("https://a.org/{x}\\y^z", r"https://a.org/\%7Bx\%7D\%5Cy\%5Ez"),
        ("https://a.org/é", r"https://a.org/\%C3\%A9"),
        ("https://a.org/\n}x", r"https://a.org/\%20\%7Dx"),
    ],
)
def test_addresses_are_escaped(url: str, tex: str) -> None:
    children: Inlines = (Text("here"),)
    assert rf"\href{{{tex}}}{{here}}" in render(document_of(Entry("/talks/a", "a", title=(Link(url, children),))))
