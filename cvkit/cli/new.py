"""Write a starter profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.printing import fail, say, tell

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--github", is_flag=True, help="Write a workflow, too, that publishes on GitHub Pages.")
def new(directory: Path, github: bool) -> None:
    """Write a starter profile.yaml.

    Every section is shown and explained. The JSON Schema is put beside it, so that editors can help. Nothing is ever
    overwritten: where there is a profile already, --github writes the workflow alone.

    \b
    Examples:
      cvkit new            here
      cvkit new my-cv      in a new folder
      cvkit new --github   here, or for the profile that is here
    """
    from cvkit.build.starter import ExistsError, start

    try:
        written = start(directory, github=github)
    except ExistsError as error:
        fail(str(error), "give another folder, or move the file away")
    for path in written:
        say(f"made       {path}")
    where = f"cd {directory} && " if directory != Path() else ""
    tell(f"Edit profile.yaml, then: {where}cvkit build")
