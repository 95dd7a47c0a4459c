"""The starter profile that `cvkit new` writes, with the schema by which editors check it."""

from __future__ import annotations

import json
from pathlib import Path

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.model.schema import profile_schema

_FILES = ("profile.yaml", "profile.schema.json")


class ExistsError(Exception):
    """A file that would be written is there already."""


def start(folder: Path) -> list[Path]:
    """Write the starter files into a folder and name them; ExistsError where one is there, and nothing is written."""
    for name in _FILES:
        if (folder / name).exists():
            raise ExistsError(f"{folder / name} is there already")
    contents = (
        (templates.SHIPPED / "profile.yaml").read_bytes(),
        json.dumps(profile_schema(), indent=2, ensure_ascii=False).encode(),
    )
    paths = [folder / name for name in _FILES]
    for path, content in zip(paths, contents, strict=True):
        write(path, content)
    return paths
