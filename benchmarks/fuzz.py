"""Feed every parser with spoiled input: whatever comes of it must be what was promised, and in time."""

from __future__ import annotations

import argparse
import multiprocessing
import shlex
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fuzz_targets import TARGETS  # noqa: E402  the tests have no package to import them from
from fuzzing import SLOWEST, Outcome, Target, attempt, pieced, smallest, spoiled  # noqa: E402

DRAWN = 0.2
"""The share of cases that hypothesis puts together; the others are spoiled examples."""
BATCH = 500
"""So many cases are put together before they are run."""
SHOWN = 160
"""The bytes of a reproducer that are printed."""


@dataclass
class Tally:
    """What became of the cases of a target."""

    cases: int = 0
    seconds: float = 0
    slowest: float = 0
    failures: dict[str, bytes] = field(default_factory=dict)
    """A case for each way to fail."""
    failed: int = 0


def main() -> None:
    """Run and print a table; exit code 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="how many, over all targets (default: 20,000)")
    parser.add_argument("--seed", type=int, default=0, help="another number, other cases (default: 0)")
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this one; may be repeated")
    parser.add_argument("--engine", choices=["own", "atheris"], default="own", help="atheris follows coverage")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write each reproducer to a file there")
    options = parser.parse_args()
    chosen = [TARGETS[name] for name in options.target or TARGETS]
    whole = sum(target.share for target in chosen)
    feed = _with_atheris if options.engine == "atheris" else _feed
    print(f"| {'target':<20} | {'cases':>7} | {'failed':>6} | {'ms each':>8} | {'slowest, s':>10} |")
    print(f"|{'-' * 22}|{'-' * 8}:|{'-' * 7}:|{'-' * 9}:|{'-' * 11}:|")
    total = Tally()
    for target in chosen:
        tally = _apart(feed, target, options.seed, round(options.cases * target.share / whole))
        each = tally.seconds / max(1, tally.cases) * 1000
        print(f"| {target.name:<20} | {tally.cases:>7,} | {tally.failed:>6} | {each:>8.2f} | {tally.slowest:>10.2f} |")
        for reason, data in tally.failures.items():
            _show(target, reason, data, options.keep)
        sys.stdout.flush()
        total.cases += tally.cases
        total.failed += tally.failed
        total.slowest = max(total.slowest, tally.slowest)
    print(
        f"\n{total.cases:,} cases, {total.failed} failures, the slowest {total.slowest:.2f} s of {SLOWEST:.0f} allowed"
    )
    sys.exit(1 if total.failed else 0)


def _show(target: Target, reason: str, data: bytes, folder: Path | None) -> None:
    print(f"\n{target.name}: {reason}\n  {len(data)} bytes: {data[:SHOWN]!r}{'…' if len(data) > SHOWN else ''}\n")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{target.name} {abs(hash(reason)) % 10**6}".replace(" ", "-")
        (folder / name).write_bytes(data)


def _apart(feed: object, target: Target, seed: int, cases: int) -> Tally:
    """The tally of a target that is run in a process of its own, as a parser in C may end that."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=feed, args=(target, seed, cases, theirs))
    process.start()
    theirs.close()
    tally, last = Tally(), b""
    while True:
        try:
            told = ours.recv()
        except EOFError:
            break
        if isinstance(told, Tally):
            tally = told
        else:
            last = told
    process.join()
    if process.exitcode:
        tally.failed += 1
        tally.failures[f"the process has ended with {process.exitcode}"] = last
    return tally


def _feed(target: Target, seed: int, cases: int, tell: Connection) -> None:
    warnings.simplefilter("error")
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="cvkit-fuzz-") as name:
        folder = Path(name)
        for example in target.examples:  # imports, and what is made once, are no part of a case
            attempt(target, example, folder)
        for data in _cases(target, seed, cases):
            tell.send(data)
            _count(tally, target, data, attempt(target, data, folder))
        tally.failures = {reason: smallest(target, data, folder) for reason, data in tally.failures.items()}
    tell.send(tally)


def _count(tally: Tally, target: Target, data: bytes, outcome: Outcome) -> None:
    tally.cases += 1
    tally.seconds += outcome.seconds
    tally.slowest = max(tally.slowest, outcome.seconds)
    if outcome.error is not None:
        tally.failed += 1
        tally.failures.setdefault(_reason(outcome.error), data)


def _reason(error: BaseException) -> str:
    """The error and where it was raised; of one that comes from a library, where that was called, too."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/cvkit/" in frame.filename][-1:]
    where = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in [*ours, *frames[-1:]])
    return f"{type(error).__name__} in {where}: {str(error)[:200]}"


def _cases(target: Target, seed: int, cases: int) -> Iterator[bytes]:
    drawn = round(cases * DRAWN)
    yield from _drawn(target, seed, drawn)
    for number in range(cases - drawn):
        yield spoiled(target, f"{seed} {number}")


def _drawn(target: Target, seed: int, cases: int) -> Iterator[bytes]:
    """Cases of hypothesis, a few hundred at a time."""
    for first in range(0, cases, BATCH):
        yield from _batch(target, f"{seed} {first}", min(BATCH, cases - first))


def _batch(target: Target, seed: str, cases: int) -> list[bytes]:
    found: list[bytes] = []

    @seeded(f"{target.name} {seed}")
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(pieced(target))
    def gather(data: bytes) -> None:
        found.append(data)

    gather()
    return found


def _with_atheris(target: Target, seed: int, cases: int, tell: Connection) -> None:
    """Let atheris look for cases that reach new code; it must be installed (`pip install atheris`)."""
    import atheris

    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="cvkit-fuzz-") as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        for number, example in enumerate(target.examples):
            (corpus / str(number)).write_bytes(example)

        def one(data: bytes) -> None:
            tell.send(data)
            _count(tally, target, data, attempt(target, data, folder))
            if tally.cases >= cases:
                tally.failures = {reason: smallest(target, data, folder) for reason, data in tally.failures.items()}
                tell.send(tally)

        atheris.instrument_all()  # without which it sees no branch taken
        atheris.Setup(["fuzz", f"-runs={cases}", f"-seed={seed + 1}", "-verbosity=0", shlex.quote(str(corpus))], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
