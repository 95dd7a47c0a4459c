"""Many things done in several processes: all of them, in order, whatever becomes of one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from cvkit.build import workers
from cvkit.build.workers import Lost, side_by_side


def square(number: int) -> int:
    """The first things take longest, so that the last are done first."""
    time.sleep(0.02 * max(0, 4 - number))
    return number * number


def lost_at(number: int, where: int, code: int) -> int:
    if number == where:
        if code < 0:
            os.kill(os.getpid(), -code)
        os._exit(code)
    return number


def which(_: int) -> int:
    return os.getpid()


@pytest.fixture(params=["fork", "spawn"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How processes are started."""
    if request.param == "fork" and sys.platform != "linux":
        pytest.skip("only Linux forks")
    monkeypatch.setattr(workers, "can_fork", lambda: request.param == "fork")
    return str(request.param)


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # of the processes that run tests
class TestSideBySide:
    def test_everything_is_done_and_given_in_order(self, start: str) -> None:
        assert list(side_by_side(square, range(8), 3)) == [number * number for number in range(8)]

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_no_more_processes_than_jobs(self, start: str, jobs: int) -> None:
        found = set(side_by_side(which, range(5), jobs))
        assert os.getpid() not in found
        assert 1 <= len(found) <= jobs

    def test_each_thing_is_told_when_it_is_done(self, start: str) -> None:
        told: list[int] = []
        list(side_by_side(square, range(5), 2, told.append))
        assert sorted(told) == list(range(5))

    @pytest.mark.parametrize("code", [3, -signal.SIGKILL])
    def test_a_lost_process_costs_its_own_thing_alone(self, start: str, code: int) -> None:
        found = list(side_by_side(partial(lost_at, where=2, code=code), range(6), 2))
        assert found == [0, 1, Lost(code), 3, 4, 5]

    def test_nothing_to_do_starts_nothing(self, start: str) -> None:
        assert list(side_by_side(which, [], 2)) == []


def test_how_a_process_was_lost_is_said() -> None:
    assert str(Lost(3)) == "its process ended with code 3"
    assert "SIGKILL, as happens where memory runs out" in str(Lost(-9))
    assert str(Lost(-15)) == "its process was ended by SIGTERM"


def long(folder: str) -> None:
    """Something that takes long, and clears up."""
    pid = os.getpid()
    Path(folder, f"{pid}.begun").touch()
    try:
        time.sleep(60)
    finally:
        Path(folder, f"{pid}.begun").unlink()


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_whoever_leaves_early_lets_the_processes_clear_up(start: str, tmp_path: Path) -> None:
    def until_begun(number: int) -> None:
        while len(list(tmp_path.glob("*.begun"))) < number:
            time.sleep(0.01)

    pids: list[int] = []
    with closing(side_by_side(partial(_first_then_long, folder=str(tmp_path)), [0, 1, 2], 2)) as results:
        assert next(results) == 0
        until_begun(1)
        pids += [int(path.stem) for path in tmp_path.glob("*.begun")]
    assert list(tmp_path.glob("*.begun")) == []
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _first_then_long(number: int, folder: str) -> int:
    if number:
        long(folder)
    return number


ORPHANS = """
import os, sys, time
from cvkit.build.workers import side_by_side

def tell(number):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece, as another process writes, too
    time.sleep(0.3)
    return number

for result in side_by_side(tell, range(2), 2):
    os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_processes_do_not_outlive_who_asked() -> None:
    """Each has the ends of the pipes that were there when it was forked, and must close them."""
    done = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, timeout=60, check=True)
    # Their output is read to its end, which is there when the last of them has gone.
    assert len(done.stdout.split()) == 2
