"""Whatever the bytes: a profile, or problems at a place; never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvkit.load.loader import Loaded, load
from cvkit.load.problems import ProfileError

VALID = """person:
  name: {given: Ada, family: Lovelace}
  contacts:
    work: {kind: email, value: ada@example.org}
  links:
    orcid: {kind: orcid, id: 0000-0002-1825-0097}
organizations:
  purdue: {name: Purdue University, formerly: [{name: Purdue, until: 1900}]}
people:
  babbage: Charles
bibliography: refs.bib
publications:
  engine:
    title: "Notes: on the engine"
    authors: [me, 'Charles Babbage']
    kind: journal
    date: Spring 2020
    ids: {doi: 10.1000/182}
    links:
      - kind: pdf
        url: https://example.org/x.pdf
    history:
      - {date: 2019, status: accepted, year: 2019}
    abstract: |
      Some *text* and $x$.
talks:
  one: {date: 2024-03-29, start: 11:45, end: 12:45, zone: America/New_York, show: [cv, site]}
documents:
  cv-long: {extends: cv, max_pages: 4, sections: [positions, {section: talks, limit: 3}]}
""".replace("babbage: Charles", "babbage: {name: Charles Babbage}")
BIBLIOGRAPHY = """@string{j = "Journal"}
@article{a2020, author = {Lovelace, Ada and {\\'E}va Smith and {A Team}},
  title = {{On} $x$}, journal = j # {al}, year = 2020}
@inproceedings{b2020, crossref = {v}, author = "Ada Lovelace", title = {T\\"u}, year = 2020}
@proceedings{v, title = {Proc}, year = 2020}
"""
# What breaks parsers, put among the ordinary.
PIECES = [
    "\n", "  ", "\t", "- ", ": ", ":", "{", "}", "[", "]", "'", '"', "&a ",
    "*a ", "!", "!!int ", "|\n", ">", "?", "%", "@", "`", "~",
    "null", "<<", "---\n", "...\n", "#", ",", "\\", "\\x", "\u2028", "\x85", "\ufeff", "\0", "é", "刘",
    "\U0001f600", "\ud7ff", "person",
    "name", "publications", "date", "history", "9" * 400, "no", "1e999", "0x_", "2021", "2021-05", "a: b", "=",
    "$", "@article{", "{}",
    "\\'", "\\verb", "\\begin{x}", " and ", "author", "title", "year",
]  # fmt: skip
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    return tmp_path


def outcome(folder: Path, data: bytes, bibliography: bytes | None = None) -> Loaded | ProfileError:
    (folder / "profile.yaml").write_bytes(data)
    if bibliography is not None:
        (folder / "refs.bib").write_bytes(bibliography)
    try:
        return load(folder / "profile.yaml")
    except ProfileError as error:
        problems = error
    check(problems)
    return problems


def check(error: ProfileError) -> None:
    """Every problem has a place and can be drawn without harm to the terminal."""
    assert error.problems
    for problem in error.problems:
        assert problem.place is not None
        assert problem.place.line >= 1
        assert 1 <= problem.place.column < problem.place.end_column
        assert problem.message
    for problem in error.problems[:50]:
        assert not any(ord(char) < 32 and char != "\n" for char in problem.render())


def mutated(text: str, seed: int) -> str:
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(text) + 1)
        end = min(len(text), start + dice.choice([0, 0, 1, 3, 20]))
        text = text[:start] + dice.choice([*PIECES, text[end : end + 30]]) + text[end:]
    return text


def test_the_valid_one_is_valid(folder: Path) -> None:
    assert isinstance(outcome(folder, VALID.encode()), Loaded)


@FEW
@given(data=st.binary(max_size=200))
def test_random_bytes(folder: Path, data: bytes) -> None:
    outcome(folder, data)


@FEW
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40))
def test_random_pieces_of_yaml(folder: Path, pieces: list[str]) -> None:
    outcome(folder, "".join(pieces).encode("utf-8", "surrogatepass"))


@FEW
@given(seed=st.integers(0, 2**32))
def test_mutations_of_a_valid_profile(folder: Path, seed: int) -> None:
    outcome(folder, mutated(VALID, seed).encode("utf-8", "surrogatepass"), BIBLIOGRAPHY.encode())


@FEW
@given(seed=st.integers(0, 2**32))
def test_mutations_of_a_valid_bibliography(folder: Path, seed: int) -> None:
    outcome(folder, VALID.encode(), mutated(BIBLIOGRAPHY, seed).encode("utf-8", "surrogatepass"))


JUNK: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["me", "2021", "x", "", "a-b", "9" * 5000, "purdue"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "name", "date", "kind", "authors", "x", "Bad Key", "history"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@FEW
@given(
    section=st.sampled_from(["person", "publications", "talks", "news", "documents", "bibliography", "x"]), junk=JUNK
)
def test_values_of_the_wrong_kind(folder: Path, section: str, junk: object) -> None:
    data = {"person": {"name": "Ada Lovelace"}, section: junk}
    outcome(folder, yaml.safe_dump(data, allow_unicode=True).encode())


@FEW
@given(seed=st.integers(0, 2**32))
def test_without_libyaml_too(folder: Path, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader", raising=False)
        outcome(folder, mutated(VALID, seed).encode("utf-8", "surrogatepass"), BIBLIOGRAPHY.encode())


@pytest.mark.parametrize(
    "text",
    [
        "@" * 20_000,
        "@a{" * 20_000,
        "@article{a, title = " + "{" * 20_000,
        "@article{a, title = {" + "{" * 5_000 + "}" * 5_000 + "}, year = 2020}",
        "@article{a, author = {" + "A and " * 20_000 + "B}}",
        "@article{a, title = {\\" + "textbf{" * 500 + "}" * 500 + "}}",
        '@article{a, title = "' + '" # "' * 20_000 + '"}',
        "@article{a, crossref = {a}}",
        "@string{a = a # a}\n@article{b, title = a # a}",
    ],
    ids=["at", "open", "braces", "nested", "authors", "tex", "joined", "cross", "string"],
)
def test_hostile_bibliographies(folder: Path, text: str) -> None:
    outcome(folder, VALID.encode(), text.encode())


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_a_byte_that_is_not_utf8_is_told_at_its_column_after_a_mark_too(folder: Path, start: bytes) -> None:
    error = outcome(folder, start + b"a: b\xbe")
    assert isinstance(error, ProfileError)
    assert error.problems[0].place is not None
    assert (error.problems[0].place.line, error.problems[0].place.column) == (1, 5)


def test_an_alias_bomb_is_refused_at_its_first_alias(folder: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    error = outcome(folder, bomb.encode())
    assert isinstance(error, ProfileError)
    assert "`&a` would name this value" in error.problems[0].message
