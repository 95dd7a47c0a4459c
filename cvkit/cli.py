"""The command: parses its line, calls the layers, prints; imports nothing heavy until a command needs it."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cvkit import __version__

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded
    from cvkit.load.problems import Problem
    from cvkit.view.compose import UnknownDocumentError
    from cvkit.view.differences import Difference

PROBLEM, USAGE = 1, 2
"""Exit codes: what was given has a problem; the command line is wrong."""

F = TypeVar("F", bound=Callable[..., Any])


def _last_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """A day, or the last day of a month, year or season."""
    if value is None:
        return None
    from cvkit.model.dates import PartialDate

    try:
        return PartialDate.parse(value).last
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def today(environ: Mapping[str, str]) -> date:
    """The day as of which documents are drawn by default; SOURCE_DATE_EPOCH fixes it for reproducible builds."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now().astimezone().date()


def profile_option(command: F) -> F:
    """Add -p."""
    return click.option(
        "-p",
        "--profile",
        type=click.Path(path_type=Path),
        default=Path("profile.yaml"),
        show_default=True,
        help="The profile to read.",
    )(command)


def day_option(command: F) -> F:
    """Add --as-of."""
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=_last_day,
        help="Draw the document as it stood on that day: 2024-03-29, 2024-03, 2024.",
    )(command)


def json_option(command: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")(command)


def output_option(command: F) -> F:
    """Add -o."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("output"),
        show_default=True,
        help="The folder to write to.",
    )(command)


def engine_option(command: F) -> F:
    """Add --engine."""
    return click.option(
        "--engine",
        type=click.Choice(["pdftex", "xetex", "luatex", "weasyprint"]),
        help="The engine that sets PDFs; by default the first that works.",
    )(command)


class _InOrder(click.Group):
    """Lists commands as they stand below: in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="See 'cvkit COMMAND --help' for the options and examples of a command.",
)
@click.version_option(__version__, prog_name="cvkit")
def cli() -> None:
    """One validated profile.yaml; every CV, homepage and bio drawn from it."""


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=Path())
def new(directory: Path) -> None:
    """Write a starter profile.yaml.

    Every section is shown and explained. The JSON Schema is put beside it, so that editors can help.

    \b
    Examples:
      cvkit new            here
      cvkit new my-cv      in a new folder
    """
    from cvkit.build.starter import ExistsError, start

    try:
        written = start(directory)
    except ExistsError as error:
        _fail(str(error), "give another folder, or move the file away")
    for path in written:
        click.echo(f"made       {path}")
    where = f"cd {directory} && " if directory != Path() else ""
    _tell(f"Edit profile.yaml, then: {where}cvkit build")


@cli.command()
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
        loaded = _load(profile)
    except ProfileError as error:
        if not as_json:
            raise
        _print_json([_as_dict(problem) for problem in error.problems])
        sys.exit(PROBLEM)
    advice = advise(loaded, as_of or today(os.environ))
    if as_json:
        _print_json([_as_dict(problem) for problem in advice])
        return
    for problem in advice:
        click.echo(problem.render(color=_colored(sys.stdout)) + "\n")
    counted = _count(len(advice), "piece") + " of advice" if advice else "nothing to advise"
    click.echo(f"{profile}: no errors, {counted}")


@cli.command()
@click.argument("targets", nargs=-1, metavar="[DOCUMENT]...")
@profile_option
@output_option
@day_option
@engine_option
@json_option
def build(targets: tuple[str, ...], **options: Any) -> None:
    """Make documents: all, or those named.

    The names are cv, cv-short, site, bio, and those of your own recipes under `documents:`.

    \b
    Examples:
      cvkit build                     everything
      cvkit build cv site             the CV and the homepage
      cvkit build cv --as-of 2024     the CV as it stood at the end of 2024
    """
    _build(targets, **options)


@cli.command()
@profile_option
@output_option
@day_option
@engine_option
@json_option
def cv(**options: Any) -> None:
    """Make the CV as a PDF.

    Writes output/cv.pdf, with the cv.tex that it was made from and its style file.

    \b
    Examples:
      cvkit cv
      cvkit cv --as-of 2024-01-15 -o /tmp/then
      cvkit cv --engine xetex
    """
    _build(("cv",), **options)


@cli.command()
@profile_option
@output_option
@day_option
@json_option
def site(**options: Any) -> None:
    """Make the homepage.

    Writes output/site/index.html, one page that loads nothing from elsewhere and needs no script.

    \b
    Examples:
      cvkit site
      cvkit site -o public
    """
    _build(("site",), **options)


@cli.command()
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

    loaded = _load(profile)
    try:
        document = compose_bio(
            loaded.profile,
            as_of or today(os.environ),
            words=words or LENGTHS[length],
            person="first" if person == "first" else "third",
        )
    except NoRoomError as error:
        _fail(f"no whole sentence fits into {words} words", f"the shortest has {error.needed}: --words {error.needed}")
    click.echo(renderer(form).fragment(document).rstrip("\n"))


@cli.command()
@click.argument("before", metavar="DATE1", callback=_last_day)
@click.argument("after", metavar="DATE2", callback=_last_day)
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

    told = _load(profile).profile
    try:
        found = differences(compose(told, document, before), compose(told, document, after))
    except UnknownDocumentError as error:
        raise _no_document(error) from None
    if as_json:
        _print_json([asdict(difference) for difference in found])
        return
    _print_differences(found)
    click.echo(f"{_tally(found)} from {before} to {after}")


@cli.command()
def schema() -> None:
    """Print the JSON Schema of a profile.

    Editors complete and check profile.yaml by it.

    \b
    Example:
      cvkit schema > profile.schema.json
    """
    from cvkit.model.schema import profile_schema

    _print_json(profile_schema())


def _build(
    targets: tuple[str, ...], profile: Path, output: Path, as_of: date | None, as_json: bool, engine: str | None = None
) -> None:
    from cvkit.build.files import WriteError
    from cvkit.build.pdf import Surroundings
    from cvkit.build.targets import build
    from cvkit.view.compose import UnknownDocumentError

    around = Surroundings(os.environ, output, engine, _tell, _tell if sys.stderr.isatty() else lambda line: None)
    made = []
    try:
        for file in build(_load(profile), targets, as_of or today(os.environ), around):
            made.append(file)
            if not as_json:
                detail = f"  ({file.detail})" if file.detail else ""
                click.echo(f"{'made     ' if file.changed else 'unchanged'}  {file.path}{detail}")
    except UnknownDocumentError as error:
        raise _no_document(error) from None
    except WriteError as error:
        _fail(str(error), "nothing else was written; what was there still stands")
    if as_json:
        _print_json(
            [
                {"document": file.document, "path": str(file.path), "changed": file.changed, "detail": file.detail}
                for file in made
            ]
        )


def _print_differences(found: tuple[Difference, ...]) -> None:
    color = _colored(sys.stdout)
    for title, group in groupby(found, key=lambda difference: difference.section_title):
        click.echo(click.style(title, bold=True) if color else title)
        for difference in group:
            click.echo(indent(difference.render(color=color), "  "))
        click.echo()


def _tally(found: tuple[Difference, ...]) -> str:
    counts = Counter(difference.kind.value for difference in found)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "removed", "changed"))
    return told if found else "nothing changed"


def _no_document(error: UnknownDocumentError) -> click.UsageError:
    from cvkit.load.nearest import nearest

    hint = f"did you mean `{close}`? " if (close := nearest(error.name, error.known)) else ""
    return click.UsageError(f"there is no document `{error.name}`; {hint}there are {', '.join(error.known)}")


def _load(path: Path) -> Loaded:
    from cvkit.load.loader import load

    return load(path)


def _as_dict(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity,
        "message": problem.message,
        "help": problem.help,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _colored(stream: Any) -> bool:
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _fail(message: str, remedy: str = "") -> Any:
    click.secho("error: ", fg="red", bold=True, nl=False, err=True)
    click.echo(message, err=True)
    if remedy:
        click.echo(f"  help: {remedy}", err=True)
    sys.exit(PROBLEM)


def main() -> None:
    """Run the command; every failure becomes a sentence and an exit code."""
    try:
        cli.main(prog_name="cvkit", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(PROBLEM)
    except (click.Abort, KeyboardInterrupt):
        _tell("stopped; what was there still stands")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has left; without this, Python complains again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PROBLEM)
    except Exception as error:
        if os.environ.get("CVKIT_DEBUG"):
            raise
        _report(error)
        sys.exit(PROBLEM)


def _report(error: Exception) -> None:
    """Tell the problems of a profile, or that cvkit itself has failed."""
    from cvkit.load.problems import ProfileError

    if isinstance(error, ProfileError):
        for problem in error.problems:
            _tell(problem.render(color=_colored(sys.stderr)) + "\n")
        _tell(f"{_count(len(error.problems), 'error')}; what was there still stands")
        return
    _tell(f"cvkit has failed, and it is not your fault: {type(error).__name__}: {error}")
    _tell("Please report it with the output of the same command under CVKIT_DEBUG=1.")
