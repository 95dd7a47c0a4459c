"""A build that is killed leaves each output wholly old or wholly new, and the next one is right.

`benchmarks/kills.py` kills more of them, with typesetting, at any moment.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import killed

PROGRAM = Path(killed.__file__)


def run(*arguments: str, tmp_path: Path) -> tuple[int, list[str]]:
    """How often builds were killed, and what was found broken."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(PROGRAM), *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return found["kills"], found["broken"]


def test_a_build_killed_before_any_step_leaves_old_or_new(tmp_path: Path) -> None:
    kills, broken = run("9", tmp_path=tmp_path)
    assert broken == []
    assert kills >= 8


def test_writing_in_place_would_be_noticed(tmp_path: Path) -> None:
    _, broken = run("25", "--in-place", tmp_path=tmp_path)
    assert any("site is neither old nor new" in what for what in broken)
