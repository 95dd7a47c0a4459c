"""The documents that can be built: one row for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cvkit.build.alone import alone_in
from cvkit.build.beside import Beside
from cvkit.build.cv import begin_cv, pdfs_of
from cvkit.build.files import WriteError
from cvkit.build.job import Job, Made, Put, Surroundings
from cvkit.build.manifest import update_manifest
from cvkit.build.needs import require
from cvkit.build.once import once
from cvkit.load.problems import Problem, ProfileError
from cvkit.view import recipes
from cvkit.view.compose import UnknownDocumentError

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded


def _begin_site(job: Job, beside: Beside) -> Put:
    from cvkit.build.site import begin_site

    return begin_site(job, beside)


def _begin_bios(job: Job, beside: Beside) -> Put:
    from cvkit.build.bios import begin_bios

    return begin_bios(job, beside)


KINDS: dict[str, Callable[[Job, Beside], Put]] = {"cv": begin_cv, "site": _begin_site, "bio": _begin_bios}


def build(loaded: Loaded, targets: tuple[str, ...], as_of: date, around: Surroundings) -> Iterator[Made]:
    """Make documents by name, all of them when none is named, and give each file as soon as it is in place; at last,
    the manifest says what they show. Nobody else builds in the folder meanwhile.

    Raises UnknownDocumentError before anything is made, ProfileError where a document cannot be made from the
    profile, of whatever shows before type is set before anything is written, and WriteError where a file cannot be.
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
    require(loaded, kinds, as_of)
    around = replace(around, tell=once(around.tell))
    with alone_in(around.output, around.tell):
        try:
            # A site takes over the CV's PDFs, so it comes after all else.
            ordered = sorted(kinds.items(), key=lambda item: item[1] == "site")
            for file in _made([(kind, Job(loaded, name, as_of, around)) for name, kind in ordered]):
                made.append(file)
                yield file
        except BaseException:
            if made:  # where one document cannot be made, others still were
                with suppress(WriteError):
                    update_manifest(around.output, made)
            raise
        update_manifest(around.output, made)


def _made(jobs: Sequence[tuple[str, Job]]) -> Iterator[Made]:
    """Begin all documents and then put them in place, one after another.

    ProfileError tells of all that cannot be begun, and then nothing is put in place; a failure in setting type, which
    shows later, ends it at its turn.
    """
    begun: list[Put] = []
    problems: list[Problem] = []
    coming: frozenset[str] = frozenset()
    with Beside(min((job.around.jobs for _, job in jobs), default=1)) as beside:
        for kind, job in jobs:
            try:
                begun.append(KINDS[kind](replace(job, coming=coming), beside))
            except ProfileError as error:
                problems += error.problems
            if kind == "cv":
                coming |= pdfs_of(job)
        if problems:
            raise ProfileError(dict.fromkeys(problems))
        for put in begun:
            yield from put()
