"""Apply the CSL style that a recipe names: the file beside the profile, and what is told when it cannot be used."""

from __future__ import annotations

from cvkit.build.job import Job
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.document import Document

_MOST = 2**22
"""Characters; the largest styles have a tenth of these, and of what is larger the end is not read."""


def cited(job: Job, document: Document) -> Document:
    """The document with its publications in the style that its recipe names; the same where it names none.

    Raises ProfileError, at the place of `citation_style`, for a file that is not there or is no usable style.
    """
    name = document.setting.citation_style
    if not name:
        return document
    from cvkit.render import csl

    try:
        with (job.folder / name).open(encoding="utf-8-sig") as file:
            style = file.read(_MOST)
        return csl.restyle(document, style)
    except csl.CslMissingError:
        raise _problem(job, "a citation style needs citeproc-py", "pip install 'cvkit-publish[csl]'") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text in UTF-8"
        raise _problem(
            job,
            f"the citation style {name} cannot be read: {reason}",
            "give the path of a .csl file, relative to the profile; styles are to be had at https://zotero.org/styles",
        ) from None
    except csl.CslError as error:
        raise _problem(
            job,
            f"the citation style {name} cannot be used: {error}",
            "take another .csl file, such as one from https://zotero.org/styles",
        ) from None


def _problem(job: Job, message: str, remedy: str) -> ProfileError:
    return ProfileError([Problem(job.loaded.place(f"/documents/{job.name}/citation_style"), message, remedy)])
