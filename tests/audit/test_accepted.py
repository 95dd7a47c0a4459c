"""Findings that are accepted with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cvkit.audit.accepted import FILE, Acceptance, AcceptanceError, accepting, read_accepted, sift
from cvkit.audit.findings import Finding, Verdict, exit_code

FINDINGS = (
    Finding(Verdict.DIFFERS, "publications", "year", "On Fog", "2021", "2022", path="/publications/fog/date"),
    Finding(Verdict.UNKNOWN, "talks", "entry", "On Mist", "On Mist, May 2020"),
    Finding(
        Verdict.NOTE, "publications", "authors", "On Fog", "Addy Rossi", "Ada Rossi", path="/publications/fog/authors/1"
    ),
)


def test_what_is_written_is_read_again_and_accepts_just_that(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(accepting(FINDINGS[:1], "the journal says so"), encoding="utf-8")
    accepted = read_accepted(path)
    assert [(item.key, item.reason) for item in accepted] == [(FINDINGS[0].key, "the journal says so")]
    sifted = sift(FINDINGS, accepted)
    assert sifted.open == FINDINGS[1:]
    assert sifted.accepted == ((FINDINGS[0], accepted[0]),)
    assert sifted.idle == ()


def test_an_acceptance_that_nothing_asks_for_is_idle() -> None:
    idle = Acceptance("0123456789", "long ago")
    assert sift(FINDINGS, [idle]).idle == (idle,)
    assert sift(FINDINGS, [idle]).open == FINDINGS


def test_no_file_accepts_nothing(tmp_path: Path) -> None:
    assert read_accepted(tmp_path / FILE) == ()
    (tmp_path / FILE).write_text("# nothing yet\n", encoding="utf-8")
    assert read_accepted(tmp_path / FILE) == ()


def test_a_reason_alone_will_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("abc: the journal says so\n", encoding="utf-8")
    assert read_accepted(tmp_path / FILE) == (Acceptance("abc", "the journal says so"),)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("- a list\n", 1, "not a mapping"),
        ("\nabc: {finding: x}\n", 2, "no reason"),
        ("abc: {reason: x, until: 2030}\n", 1, "unknown field `until`"),
        ("abc:\n  reason: [\n", 3, "not YAML"),
        ("abc: ''\n", 1, "no reason"),
        ("\x00", 1, "not YAML"),
        ('"\\U00110000": x', 1, "not YAML"),
        ("[" * 5000, 1, "not YAML"),
        ("abc: &a x\n? [*a]\n: y", 2, "no reason"),
    ],
)
def test_a_wrong_file_is_told_by_line_and_remedy(tmp_path: Path, text: str, line: int, reason: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(AcceptanceError, match=reason) as raised:
        read_accepted(tmp_path / FILE)
    assert raised.value.line == line
    assert raised.value.remedy


@pytest.mark.parametrize("value", ["2001-99-99", "!!timestamp x", "0012345670", "1e999", "!!binary /", "!!int x", "no"])
def test_what_is_written_stays_text(tmp_path: Path, value: str) -> None:
    (tmp_path / FILE).write_text(f"{value}: {value}\n", encoding="utf-8")
    written = value.rpartition(" ")[2]
    assert read_accepted(tmp_path / FILE) == (Acceptance(written, written),)


def test_a_bomb_of_aliases_does_not_go_off(tmp_path: Path) -> None:
    levels = "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], finding: *a{n - 1}}}\n" for n in range(1, 40))
    (tmp_path / FILE).write_text(f"a0: &a0 {{reason: x}}\n{levels}", encoding="utf-8")
    with pytest.raises(AcceptanceError, match="`a1` has no reason"):
        read_accepted(tmp_path / FILE)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(AcceptanceError, match="no file"):
        read_accepted(tmp_path / FILE)


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        (FINDINGS, None, 1),
        (FINDINGS[2:], None, 0),
        ((), None, 0),
        (FINDINGS[2:], {Verdict.NOTE}, 1),
        (FINDINGS[:1], {Verdict.UNKNOWN}, 0),
        (FINDINGS, set(), 0),
    ],
)
def test_chosen_verdicts_make_it_fail(findings: tuple[Finding, ...], fail_on: set[Verdict] | None, code: int) -> None:
    assert (exit_code(findings) if fail_on is None else exit_code(findings, fail_on)) == code


def test_keys_differ_between_findings() -> None:
    assert len({finding.key for finding in FINDINGS}) == len(FINDINGS)
