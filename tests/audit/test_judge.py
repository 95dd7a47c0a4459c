"""What an audit says of documents that people write by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.model.person import Contact
from cvkit.model.profile import Profile
from profiles import small

DAY = date(2026, 6, 1)

PROFILE = small(
    organizations={
        "northfield": {"name": "Northfield University", "short": "NU"},
        "cs": {"name": "Department of Computer Science", "short": "CS", "parent": "northfield"},
        "harbor": {"name": "Harbor Institute", "also": "HI"},
        "orbita": {"name": "Orbita", "formerly": [{"name": "Skyline", "until": "2020-06"}], "also": "Skyline Inc."},
    },
    people={
        "moreau": {"name": "Jonas Moreau"},
        "rossi": {"name": "Ada Rossi", "known_as": "Addy Rossi"},
        "haddad": {"name": "Noor Haddad"},
    },
    venues={
        "icdl": {"name": "International Conference on Deep Learning", "short": "ICDL", "kind": "conference"},
        "jmd": {"name": "Journal of Modern Data", "kind": "journal"},
    },
    positions={
        "now": {"title": "Assistant Professor", "organizations": "cs", "start": "2024-08"},
        "postdoc": {
            "title": "Postdoctoral Researcher",
            "organizations": "harbor",
            "start": "2021-09",
            "end": "2024-07",
        },
        "job": {"title": "Research Scientist", "organizations": "orbita", "start": "2019-07", "end": "2021-08"},
    },
    education={
        "phd": {
            "degree": "Ph.D.",
            "field": "Statistics",
            "organizations": "harbor",
            "start": "2014-09",
            "end": "2019-05",
            "advisors": "rossi",
        }
    },
    publications={
        "tides": {
            "title": "Tides of Learning: A Study of Plateaus",
            "authors": ["me", "moreau", "rossi"],
            "kind": "conference",
            "venue": "icdl",
            "date": "2024-05",
            "ids": {"arxiv": "2301.01234"},
            "history": [
                {
                    "date": "2023-01",
                    "status": "preprint",
                    "title": "Plateaus Considered Useful",
                    "authors": ["me", "moreau"],
                },
                {"date": "2023-06", "status": "under-review", "title": "Plateaus Considered Useful"},
                {"date": "2024-01", "status": "accepted"},
                {"date": "2024-05", "status": "published"},
            ],
        },
        "kernels": {
            "title": "Transition to Linearity of Wide Kernels",
            "authors": ["me", "rossi"],
            "kind": "journal",
            "venue": "jmd",
            "date": "2022",
        },
        "emerging": {
            "title": "Transition to Linearity of Wide Kernels Is an Emerging Property",
            "authors": ["rossi", "me"],
            "kind": "conference",
            "venue": "icdl",
            "date": "2021",
        },
        "notes": {"title": "Notes on Slow Sampling", "authors": ["me"], "kind": "preprint", "date": "2020-02"},
    },
    talks={"tea": {"title": "Why Plateaus End", "event": "Tea Seminar", "hosts": "northfield", "date": "2024-03-29"}},
    teaching={
        "ml": {
            "code": "CS 448",
            "title": "Machine Learning",
            "organizations": "cs",
            "role": "Instructor",
            "terms": ["Fall 2024", "Fall 2025"],
        }
    },
    service={"icdl": {"kind": "reviewing", "venue": "icdl", "years": [2021, 2022, 2023]}},
)

PAPERS = {
    "tides": (
        'Ada Lovelace, Jonas Moreau, Ada Rossi. "Tides of Learning: A Study of Plateaus". ICDL, 2024. arXiv:2301.01234'
    ),
    "kernels": 'A. Lovelace, A. Rossi. "Transition to linearity of wide kernels". *Journal of Modern Data*, 2022.',
    "emerging": 'A. Rossi, A. Lovelace. "Transition to Linearity of Wide Kernels is an Emerging Property". ICDL, 2021.',
    "notes": 'Ada Lovelace. "Notes on Slow Sampling". Preprint, 2020.',
}

Found = list[tuple[str, str, str]]
Judge = Callable[..., list[Finding]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Audit a text as a Markdown file."""

    def run(text: str, *, as_of: date = DAY, profile: Profile = PROFILE) -> list[Finding]:
        path = tmp_path / "document.md"
        path.write_text(text, encoding="utf-8")
        return [finding for published in read(path) for finding in audit(published, profile, as_of)]

    return run


def papers(**changed: str) -> str:
    """A list of publications, some of them altered; an empty one is left out, a new one is put last."""
    return "# Ada Lovelace\n\n## Publications\n\n" + "\n\n".join(filter(None, {**PAPERS, **changed}.values())) + "\n"


def short(findings: list[Finding]) -> Found:
    return [(str(finding.verdict), finding.what, finding.path) for finding in findings]


def test_what_agrees_gives_no_finding(judge: Judge) -> None:
    assert short(judge(papers())) == []


CHANGES: list[tuple[str, dict[str, str], Found]] = [
    (
        "a misspelt author",
        {"notes": "", "kernels": PAPERS["kernels"].replace("A. Rossi", "A. Rosso")},
        [("differs", "authors", "/publications/kernels/authors/1"), ("missing", "entry", "/publications/notes")],
    ),
    (
        "an author left out",
        {"tides": PAPERS["tides"].replace("Jonas Moreau, ", "")},
        [("differs", "authors", "/publications/tides/authors/1")],
    ),
    (
        "another order",
        {"kernels": PAPERS["kernels"].replace("A. Lovelace, A. Rossi", "A. Rossi, A. Lovelace")},
        [("differs", "authors", "/publications/kernels/authors")],
    ),
    ("et al. hides authors", {"tides": PAPERS["tides"].replace("Jonas Moreau, Ada Rossi", "et al")}, []),
    (
        "another year",
        {"kernels": PAPERS["kernels"].replace("2022", "2021")},
        [("differs", "year", "/publications/kernels/date")],
    ),
    (
        "another venue",
        {"kernels": PAPERS["kernels"].replace("Journal of Modern Data", "Annals of Doubt")},
        [("differs", "venue", "/publications/kernels/venue")],
    ),
    (
        "a venue of the profile, but not its own",
        {"kernels": PAPERS["kernels"].replace("Journal of Modern Data", "ICDL")},
        [("differs", "venue", "/publications/kernels/venue")],
    ),
    (
        "another title",
        {"kernels": PAPERS["kernels"].replace("wide kernels", "narrow kernels")},
        [("differs", "title", "/publications/kernels/title")],
    ),
    (
        "another number",
        {"tides": PAPERS["tides"].replace("01234", "01235")},
        [("differs", "identifier", "/publications/tides/ids/arxiv")],
    ),
    (
        "a paper that is not there",
        {"new": 'Ada Lovelace, Omar Iyer. "On Fog". Annals of Doubt, 2023.'},
        [("unknown", "entry", "")],
    ),
    (
        "a namesake's paper",
        {"new": 'A. Lovelace, O. Iyer, G. Brandt. "Transition to Laminar Flow in Wide Pipes". Physics Letters, 2022.'},
        [("unknown", "entry", "")],
    ),
    (
        "the state before",
        {"tides": 'Ada Lovelace, Jonas Moreau. "Plateaus Considered Useful". arXiv:2301.01234 (under review)'},
        [
            ("stale", "title", "/publications/tides/title"),
            ("stale", "authors", "/publications/tides/authors"),
            ("stale", "status", "/publications/tides/history/3/status"),
        ],
    ),
    (
        "to appear, though out",
        {"tides": PAPERS["tides"] + " (to appear)"},
        [("stale", "status", "/publications/tides/history/3/status")],
    ),
]


@pytest.mark.parametrize(("name", "changed", "found"), CHANGES, ids=[name for name, _, _ in CHANGES])
def test_what_differs_in_a_paper_is_told(judge: Judge, name: str, changed: dict[str, str], found: Found) -> None:
    assert short(judge(papers(**changed))) == found


def test_an_earlier_day_finds_nothing_stale_then(judge: Judge) -> None:
    then = 'Ada Lovelace, Jonas Moreau. "Plateaus Considered Useful". arXiv:2301.01234'
    assert short(judge(papers(tides=then), as_of=date(2023, 3, 1))) == []


def test_a_selection_is_no_omission(judge: Judge) -> None:
    text = "# Ada Lovelace\n\n## Selected publications\n\n" + PAPERS["kernels"] + "\n"
    assert short(judge(text)) == []


def test_identifiers_decide_whatever_the_title(judge: Judge) -> None:
    found = judge(papers(tides='A. Lovelace, J. Moreau, A. Rossi. "A Wholly Other Name". ICDL, 2024. arXiv:2301.01234'))
    assert short(found) == [("differs", "title", "/publications/tides/title")]
    assert found[0].published == "A Wholly Other Name"


CV = """# Ada Lovelace

Assistant Professor, Department of Computer Science, Northfield University

## Experience

Assistant Professor, Department of Computer Science, Northfield University, Aug 2024 – present

Postdoctoral Researcher, Harbor Institute, Sep 2021 – Jul 2024

Research Scientist, Orbita, 2019–2021

## Education

Ph.D. in Statistics, Harbor Institute, 2014 – 2019. Advisor: Addy Rossi

## Publications

{papers}

## Talks

- Why Plateaus End, Tea Seminar, Northfield University, March 2024

## Teaching

- CS 448 Machine Learning, Northfield University, Instructor, 24 Fall, 25 Fall

## Reviewing

ICDL: 2021, 2022, 2023
"""
WHOLE = CV.format(papers="\n\n".join(PAPERS.values()))

PARTS: list[tuple[str, str, str, Found]] = [
    ("nothing", "ICDL: 2021", "ICDL: 2021", []),
    ("a former job as present", "Jul 2024", "present", [("stale", "dates", "/positions/postdoc/end")]),
    (
        "a former name",
        "Scientist, Orbita",
        "Scientist, Skyline Inc.",
        [("stale", "organization", "/organizations/orbita/name")],
    ),
    ("another start", "Sep 2021", "Sep 2020", [("differs", "dates", "/positions/postdoc/start")]),
    ("another role", "Research Scientist", "Research Engineer", [("differs", "role", "/positions/job/title")]),
    (
        "a misspelt place",
        "Researcher, Harbor Institute",
        "Researcher, Harbor Institue",
        [("differs", "organization", "/positions/postdoc/organizations/0")],
    ),
    ("a job left out", "Research Scientist, Orbita, 2019–2021\n\n", "", [("missing", "entry", "/positions/job")]),
    (
        "another advisor",
        "Advisor: Addy Rossi",
        "Advisor: Noor Haddad",
        [("differs", "people", "/education/phd/advisors/0")],
    ),
    ("another subject", "in Statistics", "in Astronomy", [("differs", "field", "/education/phd/field")]),
    ("another date of a talk", "March 2024", "March 2023", [("differs", "date", "/talks/tea/date")]),
    ("another term", "25 Fall", "25 Spring", [("differs", "dates", "/teaching/ml/terms/1")]),
    ("a term left out", ", 25 Fall", "", [("missing", "dates", "/teaching/ml/terms/1")]),
    ("another year of service", "ICDL: 2021", "ICDL: 2020", [("differs", "years", "/service/icdl/years/0")]),
    ("a year of service left out", ", 2023\n", "\n", [("missing", "years", "/service/icdl/years/2")]),
    ("unknown service", "ICDL: 2021", "Annals of Doubt: 2020\n\nICDL: 2021", [("unknown", "entry", "")]),
]


@pytest.mark.parametrize(("name", "old", "new", "found"), PARTS, ids=[name for name, *_ in PARTS])
def test_what_differs_in_a_cv_is_told(judge: Judge, name: str, old: str, new: str, found: Found) -> None:
    assert old in WHOLE
    assert short(judge(WHOLE.replace(old, new, 1))) == found


BIO = (
    "Ada Lovelace is an assistant professor in the Department of Computer Science at Northfield University. "
    "She received her Ph.D. in Statistics from Harbor Institute in 2019, advised by Addy Rossi. Before that, she was "
    "a postdoc at Harbor Institute (2021–2024), and a Research Scientist at Orbita (2019–2021)."
)
SENTENCES: list[tuple[str, str, str, Found]] = [
    ("nothing", "Ada", "Ada", []),
    (
        "a former role",
        "an assistant professor in the Department of Computer Science at Northfield University",
        "a postdoc at Harbor Institute",
        [("stale", "role", "/positions/postdoc/end")],
    ),
    ("another year of a degree", "in 2019", "in 2018", [("differs", "dates", "/education/phd/end")]),
    ("another subject", "in Statistics", "in Astronomy", [("differs", "field", "/education/phd/field")]),
    (
        "another university",
        "from Harbor Institute",
        "from Northfield University",
        [("differs", "organization", "/education/phd/organizations/0")],
    ),
    ("other years of a job", "(2019–2021)", "(2017–2021)", [("differs", "dates", "/positions/job/start")]),
    (
        "a misspelt place",
        "at Northfield University",
        "at Northfeild University",
        [("differs", "name", "/organizations/northfield/name")],
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "found"), SENTENCES, ids=[name for name, *_ in SENTENCES])
def test_what_differs_in_a_bio_is_told(judge: Judge, name: str, old: str, new: str, found: Found) -> None:
    assert short(judge(BIO.replace(old, new, 1))) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("completed a Ph.D.", [("differs", "organization", "/education/phd/organizations/0")]),
        ("was a Ph.D. candidate", []),
        ("completed a Ph.D. thesis", []),
    ],
)
def test_work_towards_a_degree_is_no_degree(judge: Judge, said: str, found: Found) -> None:
    assert short(judge(f"# About\n\nShe {said} at Orbita.\n")) == found


def test_contacts_that_the_profile_lacks_are_unknown(judge: Judge) -> None:
    found = judge("# Ada Lovelace\n\nada@example.org · +1 (555) 555-0100\n")
    assert short(found) == [("unknown", "email", ""), ("unknown", "phone", "")]


ANNOUNCEMENT = """Speaker: Ada Lovelace

Title: Why Plateaus End

Date: Mar 29, 11:45am–12:45pm
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("Mar 29", "Mar 28", [("differs", "date", "/talks/tea/date")]),
        ("Why Plateaus End", "Why Plateaus Never End", [("differs", "title", "/talks/tea/title")]),
        ("Ada Lovelace", "Ava Lovelace", [("differs", "name", "/person/name")]),
    ],
)
def test_an_announcement_is_held_against_its_talk(judge: Judge, old: str, new: str, found: Found) -> None:
    assert short(judge(ANNOUNCEMENT.replace(old, new, 1))) == found


def test_news_is_judged_on_its_own_day(judge: Judge) -> None:
    line = "2023/01: New preprint with Jonas Moreau: [arXiv](https://arxiv.org/abs/2301.01234)"
    text = f"# Ada Lovelace\n\n## News\n\n- {line}\n"
    assert short(judge(text)) == []
    assert short(judge(text.replace("2023/01", "2023/04"))) == [
        ("differs", "date", "/publications/tides/history/0/date")
    ]


def test_a_title_quoted_with_a_word_too_many_is_uncertain(judge: Judge) -> None:
    line = (
        "2024/01: Our paper Tides of Deep Learning: A Study of Plateaus is accepted! https://arxiv.org/abs/2301.01234"
    )
    assert short(judge(f"# Ada Lovelace\n\n## News\n\n- {line}\n")) == [
        ("uncertain", "title", "/publications/tides/title")
    ]


def test_a_key_does_not_depend_on_the_place(judge: Judge) -> None:
    changed: dict[str, Any] = {"kernels": PAPERS["kernels"].replace("2022", "2021")}
    (one,) = judge(papers(**changed))
    (other,) = judge("\n\n\n" + papers(**changed))
    assert one.place != other.place
    assert one.key == other.key


def test_every_verdict_is_one_that_these_tests_have_seen() -> None:
    seen = {verdict for _, _, found in CHANGES for verdict, _, _ in found}
    seen |= {verdict for _, _, _, found in (*PARTS, *SENTENCES) for verdict, _, _ in found}
    assert seen >= {Verdict.DIFFERS, Verdict.STALE, Verdict.UNKNOWN, Verdict.MISSING}


def test_the_page_of_one_paper_lists_but_what_belongs_to_it(judge: Judge) -> None:
    profile = PROFILE.model_copy(update={"talks": {**PROFILE.talks, "fog": PROFILE.talks["tea"]}})
    talk = "Why Plateaus End, Tea Seminar, Northfield University, 29 March 2024"
    own = f"# Tides of Learning: A Study of Plateaus\n\nAda Lovelace, Jonas Moreau, Ada Rossi\n\n## Talks\n\n* {talk}\n"
    assert short(judge(own, profile=profile)) == []
    assert short(judge(f"# Ada Lovelace\n\n## Talks\n\n* {talk}\n", profile=profile)) == [
        ("missing", "entry", "/talks/tea")
    ]


@pytest.mark.parametrize("day", ["May 2026", "Last updated: May 3, 2026", "Stand: Mai 2026", "(as of 2026-05-03)"])
def test_the_day_of_the_document_belongs_to_no_entry(judge: Judge, day: str) -> None:
    profile = small(honors={"prize": {"title": "Medal for Patience", "date": "2011"}})
    assert short(judge(f"# Ada Lovelace\n\n## Honors\n\nMedal for Patience, 2011\n\n{day}\n", profile=profile)) == []


def test_times_of_day_belong_to_no_title(judge: Judge) -> None:
    assert short(judge("# Ada\n\n## Talks\n\nMar 29, 2024, 16:00–17:00 CET Why Plateaus End, Tea Seminar\n")) == []


@pytest.mark.parametrize(
    ("value", "line", "expected"),
    [
        ("+1 555 010 0100", "+1 555 010 0100 214 Weir Hall", []),
        ("+1 555 010 0100", "ORCID 0000-0002-1825-0097", []),
        ("+1 555 010 0100", "ISBN 978-3-16-148410-0", []),
        ("+1 555 010 0100", "+1 555 010 0101 214 Weir Hall", ["phone"]),
        ("+49 (0)7531 / 88-0100", "+49 (0)7531 / 88-0100 214 Weir Hall", []),
        ("+49 (0)7531 / 88-0100", "+49 (0)7531 / 88-0200 214 Weir Hall", ["phone"]),
    ],
)
def test_a_number_is_told_from_what_stands_beside_it(judge: Judge, value: str, line: str, expected: list[str]) -> None:
    person = PROFILE.person.model_copy(update={"contacts": {"phone": Contact(kind="phone", value=value)}})
    found = judge(f"# Ada Lovelace\n\n{line}\n", profile=PROFILE.model_copy(update={"person": person}))
    assert [finding.what for finding in found] == expected
