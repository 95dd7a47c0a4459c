"""Report the problems of a profile, or of many, then advice."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import day_option, jobs_option, json_option, profiles_option, today
from cvkit.cli.printing import PROBLEM, as_dict, colored, count, load_profile, print_json, say, tell

if TYPE_CHECKING:
    from cvkit.cli.department import Outcome
    from cvkit.load.problems import Problem


@click.command()
@profiles_option
@day_option
@jobs_option
@json_option
def check(profiles: tuple[str, ...], as_of: date | None, jobs: int | None, as_json: bool) -> None:
    """Report problems, then advice.

    Every problem of the profile at once, each at its place; when there is none, what looks stale, doubled or missing.

    \b
    Examples:
      cvkit check
      cvkit check -p other.yaml --json
      cvkit check -p 'people/*/profile.yaml'
    """
    from cvkit.build.patterns import is_pattern
    from cvkit.load.problems import ProfileError

    day = as_of or today(os.environ)
    if len(profiles) > 1 or is_pattern(profiles[0]):
        _check_all(profiles, day, jobs, as_json)
        return
    try:
        advice = _advice(Path(profiles[0]), day)
    except ProfileError as error:
        if not as_json:
            raise
        print_json([as_dict(problem) for problem in error.problems])
        sys.exit(PROBLEM)
    if as_json:
        print_json([as_dict(problem) for problem in advice])
        return
    _print(profiles[0], advice)


def _check_all(profiles: tuple[str, ...], day: date, jobs: int | None, as_json: bool) -> None:
    from cvkit.build.cores import available
    from cvkit.cli.department import each, matching, print_problems, summary

    people = {member: member.profile for member in matching(profiles)}
    found = {}
    with closing(each(partial(_checked, day=day), people, {}, jobs or available())) as outcomes:
        for member, outcome in outcomes:
            found[member] = outcome
            if as_json:
                continue
            if outcome.problems:
                print_problems(member, outcome.problems)
                say(f"{member.profile}: {count(len(outcome.problems), 'error')}")
            else:
                _print(str(member.profile), outcome.advice)
    if as_json:
        print_json(
            [
                {"profile": str(member.profile), "problems": [*map(as_dict, (*outcome.problems, *outcome.advice))]}
                for member, outcome in found.items()
            ]
        )
    failed = any(outcome.problems for outcome in found.values())
    statuses = {member: "failed" if outcome.problems else "sound" for member, outcome in found.items()}
    tell(summary(statuses, ("sound", "failed")))
    if failed:
        sys.exit(PROBLEM)


def _checked(profile: Path, day: date) -> Outcome:
    """What comes of checking one of many profiles; whatever goes wrong is theirs alone."""
    from cvkit.cli.department import Outcome, problems_of

    try:
        return Outcome(advice=_advice(profile, day))
    except Exception as error:
        return Outcome(problems=problems_of(error))


def _advice(profile: Path, day: date) -> tuple[Problem, ...]:
    """The advice on a profile; ProfileError where it, or what its documents need beside it, has problems."""
    from cvkit.build.needs import require_usable
    from cvkit.load.advice import advise
    from cvkit.view.recipes import usual

    loaded = load_profile(profile)
    require_usable(loaded, usual(loaded.profile), day)
    return tuple(advise(loaded, day))


def _print(profile: str, advice: tuple[Problem, ...]) -> None:
    for problem in advice:
        say(problem.render(color=colored(sys.stdout)) + "\n")
    counted = count(len(advice), "piece") + " of advice" if advice else "nothing to advise"
    say(f"{profile}: no errors, {counted}")
