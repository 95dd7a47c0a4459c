"""The hand-made document in HTML, text and Markdown, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cvkit.render import html, markdown, text
from cvkit.view.document import Document
from documents import example_document
from pages import TEMPLATES, styled

GOLDEN = Path(__file__).parent / "golden"


def page(document: Document) -> str:
    return html.render(document if document.kind == "cv" else styled(document), TEMPLATES)


@pytest.mark.golden
@pytest.mark.parametrize(
    ("render", "kind", "name"),
    [
        (page, "site", "site.html"),
        (page, "cv", "cv.html"),
        (html.fragment, "bio", "bio.html"),
        (text.render, "cv", "cv.txt"),
        (text.render, "bio", "bio.txt"),
        (markdown.render, "cv", "cv.md"),
        (markdown.render, "bio", "bio.md"),
    ],
)
def test_golden(render: Callable[[Document], str], kind: str, name: str) -> None:
    """CVKIT_GOLDEN=1 rewrites what is expected; never where CI judges it."""
    document = example_document(kind)
    if kind == "bio":
        document = replace(document, sections=document.sections[:1])
    made = render(document).encode()
    expected = GOLDEN / name
    if os.environ.get("CVKIT_GOLDEN") == "1":
        assert not os.environ.get("CI"), "golden files are never rewritten in CI"
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made)
    assert made == expected.read_bytes()
