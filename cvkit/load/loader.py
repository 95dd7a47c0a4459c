"""A profile from its files: everything that is wrong with it at once, or the profile and the place of each value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvkit.load.problems import Place, Problem, ProfileError
from cvkit.load.tree import Listing, Mapping, Node, Scalar, find, key_span, value_span
from cvkit.load.tree import Path as NodePath

if TYPE_CHECKING:
    from cvkit.load.bibtex import Bibliography
    from cvkit.model.profile import Profile

# Where entries stand under ids: a fault within one costs that entry alone.
_NESTED_SECTIONS = frozenset({"contacts", "links", "notices"})
# Stands in for a person who cannot be read, so that the rest can be looked at.
_SOMEONE = {"name": "Someone"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A profile, and what is known of the files that it came from."""

    profile: Profile
    files: tuple[Path, ...]
    """Every file that was read, the profile first."""
    tree: Mapping
    """The values as they were written, with their places."""
    advice: tuple[Problem, ...] = ()
    """What could be read only in part, such as a BibTeX field with an unknown TeX command."""

    def place(self, pointer: str) -> Place:
        """Where the value at a JSON pointer such as `/talks/fsu/date` was written, or its nearest ancestor."""
        steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        return value_span(self.tree, steps).place


def load(path: Path) -> Loaded:
    """Read a profile and the BibTeX files that it names; ProfileError holds every error in all of them."""
    from cvkit.load.files import read
    from cvkit.load.yaml_reader import read_yaml

    tree = read_yaml(read(path))
    bibliographies, files, problems = _bibliographies(tree, path)
    for bibliography in bibliographies:
        problems += bibliography.problems
        problems += _refine(tree, bibliography)
    profile, found = _validated(tree)
    # What BibTeX's own reader said of a value need not be said again of what became of it.
    told = {problem.place for problem in problems if problem.severity == "error"}
    problems += (problem for problem in found if problem.place not in told)
    errors = [problem for problem in problems if problem.severity == "error"]
    if profile is None or errors:
        raise ProfileError(errors)
    return Loaded(profile, (path, *files), tree, tuple(problems))


def _bibliographies(tree: Mapping, path: Path) -> tuple[list[Bibliography], list[Path], list[Problem]]:
    read_files: list[Bibliography] = []
    files: list[Path] = []
    problems: list[Problem] = []
    names = [*_names(find(tree, ("bibliography",)))]
    if not names:
        return read_files, files, problems

    from cvkit.load.bibtex import read_bibtex
    from cvkit.load.files import read
    from cvkit.model.consistency import is_beside

    for name in names:
        # A name that leaves the folder is told as an inconsistency, and not followed.
        if name.text is None or not is_beside(name.text) or (file := path.parent / name.text) in files:
            continue
        try:
            read_files.append(read_bibtex(read(file, name.span)))
        except ProfileError as error:
            problems += error.problems
        else:
            files.append(file)
    return read_files, files, problems


def _names(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        yield from (item for item in node.items if isinstance(item, Scalar))


def _refine(tree: Mapping, bibliography: Bibliography) -> Iterator[Problem]:
    """Put the entries of a bibliography among the publications, where fields of the same key in YAML win."""
    node = find(tree, ("publications",))
    if node is None or (isinstance(node, Scalar) and node.text is None):
        node = Mapping(key_span(tree, ("bibliography",)))
        tree.items["publications"] = (node.span, node)
    if not isinstance(node, Mapping):
        return
    written = {key: frozenset(own.items) for key, (_, own) in node.items.items() if isinstance(own, Mapping)}
    for key, (span, entry) in bibliography.publications.items():
        own_span, own = node.items.get(key, (span, Mapping(span)))
        if isinstance(own, Mapping):
            node.items[key] = (own_span, Mapping(own.span, {**entry.items, **own.items}))
        elif isinstance(own, Scalar) and own.text is None:
            node.items[key] = (own_span, entry)
    for key, name, problem in bibliography.field_problems:
        if name not in written.get(key, ()):
            yield problem


def _validated(tree: Mapping) -> tuple[Profile | None, list[Problem]]:
    """The profile of a tree, and all that is wrong with it: with its fields, and between the entries that are sound."""
    from pydantic import ValidationError

    from cvkit.load.shape import plain
    from cvkit.model.consistency import inconsistencies
    from cvkit.model.profile import Profile

    data: dict[str, Any] = plain(tree)
    problems: list[Problem] = []
    profile = None
    # A second round is for what the first left sound, a third for a person or section that had to be replaced.
    for attempt in range(3):
        try:
            profile = Profile.model_validate(data)
        except ValidationError as error:
            from cvkit.load.schema_errors import problems_of

            errors = error.errors(include_url=False, include_input=False)
            if attempt == 0:
                problems += problems_of(errors, tree)
            _drop(data, {tuple(found["loc"]) for found in errors})
        else:
            problems += (
                Problem(value_span(tree, path).place, message, help)
                for path, message, help in inconsistencies(profile, _known(tree))
            )
            break
    return profile, problems


def _drop(data: dict[str, Any], paths: Iterable[NodePath]) -> None:
    """Take away the entries that hold a fault, or a whole section where that is faulty itself."""
    for path in paths:
        section, *inner = (str(step) for step in path)
        entries = data.get(section)
        if section == "person":
            _drop_from_person(data, inner)
        elif inner and isinstance(entries, dict):
            entries.pop(inner[0], None)
        else:
            data.pop(section, None)


def _drop_from_person(data: dict[str, Any], inner: list[str]) -> None:
    person = data.get("person")
    if not inner or not isinstance(person, dict):
        data["person"] = dict(_SOMEONE)
    elif inner[0] == "name":
        person.update(_SOMEONE)
    elif len(inner) > 1 and inner[0] in _NESTED_SECTIONS and isinstance(person.get(inner[0]), dict):
        person[inner[0]].pop(inner[1], None)
    else:
        person.pop(inner[0], None)


class _Anything(frozenset[str]):
    """Every id: what a section may hold that cannot be read."""

    def __contains__(self, item: object) -> bool:
        return True


def _known(tree: Mapping) -> dict[str, Collection[str]]:
    """The ids of every section, those of unsound entries among them."""
    return {
        section: node.items.keys() if isinstance(node, Mapping) else _Anything()
        for section, (_, node) in tree.items.items()
        if not (isinstance(node, Scalar) and node.text is None)
    }
