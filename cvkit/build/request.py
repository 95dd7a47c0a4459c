"""What is asked of one profile: answered from memory where nothing has changed since, and made where it has.

Asked before anything heavy is imported, so the standard library and `fingerprint` are all that is loaded at first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cvkit.build.fingerprint import Memory, look, traces

if TYPE_CHECKING:
    from cvkit.build.beforehand import Beforehand
    from cvkit.load.loader import Loaded


class Line(NamedTuple):
    """A file that was made, as it is told; a part is told of with its folder."""

    document: str
    path: str
    changed: bool
    detail: str
    part: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Documents of a profile: which, of which day, and where they go."""

    profile: Path
    output: Path
    targets: tuple[str, ...]
    """The documents by name; none for all."""
    editions: tuple[str, ...]
    """Of a CV, by the names of `cv.EDITIONS`."""
    day: date
    engine: str | None
    listed: bool = False
    """Whether an index page is to know of the person."""

    def may_make(self, edition: str) -> bool:
        """Whether that edition of a CV may be asked for, as far as names tell; one's own recipes may be CVs."""
        return edition in self.editions and (not self.targets or not {*self.targets} <= {"site", "bio"})

    def recall(self) -> list[Line] | None:
        """What was made of this when it was last asked, if all of that still stands and nothing needs clearing away."""
        answer = self._memory().recall(self._asked())
        if answer is None:
            return None
        from cvkit.build.alone import is_clear

        return [Line(*line) for line in json.loads(answer)] if is_clear(self.output) else None

    def make(
        self,
        jobs: int,
        tell: Callable[[str], None],
        progress: Callable[[str], None],
        beforehand: Beforehand,
    ) -> Iterator[Line]:
        """Make the documents; each line is given as soon as its file is in place, and all are kept in memory.

        `jobs`, `tell`, `progress` and `beforehand` are as in `Surroundings`. Raises as `targets.build` does, and
        ProfileError for a profile that cannot be used.
        """
        # Bibliographies are read with the profile, which alone tells their names.
        before = look([self.profile, *self.profile.parent.glob("*.bib")])
        from cvkit.build.job import Surroundings
        from cvkit.build.targets import build
        from cvkit.load.loader import load

        loaded = load(self.profile)
        inputs = look(_inputs(loaded))
        editions = frozenset(self.editions)
        around = Surroundings(os.environ, self.output, self.engine, tell, progress, editions, jobs, beforehand)
        lines: list[Line] = []
        outputs: dict[str, list[int]] = {}
        # A site takes over the PDFs of a CV, those made now or those that were there.
        pdfs = [self.output / name for name in ("cv.pdf", "cv-accessible.pdf")]
        taken_over = look(pdfs)
        for file in build(loaded, self.targets, self.day, around):
            lines.append(Line(file.document, str(file.path), file.changed, file.detail, file.part))
            # Each file is looked at as soon as it is in place: later, another build in the folder may have replaced it.
            outputs |= traces([file.path])
            if file.path in pdfs:
                taken_over |= look([file.path])
            yield lines[-1]
        made = [self.output / "manifest.json"]
        if self.listed:
            from cvkit.build.department import list_person

            made.append(list_person(loaded, self.day, self.output))
        # What was edited while it was read is not what was made.
        if all(before.get(path, digest) == digest for path, digest in inputs.items()):
            answer = json.dumps([line._replace(changed=False) for line in lines])
            self._memory().keep(self._asked(), inputs | taken_over, outputs | traces(made), answer)

    def _memory(self) -> Memory:
        return Memory(self.output / ".cvkit" / "builds")

    def _asked(self) -> str:
        """What is to be made, with all that it depends on besides files."""
        from cvkit.typeset.engines import find_engines

        engines = [found.command for found in find_engines(os.environ.get("PATH", ""))]
        # Paths stand as they were given, because the answer repeats them.
        asked: dict[str, Any] = {
            "targets": self.targets,
            "editions": sorted(self.editions),
            "day": self.day.isoformat(),
            "engine": self.engine,
            "engines": [(str(command), command.stat().st_mtime) for command in engines],
            "paths": [_here(), str(self.profile), str(self.output)],
            "listed": self.listed,
        }
        return json.dumps(asked)


def _inputs(loaded: Loaded) -> list[Path]:
    """The files that documents are made from, and the folder of the user's own templates."""
    folder = loaded.files[0].parent
    styles = [recipe.citation_style for recipe in loaded.profile.documents.values()]
    named = [folder / name for name in (loaded.profile.person.photo, *styles) if name]
    return [*loaded.files, folder / "templates", *named]


def _here() -> str:
    """The folder from which relative paths lead on; nothing where it has been deleted, as from there none does."""
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return ""
