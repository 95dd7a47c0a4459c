"""Prepare what a page carries inside itself: stylesheet and script, small, and known to the policy by their hashes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cvkit.render.contrast import readable
from cvkit.render.html_inline import permitted
from cvkit.view.document import Setting

BASE = "base.css"
PRINT = "print.css"
FILTER, COPY = "filter.js", "copy.js"
THEME = "plain"
"""The theme of a site that names none."""
PAPERS = {"a4": "A4", "letter": "letter"}
"""CSS page sizes."""

_CSS = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*(?P<mark>[{};,])\s*|(?P<colon>:)\s+|\s+""",
    re.DOTALL,
)
_JS = re.compile(r"^\s*(?://[^\n]*)?\n?", re.MULTILINE)
# On paper everything is black.
_ACCENTS = "@media screen{{:root{{--accent:{}}}}}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{}}}}}"
_PAPER = re.compile(r"--paper:\s*(#[0-9a-fA-F]{6})")
_ACCENT = re.compile(r"--accent:\s*(#[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Part:
    """The content of a `<style>` or `<script>`, and its hash."""

    text: str
    hash: str
    """SHA-256 in Base64, as a content security policy has it."""


@dataclass(frozen=True, slots=True)
class Colors:
    """Two colors of a stylesheet, in light and in dark; nothing where it does not give them as `#rrggbb`."""

    paper: tuple[str, ...]
    accent: tuple[str, ...]


def screen_style(read: Callable[[str], str], setting: Setting) -> tuple[Part, Colors]:
    """The stylesheet of a site's pages and its colors; `read` gives a file of templates/html by name."""
    return _screen(read(BASE), read(f"theme-{setting.style or THEME}.css"), setting.accent)


def print_style(read: Callable[[str], str], setting: Setting) -> Part:
    """The stylesheet of a CV that WeasyPrint sets."""
    return _part(minified(read(PRINT) + f"@page {{ size: {PAPERS[setting.paper]} }}\n"))


def script(read: Callable[[str], str], *names: str) -> Part | None:
    """The scripts of those names as one; None where there is none."""
    return _script("".join(map(read, names))) if names else None


@lru_cache(maxsize=8)
def _screen(base: str, theme: str, accent: str) -> tuple[Part, Colors]:
    accents = readable(accent) if accent else tuple(_ACCENT.findall(theme)[:2])
    own = _ACCENTS.format(*accents) if accent else ""
    return _part(minified(base + theme) + own), Colors(tuple(_PAPER.findall(theme)[:2]), accents)


@lru_cache(maxsize=8)
def _script(source: str) -> Part:
    return _part(_JS.sub("", source))


def minified(css: str) -> str:
    """A stylesheet without comments and without the white space that means nothing."""
    return _CSS.sub(_shortened, css).strip()


def _shortened(found: re.Match[str]) -> str:
    kept = found["string"] or found["mark"] or found["colon"]
    return kept or ("" if found[0].startswith("/*") else " ")


def _part(text: str) -> Part:
    # `</style` within a string would end the element; CSS and JavaScript both read `\/` as `/`.
    text = permitted(text.replace("</", r"<\/"))
    return Part(text, b64encode(sha256(text.encode()).digest()).decode())
