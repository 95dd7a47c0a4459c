"""The styles of CVs and the themes of sites: which there are, and what is told of one that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cvkit.build import templates
from cvkit.build.options import place_of
from cvkit.load.loader import Loaded
from cvkit.load.problems import Problem, ProfileError
from cvkit.view import recipes


class Look(NamedTuple):
    """What looks of a kind are called, and which files they are: in what folder, and around the name of the look."""

    noun: str
    folder: str
    prefix: str
    suffix: str
    parts: frozenset[str] = frozenset()
    """What looks are made of: files that are called as looks are, and are none."""


LOOKS = {
    "cv": Look("style", "latex", "cvkit-", ".sty", frozenset({"base", "entries", "fonts", "icons", "scripts"})),
    "site": Look("theme", "html", "theme-", ".css"),
}
"""By the kind of document."""


def check_look(loaded: Loaded, name: str) -> None:
    """ProfileError, at the place of `style`, where a document is to have a look that is not there."""
    resolved = recipes.resolve(loaded.profile, name)
    if resolved is None or not resolved[1].style or (look := LOOKS.get(resolved[0])) is None:
        return
    style, there = resolved[1].style, known_looks(loaded.files[0].parent, look)
    if style in there:
        return
    from cvkit.load.nearest import nearest

    names = ", ".join(there)
    near = nearest(style, there)
    problem = Problem(
        place_of(loaded, name, "style"),
        f"there is no {look.noun} `{style}`: no file {look.prefix}{style}{look.suffix} in templates/{look.folder}",
        f"did you mean `{near}`? There are: {names}" if near else f"there are: {names}",
    )
    raise ProfileError([problem])


def known_looks(profile_folder: Path, look: Look) -> list[str]:
    """The looks of a kind that there are, by name, those of the user among them."""
    files = templates.names(profile_folder, look.folder, f"{look.prefix}*{look.suffix}")
    names = [file.removeprefix(look.prefix).removesuffix(look.suffix) for file in files]
    return [name for name in names if name not in look.parts]
