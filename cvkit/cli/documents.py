"""Make documents: build, cv and site."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvkit.cli.options import (
    day_option,
    engine_option,
    jobs_option,
    json_option,
    output_option,
    profiles_option,
    today,
)
from cvkit.cli.printing import as_file, at_terminal, no_document, print_json, say, tell

if TYPE_CHECKING:
    from cvkit.build.request import Line, Request

EDITIONS = ("pdf", "accessible", "word", "markdown", "text")
"""What can be made of a CV."""


@click.command()
@click.argument("targets", nargs=-1, metavar="[DOCUMENT]...")
@profiles_option
@output_option
@day_option
@engine_option
@jobs_option
@json_option
def build(targets: tuple[str, ...], **options: Any) -> None:
    """Make documents: all, or those named.

    The names are cv, cv-short, site, bio, and those of your own recipes under `documents:`. With several profiles,
    those of each go to a folder of their own in the output, with a page beside them that lists the people.

    \b
    Examples:
      cvkit build                              everything
      cvkit build cv site                      the CV and the homepage
      cvkit build cv --as-of 2024              the CV as it stood at the end of 2024
      cvkit build -p 'people/*/profile.yaml'   everything of a whole department
    """
    _build(targets, **options)


@click.command()
@click.option(
    "--edition",
    "editions",
    type=click.Choice(EDITIONS),
    multiple=True,
    help="What to make of it, once for each; by default pdf.",
)
@click.option("--all", "every", is_flag=True, help="Make every edition.")
@profiles_option
@output_option
@day_option
@engine_option
@jobs_option
@json_option
def cv(editions: tuple[str, ...], every: bool, **options: Any) -> None:
    """Make the CV as a PDF.

    Writes output/cv.pdf, with the cv.tex that it was made from and its style files. Its other editions are
    cv-accessible.pdf (PDF/UA, for screen readers), cv.docx (Word), cv.md and cv.txt.

    \b
    Examples:
      cvkit cv
      cvkit cv --all
      cvkit cv --edition word --edition text
      cvkit cv --as-of 2024-01-15 -o /tmp/then
      cvkit cv --engine xetex
    """
    _build(("cv",), editions=EDITIONS if every else editions or EDITIONS[:1], **options)


@click.command()
@click.option("--check-links", "links", is_flag=True, help="Look for links that lead nowhere, on the web, too.")
@click.option(
    "--time",
    "seconds",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="How many seconds the check of links may take.",
)
@profiles_option
@output_option
@day_option
@jobs_option
@json_option
def site(links: bool, seconds: float, **options: Any) -> None:
    """Make the homepage.

    Writes the folder output/site: home, a page for each publication, the CV, and files for programs. No page loads
    anything from elsewhere or needs a script. It takes output/cv.pdf over if that says what the CV now says.

    \b
    Examples:
      cvkit build cv site     with the CV as a PDF
      cvkit site -o public
      cvkit site --check-links --time 20
    """
    from cvkit.build.patterns import is_pattern

    profiles = options["profiles"]
    if links and (len(profiles) > 1 or is_pattern(profiles[0])):
        raise click.UsageError("--check-links takes one profile; name the one whose links are to be checked")
    _build(("site",), **options)
    if links:
        from cvkit.cli.links import check_links

        day = options["as_of"] or today(os.environ)
        check_links(Path(profiles[0]), "site", options["output"] / "site", day, seconds)


def _build(
    targets: tuple[str, ...],
    profiles: tuple[str, ...],
    output: Path,
    as_of: date | None,
    as_json: bool,
    jobs: int | None,
    engine: str | None = None,
    editions: tuple[str, ...] = EDITIONS,
) -> None:
    from cvkit.build.cores import available
    from cvkit.build.patterns import is_pattern
    from cvkit.build.request import Request

    request = Request(Path(profiles[0]), output, targets, editions, as_of or today(os.environ), engine)
    if len(profiles) == 1 and not is_pattern(profiles[0]):
        made = request.recall()
        _print(_made(request, jobs or available()) if made is None else made, as_json)
        return
    from cvkit.cli.department import make_all

    make_all(profiles, request, jobs or available(), as_json)


def _made(request: Request, jobs: int) -> Iterator[Line]:
    """Make the documents; each line is given as soon as its file is in place."""
    from cvkit.build.beforehand import beforehand

    progress = tell if at_terminal(sys.stderr) else lambda line: None
    with beforehand(request, jobs, os.environ) as begun:
        from cvkit.load.problems import ProfileError
        from cvkit.view.compose import UnknownDocumentError

        try:
            yield from request.make(jobs, tell, progress, begun)
        except UnknownDocumentError as error:
            raise no_document(error) from None
        except ProfileError as error:
            error.add_note("what was there still stands")
            raise


def _print(lines: Iterable[Line], as_json: bool) -> None:
    if as_json:
        print_json([as_file(line) for line in lines])
        return
    for line in lines:
        if not line.part:
            detail = f"  ({line.detail})" if line.detail else ""
            say(f"{'made     ' if line.changed else 'unchanged'}  {line.path}{detail}")
