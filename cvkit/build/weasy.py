"""WeasyPrint, which takes long to load: once the first page is there, or beforehand in a process that waits for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvkit.typeset.weasy import WeasyResult


def set_page(html: str, *, epoch: int, pdf_variant: str | None = None) -> WeasyResult:
    """Set a page as `typeset.weasy.typeset` does, which is loaded when it is first asked for."""
    from cvkit.typeset import weasy

    return weasy.typeset(html, epoch=epoch, pdf_variant=pdf_variant)


def load_weasyprint() -> Callable[..., WeasyResult]:
    """What sets a page, with WeasyPrint loaded."""
    with suppress(OSError):  # without Pango; whoever sets a page is told
        import weasyprint  # noqa: F401  # loaded for what it is given later
    return set_page
