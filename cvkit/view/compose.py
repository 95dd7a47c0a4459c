"""Profile, recipe and day to Document: the one place where documents come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from cvkit.model.dates import PartialDate
from cvkit.model.profile import Profile
from cvkit.model.recipe import SectionRecipe
from cvkit.view import activities, career, news, publications
from cvkit.view.context import Context, Lens
from cvkit.view.document import Document, Entry, Section, Setting
from cvkit.view.drawing import Drawing, draw_section
from cvkit.view.front import draw_about, draw_interests, draw_notices, header
from cvkit.view.omissions import omissions
from cvkit.view.recipes import resolve
from cvkit.view.wording import date_text


def _drawn(drawing: Drawing[Any]) -> Callable[[Context, SectionRecipe], Section]:
    return lambda context, recipe: draw_section(context, recipe, drawing)


SECTIONS: dict[str, Callable[[Context, SectionRecipe], Section]] = {
    "about": draw_about,
    "notices": draw_notices,
    "interests": draw_interests,
    "news": _drawn(news.NEWS),
    "positions": _drawn(career.POSITIONS),
    "education": _drawn(career.EDUCATION),
    "publications": _drawn(publications.PUBLICATIONS),
    "talks": _drawn(activities.TALKS),
    "teaching": _drawn(activities.TEACHING),
    "students": _drawn(career.STUDENTS),
    "grants": _drawn(career.GRANTS),
    "service": _drawn(activities.SERVICE),
    "honors": _drawn(activities.HONORS),
    "metrics": _drawn(activities.METRICS),
}


class UnknownDocumentError(LookupError):
    """No recipe has this name."""


def compose(profile: Profile, name: str, as_of: date) -> Document:
    """The document of that name as it stands on a day; UnknownDocumentError where there is no such recipe."""
    found = resolve(profile, name)
    if found is None:
        raise UnknownDocumentError(name)
    kind, recipe = found
    context = Context(profile, Lens(name, kind, as_of))
    top = header(context)
    drawn = (SECTIONS[section.section](context, section) for section in recipe.sections or ())
    sections = tuple(_numbered(section for section in drawn if section.groups))
    return Document(
        name=name,
        kind=kind,
        title=recipe.title or name,
        author=profile.person.name.full,
        language=recipe.language or "en",
        as_of=as_of,
        updated=date_text(PartialDate(as_of.year, as_of.month), short=False),
        header=top,
        sections=sections,
        omitted=omissions(context, top, sections),
        setting=Setting(style=recipe.style or "classic", paper=recipe.paper or "a4", max_pages=recipe.max_pages),
    )


def _numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections, with a number at the id of an entry that an earlier one shows, too."""
    seen: Counter[str] = Counter()
    for section in sections:
        groups = tuple(
            replace(group, entries=tuple(_once(entry, seen) for entry in group.entries)) for group in section.groups
        )
        yield replace(section, groups=groups)


def _once(entry: Entry, seen: Counter[str]) -> Entry:
    seen[entry.id] += 1
    # An underscore in an id is otherwise followed by two hexadecimal digits or more, so that no other id is hit.
    return entry if seen[entry.id] == 1 else replace(entry, id=f"{entry.id}__{seen[entry.id]}")
