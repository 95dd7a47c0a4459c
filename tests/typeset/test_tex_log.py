"""What is read from a TeX log."""

from __future__ import annotations

import pytest

from cvkit.typeset.tex_log import Failure, failure, missing_characters, pages, wants_rerun

FAILURES = {
    "./cv.tex:7: Undefined control sequence.\nl.7 a \\foo\n           b\n": Failure(
        r"TeX does not know the command \foo", 7, False
    ),
    "./cv.tex:9: Undefined control sequence.\n\\inner ->\\bar \n          \nl.9 \\inner\n": Failure(
        r"TeX does not know the command \bar", 9, False
    ),
    "./cv.tex:3: LaTeX Error: File `nice.sty' not found.\n": Failure(
        "the LaTeX package nice is not installed", 3, True
    ),
    "! LaTeX Error: File `/etc/passwd' not found.\n": Failure(
        "TeX cannot find the file /etc/passwd, or may not read it", None, False
    ),
    "./cvkit-classic.sty:12: Missing $ inserted.\n": Failure(
        "a character that only math may hold stands outside of math (cvkit-classic.sty, line 12)", None, False
    ),
    "./cv.tex:4: Font \\x=nofont at 10.0pt not loadable: Metric (TFM) file not found.\n": Failure(
        "the font nofont is not installed", 4, True
    ),
    "!pdfTeX error: /usr/bin/pdflatex (file tcrm1000): Font tcrm1000 at 600 not found\n": Failure(
        "the font tcrm1000 is not installed", None, True
    ),
    './cv.tex:2: Package fontspec Error: The font "Nice" cannot be found.\n': Failure(
        "the font Nice is not installed", 2, True
    ),
    "! TeX capacity exceeded, sorry [input stack size=10000].\n": Failure(
        "TeX ran out of room (input stack size=10000)", None, False
    ),
    "./cv.tex:8: LaTeX Error: Unicode character 刘 (U+5218)\n": Failure(
        "this TeX engine cannot set the character 刘 (U+5218)", 8, False
    ),
    "./cv.tex:5: Something new.\n": Failure("TeX says: Something new", 5, False),
    "./cv.tex:5: Emergency stop.\n!  ==> Fatal error occurred\n./cv.tex:6: Double superscript.\n": Failure(
        "a formula has two superscripts in a row; put braces around one of them", 6, False
    ),
}


@pytest.mark.parametrize(("log", "expected"), FAILURES.items())
def test_errors_are_plain_sentences(log: str, expected: Failure) -> None:
    assert failure(f"This is TeX\n(./cv.tex)\n{log}", "cv.tex") == expected


def test_a_log_without_an_error() -> None:
    assert failure("This is TeX\nOverfull \\hbox\nLaTeX Warning: x\n", "cv.tex") is None


@pytest.mark.parametrize(
    ("log", "count"),
    [
        ("Output written on cv.pdf (3 pages, 12345 bytes).\n", 3),
        ("Output written on cv.pdf (1 page).\n", 1),
        ("No pages of output.\n", 0),
    ],
)
def test_pages(log: str, count: int) -> None:
    assert pages(log) == count


def test_missing_characters_are_told_once_each() -> None:
    log = (
        "Missing character: There is no 刘 in font [lmroman10-regular.otf]!\n"
        "Missing character: There is no 刘 (U+5218) in font [lmroman10-regular.otf]:mode=node!\n"
        "Missing character: There is no \u0327 (U+0327) in font x!\n"
        'Missing character: There is no \u00a0 ("A0) in font x!\n'
    )
    assert missing_characters(log) == "\u00a0\u0327刘"


def test_a_number_without_end_is_none() -> None:
    assert pages(f"Output written on cv.pdf ({'9' * 5000} pages)") == 0
    assert failure(f"./cv.tex:{'9' * 5000}: Undefined control sequence.", "cv.tex") is None


def test_a_code_of_no_character_is_not_taken_for_one() -> None:
    assert chr(0x10FFFF) == missing_characters("Missing character: There is no x (U+10FFFF) in font")
    missing_characters("Missing character: There is no  (U+185218) in font")


@pytest.mark.parametrize(
    ("log", "again"),
    [
        ("LaTeX Warning: Label(s) may have changed. Rerun to get cross-references right.", True),
        (
            "Package rerunfilecheck Warning: File `cv.out' has changed.\n(rerunfilecheck) Rerun to get outlines right",
            True,
        ),
        ("Package cvkit Warning: The number of pages has changed. Rerun LaTeX.", True),
        ("Package: rerunfilecheck 2022-07-10 v1.10 Rerun checks for auxiliary files (HO)", False),
        ("", False),
    ],
)
def test_when_to_run_again(log: str, again: bool) -> None:
    assert wants_rerun(log) is again
