"""Write a starter profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.printing import fail, tell

if TYPE_CHECKING:
    pass


@click.command()
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
        fail(str(error), "give another folder, or move the file away")
    for path in written:
        click.echo(f"made       {path}")
    where = f"cd {directory} && " if directory != Path() else ""
    tell(f"Edit profile.yaml, then: {where}cvkit build")
