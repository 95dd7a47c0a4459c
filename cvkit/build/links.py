"""The links of a site: those of its own that lead nowhere, and those that lead elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from cvkit.view.document import Code, Fact, Inlines, Link, Math, Site, Text, document_slots

_LINKING = {"a": "href", "area": "href", "link": "href", "img": "src", "source": "srcset", "script": "src"}


class Broken(NamedTuple):
    """A link of a site to a page, file or passage of its own that is not there."""

    page: str
    """Where it stands, by path."""
    address: str


def broken_links(folder: Path, url: str = "") -> Iterator[Broken]:
    """The links within the pages of a folder that lead nowhere; `url` is where it will be found."""
    files = {Path(here, name).relative_to(folder).as_posix() for here, _, names in os.walk(folder) for name in names}
    pages = {path: _read(folder / path) for path in sorted(files) if path.endswith(".html")}
    for path, page in pages.items():
        for address in dict.fromkeys(page.links):
            own = address.removeprefix(url) if url and address.startswith(f"{url}/") else address
            parts = urlsplit(own)
            if parts.scheme or parts.netloc:
                continue
            root = "" if own != address else urlsplit(url).path
            file = _file(_target(path, parts.path, root), files)
            found = pages.get(file or "")
            if file is None or (found and parts.fragment and unquote(parts.fragment) not in found.anchors):
                yield Broken(path, address)


def outside_links(site: Site) -> dict[str, str]:
    """The web addresses to which the pages lead, each with the place in the profile that gives it first."""
    found: dict[str, str] = {}
    for page in site.pages:
        for inlines in document_slots(page.document):
            for address, path in _led_to(inlines, ""):
                if urlsplit(address).scheme.lower() in {"http", "https"} and not address.startswith(f"{site.url}/"):
                    found.setdefault(address, path)
    return found


def _led_to(inlines: Inlines, path: str) -> Iterator[tuple[str, str]]:
    for node in inlines:
        match node:
            case Link(url, children):
                # Around a fact stands the address of what it names; within one, a link that its text has.
                within = next((child.path for child in children if isinstance(child, Fact)), None)
                yield url, path if within is None else _giving(within)
            case Fact(inner, children):
                yield from _led_to(children, inner)
            case Text() | Code() | Math():
                pass
            case _:
                yield from _led_to(node.children, path)


def _giving(path: str) -> str:
    """The field that gives the address of what a fact names."""
    owner, _, field = path.rpartition("/")
    return path if field in {"url", "id", "join"} or owner.endswith("/ids") else f"{owner}/url"


def _target(page: str, path: str, root: str) -> str:
    """The path within the site to which a relative address on a page leads."""
    if not path:
        return page
    if path.startswith("/"):
        return unquote(path.removeprefix(root).lstrip("/")) or "."
    return normpath(join(dirname(page), unquote(path)))


def _file(target: str, files: set[str]) -> str | None:
    """The file that a host serves for a path; None where there is none."""
    return next((path for path in (normpath(target), normpath(f"{target}/index.html")) if path in files), None)


class _Page(HTMLParser):
    """Collects the links and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors = {"", "top"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element leads, and under which name it can be reached."""
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.anchors.add(said["id"])
        given = said.get(_LINKING.get(tag, ""))
        if given is None:
            return
        self.links += [part.split()[0] for part in given.split(",") if part.split()] if tag == "source" else [given]


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8", errors="replace"))
    page.close()
    return page
