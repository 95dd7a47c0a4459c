"""Putting files in place: written aside, then swapped in whole; what has not changed is not touched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class WriteError(Exception):
    """A file or folder that could not be written, with a sentence on why."""


def write(path: Path, content: bytes) -> bool:
    """Make `path` hold `content` and tell whether that changed anything; WriteError where it cannot be done.

    A reader sees the old file or the new one and never a half: the content goes to a neighbor that is then renamed.
    """
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            # mkstemp's file is private; a published one is readable as far as the user's umask allows
            umask = os.umask(0)
            os.umask(umask)
            Path(aside).chmod(0o666 & ~umask)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from None
    return True
