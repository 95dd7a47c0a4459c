"""Differences between two documents: what is aligned, what counts, and that the two directions mirror each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.view.compose import compose
from cvkit.view.differences import Difference, Kind, SlotChange, differences
from cvkit.view.document import ContactLine, Detail, Document, Entry, Group, Header, Layout, Link, Section, Text
from documents import example_document, fact
from profiles import DAYS, profiles, small

DOCUMENTS = ("cv", "site")
OPPOSITE = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
LINK = Link("https://example.org/a", (Text("pdf"),))
ENTRY = Entry(
    path="/publications/a",
    id="a",
    title=fact("/publications/a/title", "On Engines"),
    organization=fact("/publications/a/venue", "A Journal"),
    when=fact("/publications/a/date", "2021"),
    links=(LINK,),
    body=((Text("one"),), (Text("two"),)),
    details=(Detail("Abstract", ((Text("long"),),)),),
)


def section(*entries: Entry, group: str = "", title: str = "Publications") -> Section:
    return Section("publications", title, Layout.REFERENCES, (Group(group, entries),))


def document(*sections: Section, header: Header | None = None) -> Document:
    return replace(example_document(), sections=sections, header=header or Header(fact("/person/name", "Ada")))


def mirrored(found: tuple[Difference, ...]) -> Counter[tuple[object, ...]]:
    """The differences as the other direction would tell them, but for the summary of what changed."""
    return Counter(
        (
            OPPOSITE[each.kind],
            each.section,
            each.path,
            "" if each.changes else each.summary,
            frozenset((change.slot, change.after, change.before) for change in each.changes),
        )
        for each in found
    )


def told(found: tuple[Difference, ...]) -> Counter[tuple[object, ...]]:
    """The differences in the form in which `mirrored` has them."""
    return Counter(
        (
            each.kind,
            each.section,
            each.path,
            "" if each.changes else each.summary,
            frozenset((change.slot, change.before, change.after) for change in each.changes),
        )
        for each in found
    )


# --- properties ---


@given(profile=profiles(), name=st.sampled_from(DOCUMENTS), day=st.sampled_from(DAYS))
@settings(max_examples=30)
def test_a_document_does_not_differ_from_itself(profile: Profile, name: str, day: date) -> None:
    assert differences(compose(profile, name, day), compose(profile, name, day)) == ()


@given(profile=profiles(), name=st.sampled_from(DOCUMENTS), one=st.sampled_from(DAYS), other=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_what_came_one_way_goes_the_other_way(profile: Profile, name: str, one: date, other: date) -> None:
    before, after = compose(profile, name, one), compose(profile, name, other)
    assert told(differences(before, after)) == mirrored(differences(after, before))


@given(profile=profiles(), name=st.sampled_from(DOCUMENTS), one=st.sampled_from(DAYS), other=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_they_lead_from_the_entries_before_to_those_after(profile: Profile, name: str, one: date, other: date) -> None:
    def entries(document: Document) -> Counter[tuple[str, str]]:
        return Counter((section.name, entry.path) for section in document.sections for entry in section.entries)

    before, after = compose(profile, name, one), compose(profile, name, other)
    found = [each for each in differences(before, after) if each.section != "header"]
    of_kind = {kind: Counter((each.section, each.path) for each in found if each.kind is kind) for kind in Kind}
    assert entries(before) + of_kind[Kind.ADDED] - of_kind[Kind.REMOVED] == entries(after)


# --- entries ---


def test_an_entry_that_came_or_went_is_told_in_one_line() -> None:
    [came] = differences(document(), document(section(ENTRY)))
    assert came == Difference(
        Kind.ADDED, "publications", "Publications", "/publications/a", "On Engines · A Journal · 2021"
    )
    [went] = differences(document(section(ENTRY)), document())
    assert went == replace(came, kind=Kind.REMOVED)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (replace(ENTRY, title=fact("/t", "On Looms")), SlotChange("title", "On Engines", "On Looms")),
        (replace(ENTRY, organization=()), SlotChange("organization", "A Journal", "")),
        (replace(ENTRY, where=fact("/w", "Paris")), SlotChange("where", "", "Paris")),
        (replace(ENTRY, when=fact("/d", "2022")), SlotChange("when", "2021", "2022")),
        (replace(ENTRY, people=fact("/p", "Ada")), SlotChange("people", "", "Ada")),
        (replace(ENTRY, note=fact("/n", "to appear")), SlotChange("note", "", "to appear")),
        (
            replace(ENTRY, links=(replace(LINK, url="https://example.org/b"),)),
            SlotChange("links", "pdf <https://example.org/a>", "pdf <https://example.org/b>"),
        ),
        (
            replace(ENTRY, links=(replace(LINK, children=(Text("PDF"),)),)),
            SlotChange("links", "pdf <https://example.org/a>", "PDF <https://example.org/a>"),
        ),
        (replace(ENTRY, body=((Text("one"),),)), SlotChange("body", "one\ntwo", "one")),
        (
            replace(ENTRY, details=(Detail("Abstract", ((Text("longer"),),)),)),
            SlotChange("details", "Abstract: long", "Abstract: longer"),
        ),
    ],
    ids=["title", "organization", "where", "when", "people", "note", "address", "link", "body", "details"],
)
def test_each_slot_counts_by_its_text(changed: Entry, expected: SlotChange) -> None:
    [found] = differences(document(section(ENTRY)), document(section(changed)))
    assert (found.kind, found.path, found.changes) == (Kind.CHANGED, "/publications/a", (expected,))


def test_sources_and_markup_do_not_count() -> None:
    elsewhere = replace(ENTRY, id="b", title=(Text("On "), *fact("/publications/a/history/0/title", "Engines")))
    assert differences(document(section(ENTRY)), document(section(elsewhere))) == ()


def test_a_move_between_groups_is_a_change_of_the_group() -> None:
    before = document(section(ENTRY, group="Under review"))
    [found] = differences(before, document(section(ENTRY, group="Conference papers")))
    assert found.changes == (SlotChange("group", "Under review", "Conference papers"),)


def test_a_section_that_a_recipe_has_twice_is_two() -> None:
    everything = section(ENTRY)
    [found] = differences(document(everything), document(section(ENTRY, title="Selected"), everything))
    assert (found.kind, found.section_title) == (Kind.ADDED, "Selected")


def test_an_entry_that_a_section_tells_twice_is_compared_line_by_line() -> None:
    again = replace(ENTRY, id="a__2", when=fact("/publications/a/date", "2022"))
    [found] = differences(document(section(ENTRY)), document(section(ENTRY, again)))
    assert (found.kind, found.summary) == (Kind.ADDED, "On Engines · A Journal · 2022")


def test_sections_keep_the_later_order_and_what_went_comes_after_what_stands() -> None:
    talks = Section("talks", "Talks", Layout.LINES, (Group("", (Entry("/talks/t", "t", title=(Text("T"),)),)),))
    other = Entry("/publications/b", "b", title=(Text("B"),))
    found = differences(document(talks, section(ENTRY)), document(section(other)))
    assert [(each.kind, each.path) for each in found] == [
        (Kind.ADDED, "/publications/b"),
        (Kind.REMOVED, "/publications/a"),
        (Kind.REMOVED, "/talks/t"),
    ]


def test_running_prose_is_summed_up_by_its_beginning() -> None:
    prose = [Entry("/person", "about", body=((Text(f"{word} " * 40),),)) for word in ("then", "now")]
    [found] = differences(document(section(prose[0])), document(section(prose[1])))
    assert found.summary.startswith("now now ")
    assert found.summary.endswith("now…")
    assert len(found.summary) <= 80
    assert [change.slot for change in found.changes] == ["body"]


# --- the header ---


def test_the_facts_of_the_header_count() -> None:
    def header(role: str, contacts: dict[str, str], links: dict[str, str]) -> Header:
        return Header(
            name=fact("/person/name", "Ada"),
            headline=fact("/positions/a/title", role),
            contacts=tuple(
                ContactLine("email", fact(f"/person/contacts/{key}/value", value)) for key, value in contacts.items()
            ),
            links=tuple(Link(url, fact(f"/person/links/{key}/url", "Page")) for key, url in links.items()),
        )

    before = document(header=header("Fellow", {"work": "a@example.org"}, {"home": "https://a.example.org"}))
    after = document(header=header("Lead", {"home": "a@example.com"}, {"home": "https://b.example.org"}))
    assert [
        (each.kind, each.section, each.path, each.summary, *((change.slot, change.before) for change in each.changes))
        for each in differences(before, after)
    ] == [
        (Kind.CHANGED, "header", "/person", "Ada", ("role", "Fellow")),
        (Kind.ADDED, "header", "/person/contacts/home", "email: a@example.com"),
        (
            *(Kind.CHANGED, "header", "/person/links/home", "Page <https://b.example.org>"),
            ("link", "Page <https://a.example.org>"),
        ),
        (Kind.REMOVED, "header", "/person/contacts/work", "email: a@example.org"),
    ]


def test_a_new_position_changes_role_and_affiliation() -> None:
    profile = small(
        positions={
            "old": {"title": "Fellow", "organizations": "Acme Inc.", "start": "2020", "end": "2021-06"},
            "new": {"title": "Professor", "organizations": "Example University", "start": "2021-07"},
        }
    )
    header, *positions = differences(*(compose(profile, "cv", date(year, 12, 31)) for year in (2020, 2021)))
    assert header.changes == (
        SlotChange("role", "Fellow", "Professor"),
        SlotChange("affiliation", "Acme Inc.", "Example University"),
    )
    assert [(each.kind, each.path) for each in positions] == [
        (Kind.ADDED, "/positions/new"),
        (Kind.CHANGED, "/positions/old"),
    ]


# --- the report ---


def test_a_difference_reads_as_lines() -> None:
    changes = (
        SlotChange("when", "2021", "2022"),
        SlotChange("note", "", "won\na prize"),
        SlotChange("people", "B", ""),
    )
    changed = Difference(Kind.CHANGED, "honors", "Honors", "/honors/a", "A Prize", changes)
    assert changed.render() == (
        "~ A Prize\n    when    - 2021\n            + 2022\n    note    + won a prize\n    people  - B"
    )
    assert Difference(Kind.ADDED, "honors", "Honors", "/honors/a", "A Prize").render(color=True) == (
        "\x1b[32m+ A Prize\x1b[0m"
    )
