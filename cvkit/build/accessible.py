"""The accessible edition of a CV: a tagged PDF (PDF/UA-1) that screen readers follow, set by WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit import __version__
from cvkit.build import templates
from cvkit.build.job import Job, Made
from cvkit.build.pdf import Pdf, Record, digest, epoch_of, kept, no_glyph, put_pdf
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.document import Document

VARIANT = "pdf/ua-1"


def printed_page(job: Job, document: Document) -> str:
    """The CV as the page that WeasyPrint sets, drawn by the profile's own templates where it has any."""
    from cvkit.render import html
    from cvkit.render.printed import with_addresses

    return html.render(with_addresses(document), templates.folders(job.folder, "html"))


def make_accessible(job: Job, document: Document) -> Iterator[Made]:
    """Make the edition; ProfileError where WeasyPrint is not to be had or no font has a character."""
    page = printed_page(job, document)
    name, output, epoch = f"{job.name}-accessible", job.around.output, epoch_of(document.as_of)
    inputs = digest(__version__.encode(), page.encode(), f"{VARIANT} {epoch}".encode())
    record = kept(name, inputs, output)
    content = None
    if record is None:
        from cvkit.typeset.weasy import WeasyError, typeset

        job.around.progress(f"Typesetting {name}.pdf with WeasyPrint…")
        try:
            result = typeset(page, epoch=epoch, pdf_variant=VARIANT)
        except WeasyError as error:
            raise ProfileError([Problem(None, f"no accessible PDF could be made: {error}")]) from None
        if result.missing:
            raise ProfileError([no_glyph(document, job.loaded, result.missing)])
        content, record = result.pdf, Record(inputs, digest(result.pdf), "WeasyPrint, PDF/UA-1", result.pages)
    yield put_pdf(name, Pdf(content, record), document, job.around)
