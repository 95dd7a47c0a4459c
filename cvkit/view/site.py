"""What the pages of a site say: home, all publications, each one, all talks, the CV, and what stands for no page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from cvkit.model.profile import Profile
from cvkit.model.recipe import Recipe, SectionRecipe
from cvkit.view.compose import SECTIONS, draw, known, reading
from cvkit.view.context import Context, Lens, pointer
from cvkit.view.document import (
    Document,
    Entry,
    Group,
    Header,
    Identity,
    Layout,
    Page,
    Section,
    Site,
    Text,
    facts,
    has_links,
    plain,
)
from cvkit.view.drawing import entry_id
from cvkit.view.inline import linked, seq
from cvkit.view.publications import PUBLICATIONS, versions
from cvkit.view.recipes import resolve

HOME, CV, MISSING = "index.html", "cv.html", "404.html"
WHOLE = {"publications": "publications.html", "talks": "talks.html"}
"""The sections that have a page of their own, where all of their entries stand, and its path."""
LEADING = frozenset({"publications", "news"})
"""The sections whose entries lead to the pages of publications."""
MOST = 60
"""How many publications, talks or lines of news home tells at most: the selected, or else the newest."""


def compose_site(profile: Profile, name: str, as_of: date) -> Site:
    """The pages of the site of that name as they stand on a day; UnknownDocumentError for a wrong name.

    Every publication, every talk and the CV have their pages, save sections that the recipe does not name. No page
    shows what the site may not show.
    """
    _, recipe = known(profile, name)
    lens = Lens(name, "site", as_of)
    context, recipe = reading(profile, recipe, lens)
    whole = {section: found for section in WHOLE if (found := _whole(context, recipe, section))}
    works = tuple(whole["publications"].entries) if "publications" in whole else ()
    addresses = _addresses(context.profile, works)
    reported = _reported(context.profile)
    home = _with_pages(_home(context, recipe, whole), addresses, reported)
    cv = _cv(profile, home, lens)
    phrases = context.locale.phrases
    pages = [
        Page(HOME, "home", home),
        *(
            Page(WHOLE[section], section, _with_pages(_page(home, found.title, found), addresses, reported))
            for section, found in whole.items()
        ),
        Page(CV, "cv", _with_pages(cv, addresses, reported)),
        *_publication_pages(context, recipe, home, works, addresses),
        # A host serves it in place of a page at any depth, where a relative address would lead astray.
        Page(MISSING, "missing", _missing(context, home), base=urlsplit(home.setting.url).path + "/"),
    ]
    menu = (
        (phrases["home"], HOME),
        *((found.title, WHOLE[section]) for section, found in whole.items()),
        (phrases["cv"], CV),
    )
    return Site(tuple(pages), menu, home.setting.url)


# --- sections, whole ---


def _afresh(context: Context, **changes: object) -> Context:
    return replace(context, omitted=[], **changes)  # type: ignore[arg-type]  # the names are those of its fields


def _whole(context: Context, recipe: Recipe, name: str) -> Section | None:
    """All that the site may show of a section, with every author, each leading to their homepage.

    None where there is nothing, or the recipe does not name the section.
    """
    own = [section for section in recipe.sections or () if section.section == name]
    if not own:
        return None
    title = own[0].title if len(own) == 1 and not own[0].selected else None
    style = replace(context.author_style, most=None, linked=True)
    everything = SectionRecipe(section=own[0].section, title=title, group="year")
    section = SECTIONS[name](_afresh(context, author_style=style), everything)
    return section if section.groups else None


# --- addresses ---


def _addresses(profile: Profile, works: Iterable[Entry]) -> dict[str, str]:
    """The page of each publication, by its path in the profile; all keys count, so that an address stays the same."""
    names = {key: re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") for key in profile.publications}
    bearers = Counter(names.values())
    shown = {entry.path for entry in works}
    return {
        path: f"publications/{name if name and bearers[name] == 1 else entry_id('', key)[1:]}.html"
        for key, name in names.items()
        if (path := pointer("publications", key)) in shown
    }


def _with_pages(document: Document, addresses: Mapping[str, str], reported: Mapping[str, str]) -> Document:
    """The document with the address of a publication's page at its entry, and at news about it.

    `reported` says by the path of a line of news of which publication it tells.
    """

    def paged(entry: Entry) -> Entry:
        subject = _subject(reported.get(entry.path, entry.path))
        return replace(entry, page=addresses[subject]) if subject in addresses and _can_lead(entry) else entry

    return replace(
        document,
        sections=tuple(
            replace(
                section,
                groups=tuple(
                    replace(group, entries=tuple(paged(entry) for entry in group.entries)) for group in section.groups
                ),
            )
            if section.name in LEADING
            else section
            for section in document.sections
        ),
    )


def _subject(path: str) -> str:
    """The entry to which a place in the profile belongs: `/publications/catapults`."""
    return "/".join(path.split("/")[:3])


def _can_lead(entry: Entry) -> bool:
    """Whether its title can be a link: it has none, or names the publication beside them."""
    return any(fact.path.endswith("/title") for fact in facts(entry.title)) or not has_links(entry.title)


def _reported(profile: Profile) -> dict[str, str]:
    """The publication that a line of the profile's own news is about, both by their paths."""
    return {
        pointer("news", key): pointer("publications", work)
        for key, news in profile.news.items()
        if news.about and (work := news.about.removeprefix("publications/")) != news.about
    }


# --- pages ---


def _home(context: Context, recipe: Recipe, whole: Mapping[str, Section]) -> Document:
    """The recipe's document, with a way to the pages on which there is more of a section."""
    counts = {name: len(list(section.entries)) for name, section in whole.items()}
    many = {name for name, count in counts.items() if count > MOST}
    selected = any(work.selected for work in context.profile.publications.values() if context.lens.admits(work.show))
    sections = [
        _shortened(section, selected=selected) if section.section in {*many, "news"} else section
        for section in recipe.sections or ()
    ]
    home = draw(context, recipe.model_copy(update={"sections": tuple(sections)}))
    told = Counter(section.name for section in home.sections for _ in section.entries)
    more = {
        name: (plain(context.locale.say(f"all {name}", count=(Text(str(count)),))), WHOLE[name])
        for name, count in counts.items()
        if told[name] < count
    }
    # Of several sections the last leads on.
    last = {section.name: index for index, section in enumerate(home.sections)}
    return replace(
        home,
        sections=tuple(
            replace(section, more=more[section.name])
            if section.name in more and last[section.name] == index
            else section
            for index, section in enumerate(home.sections)
        ),
    )


def _shortened(section: SectionRecipe, *, selected: bool) -> SectionRecipe:
    chosen = section.selected or (selected and section.section == "publications")
    return section.model_copy(update={"selected": chosen, "limit": section.limit or MOST})


def _page(home: Document, title: str, *sections: Section, subject: str = "") -> Document:
    """A page about something else than the person, who is but named."""
    known = home.header.identity
    return replace(
        home,
        title=title,
        header=Header(home.header.name, identity=Identity(known.given, known.family, known.native)),
        sections=sections,
        omitted=(),
        subject=subject,
        keywords=(),
    )


def _cv(profile: Profile, home: Document, lens: Lens) -> Document:
    """The CV as a page, in the language of the site and without what the site may not show."""
    found = resolve(profile, "cv")
    assert found is not None  # it is built in
    recipe = found[1].model_copy(update={"language": home.language})
    cv = draw(*reading(profile, recipe, Lens("cv", "cv", lens.as_of, within=lens)))
    return replace(cv, name=home.name, kind=home.kind, setting=home.setting)


def _publication_pages(
    context: Context, recipe: Recipe, home: Document, works: Iterable[Entry], addresses: Mapping[str, str]
) -> Iterator[Page]:
    """A page for each publication: itself, its versions, and the talks and news about it."""
    profile, title = context.profile, context.locale.phrases["versions"]
    presented = {
        pointer("talks", key): pointer("publications", talk.publication)
        for key, talk in profile.talks.items()
        if talk.publication
    }
    # What news says by itself of a publication, its versions tell.
    worded = {pointer("news", key) for key, news in profile.news.items() if news.text}
    reported = {path: work for path, work in _reported(profile).items() if path in worded}
    telling = _telling(context, recipe, "talks", presented), _telling(context, recipe, "news", reported)
    keys = {pointer("publications", key): key for key in profile.publications}
    for entry in works:
        key = keys[entry.path]
        states = versions(context, key, profile.publications[key])
        sections = (
            Section("publications", "", Layout.REFERENCES, (Group("", (entry,)),), footnote=_footnote(context, entry)),
            *((Section("versions", title, Layout.LINES, (Group("", states),)),) if len(states) > 1 else ()),
            *(told[entry.path] for told in telling if entry.path in told),
        )
        subject = plain(entry.body[0]) if entry.body else ""
        yield Page(addresses[entry.path], "publication", _page(home, plain(entry.title), *sections, subject=subject))


def _footnote(context: Context, entry: Entry) -> str:
    return PUBLICATIONS.footnote(context.locale, [entry])


def _telling(context: Context, recipe: Recipe, name: str, about: Mapping[str, str]) -> dict[str, Section]:
    """What the site's section of that name tells of each publication; `about` says by an entry's path of which."""
    own = next((section for section in recipe.sections or () if section.section == name), None)
    if own is None:
        return {}
    options = {"limit": None, "numbering": "none", "automatic": False}
    section = SECTIONS[name](_afresh(context), own.model_copy(update=options))
    found: dict[str, list[Entry]] = {}
    for entry in section.entries:
        if entry.path in about:
            found.setdefault(about[entry.path], []).append(entry)
    return {path: replace(section, groups=(Group("", tuple(entries)),), fold=0) for path, entries in found.items()}


def _missing(context: Context, home: Document) -> Document:
    """What is served where there is no page."""
    url = home.setting.url
    leads = linked(f"{url}/" if url else None, seq(context.locale.phrases["missing home"]))
    body = (context.locale.say("missing text", home=leads),)
    section = Section("missing", "", Layout.PROSE, (Group("", (Entry("/person", "missing-text", body=body),)),))
    return _page(home, context.locale.phrases["missing"], section)
