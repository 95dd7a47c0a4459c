"""The manifest: every file that was made, the facts that it shows, and what it leaves out and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cvkit import __version__
from cvkit.build.files import write
from cvkit.build.job import Made
from cvkit.build.stamp import Stamp

NAME = "manifest.json"

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of the files in an output folder.

    `files` has the SHA-256 of each file and the stamp of the document that it shows, by its path relative to the
    folder; `documents` has, by stamp, the facts as pairs of path and text, and what was left out as pairs of path and
    reason.
    """

    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    documents: Mapping[str, Told] = field(default_factory=dict)

    def by_digest(self, digest: str) -> tuple[str, str] | None:
        """The path and stamp of a file with this SHA-256."""
        return next(((path, stamp) for path, (known, stamp) in self.files.items() if known == digest), None)


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says and leaves out."""

    facts: tuple[tuple[str, str], ...]
    omitted: tuple[tuple[str, str], ...]


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none, or none that can be read."""
    try:
        raw = json.loads((output / NAME).read_bytes())
        facts = [_pair(fact) for fact in raw["facts"]]
        return Manifest(
            {path: (entry["sha256"], entry["stamp"]) for path, entry in raw["files"].items()},
            {
                stamp: Told(tuple(facts[number] for number in entry["facts"]), tuple(map(_pair, entry["omitted"])))
                for stamp, entry in raw["documents"].items()
            },
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Manifest()


def update_manifest(output: Path, made: Iterable[Made]) -> None:
    """Write down what was made, and keep what is known of other files that are still there."""
    known = read_manifest(output)
    files = dict(known.files)
    documents = dict(known.documents)
    for file in made:
        if file.shows is None:
            continue
        files[file.path.relative_to(output).as_posix()] = (sha256(file.path), file.shows.stamp)
        documents[file.shows.stamp] = Told(
            file.shows.told, tuple((omission.path, omission.reason.value) for omission in file.shows.omitted)
        )
    files = {path: entry for path, entry in sorted(files.items()) if (output / path).is_file()}
    used = {stamp for _, stamp in files.values()}
    write(
        output / NAME,
        _dumped(Manifest(files, {stamp: documents[stamp] for stamp in sorted(used & documents.keys())})).encode(),
    )


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _dumped(manifest: Manifest) -> str:
    """A JSON object in which each fact stands once, as most pages of a site tell what others tell, too.

    Documents have the numbers that facts have in the list, from 0 on. Every entry has a line.
    """
    numbers: dict[tuple[str, str], int] = {}
    files = {path: {"sha256": digest, "stamp": stamp} for path, (digest, stamp) in manifest.files.items()}
    documents = {
        stamp: {
            "document": parsed.document,
            "as_of": parsed.as_of.isoformat(),
            "facts": [numbers.setdefault(fact, len(numbers)) for fact in entry.facts],
            "omitted": entry.omitted,
        }
        for stamp, entry in manifest.documents.items()
        if (parsed := Stamp.parse(stamp))
    }
    facts = ",\n".join(map(_ENCODE, numbers))
    return (
        f'{{"version": "{__version__}",\n"files": {_by_line(files)},\n'
        f'"documents": {_by_line(documents)},\n"facts": [\n{facts}\n]}}\n'
    )


def _by_line(entries: Mapping[str, Any]) -> str:
    """A JSON object with an entry on each line; indented through and through, it takes Python's slow encoder."""
    return "{\n" + ",\n".join(f"{_ENCODE(key)}: {_ENCODE(entry)}" for key, entry in entries.items()) + "\n}"


def _pair(value: Any) -> tuple[str, str]:
    first, second = value
    return str(first), str(second)
