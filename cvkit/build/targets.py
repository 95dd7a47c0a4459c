"""The documents that can be built: one row for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from cvkit.build.alone import alone_in
from cvkit.build.bios import make_bios
from cvkit.build.cv import make_cv
from cvkit.build.files import WriteError
from cvkit.build.job import Job, Made, Surroundings
from cvkit.build.manifest import update_manifest
from cvkit.build.site import make_site
from cvkit.view import recipes
from cvkit.view.compose import UnknownDocumentError

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded

KINDS: dict[str, Callable[[Job], Iterator[Made]]] = {"cv": make_cv, "site": make_site, "bio": make_bios}


def build(loaded: Loaded, targets: tuple[str, ...], as_of: date, around: Surroundings) -> Iterator[Made]:
    """Make documents by name, all of them when none is named, and give each file as soon as it is in place; at last,
    the manifest says what they show. Nobody else builds in the folder meanwhile.

    Raises UnknownDocumentError before anything is made, ProfileError where a document cannot be made from the
    profile, and WriteError where a file cannot be written.
    """
    known = recipes.names(loaded.profile)
    for target in targets:
        if target not in known:
            raise UnknownDocumentError(target, known)
    kinds = {}
    made: list[Made] = []
    for name in dict.fromkeys(targets or recipes.usual(loaded.profile)):
        resolved = recipes.resolve(loaded.profile, name)
        assert resolved is not None  # every known name resolves
        kinds[name] = resolved[0]
    with alone_in(around.output, around.tell):
        try:
            # A site takes over the CV's PDF, so it comes after all else.
            for name, kind in sorted(kinds.items(), key=lambda item: item[1] == "site"):
                for file in KINDS[kind](Job(loaded, name, as_of, around)):
                    made.append(file)
                    yield file
        except BaseException:
            with suppress(WriteError):  # where one document cannot be made, the others still were
                update_manifest(around.output, made)
            raise
        update_manifest(around.output, made)
