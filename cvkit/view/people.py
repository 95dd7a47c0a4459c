"""What an index page says of people: each as their own homepage shows them, in the order of their family names."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cvkit.model.dates import PartialDate
from cvkit.model.profile import Profile
from cvkit.view.compose import known, reading
from cvkit.view.context import Lens
from cvkit.view.document import Document, Header, Setting, plain
from cvkit.view.front import header
from cvkit.view.inline import seq
from cvkit.view.languages import ENGLISH, LOCALES

SITE = "site"
TITLES = {"en": "People", "de": "Personen", "fr": "Membres", "es": "Personas", "zh": "成员"}
"""What the page is called in each language."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody, as the page tells of them."""

    name: str
    given: str
    family: str
    """Nothing for who has no family name."""
    role: str
    affiliation: str
    photo: str
    """The name under which the picture lies in their site; nothing where there is none."""
    language: str

    @property
    def initials(self) -> str:
        """What stands for a missing picture."""
        return (self.given[:1] + self.family[:1]).upper()

    @property
    def place(self) -> tuple[str, str]:
        """What orders people: the family name, then the others; accents do not count."""
        return _sorting(self.family or self.given), _sorting(self.given)


def listed(profile: Profile, as_of: date) -> Listed:
    """What the homepage of a profile shows on a day of the person."""
    kind, recipe = known(profile, SITE)
    context, recipe = reading(profile, recipe, Lens(SITE, kind, as_of))
    top, name = header(context), context.profile.person.name
    return Listed(
        plain(top.name),
        name.given,
        name.family or "",
        plain(top.headline),
        plain(top.affiliation),
        top.photo,
        recipe.language or "en",
    )


def people_page(people: Collection[Listed], as_of: date) -> Document:
    """The page without its people: in their language where they share one, and in English otherwise."""
    languages = {person.language.split("-")[0] for person in people}
    locale = LOCALES.get(languages.pop(), ENGLISH) if len(languages) == 1 else ENGLISH
    title = TITLES[locale.language]
    return Document(
        name="people",
        kind="people",
        title=title,
        author=title,
        language=locale.language,
        as_of=as_of,
        updated=locale.date(PartialDate(as_of.year, as_of.month), short=False),
        header=Header(seq(title)),
        sections=(),
        setting=Setting(style="plain"),
        words=locale.page_words | {"cv": locale.phrases["cv"]},
    )


def _sorting(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
