"""A missing program never makes a test pass."""

from __future__ import annotations

import pytest

from tools import require

MISSING = "no-such-program"


def test_a_program_that_is_there_is_enough() -> None:
    require("sh")


def test_a_missing_program_skips_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        require("sh", MISSING)


def test_a_missing_program_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        require("sh", MISSING)
