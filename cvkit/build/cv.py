"""The files of a CV: the PDF, with the LaTeX source and style files that it is made from."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.build.job import Job, Made
from cvkit.build.pdf import Pdf, make_pdf, remember, support_files
from cvkit.load.problems import Problem, ProfileError


def make_cv(job: Job) -> Iterator[Made]:
    """Make a CV and give each file as soon as it is in place."""
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


def _no_style(job: Job, style: str) -> Problem:
    found = templates.names(job.folder, "latex", "cvkit-*.sty")
    styles = [name.removeprefix("cvkit-").removesuffix(".sty") for name in found]
    return Problem(
        job.loaded.place(f"/documents/{job.name}/style"),
        f"there is no style `{style}`: no file cvkit-{style}.sty in templates/latex",
        f"there are: {', '.join(styles)}",
    )
