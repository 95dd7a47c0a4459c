"""Tell what changed in a document between two dates."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import json_option, last_day, profile_option
from cvkit.cli.printing import colored, load_profile, no_document, print_json, say

if TYPE_CHECKING:
    from cvkit.view.differences import Difference


@click.command()
@click.argument("before", metavar="DATE1", callback=last_day)
@click.argument("after", metavar="DATE2", callback=last_day)
@click.option("--document", metavar="NAME", default="cv", show_default=True, help="The document to compare.")
@profile_option
@json_option
def diff(before: date, after: date, document: str, profile: Path, as_json: bool) -> None:
    """Tell what changed in a document between two dates.

    Each entry that came (+), went (-) or reads differently (~), with the old and new text.

    \b
    Examples:
      cvkit diff 2024-01-15 2025-11-01
      cvkit diff 2023 2024 --document site      between the ends of the two years
      cvkit diff 2024 2025-06 --json
    """
    from dataclasses import asdict

    from cvkit.view.compose import UnknownDocumentError, compose
    from cvkit.view.differences import differences

    told = load_profile(profile).profile
    try:
        found = differences(compose(told, document, before), compose(told, document, after))
    except UnknownDocumentError as error:
        raise no_document(error) from None
    if as_json:
        print_json([asdict(difference) for difference in found])
        return
    _print_differences(found)
    say(f"{_tally(found)} from {before} to {after}")


def _print_differences(found: tuple[Difference, ...]) -> None:
    color = colored(sys.stdout)
    for title, group in groupby(found, key=lambda difference: difference.section_title):
        say(click.style(title, bold=True) if color else title)
        for difference in group:
            say(indent(difference.render(color=color), "  "))
        click.echo()


def _tally(found: tuple[Difference, ...]) -> str:
    counts = Counter(difference.kind.value for difference in found)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "removed", "changed"))
    return told if found else "nothing changed"
