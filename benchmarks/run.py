"""Measure whole processes, as a user waits for them: the median of several runs after a warm-up, beside bare Python."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable]
CVKIT = [sys.executable, "-m", "cvkit"]
MANY = 1000
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Case:
    """A command to be measured, and what must be so before each run of it."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None


def cases(folder: Path) -> Iterator[Case]:
    """Everything that is measured; each case may use what the one before has left."""
    project, many = folder / "project", folder / "many"
    for place, profile in ((project, (ROOT / "profile.yaml").read_text("utf-8")), (many, profile_of(MANY))):
        place.mkdir()
        (place / "profile.yaml").write_text(profile, encoding="utf-8")

    def emptied(place: Path) -> Callable[[], None]:
        return lambda: shutil.rmtree(place / "output", ignore_errors=True)

    yield Case("python -c pass", [*PYTHON, "-c", "pass"], project)
    yield Case("cvkit --version", [*CVKIT, "--version"], project)
    yield Case("cvkit check", [*CVKIT, "check"], project)
    yield Case("cvkit bio --short", [*CVKIT, "bio", "--short"], project)
    yield Case("cvkit site", [*CVKIT, "site"], project, emptied(project))
    yield Case("cvkit cv", [*CVKIT, "cv"], project, emptied(project))
    yield Case("cvkit cv, unchanged", [*CVKIT, "cv"], project)
    if shutil.which("pdflatex"):
        tex = ["pdflatex", "-interaction=batchmode", "-output-directory", str(folder), "cv.tex"]
        yield Case("pdflatex cv.tex, one run", tex, project / "output")
    yield Case(f"cvkit check, {MANY:,} publications", [*CVKIT, "check"], many)
    yield Case(f"cvkit site, {MANY:,} publications", [*CVKIT, "site"], many, emptied(many))
    yield Case(f"cvkit cv, {MANY:,} publications", [*CVKIT, "cv"], many, emptied(many))


def profile_of(publications: int) -> str:
    """A profile with so many publications by four authors each, among two hundred people."""
    lines = ["person:", "  name: Ada Marlowe", "  interests: {short: the theory of looms}", "people:"]
    lines += [f"  p{number}: {{name: Coauthor Number{number}}}" for number in range(200)]
    lines += ["venues:", "  looms: {name: Journal of Looms, short: JL, kind: journal}", "publications:"]
    for number in range(publications):
        authors = ", ".join(f"p{(number + step) % 200}" for step in (1, 3, 7))
        lines += [
            f"  paper-{number}:",
            f"    title: On the weaving of the thread $x_{{{number}}}$ & what follows from it",
            f"    authors: [me, {authors}]",
            "    kind: journal",
            "    venue: looms",
            f"    date: {2025 - number // 40}",
            f"    volume: {number // 40 + 1}",
            f"    ids: {{doi: 10.5555/{number}}}",
        ]
    return "\n".join(lines) + "\n"


def seconds(case: Case, runs: int) -> float:
    """The median of the runs of a command, after one that is not counted."""
    taken = []
    for _ in range(runs + 1):
        case.before()
        start = time.perf_counter()
        done = subprocess.run(
            case.command, cwd=case.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        taken.append(time.perf_counter() - start)
        if done.returncode:
            sys.exit(f"{case.name} has failed:\n{done.stdout}{done.stderr}")
    return statistics.median(taken[1:])


def machine() -> str:
    """One line on where this was measured."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many runs are counted (default: 5)")
    runs = parser.parse_args().runs
    print(f"{machine()}; median of {runs}\n")
    print(f"| {'command':<32} | seconds | × Python |\n|{'-' * 34}|--------:|---------:|")
    bare = 0.0
    with tempfile.TemporaryDirectory(prefix="cvkit-bench-") as folder:
        for case in cases(Path(folder)):
            taken = seconds(case, runs)
            bare = bare or taken
            print(f"| {case.name:<32} | {taken:>7.3f} | {taken / bare:>8.1f} |", flush=True)


if __name__ == "__main__":
    main()
