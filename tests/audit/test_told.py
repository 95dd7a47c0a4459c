"""A file is searched for every fact of the document that it was made from, and a lost one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pikepdf
import pytest

from audit.drawn import ROOT
from audit.people import person
from cvkit.audit.read import read
from cvkit.audit.told import Telling, telling
from cvkit.build import templates
from cvkit.render import html, latex, markdown, text
from cvkit.typeset import weasy
from cvkit.view.bio import compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import Code, Document, Entry, Fact, Header, Inline, Inlines, Math, Text, document_facts, plain
from cvkit.view.site import compose_site
from profiles import small

DAY = date(2026, 6, 1)
FORMATS: dict[str, Callable[[Document], str]] = {
    "txt": lambda document: text.render(document, urls=True),
    "md": markdown.render,
    "html": lambda document: html.render(document, templates.folders(ROOT, "html")),
    "tex": latex.render,
}


class Forgetful:
    """A renderer's fault: of the facts of a document, the one of that number is not drawn."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.seen = -1

    def document(self, document: Document) -> Document:
        return replace(
            document,
            header=self._header(document.header),
            sections=tuple(
                replace(
                    section,
                    groups=tuple(
                        replace(group, entries=tuple(map(self._entry, group.entries))) for group in section.groups
                    ),
                )
                for section in document.sections
            ),
        )

    def _header(self, header: Header) -> Header:
        name, headline, affiliation = map(self._drawn, (header.name, header.headline, header.affiliation))
        contacts = tuple(replace(contact, value=self._drawn(contact.value)) for contact in header.contacts)
        links = tuple(replace(link, children=self._drawn(link.children)) for link in header.links)
        return replace(header, name=name, headline=headline, affiliation=affiliation, contacts=contacts, links=links)

    def _entry(self, entry: Entry) -> Entry:
        drawn = self._drawn
        return replace(
            entry,
            people=drawn(entry.people),
            title=drawn(entry.title),
            organization=drawn(entry.organization),
            where=drawn(entry.where),
            when=drawn(entry.when),
            note=drawn(entry.note),
            links=tuple(replace(link, children=drawn(link.children)) for link in entry.links),
            body=tuple(map(drawn, entry.body)),
            details=tuple(replace(detail, body=tuple(map(drawn, detail.body))) for detail in entry.details),
        )

    def _drawn(self, inlines: Inlines) -> Inlines:
        made: list[Inline] = []
        for node in inlines:
            if isinstance(node, Text | Code | Math):
                made.append(node)
                continue
            self.seen += isinstance(node, Fact)
            lost = isinstance(node, Fact) and self.seen == self.number
            children = self._drawn(node.children)
            if not lost:
                made.append(replace(node, children=children))
        return tuple(made)


def told(document: Document, source: str | bytes, form: str, folder: Path) -> Telling:
    path = folder / f"document.{form}"
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    (published,) = read(path)
    return telling(document, published)


@pytest.mark.parametrize("form", FORMATS)
def test_a_fact_that_a_renderer_drops_is_told(form: str, tmp_path: Path) -> None:
    document = compose(person(1), "cv", DAY)
    facts = list(document_facts(document))
    whole = told(document, FORMATS[form](document), form, tmp_path)
    assert whole.lost == ()
    assert str(whole) == f"{whole.shown} of {whole.shown} facts found"
    for number in Random(form).sample(range(len(facts)), 20):
        lacking = Forgetful(number).document(document)
        found = told(document, FORMATS[form](lacking), form, tmp_path)
        assert len(found.lost) >= 1, (facts[number].path, plain(facts[number].children))
        assert plain(facts[number].children) in {finding.known for finding in found.lost} | {
            plain(fact.children) for fact in document_facts(document) if fact.path == found.lost[0].path
        }


def test_a_year_that_one_of_two_entries_has_lost_is_told(tmp_path: Path) -> None:
    profile = small(honors={key: {"title": title, "date": "2021"} for key, title in (("a", "Medal"), ("b", "Prize"))})
    document = compose(profile, "cv", DAY)
    source = markdown.render(document)
    assert source.count("2021") == 2
    assert told(document, source, "md", tmp_path).lost == ()
    (lost,) = told(document, source.replace("2021", "", 1), "md", tmp_path).lost
    assert (lost.verdict, lost.known, lost.path) == ("missing", "2021", "/honors/b/date")


def test_a_page_that_is_cut_off_is_told(tmp_path: Path) -> None:
    document = compose(person(2, papers=30), "cv", DAY)
    whole = weasy.typeset(FORMATS["html"](document), epoch=0).pdf
    assert told(document, whole, "pdf", tmp_path).lost == ()
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        assert len(pdf.pages) > 1
        del pdf.pages[-1]
        pdf.save(tmp_path / "cut.pdf")
    (published,) = read(tmp_path / "cut.pdf")
    assert len(telling(document, published).lost) > 5


@pytest.mark.parametrize(
    ("title", "word", "other"),
    [
        (r"Rates of $O(1/\sqrt{n})$ for convex losses", "convex", "concave"),
        ("Global CO$_2$ fluxes", "CO", "NO"),
        ("All $n$folds and the $k$-fold way", "folds", "faults"),
    ],
)
def test_of_a_title_with_math_the_words_are_looked_for(title: str, word: str, other: str, tmp_path: Path) -> None:
    profile = small(talks={"a": {"title": title, "date": "2021"}, "b": {"title": "Coal and cottons", "date": "2020"}})
    document = compose(profile, "cv", DAY)
    page = FORMATS["html"](document)
    assert told(document, weasy.typeset(page, epoch=0).pdf, "pdf", tmp_path).lost == ()
    for form, render in FORMATS.items():
        source = render(document)
        assert told(document, source, form, tmp_path).lost == ()
        wrong = source.replace(word, other)
        (lost,) = told(document, wrong, form, tmp_path).lost
        assert lost.path == "/talks/a/title"


def test_an_address_ends_where_chinese_goes_on(tmp_path: Path) -> None:
    people = {
        key: {"name": name, "url": f"https://{key}.example.org/x"} for key, name in (("a", "Bo Lee"), ("b", "Su Ray"))
    }
    position = {"title": "Reader", "organizations": "Org", "start": "2019", "mentors": ["a", "b"]}
    profile = small(people=people, positions={"r": position}, documents={"site": {"language": "zh"}})
    document = compose(profile, "site", DAY)
    source = FORMATS["txt"](document)
    assert "x)和Su Ray" in source
    assert told(document, source, "txt", tmp_path).lost == ()


def test_under_its_year_a_publication_need_not_repeat_it(tmp_path: Path) -> None:
    site = compose_site(person(1), "site", DAY)
    (page,) = (page for page in site.pages if page.path == "publications.html")
    drawn = html.render_page(page, site, templates.folders(ROOT, "html"))
    assert told(page.document, drawn, "html", tmp_path).lost == ()


def test_what_a_page_offers_for_copying_says_nothing(tmp_path: Path) -> None:
    site = compose_site(person(1), "site", DAY)
    (page,) = (page for page in site.pages if page.path == "publications.html")
    lacking = replace(page, document=Forgetful(12).document(page.document))
    drawn = html.render_page(lacking, site, templates.folders(ROOT, "html"))
    assert told(page.document, drawn, "html", tmp_path).lost


def test_a_bio_is_its_sentences(tmp_path: Path) -> None:
    document = compose_bio(person(1), DAY, length="medium")
    source = text.render(document)
    found = told(document, source, "txt", tmp_path)
    assert (found.lost, found.shown > 5) == ((), True)
    half = source[: len(source) // 2]
    assert told(document, half, "txt", tmp_path).lost
