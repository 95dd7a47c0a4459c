"""Print the announcement of a talk, or list the talks."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from datetime import date
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.clipboard import CLIPBOARDS, copy
from cvkit.cli.options import day_option, json_option, profile_option, today
from cvkit.cli.printing import PROBLEM, colored, fail, load_profile, print_json, say, tell

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded
    from cvkit.model.profile import Profile
    from cvkit.view.announcement import UnknownTalkError
    from cvkit.view.document import Document

FORMATS = {
    "text": "cvkit.render.text:render",
    "markdown": "cvkit.render.markdown:render",
    "html": "cvkit.render.html_paste:render",
    "eml": "cvkit.render.eml:render",
    "ics": "cvkit.render.ics:calendar",
}
"""What writes each format."""
LANGUAGES = ("en", "de", "fr", "es", "zh")


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--bio", type=click.Choice(["short", "medium", "long"]), default="medium", show_default=True, help="Its bio."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Its language; bios are English."
)
@click.option("--for-host", is_flag=True, help="Make a zip with all that a host needs.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The zip, or its folder; output by default.")
@click.option("--copy", "to_clipboard", is_flag=True, help="Put it on the clipboard, too.")
@profile_option
@day_option
@json_option
def talk(
    key: str | None,
    form: str,
    bio: str,
    language: str,
    for_host: bool,
    output: Path | None,
    to_clipboard: bool,
    profile: Path,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Print the announcement of a talk, or list the talks.

    Position, affiliation and bio are those of the day of the talk, also where it is still to come.

    \b
    Examples:
      cvkit talk                                  which talks there are
      cvkit talk fsu-2024
      cvkit talk fsu-2024 --format eml > talk.eml
      cvkit talk fsu-2024 --for-host              output/fsu-2024.zip
    """
    if output and not for_host:
        raise click.UsageError("-o is for --for-host; an announcement goes to stdout")
    if key is None:
        if for_host or to_clipboard:
            raise click.UsageError("which talk? `cvkit talk` lists them")
        _list(load_profile(profile).profile, as_of or today(os.environ), as_json)
        return
    if as_json:
        raise click.UsageError("--json is for the list; for programs, an announcement is `--format ics`")
    loaded = load_profile(profile)
    document = _compose(loaded.profile, key, as_of, bio, language)
    if loaded.profile.talks[key].cancelled and form != "ics":
        fail(f"the talk `{key}` is cancelled", "`--format ics` takes it out of calendars")
    if for_host:
        _bundle(loaded, key, document, as_of, output or Path("output"))
        return
    content = _written(document, key, form)
    click.echo(content, nl=False)
    if to_clipboard and not copy(content if isinstance(content, str) else content.decode(), os.environ):
        tell(f"nothing was copied: none of {', '.join(program.command[0] for program in CLIPBOARDS)} works here")
        sys.exit(PROBLEM)


def _compose(profile: Profile, key: str, as_of: date | None, bio: str, language: str) -> Document:
    from cvkit.view.announcement import HiddenTalkError, UnknownTalkError, compose_talk
    from cvkit.view.bio import NoRoomError

    try:
        return compose_talk(profile, key, as_of or today(os.environ), day=as_of, bio=bio, language=language)
    except UnknownTalkError as error:
        raise _no_talk(error) from None
    except HiddenTalkError:
        fail(f"the talk `{key}` is hidden from announcements", "add `talk` to its `show`, or delete that")
    except NoRoomError as error:
        fail(f"no whole sentence fits into a {bio} bio", f"the shortest has {error.needed} {error.unit}")


def _no_talk(error: UnknownTalkError) -> click.UsageError:
    from cvkit.load.nearest import nearest

    if not error.known:
        return click.UsageError(f"there is no talk `{error.name}`; the profile has none")
    hint = f"did you mean `{close}`?" if (close := nearest(error.name, error.known)) else "`cvkit talk` lists them"
    return click.UsageError(f"there is no talk `{error.name}`; {hint}")


def _written(document: Document, key: str, form: str) -> str | bytes:
    module, _, function = FORMATS[form].partition(":")
    if form == "ics":
        from cvkit.render import ics

        if not ics.events(document):
            fail(f"the day of the talk `{key}` is not known", "a calendar needs its date in full, as in 2024-03-29")
    content: str | bytes = getattr(import_module(module), function)(document)
    return content


def _bundle(loaded: Loaded, key: str, document: Document, as_of: date | None, output: Path) -> None:
    from cvkit.build.host import make_bundle

    path = output if output.suffix == ".zip" else output / f"{key}.zip"
    made = make_bundle(loaded, key, document, path, as_of)
    say(f"{'made     ' if made.changed else 'unchanged'}  {made.path}  ({made.detail})")


def _list(profile: Profile, as_of: date, as_json: bool) -> None:
    from cvkit.view.announcement import talk_list

    talks = talk_list(profile, as_of)
    if as_json:
        print_json([asdict(talk) for talk in talks])
        return
    if not talks:
        tell("the profile has no talk that can be announced")
    widest = max((len(talk.id) for talk in talks), default=0)
    for title, group in groupby(talks, key=lambda talk: "Coming" if talk.coming else "Given"):
        say(click.style(title, bold=True) if colored(sys.stdout) else title)
        for talk in group:
            mark = "  (cancelled)" if talk.cancelled else ""
            say(f"  {talk.id:{widest}}  {talk.date:10}  {talk.title}{mark}")
