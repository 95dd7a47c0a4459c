"""Document to text: one file a format. A renderer cannot see the profile, so it cannot select."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

FORMATS = {
    "latex": "cvkit.render.latex",
    "html": "cvkit.render.html",
    "text": "cvkit.render.text",
    "markdown": "cvkit.render.markdown",
}
"""The module of each format. Its `render` turns a Document into text, its `fragment` a bio into bare paragraphs."""

BIO_FORMATS = {**FORMATS, "json": "cvkit.render.bio_json"}
"""The module of each format of a bio by itself, by way of its `fragment`."""


def renderer(name: str) -> ModuleType:
    """The module that renders a format, imported only now; KeyError for a format that there is none of."""
    return import_module(BIO_FORMATS[name])
