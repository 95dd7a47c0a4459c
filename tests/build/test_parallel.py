"""Things made in two processes: all of them, in order, whatever becomes of the second process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from cvkit.build import parallel
from cvkit.build.parallel import shared_out

PROGRAM = """
import os, signal, sys, time
from cvkit.build import cores, parallel

asked, many = os.getpid(), range(250)
assert cores.can_fork()

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
        "made = [content.split() for content in parallel.shared_out(make, many, 2)]\n"
        "print([int(number) for number, *_ in made] == list(many), *sorted({where.decode() for _, where, _ in made}))"
    )
    assert run("time.sleep(0.002)", end) == "True here there\n"


@linux
@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise KeyboardInterrupt", "raise ValueError", "sys.exit(3)"]
)
def test_what_a_lost_process_leaves_is_made_here(end: str) -> None:
    body = f"if os.getpid() != asked and number < 230: {end}"
    printed = run(
        body, "print([int(content.split()[0]) for content in parallel.shared_out(make, many, 2)] == list(many))"
    )
    assert printed == "True\n"


@linux
def test_an_error_reaches_who_asked() -> None:
    body = "if number == 240: raise ValueError(number)"
    printed = run(body, "try: parallel.shared_out(make, many, 2)\nexcept ValueError as error: print(error)")
    assert printed == "240\n"


@linux
def test_what_is_made_may_be_anything_that_can_be_pickled() -> None:
    body = "if number % 50 == 0: return None if number else 'first'"
    end = "made = parallel.shared_out(make, many, 2)\nprint(made[0], made[50], made[200], type(made[249]).__name__)"
    assert run(body, end) == "first None None bytes\n"


@linux
def test_output_that_waits_to_be_written_is_written_once() -> None:
    assert run("pass", "print('once', end=' ')\nparallel.shared_out(make, many, 2)\nprint('and no more')") == (
        "once and no more\n"
    )


def refused() -> bool:
    raise AssertionError("nobody was to ask")


def counted(made: list[int]) -> Callable[[int], str]:
    def make(number: int) -> str:
        made.append(number)
        return str(number)

    return make


@pytest.mark.parametrize(("count", "jobs"), [(0, 2), (1, 2), (5, 1)])
def test_what_need_not_be_shared_is_made_here(count: int, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "can_fork", refused)
    made: list[int] = []
    assert shared_out(counted(made), range(count), jobs) == [str(number) for number in range(count)]
    assert made == list(range(count))


def test_beside_threads_all_things_are_made_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        made: list[int] = []
        assert shared_out(counted(made), range(50), 2) == [str(number) for number in range(50)]
        assert made == list(range(50))
    finally:
        done.set()
        thread.join()
