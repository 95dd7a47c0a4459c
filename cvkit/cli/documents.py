"""Make documents: build, cv and site."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cvkit.cli.options import day_option, engine_option, json_option, output_option, profile_option, today
from cvkit.cli.printing import fail, load_profile, no_document, print_json, tell

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded

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
    from cvkit.build.fingerprint import Memory, look

    day = as_of or today(os.environ)
    memory = Memory(output / ".cvkit" / "builds")
    asked = _asked(targets, profile, output, day, engine, editions)
    if (answer := memory.recall(asked)) is not None:
        _print((Line(*line) for line in json.loads(answer)), as_json)
        return
    before = look([profile])
    loaded = load_profile(profile)
    inputs = look(_inputs(loaded))
    lines: list[Line] = []
    _print(_made(loaded, targets, output, day, engine, editions, lines), as_json)
    # A profile that was edited while it was read is not what was made; the PDFs of a CV are taken over by a site.
    if inputs.items() >= before.items():
        inputs |= look(output / name for name in ("cv.pdf", "cv-accessible.pdf"))
        files = [Path(line.path) for line in lines if Path(line.path).is_file()]
        memory.keep(asked, inputs, files, json.dumps([line._replace(changed=False) for line in lines]))


class Line(NamedTuple):
    """A file that was made, as it is told; a part is told of with its folder."""

    document: str
    path: str
    changed: bool
    detail: str
    part: bool


def _asked(
    targets: tuple[str, ...], profile: Path, output: Path, day: date, engine: str | None, editions: tuple[str, ...]
) -> str:
    """What is to be made, with all that it depends on besides files."""
    from cvkit.typeset.engines import find_engines

    engines = [found.command for found in find_engines(os.environ.get("PATH", ""))]
    # Paths stand as they were given, because the answer repeats them.
    return json.dumps(
        {
            "targets": targets,
            "editions": sorted(editions),
            "day": day.isoformat(),
            "engine": engine,
            "engines": [(str(command), command.stat().st_mtime) for command in engines],
            "paths": [str(Path.cwd()), str(profile), str(output)],
        }
    )


def _inputs(loaded: Loaded) -> list[Path]:
    """The files that documents are made from, and the folder of the user's own templates."""
    folder = loaded.files[0].parent
    styles = [recipe.citation_style for recipe in loaded.profile.documents.values()]
    named = [folder / name for name in (loaded.profile.person.photo, *styles) if name]
    return [*loaded.files, folder / "templates", *named]


def _made(
    loaded: Loaded,
    targets: tuple[str, ...],
    output: Path,
    day: date,
    engine: str | None,
    editions: tuple[str, ...],
    lines: list[Line],
) -> Iterator[Line]:
    """Make the documents; each line is given as soon as its file is in place, and kept in `lines`."""
    from cvkit.build.files import WriteError
    from cvkit.build.job import Surroundings
    from cvkit.build.targets import build
    from cvkit.view.compose import UnknownDocumentError

    progress = tell if sys.stderr.isatty() else lambda line: None
    around = Surroundings(os.environ, output, engine, tell, progress, frozenset(editions))
    try:
        for file in build(loaded, targets, day, around):
            lines.append(Line(file.document, str(file.path), file.changed, file.detail, file.part))
            yield lines[-1]
    except UnknownDocumentError as error:
        raise no_document(error) from None
    except WriteError as error:
        fail(str(error), "nothing else was written; what was there still stands")


def _print(lines: Iterable[Line], as_json: bool) -> None:
    if as_json:
        print_json([{key: value for key, value in line._asdict().items() if key != "part"} for line in lines])
        return
    for line in lines:
        if not line.part:
            detail = f"  ({line.detail})" if line.detail else ""
            click.echo(f"{'made     ' if line.changed else 'unchanged'}  {line.path}{detail}")
