"""The documents that can be built: one row for each kind, and how its files are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.build.pdf import Pdf, Surroundings, make_pdf, remember, support_files
from cvkit.load.problems import Problem, ProfileError
from cvkit.view import recipes
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.compose import UnknownDocumentError, compose
from cvkit.view.document import Document

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded

# The first bytes by which the pictures that browsers show are told.
PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG", ".webp": b"RIFF", ".gif": b"GIF8"}


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a document, whether it is new, and a word on how it was made."""

    document: str
    path: Path
    changed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to build: from which profile, as of which day, amid what."""

    loaded: Loaded
    name: str
    as_of: date
    around: Surroundings

    @property
    def folder(self) -> Path:
        """The profile's folder, where a user's own templates and pictures lie."""
        return self.loaded.files[0].parent

    def compose(self) -> Document:
        """The document."""
        return compose(self.loaded.profile, self.name, self.as_of)


def build(loaded: Loaded, targets: tuple[str, ...], as_of: date, around: Surroundings) -> Iterator[Made]:
    """Make documents by name, all of them when none is named, and give each file as soon as it is in place.

    Raises UnknownDocumentError before anything is made, ProfileError where a document cannot be made from the
    profile, and WriteError where a file cannot be written.
    """
    known = recipes.names(loaded.profile)
    for target in targets:
        if target not in known:
            raise UnknownDocumentError(target, known)
    for name in dict.fromkeys(targets or recipes.usual(loaded.profile)):
        resolved = recipes.resolve(loaded.profile, name)
        assert resolved is not None  # every known name resolves
        yield from KINDS[resolved[0]](Job(loaded, name, as_of, around))


def _cv(job: Job) -> Iterator[Made]:
    from cvkit.render import html, latex

    document = job.compose()
    tex = latex.render(document)
    try:
        support = support_files(job.folder, latex.style_files(document))
    except LookupError:
        raise ProfileError([_no_style(job, document.setting.style)]) from None
    pdf = make_pdf(
        document,
        tex,
        support,
        job.loaded,
        job.around,
        page=lambda: html.render(document, templates.folders(job.folder, "html")),
    )
    output = job.around.output
    for file, content in {**support, f"{job.name}.tex": tex.encode()}.items():
        yield Made(job.name, output / file, write(output / file, content))
    yield _put_pdf(job, pdf)


def _put_pdf(job: Job, pdf: Pdf) -> Made:
    path = job.around.output / f"{job.name}.pdf"
    changed = pdf.content is not None and write(path, pdf.content)
    remember(job.name, pdf, job.around.output)
    record = pdf.record
    pages = f"{record.pages} page{'s' if record.pages != 1 else ''}"
    return Made(job.name, path, changed, f"{pages}, {record.engine}")


def _site(job: Job) -> Iterator[Made]:
    from cvkit.render import html

    document = job.compose()
    folder = job.around.output / job.name
    photo = _photo(job)
    page = html.render(document, templates.folders(job.folder, "html"))
    if photo is not None:
        path = folder / document.header.photo
        yield Made(job.name, path, write(path, photo))
    path = folder / "index.html"
    yield Made(job.name, path, write(path, page.encode()))


def _photo(job: Job) -> bytes | None:
    """The picture's bytes; ProfileError where it is missing or no picture that browsers show."""
    name = job.loaded.profile.person.photo
    if not name:
        return None
    place = job.loaded.place("/person/photo")
    suffix = Path(name).suffix.lower()
    if suffix not in PICTURES:
        raise ProfileError([Problem(place, f"`{name}` is no picture", f"use one of {', '.join(PICTURES)}")])
    try:
        content = (job.folder / name).read_bytes()
    except OSError:
        raise ProfileError(
            [Problem(place, f"there is no picture `{name}`", "its name is relative to the profile's folder")]
        ) from None
    if not content.startswith(PICTURES[suffix]):
        raise ProfileError([Problem(place, f"`{name}` is not what its ending says", "save the picture anew")])
    return content


def _bio(job: Job) -> Iterator[Made]:
    from cvkit.render import text

    for length, words in LENGTHS.items():
        try:
            document = compose_bio(job.loaded.profile, job.as_of, words=words, name=job.name)
        except NoRoomError as error:
            place = job.loaded.place("/person")
            raise ProfileError([Problem(place, f"no bio of {words} words can be made: {error}")]) from None
        path = job.around.output / f"{job.name}-{length}.txt"
        yield Made(job.name, path, write(path, text.render(document).encode()))


def _no_style(job: Job, style: str) -> Problem:
    found = templates.names(job.folder, "latex", "cvkit-*.sty")
    styles = [name.removeprefix("cvkit-").removesuffix(".sty") for name in found]
    return Problem(
        job.loaded.place(f"/documents/{job.name}/style"),
        f"there is no style `{style}`: no file cvkit-{style}.sty in templates/latex",
        f"there are: {', '.join(styles)}",
    )


KINDS: dict[str, Callable[[Job], Iterator[Made]]] = {"cv": _cv, "site": _site, "bio": _bio}
