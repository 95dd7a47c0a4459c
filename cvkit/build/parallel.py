"""Making many things of a kind in two processes at once, where that is to be had."""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

FEWEST = 200
"""Fewer things are made sooner than a process is started that would help."""


def shared_out(make: Callable[[T], bytes], things: Sequence[T]) -> list[bytes]:
    """What `make` gives for each thing, in their order; an error of `make` is raised as ever.

    On Linux with two cores or more, a forked process makes some of many things: it has all that this one has, so
    that nothing but what is made passes between them. Elsewhere, and where threads run, which a fork would break,
    this process makes everything.
    """
    if len(things) < FEWEST or not _can_fork():
        return [make(thing) for thing in things]
    # What the first one loads and prepares, the other process then has too.
    made = {0: make(things[0])}
    made |= _from_both_ends(make, things)
    # What the other process began and did not bring to an end, by an error or its own, is made here.
    return [made[index] if index in made else make(thing) for index, thing in enumerate(things)]


def _can_fork() -> bool:
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    try:
        return len([*Path("/proc/self/task").iterdir()]) == 1  # a library's threads, which Python does not know, count
    except OSError:
        return False


def _from_both_ends(make: Callable[[T], bytes], things: Sequence[T]) -> dict[int, bytes]:
    """All things but the first by their index, save those that the other process failed to make."""
    from multiprocessing import get_context  # 15 ms that small sites do without

    fork = get_context("fork")
    # A byte for each thing, which both processes see: set by the one that begins it. They start from the two ends
    # and stop where they meet; should they begin the same thing in the same instant, it is made twice.
    begun = mmap.mmap(-1, len(things))
    receiver, sender = fork.Pipe(duplex=False)
    helper = fork.Process(target=_help, args=(make, things, begun, sender), daemon=True)
    helper.start()
    sender.close()
    try:
        made = {}
        for index in range(1, len(things)):
            if begun[index]:
                break
            begun[index] = 1
            made[index] = make(things[index])
        with suppress(EOFError, OSError):  # the end, or one amid a message
            while True:
                index = int.from_bytes(receiver.recv_bytes())
                made[index] = receiver.recv_bytes()
        return made
    finally:
        helper.kill()
        helper.join()
        helper.close()
        receiver.close()
        begun.close()


def _help(make: Callable[[T], bytes], things: Sequence[T], begun: mmap.mmap, sender: Connection) -> None:
    # Whatever goes wrong here goes wrong again in the process that asked, which tells of it.
    with suppress(BaseException):
        made = []
        for index in range(len(things) - 1, 0, -1):
            if begun[index]:
                break
            begun[index] = 1
            made.append((index, make(things[index])))
        while made:
            index, content = made.pop()
            sender.send_bytes(index.to_bytes(8))
            sender.send_bytes(content)
