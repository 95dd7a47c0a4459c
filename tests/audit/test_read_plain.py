"""Plain text → passages, and the text that all readers share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.audit.passages import Place
from cvkit.audit.read import read
from cvkit.audit.reading.headings import is_section_name
from cvkit.audit.reading.markers import without_marker
from cvkit.audit.reading.wording import composed, fold, join_lines, vocabulary


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        (
            "A line long enough that it may well go on\nin the next one",
            ["A line long enough that it may well go on in the next one"],
        ),
        ("- one\n  goes on\n- two", ["one goes on", "two"]),
        ("1. one\n2. two", ["one", "two"]),
        ("[1] one\n    goes on\n[2] two", ["one goes on", "two"]),
        (
            "Okafor, M. Threads.\n   Looms, 2021.\nAbe, K. Knots.\n   Looms, 2022.",
            ["Okafor, M. Threads. Looms, 2021.", "Abe, K. Knots. Looms, 2022."],
        ),
        (
            "Ph.D. in Physics, University of Umbria        2015\nM.Sc. in Mathematics, University of Umbria     2011",
            ["Ph.D. in Physics, University of Umbria 2015", "M.Sc. in Mathematics, University of Umbria 2011"],
        ),
        (
            "Postdoctoral Researcher, Institute for Applied Weaving, Lyon, Sep 2018\n– Jul 2021, with Ada Rossi",
            ["Postdoctoral Researcher, Institute for Applied Weaving, Lyon, Sep 2018 – Jul 2021, with Ada Rossi"],
        ),
        (
            "A prize for the weaving of long sentences, 2018\n– Threads\n– Knots",
            ["A prize for the weaving of long sentences, 2018", "Threads", "Knots"],
        ),
        ("CS 12\tCells and Sheets a\tand Knots\tA\tAutumn 2018", ["CS 12 Cells and Sheets and Knots Autumn 2018"]),
        (
            "A paper on the looms of the north and their opti-\nmization",
            ["A paper on the looms of the north and their optimization"],
        ),
    ],
)
def test_blocks_become_passages(tmp_path: Path, source: str, expected: list[str]) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(source, encoding="utf-8")
    assert [passage.text for passage in read(path)[0].passages] == expected


def test_headings_are_capitals_underlined_or_names_of_sections(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "Maren\n=====\n\nTALKS\n\na\n\nSelected publications:\n\nb\n\nService\n-------\nc", encoding="utf-8"
    )
    assert [(passage.text, passage.headings) for passage in read(path)[0].passages] == [
        ("a", ("Maren", "TALKS")),
        ("b", ("Maren", "TALKS", "Selected publications")),
        ("c", ("Maren", "Service")),
    ]


def test_addresses_are_links(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("See <https://a.example/b>, or https://a.example/c.\n", encoding="utf-8")
    assert [address for _, address in read(path)[0].passages[0].links] == ["https://a.example/b", "https://a.example/c"]


def test_places_are_written_as_editors_read_them() -> None:
    assert str(Place("cv.pdf", page=2)) == "cv.pdf, page 2"
    assert str(Place("cv.md", line=14)) == "cv.md:14"
    assert str(Place("index.html")) == "index.html"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Fine-", "grained"], "Fine-grained"),
        (["Clean-", "Priority"], "Clean-Priority"),
        (["opti-", "mization"], "optimization"),
        (["under-", "standing"], "understanding"),
        (["ex\u2010", "pect"], "expect"),
        (["2019-", "2021"], "2019-2021"),
        (["https://a.example/b-", "c"], "https://a.example/b-c"),
        (["one –", "two"], "one – two"),
        (["zigzag-", "stitch", "zigzag-stitch"], "zigzag-stitch zigzag-stitch"),
        (["half-", "", "moon"], "half-moon"),
    ],
)
def test_lines_are_joined(lines: list[str], expected: str) -> None:
    assert join_lines(lines, vocabulary(lines)) == expected


@given(st.lists(st.text(alphabet="abcdeXYZ-é ", max_size=8).map(fold), max_size=6))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return text.replace("-", "").replace(" ", "")

    assert letters(join_lines(lines, vocabulary(lines))) == letters("".join(lines))


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_ligatures_and_what_cannot_be_seen_are_read_through() -> None:
    assert fold("e\ufb03cient\u00ad \u200bＯ\u00a0\tHalı\u202e") == "efficient Ｏ Halı"


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [("M¨uller", "Müller"), ("Fran¸cois", "François"), ("M ¨uller", "Müller"), ("´Elan", "Élan"), ("a ¨ 5", "a ¨ 5")],
)
def test_accents_drawn_before_their_letters_are_parts_of_them(drawn: str, expected: str) -> None:
    assert composed(drawn) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• one", "one"),
        ("[12] one", "one"),
        ("3. one", "one"),
        ("(a) one", "one"),
        ("[C4] one", "one"),
        ("– one", "one"),
    ]
    + [(text, text) for text in ("2019. One", "A. Okafor", "-5 degrees", "I. Okafor", "1.5 looms", "3.")],
)
def test_markers_are_told_from_text(text: str, expected: str) -> None:
    assert without_marker(text) == expected


@pytest.mark.parametrize("text", ["Selected Publications", "Honors & Awards", "1. Lehre", "Vorträge", "教育经历"])
def test_names_of_sections_are_known(text: str) -> None:
    assert is_section_name(text)


@pytest.mark.parametrize("text", ["Assistant Professor", "Golden Bobbin", "Journal of Looms", "", "2021"])
def test_other_lines_are_no_names_of_sections(text: str) -> None:
    assert not is_section_name(text)
