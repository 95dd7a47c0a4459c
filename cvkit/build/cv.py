"""The files of a CV: the PDF with the LaTeX source that it is made from, and its other editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from cvkit.build.accessible import begin_accessible, printed_page
from cvkit.build.beside import Beside, Group
from cvkit.build.citations import cited
from cvkit.build.files import write
from cvkit.build.job import Job, Made, Put
from cvkit.build.pdf import make_pdf, put_pdf, support_files
from cvkit.view.document import Document


def begin_cv(job: Job, beside: Beside) -> Put:
    """Begin the editions of a CV that are asked for, and give what puts them in place; ProfileError, here or there."""
    composed = job.compose()
    document = cited(job, composed)
    group = Group(beside)
    begun = {name: begin(job, document, group) for name, begin in _BEGINNING if name in job.around.editions}

    def put() -> Iterator[Made]:
        # Nothing is put in place before all of it is there.
        group.wait()
        for made in chain.from_iterable(begun[name]() for name in EDITIONS if name in begun):
            # A citation style words facts otherwise; which they are stays as composed, by which `status` compares.
            yield replace(made, shows=made.shows and composed)

    return put


def pdfs_of(job: Job) -> frozenset[str]:
    """The names of the PDFs that a CV will have."""
    names = {"pdf": f"{job.name}.pdf", "accessible": f"{job.name}-accessible.pdf"}
    return frozenset(names[edition] for edition in names.keys() & job.around.editions)


def _begin_pdf(job: Job, document: Document, group: Group) -> Put:
    from cvkit.render import latex

    tex = latex.render(document)
    support = support_files(job.folder, latex.style_files(document))
    setting = group.begin(
        lambda: make_pdf(
            document, tex, support, job.loaded, job.around, lambda: printed_page(job, document), group.runs
        )
    )

    def put() -> Iterator[Made]:
        for name, content in {**support, f"{job.name}.tex": tex.encode()}.items():
            path = job.around.output / name
            yield Made(job.name, path, write(path, content), shows=document if path.suffix == ".tex" else None)
        yield put_pdf(job.name, setting.result(), document, job.around)

    return put


def _markdown(job: Job, document: Document, group: Group) -> Put:
    from cvkit.render import markdown

    return _put(job, document, "md", markdown.render(document).encode())


def _text(job: Job, document: Document, group: Group) -> Put:
    from cvkit.render import text

    return _put(job, document, "txt", text.render(document, urls=True).encode())


def _word(job: Job, document: Document, group: Group) -> Put:
    from cvkit.render import docx

    return _put(job, document, "docx", docx.render(document))


def _put(job: Job, document: Document, suffix: str, content: bytes) -> Put:
    path = job.around.output / f"{job.name}.{suffix}"
    return lambda: iter([Made(job.name, path, write(path, content), shows=document)])


EDITIONS: dict[str, Callable[[Job, Document, Group], Put]] = {
    "pdf": _begin_pdf,
    "accessible": begin_accessible,
    "word": _word,
    "markdown": _markdown,
    "text": _text,
}
"""What begins to make each edition of a CV, by its name."""

# WeasyPrint takes longest.
_BEGINNING = sorted(EDITIONS.items(), key=lambda edition: edition[0] != "accessible")
