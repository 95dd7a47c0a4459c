"""Every message that a broken profile gets, whole, as its author sees it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cvkit.load.loader import load
from cvkit.load.problems import ProfileError

BROKEN = Path(__file__).parent / "broken"
NAMES = sorted(path.stem for path in BROKEN.glob("*.yaml"))


def messages(name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ProfileError) as caught:
        load(Path(f"{name}.yaml"))
    return f"{caught.value}\n"


@pytest.mark.golden
@pytest.mark.parametrize("name", NAMES)
def test_message_is_the_expected_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """CVKIT_GOLDEN=1 rewrites what is expected; never where CI judges it."""
    expected = BROKEN / f"{name}.txt"
    found = messages(name, monkeypatch)
    if os.environ.get("CVKIT_GOLDEN") == "1":
        assert not os.environ.get("CI"), "expected files are not rewritten in CI"
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_has_a_place_and_no_jargon(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ProfileError) as caught:
        load(Path(f"{name}.yaml"))
    for problem in caught.value.problems:
        assert problem.place is not None
        assert problem.place.line >= 1
        assert 1 <= problem.place.column < problem.place.end_column
        told = f"{problem.message} {problem.help}"
        for jargon in ("Input should", "pydantic", "mapping", "scalar", "dict", "tuple", "None", "Extra inputs"):
            assert jargon not in told


def test_there_are_no_expectations_without_a_profile() -> None:
    assert {path.stem for path in BROKEN.glob("*.txt")} == set(NAMES)
