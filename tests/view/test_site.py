"""The pages of a site: which there are, what each says, and that none says what the site may not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.view.compose import UnknownDocumentError, compose
from cvkit.view.document import Citation, Document, Entry, Identity, Page, Section, Site, document_facts, plain, slots
from cvkit.view.site import MOST, compose_site
from profiles import DAYS, Raw, raw_profiles, small, tokens
from withheld import withheld

NOW = date(2026, 11, 22)

WORK = {
    "title": "On Engines",
    "authors": ["me", "Bo Li"],
    "kind": "conference",
    "venue": "A Meeting",
    "date": "2021-07",
}
PREPRINT = {"date": "2020-02", "status": "preprint", "title": "Engines", "authors": ["me"]}
HISTORY = [PREPRINT, {"date": "2021-03", "status": "accepted"}, {"date": "2021-07", "status": "published"}]


def works(count: int, **more: object) -> dict[str, Raw]:
    return {f"p{number}": WORK | {"title": f"Engines {number}"} | more for number in range(count)}


def page(site: Site, path: str) -> Page:
    return next(page for page in site.pages if page.path == path)


def sections(document: Document) -> dict[str, Section]:
    return {section.name: section for section in document.sections}


def titles(section: Section) -> list[str]:
    return [plain(entry.title) for entry in section.entries]


# --- which pages there are ---


def test_a_site_has_a_page_for_each_thing_that_it_tells() -> None:
    talk = {"title": "Engines", "date": "2022-05"}
    site = compose_site(small(publications={"p": WORK, "DBLP:conf/q": WORK}, talks={"t": talk}), "site", NOW)
    assert [(page.path, page.kind) for page in site.pages] == [
        ("index.html", "home"),
        ("publications.html", "publications"),
        ("talks.html", "talks"),
        ("cv.html", "cv"),
        ("publications/p.html", "publication"),
        ("publications/dblp-conf-q.html", "publication"),
        ("404.html", "missing"),
    ]
    assert site.menu == (
        ("Home", "index.html"),
        ("Publications", "publications.html"),
        ("Talks", "talks.html"),
        ("CV", "cv.html"),
    )
    assert {page.document.kind for page in site.pages} == {page.document.name for page in site.pages} == {"site"}


def test_a_section_that_the_recipe_does_not_name_has_no_pages() -> None:
    profile = small(publications={"p": WORK}, documents={"site": {"sections": ["talks"]}})
    assert [page.path for page in compose_site(profile, "site", NOW).pages] == ["index.html", "cv.html", "404.html"]


def test_an_unknown_site_is_refused() -> None:
    with pytest.raises(UnknownDocumentError):
        compose_site(small(), "sight", NOW)


@given(keys=st.sets(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,6}", fullmatch=True), min_size=1, max_size=12))
def test_each_publication_has_an_address_of_its_own_on_any_file_system(keys: set[str]) -> None:
    site = compose_site(small(publications=dict.fromkeys(keys, WORK)), "site", NOW)
    paths = [page.path for page in site.pages if page.kind == "publication"]
    assert len({path.casefold() for path in paths}) == len(keys)
    assert all(re.fullmatch(r"publications/[a-z0-9_-]+\.html", path) for path in paths)


def test_an_address_does_not_depend_on_what_shows() -> None:
    hidden = {"a-b": WORK, "A/b": WORK | {"show": "cv"}}
    (shown,) = [
        page for page in compose_site(small(publications=hidden), "site", NOW).pages if page.kind == "publication"
    ]
    both = compose_site(small(publications=dict.fromkeys(hidden, WORK)), "site", NOW)
    assert shown.path in {page.path for page in both.pages}


def test_the_page_for_no_page_leads_home_from_any_depth() -> None:
    assert page(compose_site(small(), "site", NOW), "404.html").root == "/"
    profile = small(documents={"site": {"url": "https://example.org/~ada/"}})
    site = compose_site(profile, "site", NOW)
    missing = page(site, "404.html")
    assert (site.url, missing.root) == ("https://example.org/~ada", "/~ada/")
    assert "https://example.org/~ada/" in repr(missing.document)


# --- what they say ---


def test_every_listing_leads_to_the_page_of_a_publication() -> None:
    site = compose_site(small(publications={"p": WORK}), "site", NOW)
    for path in ("index.html", "publications.html", "cv.html"):
        (entry,) = sections(page(site, path).document)["publications"].entries
        assert entry.page == "publications/p.html", path
    (own,) = sections(page(site, "publications/p.html").document)["publications"].entries
    assert own.page == ""


def test_news_about_a_publication_leads_to_its_page() -> None:
    reported = {"date": "2021-08", "about": "publications/p"}
    news: dict[str, Raw] = {
        "own": reported | {"text": "Engines are out."},
        "elsewhere": reported | {"text": "Read [this](https://example.org/)."},
        "other": {"date": "2021-08", "text": "I moved."},
    }
    hidden = WORK | {"title": "Hidden", "show": "cv"}
    profile = small(
        publications={"p": WORK, "q": hidden}, news=news, people={"bo": {"name": "Bo Li", "url": "https://b.example"}}
    )
    told = {
        entry.path: entry.page for entry in sections(compose_site(profile, "site", NOW).home.document)["news"].entries
    }
    # What is in one's own words with a link in it has no room for another.
    assert told == {
        "/news/own": "publications/p.html",
        "/news/elsewhere": "",
        "/news/other": "",
        "/publications/p/date": "publications/p.html",
    }


def test_who_has_many_publications_shows_the_selected_ones_at_home() -> None:
    many = works(MOST) | {"best": WORK | {"title": "Best", "selected": True}}
    home = sections(compose_site(small(publications=many), "site", NOW).home.document)["publications"]
    assert titles(home) == ["Best"]
    assert (home.title, home.more) == ("Selected publications", (f"All {MOST + 1} publications", "publications.html"))


def test_who_has_many_publications_and_selects_none_shows_the_newest_at_home() -> None:
    many = {"new": WORK | {"title": "New", "date": "2024-01"}} | works(MOST)
    site = compose_site(small(publications=many), "site", NOW)
    home = sections(site.home.document)["publications"]
    assert (len(titles(home)), titles(home)[0], home.title) == (MOST, "New", "Publications")
    assert home.more == (f"All {MOST + 1} publications", "publications.html")
    assert len(titles(sections(page(site, "publications.html").document)["publications"])) == MOST + 1


def test_who_has_few_publications_shows_all_at_home() -> None:
    few = works(MOST - 1) | {"best": WORK | {"selected": True}}
    home = sections(compose_site(small(publications=few), "site", NOW).home.document)["publications"]
    assert (len(titles(home)), home.more) == (MOST, None)


def test_a_recipe_chooses_for_home_alone() -> None:
    recipe = {"sections": [{"section": "publications", "kinds": "journal"}, {"section": "talks", "limit": 1}]}
    talks = {f"t{year}": {"title": f"Talk {year}", "date": year} for year in (2020, 2021)}
    publications = {"p": WORK, "q": WORK | {"kind": "journal"}}
    profile = small(publications=publications, talks=talks, documents={"site": recipe})
    site = compose_site(profile, "site", NOW)
    home = sections(site.home.document)
    assert {name: len(titles(section)) for name, section in home.items()} == {"publications": 1, "talks": 1}
    assert home["talks"].more == ("All 2 talks", "talks.html")
    for name in ("publications", "talks"):
        assert len(titles(sections(page(site, f"{name}.html").document)[name])) == 2


def test_a_publication_page_tells_versions_talks_and_own_news() -> None:
    profile = small(
        publications={"p": WORK | {"history": HISTORY}, "q": WORK},
        talks={"t": {"title": "A talk", "date": 2022, "publication": "p"}, "u": {"title": "Another", "date": 2022}},
        news={"n": {"about": "publications/p", "text": "The code is out.", "date": "2022-01"}},
    )
    site = compose_site(profile, "site", NOW)
    told = sections(page(site, "publications/p.html").document)
    assert list(told) == ["publications", "versions", "talks", "news"]
    assert [(plain(entry.title), plain(entry.when)) for entry in told["versions"].entries] == [
        ("Published", "Jul 2021"),
        ("Accepted", "Mar 2021"),
        ("Preprint", "Feb 2020"),
    ]
    first = list(told["versions"].entries)[-1]
    assert (plain(first.where), plain(first.people)) == ("Engines", "Ada Lovelace")
    assert (titles(told["talks"]), titles(told["news"])) == (["A talk"], ["The code is out."])
    assert list(sections(page(site, "publications/q.html").document)) == ["publications"]


def test_a_publication_page_tells_no_state_that_is_still_to_come() -> None:
    profile = small(publications={"p": WORK | {"history": HISTORY}})
    site = compose_site(profile, "site", date(2021, 3, 1))
    told = sections(page(site, "publications/p.html").document)
    assert titles(told["versions"]) == ["Accepted", "Preprint"]
    assert list(sections(page(compose_site(profile, "site", date(2020, 3, 1)), "publications/p.html").document)) == [
        "publications"
    ]


def test_a_publication_page_names_every_author_and_leads_to_them() -> None:
    profile = small(
        people={"bo": {"name": "Bo Li", "url": "https://example.org/bo"}},
        publications={"p": WORK | {"authors": ["Cy Ro", "bo", "Di Su", "me"]}},
        documents={"site": {"max_authors": 1}},
    )
    site = compose_site(profile, "site", NOW)
    (entry,) = sections(page(site, "publications/p.html").document)["publications"].entries
    assert plain(entry.people) == "Cy Ro, Bo Li, Di Su, Ada Lovelace"
    assert "https://example.org/bo" in repr(entry.people)
    (short,) = sections(site.home.document)["publications"].entries
    assert plain(short.people) == "Cy Ro, …, Ada Lovelace"


def test_other_pages_name_the_person_and_give_no_contacts() -> None:
    contacts = {"email": {"kind": "email", "value": "ada@example.org"}}
    site = compose_site(
        small(person={"name": "Ada Lovelace", "contacts": contacts}, publications={"p": WORK}), "site", NOW
    )
    with_contacts = {page.kind for page in site.pages if page.document.header.contacts}
    assert with_contacts == {"home", "cv"}
    assert {plain(page.document.header.name) for page in site.pages} == {"Ada Lovelace"}


def test_the_site_speaks_one_language() -> None:
    profile = small(publications={"p": WORK}, documents={"site": {"language": "de"}, "cv": {"language": "fr"}})
    site = compose_site(profile, "site", NOW)
    assert {page.document.language for page in site.pages} == {"de"}
    assert page(site, "cv.html").document.title == "Lebenslauf"
    assert [title for title, _ in site.menu] == ["Start", "Veröffentlichungen", "Lebenslauf"]


def test_the_cv_page_shows_neither_what_the_cv_hides_nor_what_the_site_hides() -> None:
    honors = {
        "a": {"title": "For both", "date": 2020},
        "b": {"title": "For the CV", "date": 2020, "show": "cv"},
        "c": {"title": "For the site", "date": 2020, "show": "site"},
        "d": {"title": "Named for both", "date": 2020, "show": ["site", "cv"]},
    }
    contacts = {"phone": {"kind": "phone", "value": "+1 555 0100"}, "email": {"kind": "email", "value": "a@b.example"}}
    profile = small(person={"name": "Ada Lovelace", "contacts": contacts}, honors=honors)
    cv = page(compose_site(profile, "site", NOW), "cv.html").document
    assert titles(sections(cv)["honors"]) == ["For both", "Named for both"]
    assert [contact.kind for contact in cv.header.contacts] == ["email"]


# --- the promise ---


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_no_page_says_what_is_hidden_or_not_yet_true(raw: Raw, as_of: date) -> None:
    site = compose_site(Profile.model_validate(raw), "site", as_of)
    secret = withheld(raw, "site", "site", as_of)
    for page in site.pages:
        said = tokens(repr([page.path, page.document.header, page.document.sections, page.document.subject]))
        assert said & secret == set(), page.path
        assert tokens(repr(page.document.keywords)) & secret == set(), page.path
    assert tokens(repr(site.menu)) & secret == set()
    cv = next(page.document for page in site.pages if page.kind == "cv")
    assert tokens(repr([cv.header, cv.sections])) & withheld(raw, "cv", "cv", as_of) == set()


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_the_pages_say_all_that_the_document_of_the_site_says(raw: Raw, as_of: date) -> None:
    profile = Profile.model_validate(raw)
    site = compose_site(profile, "site", as_of)
    assert set(document_facts(site.home.document)) == set(document_facts(compose(profile, "site", as_of)))
    told = {entry.path for section in site.home.document.sections for entry in section.entries}
    pages = Counter(
        entry.path
        for page in site.pages
        if page.kind == "publication"
        for entry in sections(page.document)["publications"].entries
    )
    assert pages == Counter(path for path in told if path.startswith("/publications/") and path.count("/") == 2)


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_a_record_holds_nothing_that_its_entry_does_not_show(raw: Raw, as_of: date) -> None:
    site = compose_site(Profile.model_validate(raw), "site", as_of)
    name = tokens(repr(site.home.document.header.name))
    for entry in (entry for page in site.pages for section in page.document.sections for entry in section.entries):
        assert tokens(repr(recorded(entry))) <= tokens(repr([entry.path, *slots(entry)])) | name, entry.path


def recorded(entry: Entry) -> object:
    """An entry's record without the kinds of links, which are words for programs alone."""
    record = entry.record
    return (
        replace(record, links={str(place): url for place, url in enumerate(record.links.values())})
        if isinstance(record, Citation)
        else record
    )


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_the_identity_holds_nothing_that_the_document_does_not_show(raw: Raw, as_of: date) -> None:
    for kind in ("cv", "site"):
        document = compose(Profile.model_validate(raw), kind, as_of)
        header = replace(document.header, identity=Identity())
        assert tokens(repr(document.header.identity)) <= tokens(repr([header, document.sections]))
