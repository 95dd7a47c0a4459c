"""Things made in two processes: all of them, in order, whatever becomes of the second process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from cvkit.build import parallel
from cvkit.build.parallel import FEWEST, shared_out

MANY = range(FEWEST + 50)

PROGRAM = """
import os, signal, sys, time
from cvkit.build import parallel

asked, many = os.getpid(), range(250)
os.sched_getaffinity = lambda pid: {0, 1}
assert parallel._can_fork()

def make(number):
    BODY
    return (f"{number} here " if os.getpid() == asked else f"{number} there ").encode() + b"." * 1000

END
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")


def run(body: str, end: str) -> str:
    """What a program of one thread prints, as the tests themselves may run with more."""
    program = PROGRAM.replace("BODY", body).replace("END", end)
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return done.stdout


@linux
def test_two_processes_make_all_things_between_them() -> None:
    end = (
        "made = [content.split() for content in parallel.shared_out(make, many)]\n"
        "print([int(number) for number, *_ in made] == list(many), *sorted({where.decode() for _, where, _ in made}))"
    )
    assert run("time.sleep(0.002)", end) == "True here there\n"


@linux
@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise KeyboardInterrupt", "raise ValueError", "sys.exit(3)"]
)
def test_what_a_lost_process_leaves_is_made_here(end: str) -> None:
    body = f"if os.getpid() != asked and number < 230: {end}"
    printed = run(body, "print([int(content.split()[0]) for content in parallel.shared_out(make, many)] == list(many))")
    assert printed == "True\n"


@linux
def test_an_error_reaches_who_asked() -> None:
    body = "if number == 240: raise ValueError(number)"
    printed = run(body, "try: parallel.shared_out(make, many)\nexcept ValueError as error: print(error)")
    assert printed == "240\n"


def refused() -> bool:
    raise AssertionError("nobody was to ask")


def counted(made: list[int]) -> Callable[[int], bytes]:
    def make(number: int) -> bytes:
        made.append(number)
        return str(number).encode()

    return make


def test_few_things_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_can_fork", refused)
    made: list[int] = []
    assert shared_out(counted(made), range(5)) == [b"0", b"1", b"2", b"3", b"4"]
    assert made == list(range(5))


def test_beside_threads_all_things_are_made_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        made: list[int] = []
        assert shared_out(counted(made), MANY) == [str(number).encode() for number in MANY]
        assert made == list(MANY)
    finally:
        done.set()
        thread.join()
