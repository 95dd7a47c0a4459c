"""What documents need beside the profile: styles, themes, a photo, citation styles; all that is amiss at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from cvkit.build.citations import read_style, restyled
from cvkit.build.looks import check_look
from cvkit.build.photo import read_photo
from cvkit.load.loader import Loaded
from cvkit.load.problems import Problem, ProfileError
from cvkit.view import recipes

Need = Callable[[Loaded, str, date], object]
"""Raises ProfileError where the document of that name, as of that day, lacks something."""


def require(loaded: Loaded, names: Iterable[str], as_of: date) -> None:
    """See, in little time, that all is there which documents need; ProfileError tells everything that is not."""
    if problems := [*_problems(THERE, loaded, names, as_of)]:
        raise ProfileError(dict.fromkeys(problems))


def require_usable(loaded: Loaded, names: Iterable[str], as_of: date) -> None:
    """See that all is there and that it can be used, as a build would; ProfileError tells everything that cannot."""
    names = [*names]
    require(loaded, names, as_of)
    if problems := [*_problems(OF_USE, loaded, names, as_of)]:
        raise ProfileError(dict.fromkeys(problems))


def _problems(
    needs: Mapping[str, tuple[Need, ...]], loaded: Loaded, names: Iterable[str], as_of: date
) -> Iterator[Problem]:
    for name in names:
        resolved = recipes.resolve(loaded.profile, name)
        for need in needs.get(resolved[0], ()) if resolved else ():
            try:
                need(loaded, name, as_of)
            except ProfileError as error:
                # What a recipe lacks, those that extend it lack, too, and at the same place.
                yield from error.problems


def _read_style(loaded: Loaded, name: str, as_of: date) -> None:
    resolved = recipes.resolve(loaded.profile, name)
    if resolved and resolved[1].citation_style:
        read_style(loaded, name, resolved[1].citation_style)


def _apply_style(loaded: Loaded, name: str, as_of: date) -> None:
    resolved = recipes.resolve(loaded.profile, name)
    if resolved and resolved[1].citation_style:
        from cvkit.view.compose import compose

        restyled(loaded, name, compose(loaded.profile, name, as_of))


def _open_photo(loaded: Loaded, name: str, as_of: date) -> None:
    if photo := read_photo(loaded):
        from cvkit.build.resizing import opened

        opened(photo, loaded.place("/person/photo"))


THERE: dict[str, tuple[Need, ...]] = {
    "cv": (lambda loaded, name, _: check_look(loaded, name), _read_style),
    "site": (lambda loaded, name, _: check_look(loaded, name), lambda loaded, _, __: read_photo(loaded)),
}
"""What sees, by the kind of document, whether something is there."""

OF_USE: dict[str, tuple[Need, ...]] = {"cv": (_apply_style,), "site": (_open_photo,)}
"""What sees whether it can be used, which takes longer."""
