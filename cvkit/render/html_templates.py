"""Find templates, stylesheets and scripts, and keep them ready for all pages of a site."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from cvkit.render.html_icons import icon_name
from cvkit.render.html_inline import Writer, permitted
from cvkit.render.html_style import Part
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


# Two macros would do, and take six times as long; a list of publications calls for them thousands of times.


def _line(markup: Markup, name: str) -> Markup:
    return Markup(f'<p class="{escape(name)}">{escape(markup)}</p>\n') if markup else Markup("")


def _numbered(markup: Markup, entry: Entry) -> Markup:
    return Markup(f'<span class="number">{escape(entry.number)}.</span> {escape(markup)}') if entry.number else markup


FILTERS = {
    "inline": _inline,
    "run": _run,
    "line": _line,
    "numbered": _numbered,
    "own_link": _own_link,
    "plain": plain,
    "icon": icon_name,
}
"""What templates call on the values that they are given; `write` among these is the page's Writer."""


# What they say shapes the code to which a template is compiled.
_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # What it would work out beforehand takes longer to look for than to draw, and in a long chain of names without end.
    "optimized": False,
}


_MOST = 10_000_000
"""Bytes; what is larger is no compiled template."""


class _Compiled(FileSystemBytecodeCache):
    """Templates in a folder as they were once compiled, known by source, options and version of the compiler.

    A folder that cannot be used costs time and nothing else. Each file begins with the digest of the rest, as code that
    is damaged takes the interpreter down.
    """

    def __init__(self, folder: Path) -> None:
        key = sha256(f"{jinja2.__version__} {_OPTIONS}".encode()).hexdigest()[:16]
        super().__init__(str(folder), f"{key}-%s.cache")
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what lies in it is run

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As ever, for paths too that are no text in the locale's encoding."""
        return super().get_cache_key(name, os.fsencode(filename).hex() if filename else None)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            path = Path(self._get_cache_filename(bucket))
            data = path.read_bytes() if path.is_file() and path.stat().st_size < _MOST else b""
            if data[:32] == sha256(data[32:]).digest():
                bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        path = Path(self._get_cache_filename(bucket))
        aside = path.with_suffix(f".{os.urandom(6).hex()}")
        try:
            aside.write_bytes(sha256(code).digest() + code)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


class Templates:
    """The templates, stylesheets and scripts of some folders, each read once, and compiled once where `cache` is."""

    def __init__(self, folders: tuple[Path, ...], cache: Path | None = None) -> None:
        self._loader = FileSystemLoader(folders)
        self._texts: dict[str, str] = {}
        self._environment = Environment(
            loader=self._loader,
            auto_reload=False,
            undefined=StrictUndefined,
            bytecode_cache=_Compiled(cache) if cache else None,
            **_OPTIONS,
        )
        self._environment.filters |= FILTERS

    def render(self, name: str, style: Part, values: Mapping[str, Any]) -> str:
        """The text that a template makes of its values and of `style`, a stylesheet."""
        text = self._environment.get_template(name).render(values, style=style)
        # The stylesheet, which is most of a small page, has been looked at before.
        return style.text.join(map(permitted, text.split(style.text))) if style.text else permitted(text)

    def text(self, name: str) -> str:
        """The text of a stylesheet or script as it stands; TemplateNotFound where no folder has it."""
        if name not in self._texts:
            self._texts[name], _, _ = self._loader.get_source(self._environment, name)
        return self._texts[name]


def templates_in(folders: Sequence[Path], cache: Path | None = None) -> Templates:
    """The templates of the folders; made anew where a file was added, changed or taken away.

    Looking costs a call for each file, so whoever has many pages to draw asks once. In the folder `cache` they are
    kept as they were compiled, which takes longer than to draw a small site.
    """
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return _templates_of(tuple(folders), tuple((path, _version(path)) for path in found), cache)


def _version(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_mtime_ns, known.st_size


@lru_cache(maxsize=8)
def _templates_of(
    folders: tuple[Path, ...], listing: tuple[tuple[Path, tuple[int, int]], ...], cache: Path | None
) -> Templates:
    return Templates(folders, cache)
