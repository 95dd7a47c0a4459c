"""Builds that are killed, and what must then hold: each output is wholly the old or the new one, the site as a whole.

Run as a program, it kills a build just before a step that changes something on the disk, then before a later one, so
many steps apart, and prints how often, and what was found broken.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)

_PROFILE = """\
person:
  name: Maren Okafor
  pronouns: she
  interests: {{short: "{interests}"}}
positions:
  now: {{title: "{title}", organizations: Northgate University, start: 2020-09}}
education:
  phd: {{degree: Ph.D., field: Hydrology, organizations: Lakeside College, start: 2014, end: 2019}}
publications:
  {papers}
talks:
  floods: {{title: "Floods, and {interests}", event: Riverside Seminar, date: 2025-05-01}}
documents:
  site: {{url: "https://okafor.example"}}
"""
_PAPER = "{key}: {{title: On {key}, authors: [me], kind: journal, venue: Annals of Water, date: {year}}}"


def _profile(interests: str, title: str, *papers: str) -> str:
    entries = [_PAPER.format(key=key, year=2019 + place) for place, key in enumerate(papers)]
    return _PROFILE.format(interests=interests, title=title, papers="\n  ".join(entries))


PROFILES = (
    _profile("rivers", "Lecturer", "ice", "rain", "mist"),
    _profile("lakes and what flows into them", "Reader", "ice", "dew", "mist", "hail"),
)
"""Two states of a profile, of which every output differs, and each site has pages that the other has not."""

State = Mapping[str, str]
"""The digest of each output by its path; that of the site, as a whole, under `site`."""


def state(output: Path) -> dict[str, str]:
    """The outputs in a folder, without what cvkit keeps there for itself and what a killed build has left aside."""
    found = {}
    for path in sorted(output.iterdir()) if output.is_dir() else ():
        if path.is_dir() and not path.name.startswith("."):
            within = {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}
            found[path.name] = hashlib.sha256(repr(sorted(within.items())).encode()).hexdigest()
        elif not path.name.startswith("."):
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def left(output: Path) -> list[str]:
    """What a build has left aside."""
    return [str(path) for path in output.rglob(".cvkit-*")]


def broken(output: Path, old: State, new: State) -> list[str]:
    """The outputs that are neither the old nor the new ones."""
    found = state(output)
    return [path for path in {**old, **new, **found} if found.get(path) not in {old.get(path), new.get(path)}]


def build(folder: Path) -> None:
    """Make everything that needs no typesetting of the profile in a folder, in this process."""
    from cvkit.build.job import Surroundings
    from cvkit.build.targets import build as build_targets
    from cvkit.load.loader import load

    editions = frozenset({"word", "markdown", "text"})
    around = Surroundings({}, folder / "output", None, lambda line: None, lambda line: None, editions)
    list(build_targets(load(folder / "profile.yaml"), ("cv", "site", "bio"), DAY, around))


def reference(profile: str, folder: Path) -> State:
    """What a profile gives in a new folder, where nobody is killed."""
    folder.mkdir()
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    build(folder)
    return state(folder / "output")


_CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "shutil.rmtree"}


def _changes(event: str, arguments: tuple[Any, ...], folder: str) -> bool:
    """Whether an event that Python tells of is about to change something in a folder."""
    if event == "open":
        path, _, flags = arguments
        return bool(flags & (os.O_WRONLY | os.O_RDWR)) and str(path).startswith(folder)
    return event in _CHANGING and str(arguments[0]).startswith(folder)


def killed(folder: Path, step: int) -> bool:
    """Build in a forked process that is killed before so many steps have changed the output; False if it had fewer."""
    child = os.fork()
    if child == 0:
        steps = 0

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            if os.getpid() == own and _changes(event, arguments, str(folder / "output")):
                steps += 1
                if steps == step:
                    os.kill(own, signal.SIGKILL)

        own = os.getpid()
        sys.addaudithook(count)
        build(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def findings(steps: Iterator[int] | range, place: Path) -> Iterator[str | None]:
    """Kill a build before each of these steps and build again; give what was found broken, or None."""
    references = [reference(profile, place / f"reference-{number}") for number, profile in enumerate(PROFILES)]
    old, new = references
    for step in steps:
        folder = place / "folder"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "reference-0", folder)
        (folder / "profile.yaml").write_text(PROFILES[1], encoding="utf-8")
        if not killed(folder, step):
            return
        yield from (f"step {step}: {path} is neither old nor new" for path in broken(folder / "output", old, new))
        build(folder)
        after = state(folder / "output")
        yield from (f"step {step}: {path} is wrong afterwards" for path in new if after.get(path) != new[path])
        yield from (f"step {step}: {path} should be gone" for path in after.keys() - new.keys())
        yield from (f"step {step}: {path} was left" for path in left(folder / "output"))
        yield None


def write_in_place() -> None:
    """Let the files of sites be written where they are to be, as cvkit must not."""
    from cvkit.build import folder

    def replace(place: Path, files: Mapping[str, bytes], changed: Collection[str], gone: Collection[str]) -> None:
        for path in changed:
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(files[path])
        for path in gone:
            (place / path).unlink()

    setattr(folder, "_replace", replace)  # noqa: B010  mypy would have it declared


def main() -> None:
    """Print, as JSON, how often a build was killed and what was found: STRIDE [--in-place]."""
    if "--in-place" in sys.argv:
        write_in_place()
    with tempfile.TemporaryDirectory(prefix="cvkit-killed-") as place:
        found = list(findings(range(1, 1_000_000, int(sys.argv[1])), Path(place)))
    json.dump({"kills": found.count(None), "broken": [what for what in found if what]}, sys.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
