"""What takes longest to get ready, begun before the profile is read: WeasyPrint loads, and TeX reads its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvkit.build.request import Request
    from cvkit.typeset.tex_ahead import Ahead
    from cvkit.typeset.weasy import WeasyResult


def set_page(html: str, *, epoch: int, pdf_variant: str | None = None) -> WeasyResult:
    """Set a page as `typeset.weasy.typeset` does, which is loaded when it is first asked for."""
    from cvkit.typeset import weasy

    return weasy.typeset(html, epoch=epoch, pdf_variant=pdf_variant)


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is ready, or will soon be."""

    weasyprint: Callable[..., WeasyResult] = set_page
    """What sets a page as `typeset.weasy.typeset` does, here or in another process."""
    tex: Ahead | None = None
    """An engine that has read its format."""


@contextmanager
def beforehand(request: Request, jobs: int, environ: Mapping[str, str]) -> Iterator[Beforehand]:
    """Begin what a request may have a use for, if more than one thing may run at a time; at the end it is given up."""
    with ExitStack() as ending:
        weasyprint: Callable[..., WeasyResult] = set_page
        tex = None
        # WeasyPrint takes longer, so it comes first.
        if jobs > 1 and request.may_make("accessible"):
            from cvkit.build.aside import Aside

            weasyprint = ending.enter_context(Aside(_load_weasyprint))
        if jobs > 1 and request.may_make("pdf") and request.engine in {None, "pdftex"}:
            tex = ending.enter_context(_begun(request, environ))
        yield Beforehand(weasyprint, tex)


def _load_weasyprint() -> Callable[..., WeasyResult]:
    from cvkit.typeset import weasy

    with suppress(OSError):  # without Pango; whoever sets a page is told
        weasy.load()
    return weasy.typeset


def _begun(request: Request, environ: Mapping[str, str]) -> Ahead:
    from cvkit.build.epoch import epoch_of
    from cvkit.build.fingerprint import user_cache
    from cvkit.typeset.engines import find_engines
    from cvkit.typeset.tex_ahead import Ahead
    from cvkit.typeset.tex_format import Formats

    engine = next(iter(find_engines(environ.get("PATH", ""))), None)
    return Ahead(Formats(user_cache(environ) / "formats"), engine, epoch_of(request.day), environ)
