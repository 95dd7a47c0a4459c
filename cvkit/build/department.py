"""The people of a department: whose profiles they are, where each one's documents go, and the page that lists them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from cvkit.build import records, templates
from cvkit.build.files import write
from cvkit.build.patterns import is_pattern

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded
    from cvkit.render.html_people import Person
    from cvkit.view.people import Listed

PROFILE = "profile.yaml"
"""The name of a profile that is called after its folder."""
INDEX = "index.html"
SITE = "site"
_RECORD = ".cvkit/person.json"


class DepartmentError(Exception):
    """Profiles that cannot be made side by side: a sentence on why, and one on what helps."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a profile."""

    profile: Path

    @property
    def label(self) -> str:
        """What they are called where one of many is told of: `people/ada`."""
        return str(self.profile.parent if self.profile.name == PROFILE else self.profile)

    @property
    def source(self) -> Path:
        """What is theirs: the folder of a `profile.yaml`, or the file with another name."""
        return self.profile.absolute().parent if self.profile.name == PROFILE else self.profile.with_suffix("")

    @property
    def name(self) -> str:
        """The name of the folder that their documents go to."""
        return self.source.name


def find(patterns: Iterable[str]) -> list[Member]:
    """Who has a profile that matches, in the order of the patterns and then of the paths, each once.

    `*` stands for any part of a name and `**` for any folders. DepartmentError where a pattern matches nothing.
    """
    found: dict[Path, Member] = {}
    for pattern in patterns:
        for path in _matching(pattern):
            found.setdefault(path.resolve(), Member(path))
    return [*found.values()]


def apart(people: Iterable[Member]) -> None:
    """DepartmentError where the documents of two would go to the same folder, or be in the way of the page."""
    taken: dict[str, Member] = {}
    for member in people:
        # Two names that differ in capitals are one on many disks.
        other = taken.setdefault(member.name.casefold(), member)
        if other is not member:
            raise DepartmentError(
                f"the documents of {other.profile} and of {member.profile} would both go to the folder `{member.name}`",
                "give one of the two another name, or make them with another --output",
            )
    if beside := taken.get(INDEX):
        raise DepartmentError(
            f"the documents of {beside.profile} would go to `{INDEX}`, which is the page of all", "give it another name"
        )


def _matching(pattern: str) -> list[Path]:
    if not is_pattern(pattern):
        return [Path(pattern)]
    # Path.glob takes no absolute pattern.
    paths = sorted(Path(path) for path in glob.glob(pattern, recursive=True) if Path(path).is_file())  # noqa: PTH207
    if not paths:
        raise DepartmentError(
            f"no profile matches `{pattern}`",
            f"it was looked for from {Path.cwd()}; * stands for any part of a name, ** for any folders",
        )
    return paths


def folder_of(people: Sequence[Member]) -> Path:
    """The folder in which all of them are, where the department's own templates lie."""
    return Path(os.path.commonpath([member.source.absolute().parent for member in people]))


# --- the page ---


def list_person(loaded: Loaded, day: date, output: Path) -> Path:
    """Write down beside somebody's documents what the page will tell of them, and give the file."""
    from cvkit.view.people import listed

    records.keep(output / _RECORD, asdict(listed(loaded.profile, day)))
    return output / _RECORD


@dataclass(frozen=True, slots=True)
class Index:
    """The page that lists people, as it is told."""

    path: Path
    changed: bool
    names: tuple[str, ...]
    """The folders of the people, in the order of the page."""


def write_index(output: Path, own_templates: Path, day: date) -> Index | None:
    """Put the page in place that lists everybody who has a site in a folder of the output; None where nobody has.

    Who was not made this time, or could not be, stands there as in the site that is still there. Raises WriteError,
    and ProfileError for a template that is wrong.
    """
    from cvkit.view.people import people_page

    found = {name: person for name, person in _listed(output) if (output / name / SITE / INDEX).is_file()}
    if not found:
        return None
    from cvkit.render.html_people import render

    names = tuple(sorted(found, key=lambda name: (found[name].place, name)))
    people = [_person(found[name], name, output) for name in names]
    with templates.drawing(own_templates):
        page = render(people_page(found.values(), day), people, templates.folders(own_templates, "html"))
    return Index(output / INDEX, write(output / INDEX, page.encode()), names)


def _listed(output: Path) -> Iterator[tuple[str, Listed]]:
    from cvkit.view.people import Listed

    for record in sorted(output.glob(f"*/{_RECORD}")):
        try:
            yield record.relative_to(output).parts[0], Listed(**records.recall(record))
        except TypeError:  # spoiled, or written down by another version
            continue


def _person(listed: Listed, name: str, output: Path) -> Person:
    from cvkit.render.html_people import Person

    site = output / name / SITE

    def address(*files: str) -> str:
        return next((quote(f"{name}/{SITE}/{file}") for file in files if (site / file).is_file()), "")

    return Person(
        listed.name,
        listed.initials,
        listed.role,
        listed.affiliation,
        homepage=address(INDEX),
        # The CV of a site alone is sure to show nothing that the person hides from the web.
        cv=address("cv.pdf"),
        photo=address("photo-160.webp", listed.photo) if listed.photo else "",
        language=listed.language,
    )
