"""The document that a file was made from, by the manifest of the output folder or by the file's own stamp."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build.manifest import read_manifest, sha256
from cvkit.build.stamp import Stamp, read_stamp, stamp
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.compose import UnknownDocumentError, compose
from cvkit.view.site import compose_site

if TYPE_CHECKING:
    from cvkit.model.profile import Profile
    from cvkit.view.document import Document


class Origins:
    """The documents that the files of an output folder, and copies of them, were made from."""

    def __init__(self, profile: Profile, output: Path) -> None:
        self._profile = profile
        self._output = output.resolve()
        self._manifest = read_manifest(output)
        self._composed: dict[tuple[str, date], Mapping[str, Document]] = {}

    def document(self, path: Path) -> Document | None:
        """The document of a file, as of its own day; None for a file from elsewhere or of what has been edited since.

        A file of the output folder is known by its place, too, whatever has become of its bytes.
        """
        made = self._stamp(path)
        if made is None:
            return None
        key = (made.name, made.as_of)
        if key not in self._composed:
            self._composed[key] = documents(self._profile, *key)
        document = self._composed[key].get(made.page)
        return document if document and stamp(document, made.page).digest == made.digest else None

    def _stamp(self, path: Path) -> Stamp | None:
        whole = path.resolve()
        if whole.is_relative_to(self._output):
            listed = self._manifest.files.get(whole.relative_to(self._output).as_posix())
        else:
            listed = self._manifest.by_digest(sha256(path))
        return Stamp.parse(listed[1]) if listed else read_stamp(path)


def documents(profile: Profile, name: str, as_of: date) -> Mapping[str, Document]:
    """What the profile makes under a name on a day: a CV under "", the pages of a site by path, bios by length."""
    try:
        document = compose(profile, name, as_of)
    except UnknownDocumentError:
        return {}
    if document.kind == "site":
        return {page.path: page.document for page in compose_site(profile, name, as_of).pages}
    if document.kind == "bio":
        return {length: _bio(profile, name, as_of, length) for length in LENGTHS}
    return {"": document}


def _bio(profile: Profile, name: str, as_of: date, length: str) -> Document:
    try:
        return compose_bio(profile, as_of, length=length, name=name)
    except NoRoomError:  # so long a name was no bio then, either
        return compose(profile, name, as_of)
