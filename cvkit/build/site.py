"""The folder of a site: its pages, the files beside them, the photo and the CV as a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.build import templates
from cvkit.build.files import write
from cvkit.build.folder import replace_folder
from cvkit.build.job import Job, Made
from cvkit.build.parallel import shared_out
from cvkit.build.photo import read_photo
from cvkit.build.resizing import resized
from cvkit.build.site_files import SITE_FILES
from cvkit.build.stamp import read_stamp, stamp, stamped
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.compose import compose
from cvkit.view.document import Document, Header, Site, facts
from cvkit.view.site import compose_site

if TYPE_CHECKING:
    from collections.abc import Sequence

PDFS = {"cv.pdf": "{title} (PDF)", "cv-accessible.pdf": "{title} (PDF/UA)"}
"""What is taken over from the output folder, and what links to it are called; `title` is that of the CV."""


def make_site(job: Job) -> Iterator[Made]:
    """Make a site, put it in place whole, and give its files and then the folder."""
    output = job.around.output
    site = compose_site(job.loaded.profile, job.name, job.as_of)
    _check_theme(job, site.home.document.setting.style)
    files: dict[str, bytes] = {}
    site = _with_photo(job, site, files)
    site = _with_pdfs(job, site, files)
    site = _with_files(site, files)
    site = replace(site, pages=tuple(replace(page, document=stamped(page.document, page.path)) for page in site.pages))
    files |= _pages(site, templates.folders(job.folder, "html"))
    folder = output / job.name
    before = _made_before(output, job.name)
    changed = replace_folder(folder, files, before)
    write(_list_path(output, job.name), json.dumps(sorted(files), indent=1).encode())
    shows = {page.path: page.document for page in site.pages}
    for path in files:
        yield Made(job.name, folder / path, path in changed, shows=shows.get(path), part=True)
    size = sum(map(len, files.values()))
    detail = f"{len(site.pages)} pages, {len(files)} files, {size / 1000:,.0f} KB"
    yield Made(job.name, folder, bool(changed) or not set(before) <= files.keys(), detail)


def _pages(site: Site, folders: Sequence[Path]) -> dict[str, bytes]:
    from jinja2 import TemplateError

    from cvkit.render import html

    render = html.page_renderer(site, folders)
    try:
        pages = shared_out(lambda page: render(page).encode(), site.pages)
    except TemplateError as error:
        raise ProfileError([_template_problem(error)]) from None
    return {page.path: content for page, content in zip(site.pages, pages, strict=True)}


def _check_theme(job: Job, theme: str) -> None:
    """ProfileError where there is no theme of that name."""
    found = templates.names(job.folder, "html", "theme-*.css")
    themes = [name.removeprefix("theme-").removesuffix(".css") for name in found]
    if theme not in themes:
        raise ProfileError(
            [
                Problem(
                    job.loaded.place(f"/documents/{job.name}/style"),
                    f"there is no theme `{theme}`: no file theme-{theme}.css in templates/html",
                    f"there are: {', '.join(themes)}",
                )
            ]
        )


def _template_problem(error: Exception) -> Problem:
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    where = f"in the template {name}, line {line}" if name and line else "in a template"
    return Problem(None, f"{where}: {error}", "those of your own are in templates/html beside the profile")


def _with_photo(job: Job, site: Site, files: dict[str, bytes]) -> Site:
    """The site with the sizes of the photo in its header, which is resized and put among the files."""
    photo = read_photo(job.loaded)
    if photo is None or not site.home.document.header.photo:
        return site
    picture, made = resized(photo, job.loaded.place("/person/photo"), job.around.output / ".cvkit")
    files |= made
    home = site.home.document
    shown = replace(home, header=replace(home.header, photo=photo.name, picture=picture))
    return replace(site, pages=(replace(site.home, document=shown), *site.pages[1:]))


def _with_pdfs(job: Job, site: Site, files: dict[str, bytes]) -> Site:
    """The site with those PDFs of the CV that lie in the output folder and say what the CV now says."""
    found = [name for name in PDFS if (job.around.output / name).is_file()]
    if not found:
        return site
    cv = compose(job.loaded.profile, "cv", job.as_of)
    page = next(page.document for page in site.pages if page.kind == "cv")
    if hidden := _contacts(cv.header) - _contacts(page.header):
        job.around.tell(
            f"{found[0]} is not put on the site, as it shows what the site hides: {', '.join(sorted(hidden))}"
        )
        return site
    current = [name for name in found if _says(job.around.output / name, cv)]
    files |= {name: (job.around.output / name).read_bytes() for name in current}
    return replace(site, files={**site.files, **{name: PDFS[name].format(title=cv.title) for name in current}})


def _contacts(header: Header) -> set[str]:
    return {fact.path for contact in header.contacts for fact in facts(contact.value)}


def _says(path: Path, cv: Document) -> bool:
    """Whether a PDF shows the facts of the CV, whatever the day of either."""
    known, now = read_stamp(path), stamp(cv)
    return known is not None and (known.document, known.digest) == (now.document, now.digest)


def _with_files(site: Site, files: dict[str, bytes]) -> Site:
    """The site with the files that programs read."""
    made = {path: content for path, file in SITE_FILES.items() if (content := file.make(site)) is not None}
    files |= {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}
    return replace(site, files={**site.files, **{path: SITE_FILES[path].title for path in made}})


def _list_path(output: Path, name: str) -> Path:
    return output / ".cvkit" / f"{name}-files.json"


def _made_before(output: Path, name: str) -> list[str]:
    """The paths of the files that the site was last made of; none where that is not known."""
    try:
        paths = json.loads(_list_path(output, name).read_bytes())
    except (OSError, ValueError):
        return []
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []
