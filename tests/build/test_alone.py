"""One build at a time in an output folder: others wait and say so, and whoever is killed is in nobody's way."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cvkit.build import alone
from cvkit.build.alone import LOCK, alone_in
from cvkit.build.files import ASIDE

HOLD = """
import os, sys, time
from pathlib import Path
from cvkit.build.alone import alone_in

with alone_in(Path(sys.argv[1]), print):
    if sys.argv[2:] == ["forking"] and os.fork() == 0:
        time.sleep(60)
    print("held", flush=True)
    time.sleep(60)
"""


def holder(output: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process in a group of its own that has the folder to itself until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOLD, str(output), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    """End a process with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    finally:
        process.wait()
        assert process.stdout
        process.stdout.close()


def test_one_waits_for_the_other_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_PATIENCE", 0.0)
    told: list[str] = []
    waits = threading.Event()
    entered = threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        waits.set()

    def other() -> None:
        with alone_in(tmp_path, tell):
            entered.set()

    with alone_in(tmp_path, print):
        waiting = threading.Thread(target=other)
        waiting.start()
        assert waits.wait(60)
        assert not entered.is_set()
    waiting.join(60)
    assert entered.is_set()
    assert told == [f"another cvkit is building in {tmp_path}; waiting until it is done"]


def test_who_is_killed_is_in_nobodys_way(tmp_path: Path) -> None:
    ended(holder(tmp_path))
    assert (tmp_path / LOCK).exists()
    with alone_in(tmp_path, pytest.fail):
        pass


def test_what_the_killed_one_has_forked_is_in_nobodys_way(tmp_path: Path) -> None:
    process = holder(tmp_path, "forking")
    try:
        process.kill()
        process.wait()
        with alone_in(tmp_path, pytest.fail):
            pass
    finally:
        ended(process)


def test_nothing_is_cleared_away_while_another_builds(tmp_path: Path) -> None:
    with alone_in(tmp_path, print):
        aside = tmp_path / f"{ASIDE}0123456789ab"
        aside.mkdir()
        with alone_in(tmp_path / "elsewhere", print):
            assert aside.exists()
    with alone_in(tmp_path, print):
        assert not aside.exists()


def test_what_was_left_where_a_link_leads_is_cleared_away(tmp_path: Path) -> None:
    output, www = tmp_path / "output", tmp_path / "www"
    output.mkdir()
    www.mkdir()
    (output / "site").symlink_to(www / "site")
    (www / f"{ASIDE}0123456789ab").mkdir()
    with alone_in(output, print):
        assert not list(www.iterdir())


@pytest.mark.parametrize("obstacle", ["output", ".cvkit", "lock"])
def test_where_nothing_can_be_locked_nobody_waits(tmp_path: Path, obstacle: str) -> None:
    output = tmp_path / "output"
    match obstacle:
        case "output":
            output.touch()
        case ".cvkit":
            output.mkdir()
            (output / ".cvkit").touch()
        case "lock":
            (output / LOCK).mkdir(parents=True)
    with alone_in(output, pytest.fail), alone_in(output, pytest.fail):
        pass


def test_a_file_system_without_locks_is_none_the_worse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int, how: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with alone_in(tmp_path, pytest.fail):
        pass
