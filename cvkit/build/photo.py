"""The person's picture, as a site shows it and a host is given it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cvkit.load.problems import Problem, ProfileError

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded

# The first bytes by which the pictures that browsers show are told.
PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG", ".webp": b"RIFF", ".gif": b"GIF8"}
MOST_BYTES = 20_000_000
SMALLER = "a few hundred pixels across are enough"
"""What helps where a picture is too large."""


class Photo(NamedTuple):
    """A picture and the name under which it lies beside a document."""

    name: str
    content: bytes


def read_photo(loaded: Loaded) -> Photo | None:
    """The picture, where the profile names one; ProfileError where it is missing, too large or nothing to be shown."""
    name = loaded.profile.person.photo
    if not name:
        return None
    place = loaded.place("/person/photo")
    suffix = Path(name).suffix.lower()
    if suffix not in PICTURES:
        raise ProfileError([Problem(place, f"`{name}` is no picture", f"use one of {', '.join(PICTURES)}")])
    try:
        with (loaded.files[0].parent / name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise ProfileError(
            [Problem(place, f"there is no picture `{name}`", "its name is relative to the profile's folder")]
        ) from None
    if len(content) > MOST_BYTES:
        raise ProfileError([Problem(place, f"the photo has more than {MOST_BYTES // 10**6} MB", SMALLER)])
    if not content.startswith(PICTURES[suffix]):
        raise ProfileError([Problem(place, f"`{name}` is not what its ending says", "save the picture anew")])
    return Photo(f"photo{suffix}", content)
