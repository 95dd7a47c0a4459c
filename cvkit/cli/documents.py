"""Make documents: build, cv and site."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvkit.cli.options import day_option, engine_option, json_option, output_option, profile_option, today
from cvkit.cli.printing import fail, load_profile, no_document, print_json, tell

if TYPE_CHECKING:
    pass


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


@click.command()
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


def _build(
    targets: tuple[str, ...], profile: Path, output: Path, as_of: date | None, as_json: bool, engine: str | None = None
) -> None:
    from cvkit.build.files import WriteError
    from cvkit.build.pdf import Surroundings
    from cvkit.build.targets import build
    from cvkit.view.compose import UnknownDocumentError

    around = Surroundings(os.environ, output, engine, tell, tell if sys.stderr.isatty() else lambda line: None)
    made = []
    try:
        for file in build(load_profile(profile), targets, as_of or today(os.environ), around):
            made.append(file)
            if not as_json:
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
