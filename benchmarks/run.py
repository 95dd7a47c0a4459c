"""Measure whole processes, as a user waits for them, beside bare limits that are measured in the same run."""

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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable]
CVKIT = [sys.executable, "-m", "cvkit"]
MANY, MOST = 1_000, 10_000  # publications
DEPARTMENT = 200  # people

# What WeasyPrint alone needs for a page: to start, read, set and write.
_WEASYPRINT = (
    "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
)
# Writes the very page that the accessible CV is set from.
_PRINTED = """
import os, sys
from datetime import date
from pathlib import Path
from cvkit.build.accessible import printed_page
from cvkit.build.job import Job, Surroundings
from cvkit.load.loader import load
around = Surroundings(os.environ, Path("output"), None, print, print)
job = Job(load(Path("profile.yaml")), "cv", date.today(), around)
Path(sys.argv[1]).write_text(printed_page(job, job.compose()), encoding="utf-8")
"""


class Used(NamedTuple):
    """What a process took, with all those that it started: seconds, and the megabytes of the largest one."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Case:
    """A command to be measured, what must be so before each run, and what it is held against.

    `limit` names the cases of whose medians the larger is the bare limit; `most` is how many times as long the command
    may take, or, where there is no limit, how many seconds.
    """

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    limit: tuple[str, ...] = ()
    most: float | None = None
    runs: list[Used] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return statistics.median(used.seconds for used in self.runs)

    @property
    def megabytes(self) -> float:
        """The most that any run took."""
        return max(used.megabytes for used in self.runs)


def emptied(folder: Path) -> Callable[[], None]:
    """What empties a folder before a run."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def forgotten(cache: Path) -> Callable[[], None]:
    """What takes answers out of the user's cache before a run; TeX's formats stay."""

    def forget() -> None:
        for answer in (cache / "cvkit").glob("*.json"):
            answer.unlink()

    return forget


def of_project(folder: Path, cache: Path) -> Iterator[Case]:
    """The commands on this repository's profile, with nothing kept but what TeX has dumped, or with all unchanged."""
    output, printed = folder / "output", folder / "printed.html"
    (folder / "profile.yaml").write_text((ROOT / "profile.yaml").read_text("utf-8"), encoding="utf-8")
    _run([*PYTHON, "-c", _PRINTED, str(printed)], folder, cache)
    bare, tex, page = "python -c pass", "pdflatex cv.tex", "weasyprint, accessible CV"
    yield Case(bare, [*PYTHON, "-c", "pass"], folder)
    yield Case("cvkit --version", [*CVKIT, "--version"], folder, limit=(bare,), most=4)
    yield Case("cvkit check", [*CVKIT, "check"], folder, limit=(bare,))
    yield Case("cvkit bio --short", [*CVKIT, "bio", "--short"], folder, forgotten(cache), (bare,), 22)
    yield Case("cvkit bio --short, unchanged", [*CVKIT, "bio", "--short"], folder, limit=(bare,), most=6)
    yield Case("cvkit cv", [*CVKIT, "cv"], folder, emptied(output), (tex,), 1.5)
    yield Case("cvkit cv, unchanged", [*CVKIT, "cv"], folder, limit=(bare,), most=6)
    yield _pdflatex(tex, folder)
    yield Case("cvkit site", [*CVKIT, "site"], folder, emptied(output), (bare,))
    yield Case(page, [*PYTHON, "-c", _WEASYPRINT, str(printed), f"{printed}.pdf"], folder)
    yield Case("cvkit build", [*CVKIT, "build"], folder, emptied(output), (tex, page), 1.3)


def of_many(folder: Path, cache: Path) -> Iterator[Case]:
    """The commands on a profile with 1,000 publications."""
    (folder / "profile.yaml").write_text(profile_of(MANY), encoding="utf-8")
    output, label = folder / "output", f"{MANY:,} publications"
    yield Case(f"cvkit check, {label}", [*CVKIT, "check"], folder)
    yield Case(f"cvkit site, {label}", [*CVKIT, "site"], folder, emptied(output), most=3)
    yield Case(f"cvkit cv, {label}", [*CVKIT, "cv"], folder, emptied(output), most=1.6)
    yield _pdflatex(f"pdflatex cv.tex, {label}", folder)


def of_growth(folder: Path, cache: Path) -> Iterator[Case]:
    """The commands on a profile with 10,000 publications, each against the same with 1,000."""
    for number in (MANY, MOST):
        (folder / str(number)).mkdir()
        (folder / str(number) / "profile.yaml").write_text(profile_of(number), encoding="utf-8")
    for name in ("check", "cv", "site"):
        few, many = (f"cvkit {name}, {number:,} publications" for number in (MANY, MOST))
        yield Case(few, [*CVKIT, name], folder / str(MANY), emptied(folder / str(MANY) / "output"))
        yield Case(many, [*CVKIT, name], folder / str(MOST), emptied(folder / str(MOST) / "output"), (few,), 12)


def of_department(folder: Path, cache: Path) -> Iterator[Case]:
    """The profiles of a department in two processes, against one after another."""
    for number in range(DEPARTMENT):
        person = folder / "people" / f"person-{number:03}"
        person.mkdir(parents=True)
        profile = profile_of(15).replace("Ada Marlowe", f"Ada{number} Marlowe{number}")
        (person / "profile.yaml").write_text(profile, encoding="utf-8")
    command = [*CVKIT, "build", "site", "bio", "-p", "people/*/profile.yaml", "--jobs"]
    one, two = (f"cvkit build, {DEPARTMENT} profiles, --jobs {jobs}" for jobs in (1, 2))
    yield Case(one, [*command, "1"], folder, emptied(folder / "output"))
    yield Case(two, [*command, "2"], folder, emptied(folder / "output"), (one,), 1 / 1.7)


GROUPS: dict[str, Callable[[Path, Path], Iterator[Case]]] = {
    "project": of_project,
    "many": of_many,
    "growth": of_growth,
    "department": of_department,
}
"""What can be measured: from an empty folder and the user's cache, the cases of a group."""

USUAL = ("project", "many")


def _pdflatex(name: str, folder: Path) -> Case:
    """One run of TeX alone on the source that `cvkit cv` has left."""
    return Case(name, ["pdflatex", "-interaction=batchmode", "-output-directory", "..", "cv.tex"], folder / "output")


def profile_of(publications: int) -> str:
    """A profile with so many publications by four authors each, among two hundred people."""
    lines = ["person:", "  name: Ada Marlowe", "  interests: {short: the theory of looms}", "people:"]
    lines += [f"  p{number}: {{name: Coauthor Number{number}}}" for number in range(200)]
    lines += ["venues:", "  looms: {name: Journal of Looms, short: JL, kind: journal}", "publications:"]
    a_year = max(40, publications // 100)
    for number in range(publications):
        authors = ", ".join(f"p{(number + step) % 200}" for step in (1, 3, 7))
        lines += [
            f"  paper-{number}:",
            f"    title: On the weaving of the thread $x_{{{number}}}$ & what follows from it",
            f"    authors: [me, {authors}]",
            "    kind: journal",
            "    venue: looms",
            f"    date: {2025 - number // a_year}",
            f"    volume: {number // a_year + 1}",
            f"    ids: {{doi: 10.5555/{number}}}",
        ]
    return "\n".join(lines) + "\n"


def measure(cases: Sequence[Case], cache: Path, runs: int) -> None:
    """Run the cases in turn, round after round, so that a slow moment of the machine falls on all of them.

    The first round warms up and does not count.
    """
    for counted in [False] + [True] * runs:
        for case in cases:
            case.before()
            used = _run(case.command, case.folder, cache)
            if counted:
                case.runs.append(used)


def _run(command: Sequence[str], folder: Path, cache: Path) -> Used:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)} has failed:\n{output.read().decode(errors='replace')}")
    # macOS counts bytes, everyone else kilobytes.
    return Used(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def machine() -> str:
    """One line on where this was measured."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def rows(cases: Sequence[Case]) -> Iterator[str]:
    """The rows of the table, which say what was promised and whether it was kept."""
    medians = {case.name: case.seconds for case in cases}
    for case in cases:
        against = max(case.limit, key=lambda name: medians.get(name, 0), default="")
        ratio = case.seconds / medians[against] if against in medians else None
        value = ratio if case.limit else case.seconds
        promise = "" if case.most is None or value is None else f"≤ {case.most:.3g}{' ×' if case.limit else ' s'}"
        kept = "" if not promise or value is None or case.most is None else " ✓" if value <= case.most else " ✗"
        times = f"{ratio:.2f} × {against}" if ratio else ""
        yield f"| {case.name:<40} | {case.seconds:>7.3f} | {case.megabytes:>4.0f} | {times:<36} | {promise + kept:<8} |"


def main() -> None:
    """Print a table for each group that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)} (default: {' '.join(USUAL)})")
    parser.add_argument("--runs", type=int, default=5, help="how many runs are counted (default: 5)")
    asked = parser.parse_args()
    if unknown := set(asked.groups) - GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    print(f"{machine()}; median of {asked.runs}")
    for name in asked.groups or USUAL:
        print(f"\n| {name:<40} | seconds | MB   | {'against':<36} | promise  |")
        print(f"|{'-' * 42}|--------:|-----:|{'-' * 38}|----------|")
        with tempfile.TemporaryDirectory(prefix="cvkit-bench-") as place:
            folder, cache = Path(place, "work"), Path(place, "cache")
            folder.mkdir()
            cases = [case for case in GROUPS[name](folder, cache) if shutil.which(case.command[0])]
            measure(cases, cache, asked.runs)
        print("\n".join(rows(cases)), flush=True)


if __name__ == "__main__":
    main()
