"""Making many things in two processes at once, where that is to be had."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

from cvkit.build.cores import can_fork

T = TypeVar("T")
R = TypeVar("R")


def shared_out(make: Callable[[T], R], things: Sequence[T], jobs: int) -> list[R]:
    """What `make` gives for each thing, in their order; an error of `make` is raised as ever.

    Where two jobs or more may run at once, a forked process makes some of the things, from the last one on: it has
    all that this one has, so that nothing but what is made, pickled, passes between them. Where no process can be
    forked, this one makes everything.
    """
    made = _from_both_ends(make, things) if jobs > 1 and len(things) > 1 and can_fork() else {}
    # What the other process began and did not bring to an end, by an error or its own, is made here.
    return [made[index] if index in made else make(thing) for index, thing in enumerate(things)]


def _from_both_ends(make: Callable[[T], R], things: Sequence[T]) -> dict[int, R]:
    """All things by their index, save those that the other process failed to make."""
    # A byte for each thing, which both processes see: set by the one that begins it. They start from the two ends
    # and stop where they meet; should they begin the same thing in the same instant, it is made twice.
    with mmap.mmap(-1, len(things)) as begun:
        reading, writing = os.pipe()
        try:
            helper = os.fork()
        except OSError:  # no more processes may run here
            os.close(reading)
            os.close(writing)
            return {}
        if not helper:
            os.close(reading)
            _help(make, things, begun, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as receiver:
            try:
                made = {}
                for index, thing in enumerate(things):
                    if begun[index]:
                        break
                    begun[index] = 1
                    made[index] = make(thing)
                with suppress(EOFError, pickle.UnpicklingError):  # of a process that was lost
                    made |= pickle.load(receiver)
                return made
            finally:
                os.kill(helper, signal.SIGKILL)
                os.waitpid(helper, 0)


def _help(make: Callable[[T], R], things: Sequence[T], begun: mmap.mmap, writing: int) -> NoReturn:
    # Whatever goes wrong here goes wrong again in the process that asked, which tells of it.
    with suppress(BaseException):
        made = {}
        for index in range(len(things) - 1, -1, -1):
            if begun[index]:
                break
            begun[index] = 1
            made[index] = make(things[index])
        with os.fdopen(writing, "wb") as sender:
            pickle.dump(made, sender, pickle.HIGHEST_PROTOCOL)
    # What this process inherited, such as a half-written line of output, is for the other one to bring to an end.
    os._exit(0)
