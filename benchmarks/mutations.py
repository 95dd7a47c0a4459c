"""Audit documents of invented profiles: with one fact changed, which has to be told, and unchanged, which has not."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from audit.drawn import drawn, pdf_of  # noqa: E402  the tests have no package to import them from
from audit.mutants import CHANGES  # noqa: E402
from audit.people import person  # noqa: E402
from cvkit.audit.findings import Finding  # noqa: E402
from cvkit.audit.judge import audit  # noqa: E402
from cvkit.audit.read import read  # noqa: E402
from cvkit.build import templates  # noqa: E402
from cvkit.model.profile import Profile  # noqa: E402
from cvkit.render import html, latex, markdown, text  # noqa: E402
from cvkit.view.compose import compose  # noqa: E402
from cvkit.view.document import Document  # noqa: E402

DAY = date(2026, 6, 1)
FORMATS: dict[str, Callable[[Document], bytes]] = {
    "txt": lambda document: text.render(document).encode(),
    "md": lambda document: markdown.render(document).encode(),
    "html": lambda document: html.render(document, templates.folders(ROOT, "html")).encode(),
    "tex": lambda document: latex.render(document).encode(),
    "pdf": lambda document: pdf_of(document, "pdftex"),
}


def audited(document: Document, profile: Profile, form: str, folder: Path) -> list[Finding]:
    """What an audit finds in a document written in a format."""
    path = folder / f"document.{form}"
    path.write_bytes(FORMATS[form](document))
    return [finding for published in read(path) for finding in audit(published, profile, DAY)]


# --- changed -----------------------------------------------------------------


def changed(numbers: Iterable[int], forms: list[str], folder: Path, *, verbose: bool) -> None:
    """Change one fact in the CV of each profile, in each way and format, and count what is caught."""
    done: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    besides = 0
    for number in numbers:
        profile = person(number)
        document = compose(profile, "cv", DAY)
        for form in forms:
            for change in CHANGES:
                mutant = change(document, profile, Random(f"{number} {change.__name__}"))
                if mutant is None:
                    continue
                found = audited(mutant.document, profile, form, folder)
                done[change.__name__, form] += 1
                caught[change.__name__, form] += mutant.caught(found)
                besides += max(0, len(found) - 1)
                if verbose and not mutant.caught(found):
                    print(f"missed {number} {form} {change.__name__}: {mutant.what} at {mutant.path}: {found[:2]}")
    print(f"{'change':12}" + "".join(f"{form:>16}" for form in forms) + f"{'all':>16}")
    for kind in (change.__name__ for change in CHANGES):
        _print_row(kind, [(caught[kind, form], done[kind, form]) for form in forms])
    every = [change.__name__ for change in CHANGES]
    _print_row("caught", [(sum(caught[k, form] for k in every), sum(done[k, form] for k in every)) for form in forms])
    print(f"further findings for each change: {besides / max(1, done.total()):.3f}")


def _print_row(name: str, cells: list[tuple[int, int]]) -> None:
    whole = (sum(some for some, _ in cells), sum(every for _, every in cells))
    print(f"{name:12}" + "".join(map(_cell, [*cells, whole])))


def _cell(share: tuple[int, int]) -> str:
    some, every = share
    return f"{some}/{every} {some / every:6.1%}".rjust(16) if every else "–".rjust(16)


# --- unchanged ---------------------------------------------------------------


def unchanged(numbers: Iterable[int], folder: Path, *, pdf: bool) -> None:
    """Draw each profile by a recipe, on a day, in a language that its number chooses; whatever is found is wrong."""
    done: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for number in numbers:
        for document in drawn(person(number), number, pdf=pdf):
            found = document.findings(folder)
            done[document.suffix] += 1
            silent[document.suffix] += not found
            if found:
                print(f"{document.what}: {len(found)} found, such as {found[0]}")
    print(f"{'unchanged':12}" + "".join(f"{form:>16}" for form in done) + f"{'all':>16}")
    _print_row("silent", [(silent[form], done[form]) for form in done])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=100, help="how many profiles")
    parser.add_argument("--first", type=int, default=1000, help="the number of the first profile")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=["txt", "md", "html", "tex"])
    parser.add_argument("--unmutated", choices=["texts", "pdf"], help="audit unchanged documents of any recipe instead")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was missed")
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.number)
    with tempfile.TemporaryDirectory() as folder:
        if options.unmutated:
            unchanged(numbers, Path(folder), pdf=options.unmutated == "pdf")
        else:
            changed(numbers, options.formats, Path(folder), verbose=options.verbose)


if __name__ == "__main__":
    main()
