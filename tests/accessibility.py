"""What axe has against a page in Chromium."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page

UNTOLD = ("shortTextContent", "nonBmp")
"""Why axe cannot tell the contrast of a single character or sign."""


def faults(page: Page, **options: Any) -> list[str]:
    """What axe finds wrong and what it cannot tell, save the contrast of a sign that stands alone."""
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"], **options}).response
    return [
        f"{rule['id']}: {node['html'][:100]}"
        for rule in found["violations"] + found["incomplete"]
        for node in rule["nodes"]
        if not any(reason in str(node["any"]) for reason in UNTOLD)
    ]


def unfolded(page: Page) -> Page:
    """The page with every fold open."""
    page.eval_on_selector_all("details", "all => all.forEach(details => { details.open = true })")
    return page
