"""What tells search engines where a site's pages are, and that they may read them."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree

from cvkit.render import addresses
from cvkit.view.document import Site

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render(site: Site) -> str | None:
    """The sitemap (sitemaps.org), which needs full addresses; None where the site's own is not known.

    It gives no `lastmod`: only who compares with what was published before knows when a page last changed.
    """
    if not site.url:
        return None
    root = ElementTree.Element("urlset", {"xmlns": NAMESPACE})
    for page in site.pages:
        if address := addresses.page_address(site, page):
            ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = address
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def robots(site: Site) -> str | None:
    """The robots.txt (RFC 9309) that lets everyone in; None for a site in a folder, where nobody would look for it."""
    if urlsplit(site.url).path:
        return None
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines += ["", f"Sitemap: {addresses.file_address(site, 'sitemap.xml')}"]
    return "\n".join(lines) + "\n"
