"""Math that a user gives: what is let through, and that nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.render.tex_math import safe_math

GOOD = [
    r"O(\sqrt{n})",
    r"\|x\|_2 < \epsilon",
    r"\left( \frac{a}{b} \right)^2",
    r"\left\{ x \in \mathbb{R}^d : \langle x, y \rangle \geq 0 \right\}",
    r"\sum\limits_{i=1}^{n} \hat{x}_i",
    r"f''(x) + f'^2",
    r"\operatorname{tr} A, \quad \text{if } x = 0",
    r"\sqrt[3]{x^{2^{k}}}",
    r"\bigl( \bar\alpha \bigr)",
    r"\frac12 + \mathcal O(n^{-1/2})",
    r"95\%",
    r"\lesssim \varnothing \leqslant \mathfrak{g} \boldsymbol{\theta}",
    "α ≤ ∞",
]

HOSTILE = [
    r"\input{/etc/passwd}",
    r"\input /etc/passwd",
    r"\write18{id}",
    r"\openin3=x",
    r"\csname input\endcsname{x}",
    r"\def\x{\x\x}\x",
    r"\begin{document}",
    r"\end{document}",
    r"\text{$\input{x}$}",
    r"\text{a\input{x}}",
    r"\mathrm{a}}{b",
    r"^^5cinput",
    r"x$ \input{x} $y",
    r"a % b",
    r"a & b",
    r"a \\ b",
    r"#1",
    r"\directlua{os.exit()}",
    r"\href{x}{y}",
    r"\unknown",
    "\x00",
    "\\",
]

BROKEN = [
    "{", "}", "x^", "_", "x^2^3", "x_1_2", "x^2'", "x'_1^2", r"\frac{a}", r"\sqrt", r"\sqrt[3", r"\left( x", r"\right)",
    r"\left x \right)", r"\hat", r"\big x", r"\text x", r"\text{a", "x^^2", r"x^\frac12", "", " ",
    "{" * 300 + "}" * 300, "x" * 5000, "𝑥", r"\limits",
]  # fmt: skip


@pytest.mark.parametrize("tex", GOOD)
def test_math_is_let_through(tex: str) -> None:
    formula = safe_math(tex)
    assert formula is not None
    # Only braces and spaces are added, and Unicode symbols replaced by their names.
    if tex.isascii():
        assert re.sub(r"[{} ]", "", formula) == re.sub(r"[{} ]", "", tex)


@pytest.mark.parametrize("tex", [*HOSTILE, *BROKEN])
def test_everything_else_is_refused(tex: str) -> None:
    assert safe_math(tex) is None


CONTROLS = r"\\ \{ ^^ \left \right \frac \sqrt \hat \text \sum \limits \alpha \big \mathbb \input"
PIECES = st.sampled_from([*" x1^_'{}[]()|~$%#&\\", *CONTROLS.split()])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_let_through_is_balanced_and_stays_in_math(tex: str) -> None:
    formula = safe_math(tex)
    if formula is not None:
        bare = re.sub(r"\\[^A-Za-z]", "", formula)
        assert not set(bare) & set("$%#&")
        assert bare.count("{") == bare.count("}")
        assert "^^" not in bare
        assert r"\input" not in bare


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_let_through_is_let_through_again(tex: str) -> None:
    formula = safe_math(tex)
    assert formula is None or safe_math(formula) is not None
