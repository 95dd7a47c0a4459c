"""Kill builds at random moments: how many outputs are left half made, and how many next builds are wrong."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from killed import DAY, PROFILES, State, broken, left, state  # noqa: E402  the tests have no package to import from

KINDS = {
    "site and bio": ("site", "bio"),
    "all, by TeX": ("--engine", "pdftex"),
    "all, by WeasyPrint": ("--engine", "weasyprint"),
}
"""What is built, by what `cvkit build` is given."""
WEIGHTS = (3, 2, 1)
"""How often each of them is, as typesetting takes long."""
REBUILT = 0.4
"""How often a killed build is followed by a whole one, rather than by another that is killed."""

Case = tuple[str, int]
"""Which kind of build, and of which profile."""


@dataclass
class Tally:
    """What has been seen."""

    kills: int = 0
    ended: int = 0
    """Builds that were done before they were to be killed."""
    amid: int = 0
    """Kills after which some outputs were old and some new."""
    rebuilt: int = 0
    broken: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The figures, a line each."""
        return [
            f"builds killed                                        {self.kills}",
            f"  of which with some outputs in place already        {self.amid}",
            f"builds that had ended before                         {self.ended}",
            f"next builds, each compared with one in a new folder  {self.rebuilt}",
            f"broken                                               {sum(self.broken.values())}",
            *(f"  {what}: {times}" for what, times in self.broken.most_common()),
        ]


class Place:
    """A folder with a profile and outputs, and a temporary folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        (folder / "tmp").mkdir(parents=True, exist_ok=True)

    def start(self, case: Case) -> subprocess.Popen[str]:
        """Start to build all documents, in a process group of its own."""
        kind, number = case
        (self.folder / "profile.yaml").write_text(PROFILES[number], encoding="utf-8")
        command = [sys.executable, "-m", "cvkit", "build", *KINDS[kind], "--as-of", DAY.isoformat()]
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.folder / "tmp")}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def build(self, case: Case) -> float:
        """Build all documents and tell how many seconds that took."""
        start = time.monotonic()
        process = self.start(case)
        said, _ = process.communicate()
        if process.returncode:
            sys.exit(f"a build has failed:\n{said}")
        return time.monotonic() - start


def attempt(place: Place, case: Case, seconds: float, new: State, tally: Tally) -> None:
    """Kill a build after so many seconds and look at the outputs."""
    old = state(place.output)
    process = place.start(case)
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        tally.kills += 1
    else:
        tally.ended += 1
    process.communicate()
    for path in broken(place.output, old, new):
        tally.broken[f"{path} is neither old nor new"] += 1
    found = state(place.output)
    tally.amid += found != old and found != new


def rebuild(place: Place, case: Case, new: State, tally: Tally) -> None:
    """Build once more and compare with what a new folder gets."""
    place.build(case)
    tally.rebuilt += 1
    found = state(place.output)
    for path in {**new, **found}:
        if found.get(path) != new.get(path):
            tally.broken[f"{path} is wrong after the next build"] += 1
    if left(place.output):
        tally.broken["something was left aside"] += 1


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="how many builds are killed (default: 300)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="what decides when and which")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    weights = WEIGHTS if shutil.which("pdflatex") else (WEIGHTS[0], 0, WEIGHTS[2])
    print(f"seed {arguments.seed}", flush=True)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="cvkit-kills-") as folder:
        references: dict[Case, State] = {}
        usual: dict[Case, float] = {}
        for case in (
            (kind, number) for kind, weight in zip(KINDS, weights, strict=True) if weight for number in (0, 1)
        ):
            clean = Place(Path(folder, f"{case[0]}, {case[1]}"))
            usual[case] = clean.build(case)
            references[case] = state(clean.output)
        # A site takes a CV over that is there, so sites without any have a place of their own.
        places = {kind: Place(Path(folder, "killed", "alone" if kind == "site and bio" else "all")) for kind in KINDS}
        for kind, number in references:
            places[kind].build((kind, number))
        while tally.kills < arguments.times:
            (kind,) = draw.choices(list(KINDS), weights)
            case = (kind, draw.randrange(len(PROFILES)))
            attempt(places[kind], case, draw.uniform(0, usual[case]), references[case], tally)
            if draw.random() < REBUILT:
                rebuild(places[kind], case, references[case], tally)
            print(f"\r{tally.kills} killed, {sum(tally.broken.values())} broken", end="", file=sys.stderr, flush=True)
    print("", file=sys.stderr)
    print("\n".join(tally.lines()))
    sys.exit(bool(tally.broken))


if __name__ == "__main__":
    main()
