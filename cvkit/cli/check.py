"""Report the problems of a profile, then advice."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import day_option, json_option, profile_option, today
from cvkit.cli.printing import PROBLEM, as_dict, colored, count, load_profile, print_json

if TYPE_CHECKING:
    pass


@click.command()
@profile_option
@day_option
@json_option
def check(profile: Path, as_of: date | None, as_json: bool) -> None:
    """Report problems, then advice.

    Every problem of the profile at once, each at its place; when there is none, what looks stale, doubled or missing.

    \b
    Examples:
      cvkit check
      cvkit check -p other.yaml --json
    """
    from cvkit.load.advice import advise
    from cvkit.load.problems import ProfileError

    try:
        loaded = load_profile(profile)
    except ProfileError as error:
        if not as_json:
            raise
        print_json([as_dict(problem) for problem in error.problems])
        sys.exit(PROBLEM)
    advice = advise(loaded, as_of or today(os.environ))
    if as_json:
        print_json([as_dict(problem) for problem in advice])
        return
    for problem in advice:
        click.echo(problem.render(color=colored(sys.stdout)) + "\n")
    counted = count(len(advice), "piece") + " of advice" if advice else "nothing to advise"
    click.echo(f"{profile}: no errors, {counted}")
