"""Addresses: those of a site's pages and files, and what kind an address is."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from cvkit.view.document import Page, Site

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_SAFE = re.compile(r"(?:https?:|mailto:)\S+", re.IGNORECASE)


def page_address(site: Site, page: Page) -> str:
    """The canonical address of a page; nothing where the site's own is not known, or for what has none."""
    if not site.url or page.kind == "missing":
        return ""
    return f"{site.url}/" if page is site.home or page.path == "index.html" else file_address(site, page.path)


def file_address(site: Site, path: str) -> str:
    """The full address of a file of the site; nothing where the site's own is not known."""
    return f"{site.url}/{quote(path)}" if site.url else ""


def base(site: Site, page: Page) -> str:
    """What stands before a path to address it from a page: the site's address, or the way to its folder."""
    return f"{site.url}/" if site.url else page.root or "./"


def is_web(url: str) -> bool:
    """Whether an address is one of the web, which alone is worth telling machines."""
    return _WEB.fullmatch(url) is not None


def is_safe(url: str) -> bool:
    """Whether an address may be linked: one of the web or of e-mail, and no script."""
    return _SAFE.fullmatch(url) is not None


def host(url: str) -> str:
    """The host of a web address, in lower case."""
    return (urlsplit(url).hostname or "") if is_web(url) else ""
