"""Everything of cvkit that reads what others wrote, one row each in `TARGETS`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import fuzz_examples as examples
from fuzz_examples import DAY
from fuzzing import Target


def text_of(data: bytes) -> str:
    """A case as text; what is not UTF-8 becomes lone surrogates, from which no parser is safe."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def check_terminal(text: str) -> None:
    """Nothing in what a terminal is sent moves its cursor, colors it, or reorders a line."""
    bad = [char for char in text if (ord(char) < 32 and char not in "\n\t") or 0x7F <= ord(char) < 0xA0]
    assert not bad, f"{bad[0]!r} goes to the terminal"


# --- the loader ------------------------------------------------------------------


def _load(path: Path) -> None:
    """Load a profile; of every problem, that it can be drawn, without harm to a terminal."""
    from cvkit.load.advice import advise
    from cvkit.load.loader import load
    from cvkit.load.problems import ProfileError

    try:
        loaded = load(path)
    except ProfileError as error:
        problems = error.problems
        assert problems, "an error without a problem"
    else:
        problems = (*loaded.advice, *advise(loaded, DAY))
    for problem in problems[:50]:
        drawn = problem.render()
        check_terminal(drawn)
        assert len(drawn) < 5000, "a message without end"


def _profile(data: bytes, folder: Path) -> None:
    (folder / "refs.bib").write_bytes(examples.BIBLIOGRAPHIES[0])
    (folder / "profile.yaml").write_bytes(data)
    _load(folder / "profile.yaml")


def _bibliography(data: bytes, folder: Path) -> None:
    (folder / "refs.bib").write_bytes(data)
    (folder / "profile.yaml").write_bytes(b"person: {name: Maren Okafor}\nbibliography: refs.bib\n")
    _load(folder / "profile.yaml")


def _tex_text(data: bytes, folder: Path) -> None:
    from cvkit.load.tex import decode, decode_prose

    for reader in (decode, decode_prose):
        with contextlib.suppress(ValueError):
            reader(text_of(data))


# --- what stands within a field -----------------------------------------------------


def _prose(data: bytes, folder: Path) -> None:
    """Read prose and titles, and write what came of them in every format that has markup."""
    from cvkit.render import html, latex, markdown, text
    from cvkit.view.document import Entry, Group, Layout, Section
    from cvkit.view.inline import paragraphs, phrase, title_text

    source = text_of(data)
    bodies = (*paragraphs("/x", source), phrase("/x", source), title_text("/x", source))
    section = Section("interests", "x", Layout.PROSE, (Group("", (Entry("/x", "x", body=bodies),)),))
    document = replace(examples.bio(), sections=(section,))
    modules: tuple[Any, ...] = (html, latex, markdown, text)
    for module in modules:
        module.fragment(document)


def _formula(data: bytes, folder: Path) -> None:
    from cvkit.render.mathml import convert
    from cvkit.render.tex_math import safe_math

    safe_math(text_of(data))
    convert(text_of(data))


def _date(data: bytes, folder: Path) -> None:
    from cvkit.audit.clocks import clocks
    from cvkit.audit.dates import dates
    from cvkit.model.dates import PartialDate

    with contextlib.suppress(ValueError):
        assert PartialDate.parse(text_of(data)).first <= PartialDate.parse(text_of(data)).last
    dates(text_of(data))
    clocks(text_of(data))


def _drawn(data: bytes, folder: Path) -> None:
    """Draw a profile that has the lines of the case as its texts in every format, as far as it may have them."""
    from pydantic import ValidationError

    from cvkit.model.profile import Profile
    from cvkit.render import FORMATS, renderer
    from cvkit.view.compose import compose

    with contextlib.suppress(ValidationError):
        profile = Profile.model_validate(examples.said(text_of(data).split("\n")))
        for kind in ("cv", "site"):
            document = compose(profile, kind, DAY)
            for form in FORMATS:
                folders = (examples.TEMPLATES,) if form == "html" else ()
                renderer(form).render(document, *([folders] if folders else []))


# --- the audit -----------------------------------------------------------------------


def _published(data: bytes, folder: Path, ending: str) -> None:
    """Read a document and hold it against a profile."""
    from cvkit.audit.judge import audit
    from cvkit.audit.passages import UnreadableError
    from cvkit.audit.read import read

    path = folder / f"cv{ending}"
    path.write_bytes(data)
    try:
        found = read(path)
    except UnreadableError:
        return
    for published in found:
        audit(published, examples.profile(), DAY)


def _accepted(data: bytes, folder: Path) -> None:
    from cvkit.audit.accepted import AcceptanceError, read_accepted

    (folder / ".cvkit-audit.yaml").write_bytes(data)
    with contextlib.suppress(AcceptanceError):
        read_accepted(folder / ".cvkit-audit.yaml")


# --- files beside the profile, and what earlier builds have left ------------------------


def _style(data: bytes, folder: Path) -> None:
    """Apply a CSL style as a recipe names it."""
    from cvkit.build.citations import cited
    from cvkit.load.problems import ProfileError

    (folder / "own.csl").write_bytes(data)
    job, document = examples.styled(folder)
    with contextlib.suppress(ProfileError):
        cited(job, document)


def _template(data: bytes, folder: Path) -> None:
    """Draw a page with a template of the user's own."""
    from cvkit.build.site import _pages
    from cvkit.load.problems import ProfileError

    own = folder / "templates" / "html"
    own.mkdir(parents=True, exist_ok=True)
    (own / "footer.html").write_bytes(data)
    with contextlib.suppress(ProfileError):
        _pages(examples.styled(folder)[0], examples.site())


def _photo(data: bytes, folder: Path) -> None:
    from cvkit.build.photo import read_photo
    from cvkit.build.resizing import resized
    from cvkit.load.problems import ProfileError

    (folder / "me.png").write_bytes(data)
    with contextlib.suppress(ProfileError):
        photo = read_photo(examples.loaded(folder, photo="me.png"))
        assert photo is not None
        resized(photo, None, folder)


def _left(data: bytes, folder: Path) -> None:
    """Read records of earlier builds, without which a build goes on, and stamps, which a document may lack."""
    from cvkit.build import records
    from cvkit.build.fingerprint import Memory
    from cvkit.build.manifest import read_manifest
    from cvkit.build.stamp import Stamp, read_stamp

    for name in ("manifest.json", "index.html", "x.pdf", "record.json"):
        (folder / name).write_bytes(data)
    read_manifest(folder)
    read_stamp(folder / "index.html")
    read_stamp(folder / "x.pdf")
    Stamp.parse(text_of(data))
    records.recall(folder / "record.json")
    with contextlib.suppress(ValueError, RecursionError):
        memory = Memory(folder)
        records.keep(memory._path("question"), json.loads(data))
        memory.recall("question")


def _log(data: bytes, folder: Path) -> None:
    from cvkit.typeset import tex_log

    log = text_of(data)
    tex_log.failure(log, "cv.tex")
    tex_log.pages(log)
    tex_log.missing_characters(log)
    tex_log.wants_rerun(log)


# --- the command line --------------------------------------------------------------------

# What would write where the case says, or reach other programs.
_SPARED = ("-o", "--o", "--copy", "--accept", "--for-host", "--check-links")
_ASKING = ("check", "bio", "talk", "status", "audit", "diff", "schema", "nothing", "-")


def _command(data: bytes, folder: Path) -> None:
    """Run a command that only asks; each line of the case is an argument."""
    arguments = [line for line in text_of(data).split("\n") if not line.startswith(_SPARED)]
    if not arguments or arguments[0] not in _ASKING or not all(map(_can_be_given, arguments)):
        return
    (folder / "profile.yaml").write_bytes(examples.PROFILES[0])
    (folder / "refs.bib").write_bytes(examples.BIBLIOGRAPHIES[0])
    (folder / "cv.md").write_bytes(examples.MARKDOWN[0])
    code, answer, told = called(arguments, folder)
    assert code in {0, 1, 2}, f"exit code {code}"
    assert "cvkit has failed" not in told, told
    check_terminal(told)
    check_terminal(answer.replace("\r\n", "\n"))  # a calendar's lines end so


def _can_be_given(argument: str) -> bool:
    """Whether a system can hand an argument over: a surrogate stands for a byte, and others stand for nothing."""
    try:
        return b"\0" not in os.fsencode(argument)
    except UnicodeEncodeError:
        return False


def called(arguments: list[str], folder: Path) -> tuple[int | str | None, str, str]:
    """The exit code of a command that is run in a folder, and what it says on stdout and stderr."""
    from cvkit.cli import main

    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2)]
    kept = sys.argv, Path.cwd(), os.environ.get("XDG_CACHE_HOME")
    sys.argv = ["cvkit", *arguments]
    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    code: int | str | None = 0
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            try:
                main()
            except SystemExit as ended:
                code = ended.code or 0
    finally:
        sys.argv = kept[0]
        os.chdir(kept[1])
        os.environ.pop("XDG_CACHE_HOME")
        if kept[2] is not None:
            os.environ["XDG_CACHE_HOME"] = kept[2]
    for stream in streams:
        stream.flush()
    answer, told = (stream.buffer.getvalue().decode() for stream in streams)
    return code, answer, told


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("profile", _profile, examples.PROFILES, examples.YAML_PIECES, 4),
        Target("bibliography", _bibliography, examples.BIBLIOGRAPHIES, examples.BIBTEX_PIECES, 4),
        Target("tex in bibtex", _tex_text, examples.TEX_TEXTS, examples.TEX_PIECES, 3, 50_000),
        Target("prose", _prose, examples.PROSE, examples.PROSE_PIECES, 4, 20_000),
        Target("formula", _formula, examples.FORMULAS, examples.TEX_PIECES, 3, 50_000),
        Target("date", _date, examples.DATES, examples.DATE_PIECES, 4, 10_000),
        Target("drawn", _drawn, examples.PROSE, examples.PROSE_PIECES, 0.4, 20_000),
        Target("published page", partial(_published, ending=".html"), examples.PAGES, examples.HTML_PIECES, 2, 20_000),
        Target("published tex", partial(_published, ending=".tex"), examples.TEX, examples.TEX_PIECES, 2, 20_000),
        Target(
            "published markdown", partial(_published, ending=".md"), examples.MARKDOWN, examples.PROSE_PIECES, 2, 20_000
        ),
        Target(
            "published text", partial(_published, ending=".txt"), examples.MARKDOWN, examples.DATE_PIECES, 2, 20_000
        ),
        Target("published pdf", partial(_published, ending=".pdf"), examples.PDFS, examples.PDF_PIECES, 2),
        Target(
            "published anything", partial(_published, ending=""), (*examples.PDFS, *examples.PAGES), (), 0.5, 20_000
        ),
        Target("acceptances", _accepted, examples.ACCEPTANCES, examples.YAML_PIECES, 2),
        Target("citation style", _style, examples.STYLES, examples.CSL_PIECES, 0.5),
        Target("template", _template, examples.TEMPLATE_TEXTS, examples.JINJA_PIECES, 0.5),
        Target("photo", _photo, examples.PHOTOS, (), 1),
        Target("records", _left, examples.RECORDS, examples.JSON_PIECES, 2),
        Target("tex log", _log, examples.LOGS, examples.LOG_PIECES, 2),
        Target("command", _command, examples.COMMANDS, examples.COMMAND_PIECES, 0.5),
    )
}
