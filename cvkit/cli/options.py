"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def last_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
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
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, and it is `{epoch[:40]}`") from None


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


def profiles_option(command: F) -> F:
    """Add -p, of which there may be several, patterns among them."""
    return click.option(
        "-p",
        "--profile",
        "profiles",
        metavar="FILE",
        multiple=True,
        default=("profile.yaml",),
        show_default=True,
        help="The profile to read; for many at once a pattern such as 'people/*/profile.yaml'.",
    )(command)


def jobs_option(command: F) -> F:
    """Add --jobs."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        help="How much may run at once; by default as much as there are processors.",
    )(command)


def day_option(command: F) -> F:
    """Add --as-of."""
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=last_day,
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
