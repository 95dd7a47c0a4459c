"""The starter profile that `cvkit new` writes, with the schema by which editors check it and what publishes it."""

from __future__ import annotations

import json
from pathlib import Path

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.model.schema import profile_schema

WORKFLOW = ".github/workflows/cv.yml"


class ExistsError(Exception):
    """A file that would be written is there already."""


def start(folder: Path, *, github: bool = False) -> list[Path]:
    """Write the starter files into a folder and name them; ExistsError where one is there, and nothing is written.

    With `github`, the workflow that publishes on GitHub Pages is written, too, beside a profile that may be there.
    """
    files = {
        "profile.yaml": (templates.SHIPPED / "profile.yaml").read_bytes(),
        "profile.schema.json": json.dumps(profile_schema(), indent=2, ensure_ascii=False).encode(),
    }
    if github:
        if (folder / "profile.yaml").exists():
            files = {}
        files[WORKFLOW] = (templates.SHIPPED / "github" / "cv.yml").read_bytes()
    for name in files:
        if (folder / name).exists():
            raise ExistsError(f"{folder / name} is there already")
    for name, content in files.items():
        write(folder / name, content)
    return [folder / name for name in files]
