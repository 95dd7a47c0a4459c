"""Documents as cvkit publishes them: of any profile, by a recipe, on a day and in a form that a number chooses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from cvkit.audit.findings import Finding
from cvkit.audit.judge import Judge
from cvkit.audit.read import read
from cvkit.audit.told import telling
from cvkit.build import templates
from cvkit.model.biography import Biography
from cvkit.model.profile import Profile
from cvkit.model.recipe import Recipe
from cvkit.render import html, latex, markdown, text
from cvkit.render.printed import with_addresses
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import Document
from cvkit.view.site import compose_site

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "de", "fr", "es", "zh")
STYLES = ("classic", "modern", "compact", "hanging")
THEMES = ("plain", "serif")
ENGINES = ("pdftex", "xetex", "luatex", "weasyprint")
NUMBERS = dict(
    zip(
        ("interests", "education", "positions", "publications", "honors", "grants", "talks", "teaching"),
        ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"),
        strict=True,
    )
)
"""Titles of sections by which no reader could tell them."""
BIOS = (
    "{name} works {position.where}. Before, {name.given} was a colleague of *many*.",
    "After a degree, {name} became {position.title} at {position.organization} and reads on $n^2$ things.",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document in a form, `data` of which makes its bytes; `what` says how it came about."""

    what: str
    profile: Profile
    document: Document
    suffix: str
    data: Callable[[], bytes]

    def findings(self, folder: Path) -> list[Finding]:
        """What an audit finds in it on its own day, and the facts that it lacks."""
        path = folder / f"document.{self.suffix}"
        path.write_bytes(self.data())
        (published,) = read(path)
        found = Judge(self.profile, self.document.as_of).findings(published, self.document)
        return [*found, *telling(self.document, published).lost]


def drawn(profile: Profile, number: int, *, pdf: bool = False) -> Iterator[Drawn]:
    """The CV, short CV, pages and bios of a profile in every form; with `pdf`, its CV as a PDF and nothing else."""
    random = Random(number)
    profile = _with_recipes(profile, random)
    day = _day(profile, random)
    if pdf:
        engine = random.choice(ENGINES)
        document = compose(profile, random.choice(["cv", "cv-short"]), day)
        setting = document.setting
        what = f"{number} {document.name} {document.language} {setting.style} {day} {engine}"
        yield Drawn(what, profile, document, "pdf", lambda: pdf_of(document, engine))
        return
    for name in ("cv", "cv-short", "site"):
        document = compose(profile, name, day)
        what = f"{number} {name} {document.language} {document.setting.style} {day}"
        for suffix, write in _FORMS.items():
            if name != "site" or suffix != "tex":
                yield Drawn(f"{what} {suffix}", profile, document, suffix, _bound(write, document))
    yield from _pages(profile, day, f"{number} ")
    for length in LENGTHS:
        try:
            document = compose_bio(profile, day, length=length)
        except NoRoomError:
            continue
        for suffix, module in (("txt", text), ("md", markdown)):
            yield Drawn(
                f"{number} bio {length} {day} {suffix}",
                profile,
                document,
                suffix,
                _bound(_encoded(module.render), document),
            )


def _pages(profile: Profile, day: date, what: str = "") -> Iterator[Drawn]:
    site = compose_site(profile, "site", day)
    render = html.page_renderer(site, templates.folders(ROOT, "html"))
    for page in site.pages:
        yield Drawn(f"{what}{page.path} {day}", profile, page.document, "html", _bound(_encoded(render), page))


def forms_of(profile: Profile, day: date) -> Iterator[Drawn]:
    """The CV of a profile, by its own recipe, in every form and as two PDFs, and the pages of its site."""
    document = compose(profile, "cv", day)
    for suffix, write in _FORMS.items():
        yield Drawn(suffix, profile, document, suffix, _bound(write, document))
    for engine in ("pdftex", "weasyprint"):
        yield Drawn(engine, profile, document, "pdf", partial(pdf_of, document, engine))
    yield from _pages(profile, day)


def _bound(write: Callable[[Any], bytes], document: object) -> Callable[[], bytes]:
    return lambda: write(document)


def _encoded(render: Callable[[Any], str]) -> Callable[[Any], bytes]:
    return lambda document: render(document).encode()


def _page(document: Document) -> str:
    return html.render(document, templates.folders(ROOT, "html"))


_FORMS: dict[str, Callable[[Document], bytes]] = {
    "txt": lambda document: text.render(document, urls=True).encode(),
    "md": _encoded(markdown.render),
    "html": _encoded(_page),
    "tex": _encoded(latex.render),
}


def pdf_of(document: Document, wanted: str) -> bytes:
    """The document as set by an engine, or by the first after it that has all letters."""
    from cvkit.build.pdf import support_files
    from cvkit.typeset import tex, weasy
    from cvkit.typeset.engines import find_engines

    support = support_files(ROOT, latex.style_files(document))
    for engine in find_engines(os.environ["PATH"]):
        if ENGINES.index(engine.name) < ENGINES.index(wanted):
            continue
        try:
            made = tex.typeset(latex.render(document), support, engine, epoch=0, environ=os.environ)
        except tex.TexError:
            continue
        if not made.missing:
            return made.pdf
    return weasy.typeset(_page(with_addresses(document)), epoch=0, pdf_variant="pdf/ua-1").pdf


# --- chosen by the number ----------------------------------------------------


def _day(profile: Profile, random: Random) -> date:
    """Now, mostly; else a day on which much was yet to come."""
    return date(2026, 6, 1) if random.random() < 0.5 else date(2016, 1, 1) + timedelta(days=random.randrange(3800))


def _with_recipes(profile: Profile, random: Random) -> Profile:
    language = random.choice(LANGUAGES) if random.random() < 0.6 else "en"
    cv: dict[str, Any] = {
        "style": random.choice(STYLES),
        "language": language,
        "authors": random.choice(["full", "full", "initials"]),
        "max_authors": random.choice([None, None, 3]),
        "dates": random.choice(["short", "short", "long", "numeric"]),
        "font_size": random.choice([None, 10, 12]),
        "margins": random.choice([None, "narrow", "wide"]),
        "date_column": random.choice([None, "left", "right"]),
        "show_urls": random.random() < 0.2,
        "underline_students": random.random() < 0.2,
    }
    short, site = cv | {"extends": "cv-short"}, {"style": random.choice(THEMES), "language": language}
    if random.random() < 0.5:
        cv["sections"] = list(_sections(random))
    person = profile.person
    if random.random() < 0.3:
        bio = Biography.model_validate({"long": random.choice(BIOS)})
        person = person.model_copy(update={"bio": bio})
    recipes = {name: Recipe.model_validate(raw) for name, raw in (("cv", cv), ("cv-short", short), ("site", site))}
    return profile.model_copy(update={"documents": {**profile.documents, **recipes}, "person": person})


def _sections(random: Random) -> Iterator[dict[str, Any]]:
    """Most sections of a CV, some of them with but a choice of their entries, in another order of entries."""
    for name in NUMBERS:
        section: dict[str, Any] = {"section": name}
        if random.random() < 0.15:
            continue
        if random.random() < 0.3:
            section |= random.choice(
                [{"limit": 2}, {"since": 2018}, {"order": "oldest"}, {"title": f"Part {NUMBERS[name]}"}]
            )
        if name == "publications":
            section["group"] = random.choice(["kind", "year", "status", "none"])
            section["numbering"] = random.choice(["through", "group", "none"])
        yield section
    yield from ({"section": name} for name in ("students", "service", "metrics"))
