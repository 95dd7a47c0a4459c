"""Apply the CSL style that a recipe names: the file beside the profile, and what is told when it cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvkit.build.options import place_of
from cvkit.load.loader import Loaded
from cvkit.load.problems import Problem, ProfileError

if TYPE_CHECKING:
    from cvkit.build.job import Job
    from cvkit.view.document import Document

_MOST = 2**22
"""Characters; the largest styles have a tenth of these, and of what is larger the end is not read."""


def cited(job: Job, document: Document) -> Document:
    """The document of a job with its publications in the style that its recipe names, as `restyled` gives it."""
    return restyled(job.loaded, job.name, document)


def restyled(loaded: Loaded, name: str, document: Document) -> Document:
    """The document of that name with its publications in the style that its recipe names; the same where there is none.

    Raises ProfileError, at the place of `citation_style`, for a file that is not there or is no usable style.
    """
    style = document.setting.citation_style
    if not style:
        return document
    text = read_style(loaded, name, style)
    from cvkit.render import csl

    try:
        return csl.restyle(document, text)
    except csl.CslMissingError:
        raise _problem(loaded, name, "a citation style needs citeproc-py", "pip install 'cvkit-publish[csl]'") from None
    except csl.CslError as error:
        raise _problem(
            loaded,
            name,
            f"the citation style {style} cannot be used: {error}",
            "take another .csl file, such as one from https://zotero.org/styles",
        ) from None


def read_style(loaded: Loaded, name: str, style: str) -> str:
    """The text of the style's file that the recipe of a document names; ProfileError where it cannot be read."""
    try:
        with (loaded.files[0].parent / style).open(encoding="utf-8-sig") as file:
            return file.read(_MOST)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text in UTF-8"
        raise _problem(
            loaded,
            name,
            f"the citation style {style} cannot be read: {reason}",
            "give the path of a .csl file, relative to the profile; styles are to be had at https://zotero.org/styles",
        ) from None


def _problem(loaded: Loaded, name: str, message: str, remedy: str) -> ProfileError:
    return ProfileError([Problem(place_of(loaded, name, "citation_style"), message, remedy)])
