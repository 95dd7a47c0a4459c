"""Print a bio."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import day_option, profile_option, today
from cvkit.cli.printing import fail, load_profile

if TYPE_CHECKING:
    pass


@click.command()
@click.option("--short", "length", flag_value="short", default=True, help="At most 60 words (the default).")
@click.option("--medium", "length", flag_value="medium", help="At most 110 words.")
@click.option("--long", "length", flag_value="long", help="At most 200 words.")
@click.option("--words", type=click.IntRange(min=1), help="At most so many words.")
@click.option("--person", type=click.Choice(["first", "third"]), default="third", show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "latex"]),
    default="text",
    show_default=True,
)
@profile_option
@day_option
def bio(length: str, words: int | None, person: str, form: str, profile: Path, as_of: date | None) -> None:
    """Print a bio.

    Whole sentences drawn from the facts, the most important first, as many as fit.

    \b
    Examples:
      cvkit bio --short                           for a seminar host
      cvkit bio --words 80 --person first
      cvkit bio --long --format markdown --as-of 2024-03-29
    """
    from cvkit.render import renderer
    from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio

    loaded = load_profile(profile)
    try:
        document = compose_bio(
            loaded.profile,
            as_of or today(os.environ),
            words=words or LENGTHS[length],
            person="first" if person == "first" else "third",
        )
    except NoRoomError as error:
        fail(f"no whole sentence fits into {words} words", f"the shortest has {error.needed}: --words {error.needed}")
    click.echo(renderer(form).fragment(document).rstrip("\n"))
