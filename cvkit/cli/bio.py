"""Print a bio."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvkit.cli.clipboard import CLIPBOARDS, copy
from cvkit.cli.options import day_option, profile_option, today
from cvkit.cli.printing import PROBLEM, fail, load_profile, say, tell

if TYPE_CHECKING:
    from cvkit.model.profile import Profile


@click.command()
@click.option("--short", "length", flag_value="short", default=None, help="At most 60 words (the default).")
@click.option("--medium", "length", flag_value="medium", help="At most 110 words.")
@click.option("--long", "length", flag_value="long", help="At most 200 words.")
@click.option("--words", type=click.IntRange(min=1), help="At most so many words.")
@click.option("--chars", type=click.IntRange(min=1), help="At most so many characters, spaces included.")
@click.option("--person", type=click.Choice(["first", "third"]), default="third", show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "latex", "json"]),
    default="text",
    show_default=True,
)
@click.option("--copy", "to_clipboard", is_flag=True, help="Put it on the clipboard, too.")
@profile_option
@day_option
def bio(
    length: str | None,
    words: int | None,
    chars: int | None,
    person: str,
    form: str,
    to_clipboard: bool,
    profile: Path,
    as_of: date | None,
) -> None:
    """Print a bio.

    Whole sentences drawn from the facts, the most important first, as many as fit; or the one that you wrote yourself
    under `person: bio:`, with its facts as they are on the day.

    \b
    Examples:
      cvkit bio --short                           for a seminar host
      cvkit bio --chars 160 --copy                for a profile page
      cvkit bio --words 80 --person first
      cvkit bio --long --format markdown --as-of 2024-03-29
    """
    from cvkit.build.fingerprint import Memory, look, user_cache

    day = as_of or today(os.environ)
    options: dict[str, Any] = {"length": length, "words": words, "characters": chars, "person": person}
    memory = Memory(user_cache(os.environ))
    asked = json.dumps(["bio", options, form, day.isoformat(), str(profile.absolute())])
    text = memory.recall(asked)
    if text is None:
        before = look([profile])
        loaded = load_profile(profile)
        text, plainly = _composed(loaded.profile, day, options, form)
        # What had to be said beside it would be lost, and a profile edited meanwhile is not what was read.
        if plainly and (inputs := look(loaded.files)).items() >= before.items():
            memory.keep(asked, inputs, {}, text)
    say(text)
    if to_clipboard and not copy(text, os.environ):
        tell(f"nothing was copied: none of {', '.join(program.command[0] for program in CLIPBOARDS)} works here")
        sys.exit(PROBLEM)


def _composed(facts: Profile, day: date, options: dict[str, Any], form: str) -> tuple[str, bool]:
    """The bio, and whether there was nothing to say about it."""
    from cvkit.render import renderer
    from cvkit.view.bio import NoRoomError, compose_bio, unused_bios

    try:
        document = compose_bio(facts, day, **options)
    except NoRoomError as error:
        option = {"words": "--words", "characters": "--chars"}[error.unit]
        fail(
            f"no whole sentence fits into {error.limit} {error.unit}",
            f"the shortest has {error.needed}: {option} {error.needed}",
        )
    unused = unused_bios(facts, day, **options)
    for bio in unused:
        tell(f"your own {bio.length} bio is not used: {bio.reason}")
    return renderer(form).fragment(document).rstrip("\n"), not unused
