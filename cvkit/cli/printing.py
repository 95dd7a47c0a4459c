"""What all commands print alike: lines to the user, JSON, problems, and the end of a run that failed."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from cvkit.build.request import Line
    from cvkit.load.loader import Loaded
    from cvkit.load.problems import Problem
    from cvkit.view.compose import UnknownDocumentError

PROBLEM, USAGE = 1, 2
"""Exit codes: what was given has a problem; the command line is wrong."""


def no_document(error: UnknownDocumentError) -> click.UsageError:
    from cvkit.load.nearest import nearest

    hint = f"did you mean `{close}`? " if (close := nearest(error.name, error.known)) else ""
    if error.name.endswith((".yaml", ".yml")):  # the second of the files that a shell has put for a pattern
        hint = "to make it of several profiles, quote the pattern: -p 'people/*/profile.yaml'; "
    return click.UsageError(f"there is no document `{error.name}`; {hint}there are {', '.join(error.known)}")


def load_profile(path: Path) -> Loaded:
    from cvkit.load.loader import load

    return load(path)


def as_dict(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity,
        "message": problem.message,
        "help": problem.help,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def as_file(line: Line) -> dict[str, Any]:
    return {"document": line.document, "path": line.path, "changed": line.changed, "detail": line.detail}


# What would move the cursor or worse, as in the name of a file. Colors are ours, and lines of calendars end in CR LF.
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]|\r(?!\n)|\x1b(?!\[(?:[0-2]|(?:1;)?3[0-7])m)")


def sayable(text: str) -> str:
    """The text with whatever a terminal would obey, but for colors, marked as U+FFFD."""
    return _UNSAYABLE.sub("\ufffd", text)


def say(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print what may hold names and words of others."""
    click.echo(sayable(text), nl=nl, err=err)


def print_json(value: Any) -> None:
    say(json.dumps(value, indent=2, ensure_ascii=False))


def tell(line: str) -> None:
    say(line, err=True)


def at_terminal(stream: Any) -> bool:
    """Whether somebody looks on; a stream that was closed before the start is none."""
    return stream is not None and bool(stream.isatty())


def colored(stream: Any) -> bool:
    return at_terminal(stream) and "NO_COLOR" not in os.environ


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def fail(message: str, remedy: str = "") -> NoReturn:
    click.secho("error: ", fg="red", bold=True, nl=False, err=True)
    tell(message)
    if remedy:
        tell(f"  help: {remedy}")
    sys.exit(PROBLEM)


def unwritten(error: Exception) -> Problem | None:
    """What is told where a place refused what was to be written; None for an error of another kind."""
    from cvkit.build.files import WriteError
    from cvkit.load.problems import Problem

    refused = WriteError.refused(error) if isinstance(error, OSError) else error
    if isinstance(refused, WriteError):
        return Problem(None, f"{refused}; what was there still stands", refused.remedy)
    return None


def report(error: Exception) -> None:
    """Tell the problems of a profile, or of writing, or that cvkit itself has failed."""
    from cvkit.load.problems import ProfileError

    if problem := unwritten(error):
        fail(problem.message, problem.help)
    if isinstance(error, ProfileError):
        for problem in error.problems:
            tell(problem.render(color=colored(sys.stderr)) + "\n")
        # Who writes files adds a note on what became of them.
        tell("; ".join([count(len(error.problems), "error"), *getattr(error, "__notes__", ())]))
        return
    tell(f"cvkit has failed, and it is not your fault: {type(error).__name__}: {error}")
    tell("Please report it with the output of the same command under CVKIT_DEBUG=1.")
