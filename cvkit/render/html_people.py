"""Write the index page of people: who they are, with the ways to their homepages and CVs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cvkit.render.direction import direction
from cvkit.render.html_style import BASE, screen_style
from cvkit.render.html_templates import templates_in
from cvkit.view.document import Document

STYLE = "people.css"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the page; addresses are relative to it, and empty where there is nothing to lead to."""

    name: str
    initials: str
    role: str
    affiliation: str
    homepage: str
    cv: str
    photo: str
    language: str


def render(document: Document, people: Sequence[Person], templates: Sequence[Path]) -> str:
    """The page, drawn by the templates in the given folders; `document` has its title, its words and its theme.

    Raises `jinja2.TemplateError` for a template that is missing or wrong.
    """
    found = templates_in(templates)

    def read(name: str) -> str:
        return found.text(name) + (found.text(STYLE) if name == BASE else "")

    style, colors = screen_style(read, document.setting)
    values = {
        "document": document,
        "words": document.words,
        "direction": direction(document.language),
        "people": people,
        "colors": colors,
    }
    return found.render("people.html", style, values)
