"""The files of a CV: the PDF with the LaTeX source that it is made from, and its other editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from cvkit.build import templates
from cvkit.build.accessible import make_accessible, printed_page
from cvkit.build.citations import cited
from cvkit.build.files import write
from cvkit.build.job import Job, Made
from cvkit.build.pdf import Pdf, make_pdf, put_pdf, support_files
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.document import Document


def make_cv(job: Job) -> Iterator[Made]:
    """Make the editions of a CV that are asked for and give each file as soon as it is in place."""
    composed = job.compose()
    for made in _made(job, cited(job, composed)):
        # A citation style words facts otherwise; which they are stays as composed, by which `status` compares.
        yield replace(made, shows=made.shows and composed)


def _made(job: Job, document: Document) -> Iterator[Made]:
    others = [make for name, make in EDITIONS.items() if name in job.around.editions]
    if "pdf" not in job.around.editions:
        for make in others:
            yield from make(job, document)
        return
    with ThreadPoolExecutor(1) as aside:
        # TeX runs in a process of its own; meanwhile this one makes the rest.
        typesetting = aside.submit(_typeset, job, document)
        files = [file for make in others for file in make(job, document)]
        yield from _put(job, document, *typesetting.result())
    yield from files


def _typeset(job: Job, document: Document) -> tuple[Pdf, dict[str, bytes]]:
    """The PDF, and the sources that lie beside it."""
    from cvkit.render import latex

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
        page=lambda: printed_page(job, document),
    )
    return pdf, {**support, f"{job.name}.tex": tex.encode()}


def _put(job: Job, document: Document, pdf: Pdf, sources: dict[str, bytes]) -> Iterator[Made]:
    for name, content in sources.items():
        path = job.around.output / name
        yield Made(job.name, path, write(path, content), shows=document if path.suffix == ".tex" else None)
    yield put_pdf(job.name, pdf, document, job.around)


def _markdown(job: Job, document: Document) -> Iterator[Made]:
    from cvkit.render import markdown

    yield _put_edition(job, document, "md", markdown.render(document).encode())


def _text(job: Job, document: Document) -> Iterator[Made]:
    from cvkit.render import text

    yield _put_edition(job, document, "txt", text.render(document, urls=True).encode())


def _word(job: Job, document: Document) -> Iterator[Made]:
    from cvkit.render import docx

    yield _put_edition(job, document, "docx", docx.render(document))


EDITIONS: dict[str, Callable[[Job, Document], Iterator[Made]]] = {
    "accessible": make_accessible,
    "word": _word,
    "markdown": _markdown,
    "text": _text,
}
"""The editions of a CV besides its PDF."""


def _put_edition(job: Job, document: Document, suffix: str, content: bytes) -> Made:
    path = job.around.output / f"{job.name}.{suffix}"
    return Made(job.name, path, write(path, content), shows=document)


def _no_style(job: Job, style: str) -> Problem:
    found = templates.names(job.folder, "latex", "cvkit-*.sty")
    styles = [name.removeprefix("cvkit-").removesuffix(".sty") for name in found]
    return Problem(
        job.loaded.place(f"/documents/{job.name}/style"),
        f"there is no style `{style}`: no file cvkit-{style}.sty in templates/latex",
        f"there are: {', '.join(styles)}",
    )
