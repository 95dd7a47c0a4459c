"""Tell which links of a site lead nowhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.cli.printing import PROBLEM, colored, count, load_profile, tell

if TYPE_CHECKING:
    from cvkit.load.problems import Problem


def check_links(profile: Path, name: str, folder: Path, as_of: date, seconds: float) -> None:
    """Print the links of the site, and those to elsewhere, that lead nowhere, and exit 1 if any do."""
    found = list(_found(profile, name, folder, as_of, seconds))
    for problem in found:
        tell(problem.render(color=colored(sys.stderr)) + "\n")
    dead = sum(problem.severity == "error" for problem in found)
    unknown = len(found) - dead
    tell(f"{count(dead, 'dead link')}, {count(unknown, 'link')} of which nothing is known" if found else "no dead link")
    if dead:
        sys.exit(PROBLEM)


def _found(profile: Path, name: str, folder: Path, as_of: date, seconds: float) -> Iterator[Problem]:
    from cvkit.build.links import broken_links, outside_links
    from cvkit.load.problems import Problem
    from cvkit.view.site import compose_site
    from cvkit.web.links import Verdict, ask

    loaded = load_profile(profile)
    site = compose_site(loaded.profile, name, as_of)
    for broken in broken_links(folder, site.url):
        yield Problem(None, f"{folder / broken.page} leads to `{broken.address}`, which is not there")
    outside = outside_links(site)
    if outside:
        tell(f"asking after {count(len(outside), 'address')}…")
    answers = ask(outside, seconds)
    for address, path in outside.items():
        answer = answers[address]
        place = loaded.place(path) if path else None
        if answer.verdict is Verdict.DEAD:
            yield Problem(place, f"`{address}` leads nowhere: {answer.reason}", "correct it, or leave it out")
        elif answer.verdict is Verdict.UNKNOWN:
            yield Problem(place, f"`{address}` could not be checked: {answer.reason}", severity="advice")
