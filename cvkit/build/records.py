"""What one build writes down for the next, and may be lost or spoiled at any time: each record carries its digest."""

from __future__ import annotations

import hashlib
import json
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

_MOST = 100_000_000
"""Bytes; a larger record is none of cvkit's."""


def keep(path: Path, value: Any) -> None:
    """Write down a value that JSON can hold; a place that refuses it is no failure, as what is lost is made again."""
    from cvkit.build.files import WriteError, write

    with suppress(WriteError):
        write(path, _sealed(json.dumps(value).encode()))


def recall(path: Path) -> Any:
    """The value as it was kept; None where there is none, or not as it was written."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST:
            return None
        data = path.read_bytes()
        start, end = len(_sealed(b"")) - 1, len(data) - 1
        return json.loads(data[start:end]) if data == _sealed(data[start:end]) else None
    except (OSError, ValueError):
        return None


def _sealed(body: bytes) -> bytes:
    return b'{"sha256": "%s", "value": %s}' % (hashlib.sha256(body).hexdigest().encode(), body)
