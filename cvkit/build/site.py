"""The files of a homepage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.build.job import Job, Made
from cvkit.load.problems import Problem, ProfileError

# The first bytes by which the pictures that browsers show are told.
PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG", ".webp": b"RIFF", ".gif": b"GIF8"}


def make_site(job: Job) -> Iterator[Made]:
    """Make a homepage and give each file as soon as it is in place."""
    from cvkit.render import html

    document = job.compose()
    folder = job.around.output / job.name
    photo = _photo(job)
    page = html.render(document, templates.folders(job.folder, "html"))
    if photo is not None:
        path = folder / document.header.photo
        yield Made(job.name, path, write(path, photo))
    path = folder / "index.html"
    yield Made(job.name, path, write(path, page.encode()))


def _photo(job: Job) -> bytes | None:
    """The picture's bytes; ProfileError where it is missing or no picture that browsers show."""
    name = job.loaded.profile.person.photo
    if not name:
        return None
    place = job.loaded.place("/person/photo")
    suffix = Path(name).suffix.lower()
    if suffix not in PICTURES:
        raise ProfileError([Problem(place, f"`{name}` is no picture", f"use one of {', '.join(PICTURES)}")])
    try:
        content = (job.folder / name).read_bytes()
    except OSError:
        raise ProfileError(
            [Problem(place, f"there is no picture `{name}`", "its name is relative to the profile's folder")]
        ) from None
    if not content.startswith(PICTURES[suffix]):
        raise ProfileError([Problem(place, f"`{name}` is not what its ending says", "save the picture anew")])
    return content
