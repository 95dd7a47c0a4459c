"""Published files as passages: which reader takes which file, and what becomes of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from cvkit.audit.passages import ForeignFormError, Form, Published, UnreadableError
from cvkit.audit.reading.wording import names

MOST_FILES = 5_000
"""So many pages of a site are read: each publication may have one."""
MOST_BYTES_OF_FOLDER = 200_000_000
MOST_BYTES = {Form.PDF: 200_000_000, Form.HTML: 6_000_000}
MOST_BYTES_OF_TEXT = 1_000_000

FORMS: Mapping[str, Form] = {
    ".pdf": Form.PDF,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".tex": Form.TEX,
    ".ltx": Form.TEX,
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
}
"""What a file is by the end of its name."""
FOREIGN = names(
    """
    .bib .bst .cls .css .csv .ics .js .json .jsonl .sty .toml .vcf .xml .yaml .yml
    """
)
"""Text for machines: read as if for people, it would say things that nobody reads in it."""


def read(path: Path) -> tuple[Published, ...]:
    """The document at `path`, or every page of the site in a folder, by name; UnreadableError where there is none."""
    try:
        if path.is_dir():
            return _read_folder(path)
        if not path.is_file():
            reason = "It is no file." if path.exists() else "There is no such file."
            raise UnreadableError(path, reason, "Give the path of a document or of a folder.")
        return (_read_file(path),)
    except OSError as error:
        raise UnreadableError(path, f"It cannot be opened: {error.strerror}.", "See who may read it.") from error
    except ValueError as error:  # a name with a null character
        raise UnreadableError(path, "There is no such file.", "Give the path of a document or of a folder.") from error


def _read_folder(folder: Path) -> tuple[Published, ...]:
    files = sorted(_documents(folder))
    if not files:
        reason = f"It has no document that can be read ({', '.join(sorted(FORMS))})."
        raise UnreadableError(folder, reason, "Give the folder that the site is published from.")
    if len(files) > MOST_FILES:
        reason = f"It holds {len(files):,} documents, and no more than {MOST_FILES:,} are read."
        raise UnreadableError(folder, reason, "Give the pages that tell of the person.")
    size = sum(file.stat().st_size for file in files)
    if size > MOST_BYTES_OF_FOLDER:
        most = MOST_BYTES_OF_FOLDER // 1_000_000
        reason = f"Its documents have {size / 1e6:,.0f} MB together, and no more than {most} are read."
        raise UnreadableError(folder, reason, "Give the pages that tell of the person.")
    read, failures = [], []
    for file in files:
        try:
            read.append(_read_file(file))
        except UnreadableError as error:
            failures.append(error)
    if not read:
        raise failures[0]
    return tuple(read)


def _documents(folder: Path) -> Iterator[Path]:
    """The files of known forms below a folder; links to folders are not followed, so none leads round in a circle."""
    for root, folders, found in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_site", "node_modules")))
        for name in found:
            path = Path(root, name)
            if path.suffix.lower() in FORMS and not name.startswith(".") and path.is_file():
                yield path


def _read_file(path: Path) -> Published:
    form = FORMS.get(path.suffix.lower())
    size = path.stat().st_size
    if form is None:
        form = _form_of(path)
    most = MOST_BYTES.get(form, MOST_BYTES_OF_TEXT)
    if size > most:
        reason = f"It is larger ({size / 1e6:,.1f} MB) than any CV or homepage."
        raise UnreadableError(path, reason, f"Give a file of {most // 1_000_000:,} MB at most.")
    if size == 0:
        raise UnreadableError(path, "It is empty.", "Export or download it again.")
    return _reader(form)(path)


def _form_of(path: Path) -> Form:
    """What a file without a known ending is, by its first bytes; ForeignFormError for one that is not to be read."""
    known = ", ".join(sorted(FORMS))
    foreign = ForeignFormError(path, "It is in no form that can be read.", f"Save it in one of these: {known}.")
    if path.suffix.lower() in FOREIGN:
        raise foreign
    with path.open("rb") as file:
        start = file.read(1024).lstrip()
    if start.startswith(b"%PDF-"):
        return Form.PDF
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return Form.HTML
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise foreign
    return Form.TEXT


def _reader(form: Form) -> Callable[[Path], Published]:
    """The reader of a form, with no more imported than it needs."""
    match form:
        case Form.PDF:
            from cvkit.audit.reading.pdf import read_pdf

            return read_pdf
        case Form.HTML:
            from cvkit.audit.reading.html import read_html

            return read_html
        case Form.MARKDOWN:
            from cvkit.audit.reading.markdown import read_markdown

            return read_markdown
        case Form.TEX:
            from cvkit.audit.reading.tex import read_tex

            return read_tex
        case Form.TEXT:
            from cvkit.audit.reading.plain import read_plain

            return read_plain
