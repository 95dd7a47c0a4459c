"""Hold published documents against the profile."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvkit.cli.options import day_option, json_option, output_option, profile_option, today
from cvkit.cli.printing import at_terminal, colored, fail, load_profile, print_json, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvkit.audit.findings import Finding
    from cvkit.audit.passages import Published, UnreadableError
    from cvkit.audit.report import Audited

VERDICTS = ("differs", "stale", "unknown", "missing", "uncertain", "note")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    type=click.Choice([*VERDICTS, "nothing"]),
    multiple=True,
    default=("differs", "stale", "unknown"),
    help="A verdict that makes the exit code 1, once for each; by default differs, stale and unknown.",
)
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@click.option("--accept", metavar="REASON", help="Accept what is found, for this reason, in .cvkit-audit.yaml.")
@profile_option
@output_option
@day_option
@json_option
def audit(
    files: tuple[Path, ...],
    fail_on: tuple[str, ...],
    form: str,
    accept: str | None,
    profile: Path,
    output: Path,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Say what published documents tell differently from the profile.

    FILE is a PDF, page, Markdown, TeX or text file, or the folder of a site. Each finding has both wordings, the place
    in the document and the line of the profile. A file that cvkit has made is searched for every fact that it was made
    to say, too.

    \b
    Examples:
      cvkit audit cv.pdf homepage.md
      cvkit audit cv-2023.pdf --as-of 2023-12       by what was true then
      cvkit audit public --format html > audit.html
    """
    from cvkit.audit import accepted, findings, page, report
    from cvkit.audit.judge import Judge
    from cvkit.audit.passages import ForeignFormError
    from cvkit.audit.told import telling
    from cvkit.build.origin import Origins

    loaded = load_profile(profile)
    day = as_of or today(os.environ)
    known_path = loaded.files[0].parent / accepted.FILE
    try:
        known = accepted.read_accepted(known_path)
    except accepted.AcceptanceError as error:
        fail(f"{error.path}:{error.line}: {error.reason}", error.remedy)
    origins, judge = Origins(loaded.profile, output), Judge(loaded.profile, day)
    documents: list[Audited] = []
    idle = {acceptance.key: acceptance for acceptance in known}
    unread: list[UnreadableError] = []
    for published in _read(tuple(dict.fromkeys(files)), unread):
        if at_terminal(sys.stderr):
            tell(f"Reading {published.file}…")
        made_from = origins.document(Path(published.file))
        told = telling(made_from, published) if made_from else None
        sifted = accepted.sift((*judge.findings(published, made_from), *(told.lost if told else ())), known)
        documents.append(report.Audited(published.file, sifted.open, len(sifted.accepted), told))
        idle = {key: acceptance for key, acceptance in idle.items() if acceptance in sifted.idle}

    def locate(path: str) -> str:
        place = loaded.place(path)
        return f"{place.file}:{place.line}"

    if as_json:
        print_json(report.as_json(documents, locate))
    elif form == "html":
        say(page.page(documents, locate, profile=str(profile), as_of=str(day)), nl=False)
    else:
        width = min(shutil.get_terminal_size().columns, 120)
        say(report.terminal(documents, locate, color=colored(sys.stdout), width=width))
    for acceptance in idle.values():
        tell(f"{known_path}: nothing asks for {acceptance.key} any more ({acceptance.reason})")
    found = [finding for document in documents for finding in document.findings]
    # A pattern such as `output/*` names files for programs, too, which nobody wants to be read.
    broken = any(not isinstance(error, ForeignFormError) for error in unread)
    if accept is not None:
        _accept(found, accept, known_path)
        sys.exit(broken)
    sys.exit(broken or findings.exit_code(found, frozenset(map(findings.Verdict, set(fail_on) - {"nothing"}))))


def _read(files: Sequence[Path], unread: list[UnreadableError]) -> Iterator[Published]:
    """What can be read of several files; each that cannot be is named, and `unread` takes why."""
    from cvkit.audit.passages import UnreadableError
    from cvkit.audit.read import read

    for path in files:
        try:
            yield from read(path)
        except UnreadableError as error:
            if len(files) == 1:
                fail(f"{error.path}: {error.reason}", error.remedy)
            unread.append(error)
            tell(f"{error.path} is left out: {error.reason}")
    if len(unread) == len(files):
        fail("None of the files can be read.", unread[0].remedy)


def _accept(found: Sequence[Finding], reason: str, path: Path) -> None:
    from cvkit.audit.accepted import accepting
    from cvkit.build.files import write

    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    added = accepting(found, reason)
    if before:  # the heading stands there already
        added = "".join(line for line in added.splitlines(keepends=True) if not line.startswith("#"))
    if found:
        write(path, (before + added).encode())
    tell(f"accepted {len(found)} in {path}")
