"""The folder of a site: its pages, the files beside them, the photo and the CV as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cvkit.build import records, templates
from cvkit.build.beside import Beside
from cvkit.build.fingerprint import user_cache
from cvkit.build.folder import replace_folder
from cvkit.build.job import Job, Made, Put
from cvkit.build.parallel import shared_out
from cvkit.build.photo import read_photo
from cvkit.build.resizing import resized
from cvkit.build.site_files import SITE_FILES
from cvkit.build.stamp import read_stamp, stamp, stamped
from cvkit.view.compose import compose
from cvkit.view.document import Document, Header, Site, facts
from cvkit.view.site import compose_site

PDFS = {"cv.pdf": "{title} (PDF)", "cv-accessible.pdf": "{title} (PDF/UA)"}
"""What is taken over from the output folder, and what links to it are called; `title` is that of the CV."""
CONTACTS = {"email": "e-mail address", "phone": "phone number", "address": "street address", "office": "office"}
"""What the kinds of contacts are called."""
FEWEST = 100
"""Fewer pages are drawn sooner than a process is started that would help."""


def begin_site(job: Job, beside: Beside) -> Put:
    """Draw a site, and give what puts it in place whole and tells of its files and then of the folder."""
    site = compose_site(job.loaded.profile, job.name, job.as_of)
    files: dict[str, bytes] = {}
    site = _with_photo(job, site, files)
    site, pdfs = _with_pdfs(job, site)
    site = _with_files(job, site, files)
    site = replace(site, pages=tuple(replace(page, document=stamped(page.document, page.path)) for page in site.pages))
    files |= _pages(job, site)
    return lambda: _put(job, site, files | {name: (job.around.output / name).read_bytes() for name in pdfs})


def _put(job: Job, site: Site, files: dict[str, bytes]) -> Iterator[Made]:
    output = job.around.output
    folder = output / job.name
    before = _made_before(output, job.name)
    # Until the list is new, it has the files of the old folder and of the new one, whichever a kill should leave.
    records.keep(_list_path(output, job.name), sorted({*before, *files}))
    changed = replace_folder(folder, files, before)
    records.keep(_list_path(output, job.name), sorted(files))
    shows = {page.path: page.document for page in site.pages}
    for path in files:
        yield Made(job.name, folder / path, path in changed, shows=shows.get(path), part=True)
    size = sum(map(len, files.values()))
    detail = f"{len(site.pages)} pages, {len(files)} files, {size / 1000:,.0f} KB"
    yield Made(job.name, folder, bool(changed) or not set(before) <= files.keys(), detail)


def _pages(job: Job, site: Site) -> dict[str, bytes]:
    from cvkit.render import html

    cache = user_cache(job.around.environ) / "templates"
    jobs = job.around.jobs if len(site.pages) >= FEWEST else 1
    with templates.drawing(job.folder):
        render = html.page_renderer(site, templates.folders(job.folder, "html"), cache)
        pages = shared_out(lambda page: render(page).encode(), site.pages, jobs)
    return {page.path: content for page, content in zip(site.pages, pages, strict=True)}


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


def _with_pdfs(job: Job, site: Site) -> tuple[Site, list[str]]:
    """The site with the names of those PDFs of the CV that will lie in the output folder and say what the CV says."""
    found = [name for name in PDFS if name in job.coming or (job.around.output / name).is_file()]
    if not found:
        return site, []
    cv = compose(job.loaded.profile, "cv", job.as_of)
    page = next(page.document for page in site.pages if page.kind == "cv")
    if hidden := _contacts(cv.header) - _contacts(page.header):
        job.around.tell(_hiding(job, found, hidden))
        return site, []
    current = [name for name in found if name in job.coming or _says(job.around.output / name, cv)]
    titles = {name: PDFS[name].format(title=cv.title) for name in current}
    return replace(site, files={**site.files, **titles}), current


def _contacts(header: Header) -> set[str]:
    """The keys of the contacts that a header shows; a fact's path is `/person/contacts/KEY/value`."""
    return {fact.path.split("/")[3] for contact in header.contacts for fact in facts(contact.value)}


def _hiding(job: Job, pdfs: list[str], hidden: set[str]) -> str:
    """What is told where PDFs show contacts that the site hides: which, where they are written, and what helps."""
    contacts = job.loaded.profile.person.contacts
    places = {key: job.loaded.place(f"/person/contacts/{key}") for key in contacts if key in hidden}
    told = [f"the {CONTACTS[contacts[key].kind]} `{key}` ({at.file}:{at.line})" for key, at in places.items()]
    remedy = "write `show: [cv, site]` there to have it on both, or `show: []` to have it on neither"
    return f"{pdfs[0]} is not put on the site, as it shows what the site hides: {', '.join(told)}; {remedy}"


def _says(path: Path, cv: Document) -> bool:
    """Whether a PDF shows the facts of the CV, whatever the day of either."""
    known, now = read_stamp(path), stamp(cv)
    return known is not None and (known.document, known.digest) == (now.document, now.digest)


def _with_files(job: Job, site: Site, files: dict[str, bytes]) -> Site:
    """The site with the files that programs read."""
    contents = shared_out(lambda file: file.make(site), [*SITE_FILES.values()], job.around.jobs)
    made = {path: content for path, content in zip(SITE_FILES, contents, strict=True) if content is not None}
    files |= {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}
    return replace(site, files={**site.files, **{path: SITE_FILES[path].title for path in made}})


def _list_path(output: Path, name: str) -> Path:
    return output / ".cvkit" / f"{name}-files.json"


def _made_before(output: Path, name: str) -> list[str]:
    """The paths of the files that the site was last made of: as listed, or else those that have its stamp."""
    paths = records.recall(_list_path(output, name))
    return paths if isinstance(paths, list) else list(_stamped_in(output / name, name))


def _stamped_in(folder: Path, name: str) -> Iterator[str]:
    for path in folder.rglob("*"):
        known = read_stamp(path) if path.suffix in {".html", ".pdf"} and path.is_file() else None
        if known and (known.name == name or path.name in PDFS):
            yield path.relative_to(folder).as_posix()
