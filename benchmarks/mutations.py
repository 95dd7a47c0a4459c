"""Change one fact in documents of plausible profiles and count how often an audit says so, and what it says unasked."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from audit.mutants import CHANGES  # noqa: E402  the tests have no package to import them from
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


def _page(document: Document) -> bytes:
    return html.render(document, templates.folders(ROOT, "html")).encode()


def _pdf(document: Document) -> bytes:
    from cvkit.build.pdf import support_files
    from cvkit.typeset import tex, weasy
    from cvkit.typeset.engines import find_engines

    support = support_files(ROOT, latex.style_files(document))
    for engine in find_engines(os.environ["PATH"]):
        try:
            made = tex.typeset(latex.render(document), support, engine, epoch=0, environ=os.environ)
        except tex.TexError:  # a name in a script that only the next engine can set
            continue
        if not made.missing:
            return made.pdf
    return weasy.typeset(_page(document).decode(), epoch=0).pdf


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "txt": lambda document: text.render(document).encode(),
    "md": lambda document: markdown.render(document).encode(),
    "html": _page,
    "tex": lambda document: latex.render(document).encode(),
    "pdf": _pdf,
}


def audited(document: Document, profile: Profile, form: str, folder: Path) -> list[Finding]:
    """What an audit finds in a document written in a format."""
    path = folder / f"document.{form}"
    path.write_bytes(FORMATS[form](document))
    return [finding for published in read(path) for finding in audit(published, profile, DAY)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=100, help="how many profiles")
    parser.add_argument("--first", type=int, default=1000, help="the number of the first profile")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=["txt", "md", "html", "tex"])
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was missed")
    options = parser.parse_args()
    done: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    untouched: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    besides = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(options.first, options.first + options.number):
            profile = person(number)
            document = compose(profile, "cv", DAY)
            for form in options.formats:
                found = audited(document, profile, form, folder)
                untouched[form] += 1
                silent[form] += not found
                if found and options.verbose:
                    print(f"untouched {number} {form}: {found[0]}")
                for change in CHANGES:
                    mutant = change(document, profile, Random(f"{number} {change.__name__}"))
                    if mutant is None:
                        continue
                    found = audited(mutant.document, profile, form, folder)
                    done[change.__name__, form] += 1
                    caught[change.__name__, form] += mutant.caught(found)
                    besides += max(0, len(found) - 1)
                    if options.verbose and not mutant.caught(found):
                        print(f"missed {number} {form} {change.__name__}: {mutant.what} at {mutant.path}: {found[:2]}")
    print(f"{'change':12}" + "".join(f"{form:>16}" for form in options.formats) + f"{'all':>16}")
    for change in CHANGES:
        kind = change.__name__
        cells = [(caught[kind, form], done[kind, form]) for form in options.formats]
        print(f"{kind:12}" + "".join(map(_cell, [*cells, (sum(c for c, _ in cells), sum(d for _, d in cells))])))
    cells = [
        (sum(caught[c.__name__, form] for c in CHANGES), sum(done[c.__name__, form] for c in CHANGES))
        for form in options.formats
    ]
    print(f"{'caught':12}" + "".join(map(_cell, [*cells, (caught.total(), done.total())])))
    cells = [(silent[form], untouched[form]) for form in options.formats]
    print(f"{'untouched':12}" + "".join(map(_cell, [*cells, (silent.total(), untouched.total())])))
    print(f"further findings for each change: {besides / max(1, done.total()):.3f}")


def _cell(share: tuple[int, int]) -> str:
    some, every = share
    return f"{some}/{every} {some / every:6.1%}".rjust(16) if every else "–".rjust(16)


if __name__ == "__main__":
    main()
