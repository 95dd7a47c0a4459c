"""Names of people, organizations and venues: as they were on the day, and known by any spelling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from cvkit.model.fields import PersonRef
from cvkit.model.profile import Profile
from cvkit.view.announcement import compose_talk
from cvkit.view.compose import compose
from cvkit.view.context import Context, Lens
from cvkit.view.document import Document, Entry, Fact, Link, Strong, Text, document_facts, plain
from cvkit.view.names import Names
from profiles import printable, small

NOW = date(2025, 1, 1)


def names(profile: Profile) -> Names:
    return Context(profile, Lens("site", "site", NOW)).names


def entry(document: Document, section: str) -> Entry:
    return next(next(found for found in document.sections if found.name == section).entries)


NEURIPS = {
    "name": "Neural Information Processing Systems",
    "short": "NeurIPS",
    "formerly": [{"name": "Neural Information Processing Systems", "short": "NIPS", "until": "2018-11"}],
}


@pytest.mark.parametrize(
    ("published", "as_of", "short"),
    [
        ("2016-12", NOW, "NIPS"),
        ("2018-11", NOW, "NIPS"),
        ("2018-11-30", NOW, "NIPS"),
        ("2018-12", NOW, "NeurIPS"),
        ("2019-12", NOW, "NeurIPS"),
        ("2018-02", date(2018, 3, 1), "NIPS"),
    ],
)
def test_a_venue_bears_the_name_of_the_day_of_publication(published: str, as_of: date, short: str) -> None:
    work = {"title": "On Engines", "authors": ["me"], "kind": "conference", "venue": "neurips", "date": published}
    drawn = compose(small(venues={"neurips": NEURIPS}, publications={"p": work}), "cv", as_of)
    assert plain(entry(drawn, "publications").organization) == f"Neural Information Processing Systems ({short})"


def test_a_coming_edition_bears_the_name_of_the_day_of_reading() -> None:
    history = [{"date": "2018-09", "status": "accepted"}, {"date": "2018-12", "status": "published"}]
    work = {"title": "On Engines", "authors": ["me"], "kind": "conference", "venue": "neurips", "date": "2018-12"}
    profile = small(venues={"neurips": NEURIPS}, publications={"p": work | {"history": history}})
    before, after = (
        plain(entry(compose(profile, "cv", day), "publications").organization)
        for day in (date(2018, 11, 30), date(2018, 12, 1))
    )
    assert before.endswith("(NIPS)")
    assert after.endswith("(NeurIPS)")


def test_a_former_name_without_an_abbreviation_does_not_borrow_the_later_one() -> None:
    venue = {"name": "Engine Congress", "short": "EC", "formerly": [{"name": "Engine Days", "until": 2019}]}
    service = {"kind": "reviewing", "venue": "ec", "years": [2019]}
    profile = small(venues={"ec": venue}, service={"s": service})
    assert plain(entry(compose(profile, "cv", NOW), "service").title) == "Engine Days"


def meta(formerly: list[dict[str, Any]], end: str | None, as_of: date) -> str:
    position = {"title": "Scientist", "organizations": "meta", "start": 2012, "end": end}
    profile = small(organizations={"meta": {"name": "Meta", "formerly": formerly}}, positions={"p": position})
    return plain(entry(compose(profile, "cv", as_of), "positions").organization)


FACEBOOK = {"name": "Facebook", "until": "2021-10"}
THEFACEBOOK = {"name": "TheFacebook", "until": 2014}


@pytest.mark.parametrize(
    ("end", "as_of", "expected"),
    [
        ("2019-08", date(2021, 10, 31), "Facebook"),
        ("2019-08", date(2021, 11, 1), "Facebook (now Meta)"),
        (None, date(2021, 10, 31), "Facebook"),
        (None, date(2021, 11, 1), "Meta"),
        ("2022", NOW, "Meta"),
        ("2013", date(2013, 6, 1), "TheFacebook"),
        ("2013", date(2015, 1, 1), "TheFacebook (now Facebook)"),
    ],
)
@pytest.mark.parametrize("formerly", [[FACEBOOK, THEFACEBOOK], [THEFACEBOOK, FACEBOOK]])
def test_an_employer_bears_the_name_of_the_last_day_there(
    formerly: list[dict[str, Any]], end: str | None, as_of: date, expected: str
) -> None:
    assert meta(formerly, end, as_of) == expected


def test_a_course_in_a_running_term_does_not_foresee_a_new_name() -> None:
    school = {"name": "Acme University", "formerly": [{"name": "Acme College", "until": "2021-09"}]}
    course = {"title": "Logic", "organizations": "acme", "role": "Instructor", "terms": "Fall 2021"}
    profile = small(organizations={"acme": school}, teaching={"c": course})
    assert plain(entry(compose(profile, "cv", date(2021, 9, 30)), "teaching").organization) == "Acme College"
    assert plain(entry(compose(profile, "cv", date(2021, 10, 1)), "teaching").organization) == "Acme University"


LI = {"name": {"given": "Xiǎo", "family": "Li", "native": "李小", "also": ["X. Li"]}, "known_as": "Sean Li"}


@pytest.mark.parametrize("spelling", ["li", "Xiao Li", "XIǍO LI", "Li, Xiao", "X Li", "X. Li", "Sean Li", "李小"])
def test_a_person_is_known_by_any_spelling(spelling: str) -> None:
    known = names(small(people={"li": LI}))
    assert known.resolve(PersonRef(spelling)) == "li"
    assert plain(known.author(PersonRef(spelling), "/x")) == "Xiǎo Li"


@pytest.mark.parametrize("spelling", ["Yi Li", "Li", "Xiao", "Li Xiao, Jr."])
def test_others_are_not_taken_for_them(spelling: str) -> None:
    assert names(small(people={"li": LI})).resolve(PersonRef(spelling)) == spelling


@pytest.mark.parametrize("spelling", ["me", "Ada Lovelace", "Lovelace, Ada", "ada LOVELACE", "A. A. Lovelace", "愛達"])
def test_ones_own_name_is_strong_in_any_spelling(spelling: str) -> None:
    name = {"given": "Ada", "family": "Lovelace", "native": "愛達", "also": "A.A. Lovelace"}
    profile = small(
        person={"name": name},
        publications={"p": {"title": "T", "authors": ["Bo Li", spelling], "kind": "journal", "date": 2020}},
    )
    people = entry(compose(profile, "cv", NOW), "publications").people
    assert people == (
        Fact("/publications/p/authors/0", (Text("Bo Li"),)),
        Text(", "),
        Fact("/publications/p/authors/1", (Strong((Text("Ada Lovelace"),)),)),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"given": "Chaoyue", "family": "Liu", "native": "刘超越"}, "Chaoyue Liu (刘超越)"),
        ({"given": "Xenia", "family": "Petrova", "native": "Ксения Петрова"}, "Xenia Petrova (Ксения Петрова)"),
        ({"given": "Ada", "family": "Lovelace", "native": "Ada Lovelace"}, "Ada Lovelace"),
        ({"given": "Ada", "family": "Lovelace"}, "Ada Lovelace"),
    ],
)
def test_the_name_in_its_own_script_stands_apart(name: dict[str, Any], expected: str) -> None:
    profile = small(person={"name": name}, talks={"t": {"date": "2025-01-02", "title": "Engines"}})
    for document in (compose(profile, "cv", NOW), compose(profile, "site", NOW), compose_talk(profile, "t", NOW)):
        assert plain(document.header.name) == expected


XENIA: dict[str, Any] = {"given": "Xenia Maria", "family": "Petrova-Müller"}


@pytest.mark.parametrize(
    "form",
    [
        "Petrova-Müller, Xenia",
        "Xenia Petrova-Müller",
        "xenia petrova-muller",
        "X. Petrova-Müller",
        "X. M. Petrova-Müller",
        "X.-M. Petrova-Müller",
        "Xenia M. Petrova-Müller",
        "Petrova-Müller, X.",
        "Xenia Anna Maria Petrova-Müller",
    ],
)
def test_ones_own_name_is_known_without_some_given_names(form: str) -> None:
    known = names(small(person={"name": XENIA}))
    assert known.is_me(PersonRef(form))
    assert plain(known.author(PersonRef(form), "/x")) == "Xenia Maria Petrova-Müller"


@pytest.mark.parametrize(
    "other",
    [
        "Maria Petrova-Müller",
        "M. Petrova-Müller",
        "Xaver Petrova-Müller",
        "X. A. Petrova-Müller",
        "Xenia Petrova",
        "Xenia Müller",
        "Petrova-Müller",
        "Xen Petrova-Müller",
        "Maria Xenia Petrova-Müller",
        ", Xenia",
    ],
)
def test_a_name_that_does_not_agree_is_somebody_else(other: str) -> None:
    assert not names(small(person={"name": XENIA})).is_me(PersonRef(other))


@pytest.mark.parametrize(
    ("own", "form", "me"),
    [
        ({"given": "Bartel", "family": "van der Waerden"}, "B. van der Waerden", True),
        ({"given": "Yuki Ai", "family": "Sato", "order": "family-first"}, "Sato Yuki", True),
        ({"given": "Yuki Ai", "family": "Sato"}, "Sato Yuki", False),
        ({"given": "X.", "family": "Petrova"}, "Xenia Petrova", True),
        ({"given": "Madonna"}, "M. Madonna", False),
    ],
)
def test_particles_order_and_initials_of_the_profile_count(own: dict[str, Any], form: str, me: bool) -> None:
    assert names(small(person={"name": own})).is_me(PersonRef(form)) is me


@pytest.mark.parametrize("other", ["Xenia Petrova-Müller", "Xaver Petrova-Müller"])
def test_a_form_that_may_be_of_somebody_known_is_not_ones_own(other: str) -> None:
    known = names(small(person={"name": XENIA}, people={"other": {"name": other}}))
    assert not known.is_me(PersonRef("X. Petrova-Müller"))
    assert known.is_me(PersonRef("Xenia M. Petrova-Müller")) is (other != "Xenia Petrova-Müller")
    assert known.is_me(PersonRef("Xenia Petrova-Müller")) is (other != "Xenia Petrova-Müller")


@pytest.mark.parametrize("own", ["me", "Petrova-Müller, Xenia Maria"])
def test_a_form_beside_ones_own_name_is_a_namesake(own: str) -> None:
    work = {"title": "T", "authors": [own, "X. Petrova-Müller"], "kind": "journal", "date": 2020}
    profile = small(person={"name": XENIA}, publications={"p": work})
    assert plain(entry(compose(profile, "cv", NOW), "publications").people) == (
        "Xenia Maria Petrova-Müller, X. Petrova-Müller"
    )


def test_nobody_is_ones_own_advisor() -> None:
    degree = {"degree": "Ph.D.", "organizations": "Acme Inc.", "advisors": ["X. Petrova-Müller"]}
    profile = small(person={"name": XENIA}, education={"e": degree})
    assert plain(entry(compose(profile, "cv", NOW), "education").people) == "Advisor: X. Petrova-Müller"


@pytest.mark.parametrize(("order", "expected"), [("given-first", "Yuki Sato"), ("family-first", "Sato Yuki")])
def test_a_name_is_printed_in_its_order(order: str, expected: str) -> None:
    profile = small(person={"name": {"given": "Yuki", "family": "Sato", "order": order}})
    assert plain(compose(profile, "cv", NOW).header.name) == expected


@pytest.mark.parametrize(
    ("literal", "printed"), [("Li, Bo", "Bo Li"), ("van der Berg, Jo", "Jo van der Berg"), ("Li,", "Li"), (",", ",")]
)
def test_a_literal_name_may_begin_with_the_family(literal: str, printed: str) -> None:
    assert plain(names(small()).author(PersonRef(literal), "/x")) == printed


@given(printable())
def test_any_text_can_be_a_name(text: str) -> None:
    assert plain(names(small()).author(PersonRef(text), "/x"))


@pytest.mark.parametrize(
    ("equal", "corresponding", "people", "footnote"),
    [
        ([], [], "Ada Lovelace, Bo Li", ""),
        (["me", "Bo Li"], [], "Ada Lovelace*, Bo Li*", "* equal contribution"),
        ([], ["me"], "Ada Lovelace†, Bo Li", "† corresponding author"),
        (["me", "Bo Li"], "Bo Li", "Ada Lovelace*, Bo Li*†", "* equal contribution; † corresponding author"),
    ],
)
def test_marks_stand_beside_names_and_are_explained(
    equal: list[str], corresponding: list[str], people: str, footnote: str
) -> None:
    work = {"title": "T", "authors": ["me", "Bo Li"], "kind": "journal", "date": 2020}
    profile = small(publications={"p": work | {"equal": equal, "corresponding": corresponding}})
    (section,) = compose(profile, "cv", NOW).sections
    assert plain(next(section.entries).people) == people
    assert section.footnote == footnote


def test_names_are_links_on_a_page_and_plain_in_a_cv() -> None:
    profile = small(
        organizations={"acme": {"name": "Acme", "url": "https://acme.example.org/"}},
        positions={"p": {"title": "Fellow", "organizations": "acme"}},
    )
    links = {
        name: any(isinstance(node, Link) for node in entry(compose(profile, name, NOW), "positions").organization)
        for name in ("cv", "site")
    }
    assert links == {"cv": False, "site": True}


def test_an_organization_stands_with_its_parents_and_place() -> None:
    organizations = {
        "acme": {"name": "Acme University", "place": "London"},
        "physics": {"name": "Department of Physics", "parent": "acme"},
    }
    profile = small(organizations=organizations, positions={"p": {"title": "Fellow", "organizations": ["physics"]}})
    found = entry(compose(profile, "cv", NOW), "positions")
    assert plain(found.organization) == "Department of Physics, Acme University"
    assert plain(found.where) == "London"
    paths = [fact.path for fact in document_facts(compose(profile, "cv", NOW))]
    assert "/organizations/physics/name" in paths
