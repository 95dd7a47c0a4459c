"""Finding templates: a user's own beside the profile first, then those that come with cvkit."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

# In an installed package the templates lie inside it, in a checkout beside it.
SHIPPED = next(folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir())


def folders(profile_folder: Path, kind: str) -> list[Path]:
    """The folders of templates of a kind (latex, html), in the order in which they are searched."""
    return [folder / kind for folder in (profile_folder / "templates", SHIPPED)]


def read(profile_folder: Path, kind: str, name: str) -> bytes | None:
    """The first template of that name, or None where there is none."""
    for folder in folders(profile_folder, kind):
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    return None


def names(profile_folder: Path, kind: str, pattern: str) -> list[str]:
    """The names of all templates of a kind that match a glob pattern."""
    found = {path.name for folder in folders(profile_folder, kind) if folder.is_dir() for path in folder.glob(pattern)}
    return sorted(found)
