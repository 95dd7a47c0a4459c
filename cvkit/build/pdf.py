"""A document to PDF: the first engine that can set all of its text, and what is told when one cannot."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit import __version__
from cvkit.build import records, templates
from cvkit.build.epoch import epoch_of
from cvkit.build.files import write
from cvkit.build.fingerprint import user_cache
from cvkit.build.job import Made, Surroundings
from cvkit.load.problems import Problem, ProfileError
from cvkit.render import tex_characters
from cvkit.view.document import Document, document_facts, plain

if TYPE_CHECKING:
    from cvkit.load.loader import Loaded
    from cvkit.typeset.engines import Engine
    from cvkit.typeset.runs import Runs

WEASYPRINT = "weasyprint"
ENGINES = ("pdftex", "xetex", "luatex", WEASYPRINT)

_PATH_COMMENT = re.compile(r"^\s*% (/\S+)$")


@dataclass(frozen=True, slots=True)
class Record:
    """What a PDF was made from (a digest of all inputs), with its own digest, engine and length."""

    inputs: str
    content: str
    engine: str
    pages: int


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF and its record; `content` is None where the one on disk still holds."""

    content: bytes | None
    record: Record


def support_files(profile_folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The style files that must lie beside the TeX source, by name; LookupError names one that is nowhere."""
    found = {}
    for name in names:
        content = templates.read(profile_folder, "latex", name)
        if content is None:
            raise LookupError(name)
        found[name] = content
    return found


def make_pdf(
    document: Document,
    tex: str,
    support: Mapping[str, bytes],
    loaded: Loaded,
    around: Surroundings,
    page: Callable[[], str],
    runs: Runs,
) -> Pdf:
    """Typeset a document; `page` gives its HTML if WeasyPrint is needed, and engines are among the `runs`.

    Raises ProfileError where TeX rejects something in the profile, a glyph is nowhere to be had, no engine works,
    or the page limit is passed.
    """
    from cvkit.typeset.engines import find_engines

    engines = [
        engine for engine in find_engines(around.environ.get("PATH", "")) if around.engine in {None, engine.name}
    ]
    epoch = epoch_of(document.as_of)
    inputs = digest(
        __version__.encode(),
        tex.encode(),
        *(part for name, content in sorted(support.items()) for part in (name.encode(), content)),
        json.dumps([str(around.engine), epoch, *map(str, engines)]).encode(),
    )
    content = None
    record = kept(document.name, inputs, around.output)
    if record is None:
        content, engine, pages = _typeset(document, tex, support, engines, loaded, around, page, runs)
        record = Record(inputs, digest(content), engine, pages)
    # The limit is no input of the PDF, so a kept one may pass a limit that has been lowered since.
    _check_length(document, record.pages, loaded)
    return Pdf(content, record)


def _check_length(document: Document, pages: int, loaded: Loaded) -> None:
    limit = document.setting.max_pages
    if limit is None or pages <= limit:
        return
    problem = Problem(
        loaded.place(f"/documents/{document.name}/max_pages"),
        f"`{document.name}` has {pages} pages, {pages - limit} over its limit of {limit}",
        f"the longest are {_longest(document)}; leave one out, `limit: 10` it, or take `selected: true`",
    )
    raise ProfileError([problem])


def put_pdf(name: str, pdf: Pdf, document: Document, around: Surroundings) -> Made:
    """Put a PDF in its place, and keep its record."""
    path = around.output / f"{name}.pdf"
    changed = pdf.content is not None and write(path, pdf.content)
    record = pdf.record
    records.keep(_record_path(name, around.output), asdict(record))
    pages = f"{record.pages} page{'s' if record.pages != 1 else ''}"
    return Made(document.name, path, changed, f"{pages}, {record.engine}", shows=document)


def _typeset(
    document: Document,
    tex: str,
    support: Mapping[str, bytes],
    engines: Sequence[Engine],
    loaded: Loaded,
    around: Surroundings,
    page: Callable[[], str],
    runs: Runs,
) -> tuple[bytes, str, int]:
    from cvkit.typeset.tex import Formats, TexError, typeset

    formats = Formats(user_cache(around.environ) / "formats")
    missing = ""
    for engine in engines:
        if engine.name == "pdftex" and (beyond := tex_characters.beyond_pdftex(tex)):
            missing = beyond
            around.tell(f"{engine.label} has no glyphs for {_quoted(beyond)}; trying the next engine")
            continue
        around.progress(f"Typesetting {document.name}.pdf with {engine.label}…")
        try:
            result = typeset(
                tex,
                support,
                engine,
                epoch=epoch_of(document.as_of),
                environ=around.environ,
                formats=formats,
                ahead=around.beforehand.tex,
                runs=runs,
            )
        except TexError as error:
            log = around.output / f"{document.name}.log"
            write(log, error.log.encode(errors="replace"))
            if error.installation:
                around.tell(f"{engine.label} cannot be used: {error.reason} (log: {log})")
                continue
            raise ProfileError([_rejected(tex, error.line, error.reason, log, engine.label, loaded)]) from None
        if not result.missing:
            return result.pdf, engine.label, result.pages
        missing = result.missing
        around.tell(f"{engine.label} has no glyphs for {_quoted(missing)}; trying the next engine")
    if around.engine not in {None, WEASYPRINT}:
        raise ProfileError([_no_engine(document, loaded, str(around.engine), missing)])
    return _weasyprint(document, loaded, around, page, tex_found=bool(engines))


def _weasyprint(
    document: Document,
    loaded: Loaded,
    around: Surroundings,
    page: Callable[[], str],
    *,
    tex_found: bool,
) -> tuple[bytes, str, int]:
    from cvkit.typeset.weasy import WeasyError, typeset

    if not tex_found and around.engine is None:
        around.tell(
            "No TeX here: WeasyPrint sets the PDF. For TeX: pip install 'cvkit-publish[tex]', or install TeX Live."
        )
    around.progress(f"Typesetting {document.name}.pdf with WeasyPrint…")
    try:
        result = typeset(page(), epoch=epoch_of(document.as_of))
    except WeasyError as error:
        raise ProfileError([Problem(None, f"no PDF could be made: {error}")]) from None
    if result.missing:
        raise ProfileError([no_glyph(document, loaded, result.missing)])
    return result.pdf, "WeasyPrint", result.pages


def _longest(document: Document) -> str:
    """The three sections with the most entries, with their numbers."""
    counted = sorted(((len(list(section.entries)), section.title) for section in document.sections), reverse=True)
    return ", ".join(f"{title} ({count})" for count, title in counted[:3])


def _rejected(tex: str, line: int | None, reason: str, log: Path, label: str, loaded: Loaded) -> Problem:
    """The problem at the profile's place whose entry stands at, or last before, the line that TeX rejected."""
    comments = [found[1] for text in tex.splitlines()[: line or 0] if (found := _PATH_COMMENT.match(text))]
    place = loaded.place(comments[-1]) if comments else None
    return Problem(place, f"{label} cannot set this entry: {reason}", f"the whole log is in {log}")


def _no_engine(document: Document, loaded: Loaded, asked: str, missing: str) -> Problem:
    if missing:
        return no_glyph(document, loaded, missing)
    return Problem(None, f"the engine {asked} is not here", f"install it, or use one of {', '.join(ENGINES)}")


def no_glyph(document: Document, loaded: Loaded, missing: str) -> Problem:
    """The problem that no font has some characters, at the place of the first fact that needs one."""
    place = next(
        (loaded.place(fact.path) for fact in document_facts(document) if set(missing) & set(plain(fact.children))), None
    )
    return Problem(
        place,
        f"no font here has {_quoted(missing)}",
        "install a font that covers the script, such as Noto (Debian: fonts-noto-core, fonts-noto-cjk)",
    )


def _quoted(characters: str) -> str:
    shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in characters[:5])
    return shown + (f" and {len(characters) - 5} more" if len(characters) > 5 else "")


def kept(name: str, inputs: str, output: Path) -> Record | None:
    """The record of the PDF on disk, if it was made from these inputs and is still as it was made."""
    try:
        record = Record(**records.recall(_record_path(name, output)))
        content = (output / f"{name}.pdf").read_bytes()
    except (OSError, TypeError):
        return None
    return record if record.inputs == inputs and record.content == digest(content) else None


def _record_path(name: str, output: Path) -> Path:
    return output / ".cvkit" / f"{name}.json"


def digest(*parts: bytes) -> str:
    """The SHA-256 of several byte strings, each with its length, so that no two lists of them are alike."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()
