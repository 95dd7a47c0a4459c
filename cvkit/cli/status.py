"""Tell whether outputs are still what the profile says."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvkit.cli.options import day_option, json_option, output_option, profile_option, today
from cvkit.cli.printing import PROBLEM, colored, load_profile, print_json, say, tell

if TYPE_CHECKING:
    from cvkit.build.status import Change, FileStatus

_COLORS = {"fresh": "green", "stale": "yellow", "edited": "magenta", "foreign": "cyan", "missing": "red"}


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@profile_option
@output_option
@day_option
@json_option
@click.option("--all", "every", is_flag=True, help="List fresh files, too, and every changed fact.")
def status(
    files: tuple[Path, ...], profile: Path, output: Path, as_of: date | None, as_json: bool, every: bool
) -> None:
    """Tell whether outputs are still what the profile says.

    Each file is fresh, stale, edited by hand, foreign or missing; of a stale one, which facts have changed since, old
    and new. Without FILE, every output is looked at; a PDF or page from elsewhere is known by its stamp. Exit code 1
    means that something is not fresh.

    \b
    Examples:
      cvkit status                         every output
      cvkit status ~/Downloads/cv.pdf      a copy that went out
      cvkit status --as-of 2027-01-01      what will be out of date by then
    """
    from cvkit.build.status import Condition, status, status_of_output

    loaded = load_profile(profile)
    day = as_of or today(os.environ)
    found = list(status(loaded, files, output, day) if files else status_of_output(loaded, output, day))
    if as_json:
        print_json([_as_dict(file) for file in found])
    elif not found:
        tell(f"nothing has been made in {output} yet; `cvkit build` makes everything")
    else:
        _print(found, every=every or bool(files))
    if any(file.condition is not Condition.FRESH for file in found):
        sys.exit(PROBLEM)


_SHOWN = 8
"""The changed facts that are listed for a file, unless all are asked for."""


def _print(found: list[FileStatus], *, every: bool) -> None:
    listed = [file for file in found if every or file.condition != "fresh"]
    # One fact stands in many files: those of which the same has changed are told together.
    together: dict[tuple[Change, ...], list[FileStatus]] = {}
    for file in listed:
        together.setdefault(file.changes, []).append(file)
    for changes, files in together.items():
        for file in files:
            made = f"  as of {file.stamp.as_of}" if file.stamp else ""
            reason = f"  ({file.reason})" if file.reason else ""
            say(f"{_painted(file.condition)}  {file.path}{made}{reason}")
        shown = changes if every else changes[:_SHOWN]
        for change in shown:
            _print_change(change)
        if len(changes) > len(shown):
            say(f"           … and {len(changes) - len(shown)} more; --all lists them")
    counts = Counter(str(file.condition) for file in found)
    say(", ".join(f"{counts[name]} {name}" for name in _COLORS if counts[name]))


def _print_change(change: Change) -> None:
    where = f"{change.place.file}:{change.place.line}: " if change.place else ""
    say(f"           {where}{change.path}")
    for mark, text, color in (("-", change.before, "red"), ("+", change.after, "green")):
        if text:
            line = f"             {mark} {text}"
            say(click.style(line, fg=color) if colored(sys.stdout) else line)


def _painted(condition: str) -> str:
    word = f"{condition:9}"
    return click.style(word, fg=_COLORS[condition]) if colored(sys.stdout) else word


def _as_dict(file: FileStatus) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "status": file.condition,
        "document": file.stamp.document if file.stamp else None,
        "as_of": file.stamp.as_of.isoformat() if file.stamp else None,
        "reason": file.reason,
        "changes": [
            {
                "path": change.path,
                "before": change.before,
                "after": change.after,
                "file": change.place.file if change.place else None,
                "line": change.place.line if change.place else None,
            }
            for change in file.changes
        ],
    }
