"""Make documents: build, cv and site."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from cvkit.cli.options import day_option, engine_option, json_option, output_option, profile_option, today
from cvkit.cli.printing import fail, load_profile, no_document, print_json, tell

EDITIONS = ("pdf", "accessible", "word", "markdown", "text")
"""What can be made of a CV."""


@click.command()
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


@click.command()
@click.option(
    "--edition",
    "editions",
    type=click.Choice(EDITIONS),
    multiple=True,
    help="What to make of it, once for each; by default pdf.",
)
@click.option("--all", "every", is_flag=True, help="Make every edition.")
@profile_option
@output_option
@day_option
@engine_option
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
@profile_option
@output_option
@day_option
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
    _build(("site",), **options)
    if links:
        from cvkit.cli.links import check_links

        day = options["as_of"] or today(os.environ)
        check_links(options["profile"], "site", options["output"] / "site", day, seconds)


def _build(
    targets: tuple[str, ...],
    profile: Path,
    output: Path,
    as_of: date | None,
    as_json: bool,
    engine: str | None = None,
    editions: tuple[str, ...] = EDITIONS,
) -> None:
    from cvkit.build.files import WriteError
    from cvkit.build.job import Surroundings
    from cvkit.build.targets import build
    from cvkit.view.compose import UnknownDocumentError

    progress = tell if sys.stderr.isatty() else lambda line: None
    around = Surroundings(os.environ, output, engine, tell, progress, frozenset(editions))
    made = []
    try:
        for file in build(load_profile(profile), targets, as_of or today(os.environ), around):
            made.append(file)
            if not as_json and not file.part:
                detail = f"  ({file.detail})" if file.detail else ""
                click.echo(f"{'made     ' if file.changed else 'unchanged'}  {file.path}{detail}")
    except UnknownDocumentError as error:
        raise no_document(error) from None
    except WriteError as error:
        fail(str(error), "nothing else was written; what was there still stands")
    if as_json:
        print_json(
            [
                {"document": file.document, "path": str(file.path), "changed": file.changed, "detail": file.detail}
                for file in made
            ]
        )
