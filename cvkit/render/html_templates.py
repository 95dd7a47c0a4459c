"""Find templates, stylesheets and scripts, and keep them ready for all pages of a site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cvkit.render.html_icons import icon_name
from cvkit.render.html_inline import Writer, permitted
from cvkit.view.document import Entry, Inlines, Link, plain


@pass_context
def _inline(context: Context, inlines: Inlines) -> Markup:
    write: Writer = context["write"]
    return write.inline(inlines)


@pass_context
def _own_link(context: Context, link: Link) -> Markup:
    write: Writer = context["write"]
    return write.own_link(link)


@pass_context
def _run(context: Context, entry: Entry, *slots: str) -> Markup:
    write: Writer = context["write"]
    return write.run(entry, *slots)


FILTERS = {"inline": _inline, "run": _run, "own_link": _own_link, "plain": plain, "icon": icon_name}
"""What templates call on the values that they are given; `write` among these is the page's Writer."""


class Templates:
    """The templates, stylesheets and scripts of some folders, each read once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._loader = FileSystemLoader(folders)
        self._texts: dict[str, str] = {}
        self._environment = Environment(
            loader=self._loader,
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters |= FILTERS

    def render(self, name: str, *values: dict[str, Any], **more: Any) -> str:
        """The text that a template makes of its values."""
        return permitted(self._environment.get_template(name).render(*values, **more))

    def text(self, name: str) -> str:
        """The text of a stylesheet or script as it stands; TemplateNotFound where no folder has it."""
        if name not in self._texts:
            self._texts[name], _, _ = self._loader.get_source(self._environment, name)
        return self._texts[name]


def templates_in(folders: Sequence[Path]) -> Templates:
    """The templates of the folders; made anew where a file was added, changed or taken away.

    Looking costs a call for each file, so whoever has many pages to draw asks once.
    """
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return _templates_of(tuple(folders), tuple((path, _version(path)) for path in found))


def _version(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_mtime_ns, known.st_size


@lru_cache(maxsize=8)
def _templates_of(folders: tuple[Path, ...], listing: tuple[tuple[Path, tuple[int, int]], ...]) -> Templates:
    return Templates(folders)
