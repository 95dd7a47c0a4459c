"""The folder of a run goes with it, and where it was killed, with the next; that of a run that goes on stays."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cvkit.typeset.scratch import scratch

HOLD = """
import time
from cvkit.typeset.scratch import scratch

with scratch() as folder:
    (folder / "cv.log").write_text("half")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary folder that no other test uses."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_it_is_gone_afterwards(tmp_path: Path) -> None:
    with scratch() as folder:
        (folder / "work").mkdir()
        assert folder.parent == tmp_path
    assert not list(tmp_path.iterdir())


def test_one_that_was_killed_goes_with_the_next_and_one_that_lives_stays(tmp_path: Path) -> None:
    (tmp_path / "cvkit-somebodys").mkdir()
    killed, lives = (
        subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True) for _ in range(2)
    )
    try:
        assert killed.stdout
        assert lives.stdout
        folders = [Path(process.stdout.readline().rstrip()) for process in (killed, lives) if process.stdout]
        killed.kill()
        killed.wait()
        with scratch():
            assert [folder.exists() for folder in folders] == [False, True]
        assert (folders[1] / "cv.log").read_text() == "half"
        assert (tmp_path / "cvkit-somebodys").is_dir()
    finally:
        for process in (killed, lives):
            process.kill()
            process.communicate()
