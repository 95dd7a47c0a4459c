"""How a problem is drawn."""

from __future__ import annotations

import pytest

from cvkit.load.problems import Place, Problem, ProfileError


def drawn(excerpt: str, column: int, end: int, **more: bool) -> str:
    return Problem(
        Place("profile.yaml", 42, column, end, excerpt), "unknown key `venu`", "did you mean `venue`?"
    ).render(**more)


def test_a_problem_is_drawn_as_a_compiler_does() -> None:
    assert drawn("    venu: icml", 5, 9) == (
        "profile.yaml:42:5: error: unknown key `venu`\n"
        "   42 |     venu: icml\n"
        "      |     ^^^^\n"
        "  help: did you mean `venue`?"
    )


def test_a_problem_without_a_place_or_help_is_one_line() -> None:
    assert Problem(None, "nothing", severity="advice").render() == "advice: nothing"


def test_colors_come_only_when_asked_for_and_change_no_text() -> None:
    import re

    colored = drawn("    venu: icml", 5, 9, color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == drawn("    venu: icml", 5, 9)


@pytest.mark.parametrize(
    ("excerpt", "column", "end", "shown", "caret"),
    [
        ("\tvenu: x", 2, 6, "    venu: x", "    ^^^^"),
        ("刘超: venu", 5, 9, "刘超: venu", "      ^^^^"),
        ("e\u0301: venu", 5, 9, "e\u0301: venu", "   ^^^^"),
        ("a 刘超 b", 3, 5, "a 刘超 b", "  ^^^^"),
        ("a\x1b[2J: b\u202ec", 7, 8, "a\ufffd[2J: b\ufffdc", "      ^"),
        ("short", 9, 10, "short", "     ^"),
    ],
)
def test_the_caret_stands_below_what_it_marks(excerpt: str, column: int, end: int, shown: str, caret: str) -> None:
    _, text, mark, _ = drawn(excerpt, column, end).split("\n")
    assert text == f"   42 | {shown}"
    assert mark == f"      | {caret}"


@pytest.mark.parametrize(("column", "end"), [(1, 5), (500, 505), (990, 1001), (300, 900)])
def test_a_long_line_is_cut_to_a_window_around_the_caret(column: int, end: int) -> None:
    excerpt = "".join(str(number % 10) for number in range(1000))
    _, text, mark, _ = drawn(excerpt, column, end).split("\n")
    text, mark = text[8:], mark[8:]
    assert len(text) <= 100
    first = mark.index("^")
    assert text[first] == excerpt[column - 1]
    if end - column < 20:
        assert text[first : mark.rindex("^") + 1] == excerpt[column - 1 : end - 1]


def test_what_users_wrote_cannot_drive_the_terminal() -> None:
    text = Problem(None, "unknown key `a\x1b]0;owned\x07\u202e\n`", "b\x1b").render()
    assert not set("\x1b\x07\u202e") & set(text)


def test_what_is_quoted_at_length_is_cut() -> None:
    told = Problem(None, "x" * 9000, help="y" * 9000).render()
    assert len(told) < 5000
    assert told.count("…") == 2


def test_problems_are_sorted_by_place() -> None:
    def at(file: str, line: int, column: int) -> Problem:
        return Problem(Place(file, line, column, column + 1, ""), "x")

    mixed = [at("b", 1, 1), at("a", 10, 1), at("a", 9, 2), at("a", 9, 1)]
    assert [str(problem.place) for problem in ProfileError(mixed).problems] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]
