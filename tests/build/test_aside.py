"""What is got ready and done in another process, or here where that is lost or not to be had; and waiting for it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cvkit.build import cores
from cvkit.build.aside import Aside
from cvkit.build.beside import Beside, Group

PROGRAM = """
import os, signal
from cvkit.build.aside import Aside

asked = os.getpid()

def where(word, loud=False):
    BODY
    return (word.upper() if loud else word, "here" if os.getpid() == asked else "there")

with Aside(lambda: where) as aside:
    END
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")


def run(body: str, end: str) -> str:
    """What a program of one thread prints, as the tests themselves may run with more."""
    program = PROGRAM.replace("BODY", body).replace("END", end)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    return done.stdout


@linux
def test_questions_are_answered_by_another_process() -> None:
    assert run("pass", "print(aside('a'), aside('b', loud=True))") == "('a', 'there') ('B', 'there')\n"


@linux
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise ValueError", "os._exit(3)"])
def test_what_the_other_process_does_not_answer_is_done_here(end: str) -> None:
    assert run(f"if os.getpid() != asked: {end}", "print(aside('a'), aside('b'))") == "('a', 'here') ('b', 'here')\n"


@linux
def test_an_error_is_raised_here() -> None:
    end = "try: aside('a')\n    except ValueError as error: print(error, 'in', os.getpid() == asked)"
    assert run("raise ValueError(word)", end) == "a in True\n"


@linux
def test_an_interrupt_is_left_to_who_asks() -> None:
    body = "if os.getpid() != asked: os.kill(os.getpid(), signal.SIGINT)"
    assert run(body, "print(aside('a'))") == "('a', 'there')\n"


def test_beside_threads_it_is_done_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with Aside(lambda: str.upper) as aside:
            assert aside("a") == "A"
    finally:
        done.set()
        thread.join()


# --- waiting ---


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_thing_is_done_once(jobs: int) -> None:
    done = []
    with Beside(jobs) as beside:
        first, second = beside.begin(lambda: done.append(1)), beside.begin(lambda: done.append(2))
        assert [later.result() for later in (first, second, first)] == [None] * 3
    assert sorted(done) == [1, 2]


def test_two_things_are_waited_for_at_once() -> None:
    meeting = threading.Barrier(2, timeout=30)
    with Beside(2) as beside:
        group = Group(beside)
        group.begin(meeting.wait)
        group.begin(meeting.wait)
        group.wait()


def test_one_job_is_one_thread() -> None:
    with Beside(1) as beside:
        where = beside.begin(threading.current_thread)
        assert where.result() is threading.current_thread()


def failing(text: str) -> Callable[[], None]:
    def fail() -> None:
        raise ValueError(text)

    return fail


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_error_of_the_first_of_a_group_is_raised(jobs: int) -> None:
    with Beside(jobs) as beside:
        group = Group(beside)
        group.begin(failing("first"))
        group.begin(failing("second"))
        with pytest.raises(ValueError, match="first"):
            group.wait()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_that_nobody_asks_for_is_nobodys(jobs: int) -> None:
    with Beside(jobs) as beside:
        beside.begin(failing("begun"))


# --- processors ---


@pytest.mark.parametrize(
    ("quota", "expected"),
    [("max 100000", 4), ("150000 100000", 2), ("50000 100000", 1), ("900000 100000", 4), ("", 4), ("1 0", 4)],
)
def test_processors_are_those_that_may_be_used(
    quota: str, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "cpu.max")
    (tmp_path / "cpu.max").write_text(quota)
    assert cores.available() == expected


def test_without_a_container_all_processors_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0, 2}, raising=False)
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "none")
    assert cores.available() == 2
