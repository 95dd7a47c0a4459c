"""Finding templates: a user's own beside the profile first, then those that come with cvkit."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cvkit.load.problems import Problem, ProfileError

_PACKAGE = Path(__file__).resolve().parent.parent

# In an installed package the templates lie inside it, in a checkout beside it.
SHIPPED = next(folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir())


def folders(profile_folder: Path, kind: str) -> list[Path]:
    """The folders of templates of a kind (latex, html) that there are, in the order in which they are searched.

    Profiles without templates of their own have the same ones, which are then read once for all of them.
    """
    found = (folder / kind for folder in (profile_folder / "templates", SHIPPED))
    return [folder for folder in found if folder.is_dir()]


def read(profile_folder: Path, kind: str, name: str) -> bytes | None:
    """The first template of that name, or None where there is none."""
    for folder in folders(profile_folder, kind):
        path = folder / name
        if path.is_file():
            return path.read_bytes()
    return None


def names(profile_folder: Path, kind: str, pattern: str) -> list[str]:
    """The names of all templates of a kind that match a glob pattern."""
    found = {path.name for folder in folders(profile_folder, kind) for path in folder.glob(pattern)}
    return sorted(found)


@contextmanager
def drawing(profile_folder: Path) -> Iterator[None]:
    """Amid which HTML is drawn from templates; raises ProfileError for one that is missing or wrong."""
    from jinja2 import TemplateError

    try:
        yield
    except TemplateError as error:
        raise ProfileError([_problem(error, getattr(error, "name", None), getattr(error, "lineno", None))]) from None
    except UnicodeDecodeError:
        raise ProfileError([_problem("it is not text in UTF-8")]) from None
    except Exception as error:
        # Whatever an expression in a template of the user's raises; anything else is a fault of ours.
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).is_relative_to(profile_folder / "templates")]
        # By what Jinja makes of it, Python's compiler is overtaxed in one of these ways.
        deep = isinstance(error, RecursionError | SyntaxError | MemoryError)
        if not own and deep and (profile_folder / "templates").is_dir():
            raise ProfileError([_problem("it is nested too deep to be compiled")]) from None
        if not own:
            raise
        reason = f"{type(error).__name__}: {error}"
        raise ProfileError([_problem(reason, Path(own[-1].filename).name, own[-1].lineno)]) from None


def _problem(reason: object, name: str | None = None, line: int | None = None) -> Problem:
    where = f"in the template {name}, line {line}" if name and line else "in a template"
    return Problem(None, f"{where}: {reason}", "those of your own are in templates/html beside the profile")
