"""Profile, recipe and day to Document: the one place where documents come from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from cvkit.model.dates import PartialDate
from cvkit.model.profile import Profile
from cvkit.model.recipe import Recipe, SectionRecipe
from cvkit.view import news
from cvkit.view.context import Context, Lens
from cvkit.view.document import Document, Entry, Header, Section, Setting, document_facts, plain
from cvkit.view.drawing import Drawing, draw_section
from cvkit.view.front import draw_about, draw_interests, draw_notices, header, identity
from cvkit.view.inline import join
from cvkit.view.languages import ENGLISH, LOCALES
from cvkit.view.names import AuthorStyle
from cvkit.view.omissions import omissions
from cvkit.view.recipes import names, resolve
from cvkit.view.translate import translated


def _drawn(drawing: Drawing[Any]) -> Callable[[Context, SectionRecipe], Section]:
    return lambda context, recipe: draw_section(context, recipe, drawing)


SECTIONS: dict[str, Callable[[Context, SectionRecipe], Section]] = {
    "about": draw_about,
    "notices": draw_notices,
    "interests": draw_interests,
    "news": _drawn(news.NEWS),
} | {name: _drawn(drawing) for name, drawing in news.SUBJECTS.items()}


STYLES = {"site": "plain"}
"""The theme of a kind of document whose recipe names none, where it is not that of a CV."""

_FIELDS_OF_WORK = ("/specialization", "/field")
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+")


class UnknownDocumentError(LookupError):
    """No recipe has this `name`; `known` are the names that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


def compose(profile: Profile, name: str, as_of: date) -> Document:
    """The document of that name as it stands on a day (of bios the long one); UnknownDocumentError for a wrong name."""
    kind, recipe = known(profile, name)
    if kind == "bio":
        from cvkit.view.bio import compose_bio  # see `front.draw_about`

        return compose_bio(profile, as_of, length="long", name=name)
    return draw(*reading(profile, recipe, Lens(name, kind, as_of)))


def known(profile: Profile, name: str) -> tuple[str, Recipe]:
    """The kind and the recipe of a document; UnknownDocumentError for a wrong name."""
    found = resolve(profile, name)
    if found is None:
        raise UnknownDocumentError(name, names(profile))
    return found


def reading(profile: Profile, recipe: Recipe, lens: Lens) -> tuple[Context, Recipe]:
    """The profile as a document reads it, and the document's recipe: both in the recipe's language."""
    language = recipe.language or "en"
    profile, recipe = translated(profile, language), translated(recipe, language)
    locale = LOCALES.get(language.split("-")[0], ENGLISH)
    students = [student for student in profile.students.values() if lens.admits(student.show)]
    style = AuthorStyle(
        recipe.authors == "initials", recipe.max_authors, tuple(students) if recipe.underline_students else ()
    )
    return Context(profile, lens, locale.with_dates(recipe.dates or "short"), style), recipe


def draw(context: Context, recipe: Recipe) -> Document:
    """The document of a recipe."""
    locale, lens = context.locale, context.lens
    top = header(context)
    drawn = (SECTIONS[section.section](context, section) for section in recipe.sections or ())
    sections = tuple(_numbered(section for section in drawn if section.groups))
    document = Document(
        name=lens.document,
        kind=lens.kind,
        title=recipe.title or locale.titles[lens.kind],
        author=context.profile.person.name.full,
        language=recipe.language or "en",
        as_of=lens.as_of,
        updated=locale.date(PartialDate(lens.as_of.year, lens.as_of.month), short=False),
        header=top,
        sections=sections,
        omitted=omissions(context, top, sections),
        words=locale.page_words,
        setting=_setting(recipe, lens.kind),
        subject=_subject(top, sections),
    )
    shown = {fact.path: fact for fact in document_facts(document)}
    subjects = (plain(fact.children) for path, fact in shown.items() if path.endswith(_FIELDS_OF_WORK))
    return replace(
        document, header=replace(top, identity=identity(context, shown.keys())), keywords=tuple(dict.fromkeys(subjects))
    )


def _subject(top: Header, sections: tuple[Section, ...]) -> str:
    """The first sentence of the research interests, or, of who tells none, the current role."""
    for section in sections:
        if section.name == "interests":
            return _SENTENCE_END.split(plain(next(section.entries).body[0]))[0]
    return plain(join([top.headline, top.affiliation]))


def _setting(recipe: Recipe, kind: str) -> Setting:
    said = {field.name: value for field in fields(Setting) if (value := getattr(recipe, field.name)) is not None}
    return Setting(**{"style": STYLES.get(kind, "classic")} | said | {"url": (recipe.url or "").rstrip("/")})


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
