"""Print the JSON Schema of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cvkit.cli.printing import print_json

if TYPE_CHECKING:
    pass


@click.command()
def schema() -> None:
    """Print the JSON Schema of a profile.

    Editors complete and check profile.yaml by it.

    \b
    Example:
      cvkit schema > profile.schema.json
    """
    from cvkit.model.schema import profile_schema

    print_json(profile_schema())
