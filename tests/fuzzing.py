"""Cases that spoil what parsers read, and what comes of each: from a number, from hypothesis, or of one's own."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType

from hypothesis import strategies as st

from hostile import ADDRESSES, ALL, LINES, NAMES, REFUSED

SLOWEST = 2.0
"""Seconds of processor time that a case may take."""
ANYTHING = (*ALL, *LINES, *NAMES, *REFUSED.values(), *ADDRESSES)


@dataclass(frozen=True)
class Target:
    """A parser.

    A case is bytes. `run` hands one to the parser, in a folder that other cases have used before, and returns when the
    parser does what it promises: it gives a value, or the error that its docstring names. Whatever else comes of it is
    a failure.
    """

    name: str
    run: Callable[[bytes, Path], None]
    examples: tuple[bytes, ...]
    """What it reads without complaint."""
    pieces: tuple[str, ...] = ()
    """What has a meaning to it."""
    share: float = 1.0
    """How many of the cases it gets, relative to the others; slow parsers get fewer."""
    largest: int = 100_000
    """Bytes of the largest case."""


@dataclass(frozen=True)
class Outcome:
    """What became of a case, and the seconds of processor time that it took."""

    seconds: float
    error: BaseException | None = None


class TooSlowError(BaseException):
    """Ends a case that does not end by itself; nothing that catches every `Exception` catches it."""


def attempt(target: Target, data: bytes, folder: Path) -> Outcome:
    """Run a case, for a while longer than it may take."""
    start = time.process_time()
    error: BaseException | None = None
    try:
        with _at_most(SLOWEST * 3):
            target.run(data, folder)
    except (Exception, SystemExit, TooSlowError) as raised:
        error = raised
    seconds = time.process_time() - start
    if error is None and seconds > SLOWEST:
        error = TooSlowError(f"it takes {seconds:.1f} s")
    return Outcome(seconds, error)


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"stopped after {seconds:.0f} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def smallest(target: Target, data: bytes, folder: Path, tries: int = 300) -> bytes:
    """The case without the parts that its failure does not need; one that takes too long is left as it is."""
    failure = type(attempt(target, data, folder).error)
    size = 0 if failure is TooSlowError else len(data) // 2
    while size and tries:
        at = 0
        while at < len(data) and tries:
            shorter = data[:at] + data[at + size :]
            tries -= 1
            if type(attempt(target, shorter, folder).error) is failure:
                data = shorter
            else:
                at += size
        size //= 2
    return data


# --- where cases come from -----------------------------------------------------


def spoiled(target: Target, number: int | str) -> bytes:
    """The case of that number: an example, or nothing, after a few changes for the worse."""
    dice = Random(f"{target.name} {number}")
    data = dice.choice([*target.examples, b""])
    for _ in range(dice.choice([1, 1, 2, 3, 5, 8])):
        data = dice.choice(_CHANGES)(data, target, dice)[: target.largest]
    return data


def pieced(target: Target) -> st.SearchStrategy[bytes]:
    """Cases put together from what has a meaning to the parser, from hostile text and from any other."""
    pieces = st.sampled_from([*target.pieces, *ANYTHING])
    texts = st.lists(pieces | st.text(max_size=5), max_size=30).map("".join)
    return texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=300)


def _piece(target: Target, dice: Random) -> bytes:
    kind = dice.random()
    if kind < 0.6 and target.pieces:
        text = dice.choice(target.pieces)
    elif kind < 0.9:
        text = dice.choice(ANYTHING)
        if dice.random() < 0.5:
            start = dice.randrange(len(text))
            text = text[start : start + dice.randrange(1, 20)]
    else:
        return dice.randbytes(dice.randrange(1, 9))
    return text.encode("utf-8", "surrogatepass")


def _put(data: bytes, target: Target, dice: Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    end = start + dice.choice([0, 0, 1, 2, 5, 20, 100])
    return data[:start] + _piece(target, dice) + data[end:]


def _put_many(data: bytes, target: Target, dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    piece = b"".join(_piece(target, dice) for _ in range(dice.choice([1, 1, 2, 3])))
    many = min(dice.choice([2, 10, 60, 500, 5000, 50_000]), target.largest // 2 // len(piece) + 1)
    return data[:at] + piece * many + data[at:]


def _cut(data: bytes, target: Target, dice: Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.choice([1, 2, 5, 20, 100]) :]


def _cut_off(data: bytes, target: Target, dice: Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _flip(data: bytes, target: Target, dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.randbytes(1) + data[at + 1 :]


def _repeat(data: bytes, target: Target, dice: Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    many = min(dice.choice([2, 2, 3, 30, 300, 3000]), target.largest // max(1, end - start) + 1)
    return data[:start] + data[start:end] * many + data[end:]


def _move_line(data: bytes, target: Target, dice: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        moved = lines.pop(dice.randrange(len(lines)))
        for _ in range(dice.choice([0, 1, 2])):
            lines.insert(dice.randrange(len(lines) + 1), moved)
    return b"".join(lines)


def _splice(data: bytes, target: Target, dice: Random) -> bytes:
    other = dice.choice(target.examples)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _encode(data: bytes, target: Target, dice: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(dice.choice(_ENCODINGS), "replace")


_CHANGES = (
    _put,
    _put,
    _put,
    _put,
    _put_many,
    _cut,
    _cut,
    _cut_off,
    _flip,
    _flip,
    _repeat,
    _move_line,
    _splice,
    _encode,
)
_ENCODINGS = ("utf-16", "utf-8-sig", "latin-1", "utf-32", "utf-16-be")
