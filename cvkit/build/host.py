"""The bundle for the host of a talk: all that an announcement takes, in one zip."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cvkit.build.files import write
from cvkit.build.job import Made
from cvkit.build.photo import read_photo
from cvkit.view.announcement import speaker_bio

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded
    from cvkit.view.document import Document

BIOS = ("short", "long")

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can tell."""
_READABLE = 0o100644 << 16


def make_bundle(loaded: Loaded, key: str, document: Document, path: Path, day: date | None = None) -> Made:
    """Put the bundle of an announced talk at `path`, with bios of the talk's own day unless another is given.

    Raises ProfileError for a photo that is none, NoRoomError where a bio cannot be had, and WriteError.
    """
    files = dict(_files(loaded, key, document, day))
    return Made("talk", path, write(path, bundle(key, files)), ", ".join(files))


def bundle(folder: str, files: dict[str, bytes]) -> bytes:
    """A zip with the files in a folder of that name: the same bytes for the same files."""
    made = io.BytesIO()
    # Stored as they are: what a compressor makes of a file differs between its versions.
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            info = ZipInfo(f"{folder}/{name}", _EARLIEST)
            info.create_system = 3  # whatever the system that it is made on
            info.external_attr = _READABLE
            archive.writestr(info, content)
    return made.getvalue()


def _files(loaded: Loaded, key: str, document: Document, day: date | None) -> Iterator[tuple[str, bytes]]:
    from cvkit.render import html_paste, ics, text

    yield "announcement.txt", text.render(document).encode()
    yield "announcement.html", html_paste.page(document).encode()
    if ics.events(document):
        yield f"{key}.ics", ics.calendar(document)
    for length in BIOS:
        told = speaker_bio(loaded.profile, key, document.as_of, day=day, length=length)
        yield f"bio-{length}.txt", text.render(told).encode()
    if picture := read_photo(loaded):
        yield picture
