"""Work on many profiles side by side, tell what came of each, and list the people on a page."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cvkit.cli.printing import (
    PROBLEM,
    as_dict,
    as_file,
    at_terminal,
    colored,
    count,
    fail,
    no_document,
    print_json,
    say,
    tell,
    unwritten,
)

if TYPE_CHECKING:
    from cvkit.build.department import Index, Member
    from cvkit.build.request import Line, Request
    from cvkit.build.workers import Lost
    from cvkit.load.problems import Problem

T = TypeVar("T")

CLEAR = "\r\x1b[K"
"""Takes away the line that a terminal shows of how far it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a profile: its files or the advice on it, what the user was told, and why it failed if it did."""

    lines: tuple[Line, ...] = ()
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """made, unchanged or failed."""
        return "failed" if self.problems else "made" if any(line.changed for line in self.lines) else "unchanged"


def make_all(patterns: Iterable[str], request: Request, jobs: int, as_json: bool) -> None:
    """Make what is requested of every profile that matches, and exit 1 if that failed for any of them.

    The documents of each go to a folder of their own in the output folder of the request.
    """
    from cvkit.build.department import folder_of, write_index

    people = matching(patterns, apart=True)
    requests = {
        member: replace(request, profile=member.profile, output=request.output / member.name, listed=True)
        for member in people
    }
    known = {
        member: Outcome(tuple(lines)) for member, request in requests.items() if (lines := request.recall()) is not None
    }
    found = {}
    with closing(each(make_one, requests, known, jobs)) as outcomes:
        for member, outcome in outcomes:
            found[member] = outcome
            if not as_json:
                _print(member, requests[member].output, outcome)
    index = write_index(request.output, folder_of(people), request.day)
    if as_json:
        print_json(_as_dict(found, requests, index))
    elif index:
        earlier = len({*index.names} - {member.name for member in people})
        detail = f"{len(index.names)} listed" + (f", {earlier} of them from earlier" if earlier else "")
        say(f"{'made     ' if index.changed else 'unchanged'}  {index.path}  ({detail})")
    tell(summary({member: outcome.status for member, outcome in found.items()}, ("made", "unchanged", "failed")))
    if any(outcome.problems for outcome in found.values()):
        sys.exit(PROBLEM)


def matching(patterns: Iterable[str], *, apart: bool = False) -> list[Member]:
    """Whose profiles match; a pattern that matches nothing ends the run, and so do two who must be `apart`."""
    from cvkit.build import department

    try:
        people = department.find(patterns)
        if apart:
            department.apart(people)
    except department.DepartmentError as error:
        fail(str(error), error.remedy)
    return people


class Counter:
    """The line that tells who waits at a terminal how far it is: `12/200 people/ada`."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = at_terminal(sys.stderr)

    def count(self, label: str) -> None:
        """One more is done."""
        self._done += 1
        if self._shown:
            click.echo(f"{CLEAR}{self._done}/{self._total} {label}", nl=False, err=True)

    def clear(self) -> None:
        """Make room for other lines."""
        if self._shown:
            click.echo(CLEAR, nl=False, err=True)


def summary(statuses: dict[Member, str], order: tuple[str, ...]) -> str:
    """How many came to what, and who failed: `198 made, 2 failed: people/x, people/y`."""
    counts = {status: [member for member in statuses if statuses[member] == status] for status in order}
    told = ", ".join(f"{len(members)} {status}" for status, members in counts.items() if members)
    failed = ", ".join(member.label for member in counts["failed"])
    return f"{told}: {failed}" if failed else told


def each(
    do: Callable[[T], Outcome], things: dict[Member, T], known: dict[Member, Outcome], jobs: int
) -> Generator[tuple[Member, Outcome], None, None]:
    """What comes of everybody, in their order: what is known already, and what `do` makes of the others' things."""
    from cvkit.build.workers import Lost, side_by_side

    counter = Counter(len(things))
    for member in known:
        counter.count(member.label)
    waiting = [member for member in things if member not in known]
    done = side_by_side(
        do, [things[member] for member in waiting], jobs, lambda index: counter.count(waiting[index].label)
    )
    with closing(done):
        for member in things:
            if (outcome := known.get(member)) is None:
                result = next(done)
                outcome = _lost(result) if isinstance(result, Lost) else result
            counter.clear()
            yield member, outcome


def make_one(request: Request) -> Outcome:
    """Make the documents of one profile; whatever goes wrong is theirs alone."""
    from cvkit.build.beforehand import Beforehand

    told: list[str] = []
    try:
        # The processors have the other profiles to work on.
        lines = tuple(request.make(1, told.append, lambda line: None, Beforehand()))
    except Exception as error:
        if os.environ.get("CVKIT_DEBUG"):
            told.append(traceback.format_exc())
        return Outcome((), tuple(told), problems_of(error))
    return Outcome(lines, tuple(told))


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """What is told of an error that ends the making of one profile."""
    from cvkit.load.problems import Problem, ProfileError
    from cvkit.view.compose import UnknownDocumentError

    if problem := unwritten(error):
        return (problem,)
    match error:
        case ProfileError():
            return error.problems
        case UnknownDocumentError():
            return (Problem(None, no_document(error).message),)
        case _:
            message = f"cvkit has failed, and it is not your fault: {type(error).__name__}: {error}"
            return (Problem(None, message, "please report it with the output of the same command under CVKIT_DEBUG=1"),)


def _lost(lost: Lost) -> Outcome:
    from cvkit.load.problems import Problem

    return Outcome(problems=(Problem(None, f"{lost}; what was there still stands", "try fewer --jobs"),))


def _print(member: Member, output: Path, outcome: Outcome) -> None:
    for line in outcome.told:
        tell(f"{member.label}: {line}")
    print_problems(member, outcome.problems)
    files = [line for line in outcome.lines if not line.part]
    changed = sum(line.changed for line in files)
    some = f"{changed} of " if changed < len(files) else ""
    detail = f"  ({some}{count(len(files), 'file')})" if outcome.status == "made" else ""
    say(f"{outcome.status:9}  {output}{detail}")


def print_problems(member: Member, problems: Iterable[Problem]) -> None:
    """Tell the problems of one of many profiles, each at its place."""
    for problem in problems:
        where = "" if problem.place else f"{member.profile}: "
        tell(f"{where}{problem.render(color=colored(sys.stderr))}\n")


def _as_dict(found: dict[Member, Outcome], requests: dict[Member, Request], index: Index | None) -> dict[str, Any]:
    return {
        "profiles": [
            {
                "profile": str(member.profile),
                "output": str(requests[member].output),
                "status": outcome.status,
                "files": [as_file(line) for line in outcome.lines],
                "told": outcome.told,
                "problems": [as_dict(problem) for problem in outcome.problems],
            }
            for member, outcome in found.items()
        ],
        "index": str(index.path) if index else None,
    }
