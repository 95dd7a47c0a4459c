"""Publications in a CSL style: worded by it, the own name strong, facts and formulas still found."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.render import docx, html, latex, markdown, text
from cvkit.render.csl import CslError, CslMissingError, restyle
from cvkit.view.compose import compose
from cvkit.view.document import (
    Author,
    Citation,
    Document,
    Emph,
    Entry,
    Fact,
    Group,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
    facts,
    plain,
)
from documents import HOSTILE, example_document, fact
from profiles import DAYS, Raw, printable, profiles, raw_profiles, tokens
from withheld import withheld

TEMPLATES = Path(__file__).parents[2] / "templates" / "html"
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Tiny</title><id>tiny</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography>
    <sort><key variable="title"/></sort>
    <layout suffix=".">
      <text variable="citation-number" prefix="[" suffix="] "/>
      <names variable="author" suffix=", "><name initialize-with=". " name-as-sort-order="first" and="text"/></names>
      <text variable="title" quotes="true" suffix=" "/>
      <text variable="container-title" font-style="italic" prefix="in "/>
      <date variable="issued" prefix=" (" suffix=")"><date-part name="year"/></date>
      <text variable="DOI" prefix=", https://doi.org/"/>
    </layout>
  </bibliography>
</style>
"""
MAREN = Author("Maren Lise", "Okafor", "Maren Lise Okafor", own=True)
ADA = Author("Ada", "Okafor", "Ada Okafor")
MONONYM = Author("Plato", own=True)


def paper(key: str = "looms", title: str = "On Looms", *authors: Author, doi: str = "") -> Entry:
    record = Citation(
        key,
        "journal",
        "published",
        title,
        authors or (MAREN, ADA),
        "2021-05",
        "Annals of Warp",
        ids={"doi": doi} if doi else {},
    )
    path = f"/publications/{key}"
    return Entry(
        path,
        key,
        people=fact(f"{path}/authors/0", "Maren Lise Okafor*"),
        title=fact(f"{path}/title", title),
        organization=fact("/venues/annals/name", "Annals of Warp"),
        when=fact(f"{path}/date", "2021"),
        note=fact(f"{path}/award", "Best paper"),
        links=(Link("https://example.org/p.pdf", (Text("pdf"),)),),
        number="4",
        record=record,
    )


def document(*entries: Entry) -> Document:
    section = Section("publications", "Publications", Layout.REFERENCES, (Group("", entries),), footnote="* equal")
    return replace(example_document(), sections=(section,))


def worded(*entries: Entry) -> list[Entry]:
    (section,) = restyle(document(*entries), STYLE).sections
    return list(section.entries)


def test_the_reference_is_worded_by_the_style() -> None:
    (entry,) = worded(paper())
    assert plain(entry.people) == "Okafor, M. L. and A. Okafor, “On Looms” in Annals of Warp (2021)."
    assert entry.title == entry.organization == entry.when == ()
    assert (
        Emph((Text("Annals of Warp"),)) in next(f for f in facts(entry.people) if f.path.startswith("/venues")).children
    )


def test_what_no_style_knows_remains() -> None:
    before = paper()
    (after,) = worded(before)
    assert (after.note, after.links, after.number, after.record) == (before.note, before.links, "4", before.record)


def test_the_order_is_that_of_the_document_and_no_number_is_printed() -> None:
    entries = worded(paper("b", "Zebras"), paper("a", "Apes"))
    assert [entry.path for entry in entries] == ["/publications/b", "/publications/a"]
    assert ["Zebras" in plain(entry.people) for entry in entries] == [True, False]
    assert "[" not in plain(entries[0].people)


def test_facts_are_found_where_they_stand() -> None:
    (entry,) = worded(paper())
    found = {found.path: plain(found.children) for found in facts(entry.people)}
    assert found["/publications/looms/title"] == "On Looms"
    assert found["/publications/looms/date"] == "2021"
    assert found["/publications/looms"] == plain(entry.people)


@pytest.mark.parametrize(
    ("authors", "strong"),
    [
        ((MAREN, ADA), "Okafor, M. L."),
        ((ADA, MAREN), "M. L. Okafor"),
        ((ADA, replace(ADA, own=True)), "A. Okafor"),
        ((MONONYM, ADA), "Plato"),
        ((ADA, ADA), None),
    ],
)
def test_the_own_name_is_strong(authors: tuple[Author, ...], strong: str | None) -> None:
    (entry,) = worded(paper("looms", "On Looms", *authors))
    (whole,) = entry.people
    assert isinstance(whole, Fact)
    assert [plain(node.children) for node in whole.children if isinstance(node, Strong)] == ([strong] if strong else [])


def test_formulas_stay_formulas() -> None:
    before = paper(title=r"Rates of $O(\sqrt{n})$ for \$5")
    title = (Fact(f"{before.path}/title", (Text("Rates of "), Math(r"O(\sqrt{n})"), Text(" for $5"))),)
    (entry,) = worded(replace(before, title=title))
    (found,) = [found for found in facts(entry.people) if found.path.endswith("/title")]
    assert found.children == title[0].children


def test_addresses_lead_where_they_say() -> None:
    (entry,) = worded(paper(doi="10.1000/182"))
    (whole,) = entry.people
    assert isinstance(whole, Fact)
    (link,) = [node for node in whole.children if isinstance(node, Link)]
    assert (link.url, plain(link.children)) == ("https://doi.org/10.1000/182",) * 2


def test_the_signs_go_with_their_footnote() -> None:
    assert restyle(document(paper()), STYLE).sections[0].footnote == ""


def test_sections_without_publications_are_left_alone() -> None:
    assert restyle(example_document(), STYLE) == example_document()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_titles_are_text(hostile: str) -> None:
    (entry,) = worded(paper(title=hostile.replace("$", r"\$")))
    assert "".join(hostile.split())[:20] in "".join(plain(entry.people).split())


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("<style>", "not well-formed"),
        ("", "not well-formed"),
        ("<html/>", "no CSL style"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><style/>", "declares a document type"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><info/></style>', "no bibliography"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info><link rel="independent-parent" href="http://x.example/apa"/>'
            "</info></style>",
            "only names another style, http://x.example/apa",
        ),
        (
            STYLE.replace('<text variable="title" quotes="true" suffix=" "/>', '<text macro="nowhere"/>'),
            "citeproc-py cannot follow it",
        ),
    ],
)
def test_what_is_no_usable_style_is_refused(style: str, message: str) -> None:
    with pytest.raises(CslError, match=message):
        restyle(document(paper()), style)


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(CslMissingError):
        restyle(document(paper()), STYLE)


@given(raw=raw_profiles(at_least=1), as_of=st.sampled_from(DAYS))
@settings(max_examples=15)
def test_nothing_withheld_is_told(raw: Raw, as_of: date) -> None:
    made = restyle(compose(Profile.model_validate(raw), "cv", as_of), STYLE)
    assert tokens(text.render(made, urls=True)) & withheld(raw, "cv", "cv", as_of) == set()


@given(profile=profiles(printable()), as_of=st.sampled_from(DAYS))
@settings(max_examples=15)
def test_any_profile_is_worded_and_every_format_sets_it(profile: Profile, as_of: date) -> None:
    made = restyle(compose(profile, "cv", as_of), STYLE)
    assert html.render(made, [TEMPLATES])
    assert latex.render(made)
    assert markdown.render(made)
    assert docx.render(made)
