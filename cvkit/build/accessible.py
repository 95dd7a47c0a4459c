"""The accessible edition of a CV: a tagged PDF (PDF/UA-1) that screen readers follow, set by WeasyPrint."""

from __future__ import annotations

from cvkit import __version__
from cvkit.build import templates
from cvkit.build.beside import Group
from cvkit.build.epoch import epoch_of
from cvkit.build.job import Job, Put
from cvkit.build.pdf import Pdf, Record, digest, kept, no_glyph, put_pdf
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.document import Document

VARIANT = "pdf/ua-1"


def printed_page(job: Job, document: Document) -> str:
    """The CV as the page that WeasyPrint sets, drawn by the profile's own templates where it has any."""
    from cvkit.render import html
    from cvkit.render.printed import with_addresses

    with templates.drawing(job.folder):
        return html.render(with_addresses(document), templates.folders(job.folder, "html"))


def begin_accessible(job: Job, document: Document, group: Group) -> Put:
    """Begin to set the edition, and give what puts it in place once that is done.

    ProfileError, here or where `group` is waited for, where WeasyPrint is not to be had or no font has a character.
    """
    page = printed_page(job, document)
    name = f"{job.name}-accessible"
    setting = group.begin(lambda: _pdf(job, document, name, page))
    return lambda: iter([put_pdf(name, setting.result(), document, job.around)])


def _pdf(job: Job, document: Document, name: str, page: str) -> Pdf:
    epoch = epoch_of(document.as_of)
    inputs = digest(__version__.encode(), page.encode(), f"{VARIANT} {epoch}".encode())
    if record := kept(name, inputs, job.around.output):
        return Pdf(None, record)
    from cvkit.typeset.weasy import WeasyError

    job.around.progress(f"Typesetting {name}.pdf with WeasyPrint…")
    try:
        result = job.around.beforehand.weasyprint(page, epoch=epoch, pdf_variant=VARIANT)
    except WeasyError as error:
        raise ProfileError([Problem(None, f"no accessible PDF could be made: {error}")]) from None
    if result.missing:
        raise ProfileError([no_glyph(document, job.loaded, result.missing)])
    return Pdf(result.pdf, Record(inputs, digest(result.pdf), "WeasyPrint, PDF/UA-1", result.pages))
