"""A command loads no more than it needs, and what takes longest to load first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import require

PROFILE = """\
person: {name: Maren Okafor}
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2023-09}
"""
MODULES = """
import sys
from cvkit.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
BEGUN = """
import sys
from cvkit.build.aside import Aside
begin = Aside.__init__
def begun(*arguments):
    print("pydantic" in sys.modules, file=sys.stderr)
    begin(*arguments)
Aside.__init__ = begun
from cvkit.cli import main
main()
"""


def said(folder: Path, program: str, *arguments: str) -> str:
    """What a program that runs the command prints on stderr."""
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stderr


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["bio"], {"jinja2", "pylatex", "importlib.metadata", "cvkit.build.targets"}),
        (["check"], {"jinja2", "pylatex", "importlib.metadata", "cvkit.build.targets"}),
        (["cv"], {"jinja2", "importlib.metadata", "weasyprint", "cvkit.build.site", "cvkit.view.bio"}),
        (["site", "--jobs", "1"], {"pylatex", "importlib.metadata", "weasyprint", "cvkit.build.bios"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(tmp_path: Path, arguments: list[str], needless: set[str]) -> None:
    require("pdflatex")  # else WeasyPrint sets the CV
    loaded = set(said(tmp_path, MODULES, *arguments).split())
    assert "pydantic" in loaded
    assert not loaded & needless


def test_weasyprint_is_begun_before_the_profile_is_read(tmp_path: Path) -> None:
    assert said(tmp_path, BEGUN, "cv", "--edition", "accessible", "--jobs", "2").splitlines()[0] == "False"
