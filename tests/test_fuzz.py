"""Every parser on a few hundred spoiled cases; `benchmarks/fuzz.py` runs hundreds of thousands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz_targets import TARGETS
from fuzzing import SLOWEST, Target, TooSlowError, attempt, pieced, smallest, spoiled

FEW = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
EACH = pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: str(target.name))


def check(target: Target, data: bytes, folder: Path) -> None:
    """Raise what the parser should not have raised; how long it took is for the benchmark to say."""
    error = attempt(target, data, folder).error
    if error is not None and not (isinstance(error, TooSlowError) and str(error).startswith("it takes")):
        raise error


@EACH
def test_examples_are_read(target: Target, tmp_path: Path) -> None:
    for example in target.examples:
        check(target, example, tmp_path)


@EACH
@FEW
@given(number=st.integers(0, 2**32))
def test_spoiled_examples(target: Target, number: int, tmp_path: Path) -> None:
    check(target, spoiled(target, number), tmp_path)


@EACH
@FEW
@given(data=st.data())
def test_pieces(target: Target, data: st.DataObject, tmp_path: Path) -> None:
    check(target, data.draw(pieced(target)), tmp_path)


@pytest.mark.parametrize(
    ("target", "data"),
    [
        ("tex in bibtex", rb"\url{a} " + rb"\c{c" * 33 + b"}" * 33),  # the text doubled with each level
        ("tex in bibtex", rb"\sqrt[WW" * 60),  # so did the time
        ("tex in bibtex", rb"\cite[" * 40 + rb"]{x}" * 40),
        ("profile", b"pers" + b" " * 120_000 + b"x: y\n"),  # a key may hold spaces, and may be followed by some
        # macros that stand for one another, each many times, and for nothing in the end
        (
            "published tex",
            b"".join(rb"\def\%c{%s}" % (97 + n, rb"\%c" % (98 + n) * 300) for n in range(3)) + rb"\a" * 90,
        ),
        ("template", b"{{ document" + b".title" * 300 + b" }}"),  # each name is a pair of parentheses to Python
        ("tex log", b"! LaTeX Error: " + b"File `foo.sty" * 20_000),  # each might have begun a message
        ("records", b"cvkit red}{" * 40_000),  # each might have begun a stamp, and was followed to the end
    ],
)
def test_what_was_found_once(target: str, data: bytes, tmp_path: Path) -> None:
    check(TARGETS[target], data, tmp_path)


# --- that the fuzzer can find anything ---------------------------------------------


def _brittle(data: bytes, folder: Path) -> None:
    if b"{{{" in data:
        raise IndexError("three in a row")
    while b"}}}" in data:
        pass


BRITTLE = Target("brittle", _brittle, (b"a {b} c",), ("{", "}", "{{"))


def test_a_failure_is_found_and_made_small(tmp_path: Path) -> None:
    found = next(data for number in range(1000) if b"{{{" in (data := spoiled(BRITTLE, number)))
    assert isinstance(attempt(BRITTLE, found, tmp_path).error, IndexError)
    assert smallest(BRITTLE, found, tmp_path) == b"{{{"


def test_a_case_that_does_not_end_is_ended(tmp_path: Path) -> None:
    outcome = attempt(BRITTLE, b"}}}", tmp_path)
    assert isinstance(outcome.error, TooSlowError)
    assert outcome.seconds > SLOWEST


def test_a_number_is_the_same_case_ever_again() -> None:
    for target in TARGETS.values():
        assert [spoiled(target, number) for number in range(5)] == [spoiled(target, number) for number in range(5)]
        assert len({spoiled(target, number) for number in range(30)}) > 20
