"""Advice: each rule with a profile that it speaks of, at its place, and one like it that it lets pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from cvkit.load.advice import RULES, advise
from cvkit.load.loader import load
from cvkit.load.problems import Problem
from cvkit.load.spellings import _traces

TODAY = date(2026, 11, 22)
PERSON = """\
person:
  name: Ada Marlowe
  contacts:
    email: {kind: email, value: ada@example.org}
  interests: {short: the theory of looms}
"""


class Case(NamedTuple):
    """What stands in a profile, what is said of it and where, and the same put right."""

    wrong: str
    message: str
    marked: str
    """The text under the carets."""
    right: str
    person: str = PERSON
    right_person: str = PERSON


def paper(key: str = "looms", **fields: str) -> str:
    """A publication of Ada's in flow style; fields as YAML."""
    told = {"title": "On looms", "authors": "[me]", "kind": "journal", "date": "2020", **fields}
    return f"  {key}: {{{', '.join(f'{name}: {value}' for name, value in told.items())}}}\n"


def by_hand(text: str) -> str:
    """Ada with a short bio of her own."""
    return PERSON + f'  bio: {{short: "{text}"}}\n'


JOBS = (
    "positions:\n"
    "  then: {title: Postdoc, organizations: Example University, start: 2018, end: 2020}\n"
    "  now: {title: Weaver, organizations: Looms Inc., start: 2021}\n"
)
RENAMED = (
    "organizations:\n  looms: {name: Looms, formerly: [{name: Thread, until: 2021}]}\n"
    "positions:\n  now: {title: Weaver, organizations: looms, start: 2020}\n"
)
RETITLED = "publications:\n" + paper(
    title='"Looms, old and new"',
    history="[{date: 2019, status: preprint, title: On looms of old}, {date: 2020, status: published}]",
)
ADVISED = (
    "people:\n  li: {name: Bo Li, role: Prof.}\n"
    "education:\n  phd: {degree: Ph.D., organizations: X Y, start: 2020, advisors: li}\n"
)

CASES = {
    "long under review": Case(
        "publications:\n" + paper(kind="preprint", history="[{date: 2025-04, status: under-review}]"),
        "`looms` has been under review since 2025-04",
        "{",
        "publications:\n" + paper(kind="preprint", history="[{date: 2025-06, status: under-review}]"),
    ),
    "history without its last state": Case(
        "publications:\n" + paper(date="2024-05", history="[{date: 2023, status: preprint}]"),
        "`looms` is shown as a preprint, as its `history` ends before its own date, 2024-05",
        "{",
        "publications:\n"
        + paper(date="2024-05", history="[{date: 2023, status: preprint}, {date: 2024-05, status: published}]")
        # Under review for a conference to come, and a preprint revised since.
        + paper("b", title="B", kind="conference", date="2027-05", history="[{date: 2026-08, status: under-review}]")
        + paper("c", title="C", kind="preprint", date="2024", history="[{date: 2023, status: preprint}]"),
    ),
    "history that ends under review": Case(
        "publications:\n" + paper(date="2024-05", history="[{date: 2023, status: under-review}]"),
        "`looms` is shown as under review, as its `history` ends before its own date, 2024-05",
        "{",
        "publications:\n"
        + paper(date="2024-05", history="[{date: 2024-05, status: accepted}]").replace("2024", "2026"),
    ),
    "work to come": Case(
        "publications:\n" + paper(date="2027-03"),
        "`looms` shows nowhere until 2027-03, as it has no `history` of what it is before",
        "2027-03",
        "publications:\n"
        + paper(date="2027-03", history="[{date: 2026-11, status: accepted}, {date: 2027-03, status: published}]")
        + paper("b", title="B", date="2026-11-22"),
    ),
    "preprint to come": Case(
        "publications:\n" + paper(kind="preprint", date="2027"),
        "`looms` shows nowhere until 2027, as it has no `history` of what it is before",
        "2027",
        "publications:\n" + paper(kind="preprint", date="2026"),
    ),
    "long accepted": Case(
        "publications:\n" + paper(date="2025-10", history="[{date: 2025-01, status: accepted}]"),
        "`looms` still counts as accepted, but was to be published in 2025-10",
        "{",
        "publications:\n" + paper(date="2025-12", history="[{date: 2025-01, status: accepted}]"),
    ),
    "long degree": Case(
        "education:\n  phd: {degree: Ph.D., organizations: Looms University, start: 2018-09}",
        "the degree `phd` has been in progress since 2018-09",
        "2018-09",
        "education:\n  phd: {degree: Ph.D., organizations: Looms University, start: 2018-09, end: 2024-05}",
    ),
    "long temporary position": Case(
        "positions:\n  postdoc: {title: Postdoctoral Fellow, organizations: Looms University, start: 2020-09}",
        "the position `postdoc` (Postdoctoral Fellow) has been open since 2020-09",
        "2020-09",
        "positions:\n  postdoc: {title: Fellow, organizations: Looms University, start: 2020-09}",
    ),
    "old notice": Case(
        "",
        "the notice `students` has stood since 2024-08 and has no end",
        "students",
        "",
        PERSON + "  notices:\n    students: {start: 2024-08, text: I am looking for students.}\n",
    ),
    "same title": Case(
        "publications:\n" + paper() + paper("jacquard", title='"On Looms."', kind="preprint"),
        "`jacquard` has the same title as `looms`",
        '"On Looms."',
        "publications:\n" + paper() + paper("jacquard", kind="workshop"),
    ),
    "same title as an earlier state": Case(
        "publications:\n"
        + paper(history="[{date: 2019, status: preprint, title: Looms}, {date: 2020, status: published}]")
        + paper("early", title="Looms", kind="preprint"),
        "`early` has the same title as `looms`",
        "Looms",
        "publications:\n"
        + paper(history="[{date: 2019, status: preprint, title: Looms}, {date: 2020, status: published}]")
        + paper("early", title="Weaving", kind="preprint"),
    ),
    "same identifier": Case(
        "publications:\n" + paper(ids="{arxiv: 2001.00001}") + paper("b", title="B", ids="{arxiv: 2001.00001v2}"),
        "`b` has the same arxiv identifier as `looms`",
        "2001.00001v2",
        "publications:\n" + paper(ids="{arxiv: 2001.00001}") + paper("b", title="B", ids="{arxiv: 2001.00002}"),
    ),
    "preprint before its number": Case(
        "publications:\n" + paper(kind="preprint", date="2020-05", ids="{arxiv: 2006.00001}"),
        "by its number, this was posted in 2020-06; `looms` begins as preprint in 2020-05",
        "2006.00001",
        "publications:\n" + paper(kind="preprint", date="2020-06", ids="{arxiv: 2006.00001}"),
    ),
    "posted long after publication": Case(
        "publications:\n" + paper(date="2020-05", ids="{arxiv: 2206.00001}"),
        "by its number, this was posted in 2022-06; `looms` begins as published in 2020-05",
        "2206.00001",
        "publications:\n" + paper(date="2020-05", ids="{arxiv: 2009.00001}"),
    ),
    "without me": Case(
        "publications:\n" + paper(authors="[Grace Holt, Ida Storm]"),
        "Ada Marlowe is not among the authors of `looms`",
        "authors",
        "publications:\n" + paper(authors="[Grace Holt, 'Marlowe, Ada']"),
    ),
    "without me, by a middle name": Case(
        "publications:\n" + paper(authors="[Grace Holt, Bea Marlowe]"),
        "Ada Marlowe is not among the authors of `looms`",
        "authors",
        "publications:\n" + paper(authors="[Grace Holt, Ada Byron Marlowe]"),
    ),
    "misspelt": Case(
        "people:\n  belkin: {name: Mikhail Belkin}\npublications:\n"
        + paper(authors="[me, belkin]")
        + paper("b", title="B", authors="[me, Mikahil Belkin]"),
        "`Mikahil Belkin` differs by a letter or two from Mikhail Belkin",
        "Mikahil Belkin",
        # An initial, a namesake with a short name, and an accent.
        "people:\n  belkin: {name: Mikhail Belkin}\n  yan: {name: Yan Wáng}\npublications:\n"
        + paper(authors="[me, belkin, yan]")
        + paper("b", title="B", authors="[me, M. Belkin, Yang Wang]")
        + paper("c", title="C", authors="[me, 'Bèlkin, Mikhail']"),
    ),
    "misspelt advisor": Case(
        "people:\n  drusvyatskiy: {name: Dmitriy Drusvyatskiy}\n"
        "teaching:\n  a: {title: A, organizations: X Y, role: TA, terms: 2020, instructors: drusvyatskiy}\n"
        "students:\n  b: {name: Dmitriy Drusviatskii, degree: M.S.}\n",
        "`Dmitriy Drusviatskii` differs by a letter or two from Dmitriy Drusvyatskiy",
        "Dmitriy Drusviatskii",
        "people:\n  drusvyatskiy: {name: {given: Dmitriy, family: Drusvyatskiy, also: Dmitriy Drusviatskii}}\n"
        "students:\n  b: {name: Dmitriy Drusviatskii, degree: M.S.}\n",
    ),
    "unused organization": Case(
        "organizations:\n  osu: {name: Ohio}\n  cse: {name: Computing, parent: osu}\n",
        "nothing refers to `cse`",
        "cse",
        "organizations:\n  osu: {name: Ohio}\n  cse: {name: Computing, parent: osu}\n"
        "honors:\n  loom: {title: Loom Prize, organization: cse, date: 2020}\n",
    ),
    "unused venue": Case(
        "venues:\n  looms: {name: Journal of Looms}\n",
        "nothing refers to `looms`",
        "looms",
        "venues:\n  looms: {name: Journal of Looms}\npublications:\n" + paper(venue="looms"),
    ),
    "unused person": Case(
        "people:\n  storm: {name: Ida Storm}\n",
        "nothing refers to `storm`",
        "storm",
        "people:\n  storm: {name: Ida Storm}\nstudents:\n  a: {name: 'Storm, Ida', degree: M.S.}\n",
    ),
    "no short interests": Case(
        "",
        "there are no short interests, so bios cannot say what you work on",
        "I work on looms.",
        "",
        PERSON.replace("{short: the theory of looms}", "I work on looms."),
    ),
    "no e-mail": Case(
        "",
        "there is no e-mail address",
        "contacts",
        "",
        PERSON.replace("ada@example.org}", "ada@example.org, end: 2020}"),
    ),
    "old metric": Case(
        "metrics:\n  citations: {name: Citations, value: 12, source: Google Scholar, date: 2024-10}\n",
        "`Citations` was counted in 2024-10",
        "2024-10",
        "metrics:\n  citations: {name: Citations, value: 12, source: Google Scholar, date: 2025-10}\n",
    ),
    "untitled talk": Case(
        "talks:\n  loom: {event: Loom Seminar, date: 2026-11-20}\n",
        "the talk `loom` of 2026-11-20 has no title",
        "loom",
        "talks:\n  loom: {event: Loom Seminar, date: 2026-11-24}\n  off: {date: 2020, cancelled: true}\n",
    ),
    "untranslated": Case(
        "positions:\n  lyon: {title: {en: Weaver, zh: 织工}, organizations: X Y, start: 2020}\n"
        "documents:\n  cv-zh: {language: zh-Hant}\n  cv-de: {language: de}\n  cv: {}\n",
        "there is no German text here; the English one stands in",
        "title",
        "positions:\n  lyon: {title: {en: Weaver, de: Weber}, organizations: X Y, start: 2020}\n"
        "documents:\n  cv-de: {language: de}\n  cv: {}\n",
    ),
    "untranslated item, in a language without a name here": Case(
        "positions:\n  lyon: {title: A, organizations: X Y, start: 2020, highlights: [A, {nl: Weefde, br: Gweañ}]}\n"
        "documents:\n  cv-eu: {language: eu}\n",
        "there is no `eu` text here; the `nl` one stands in",
        "{",
        "positions:\n  lyon: {title: A, organizations: X Y, start: 2020, highlights: {nl: Weefde, eu: Ehundu}}\n"
        "documents:\n  cv-eu: {language: eu}\n",
    ),
    "position to come": Case(
        "positions:\n  next: {title: Weaver, organizations: X Y, start: 2027-08}\n",
        "the position `next` begins in 2027-08, and no document tells of it before",
        "2027-08",
        "positions:\n  next: {title: Weaver, organizations: X Y, start: 2027-08, announced: 2026-12}\n",
    ),
    "position announced too late": Case(
        "positions:\n  next: {title: Weaver, organizations: X Y, start: 2027-08, announced: 2027-09}\n",
        "the position `next` is announced in 2027-09, but begins in 2027-08",
        "2027-09",
        "positions:\n  next: {title: Weaver, organizations: X Y, start: 2020-08, announced: 2020-08}\n",
    ),
    "bio at a former place": Case(
        JOBS,
        "the short bio says `Example University` of today, but the position `then` ended in 2020",
        '"Ada',
        JOBS,
        by_hand("Ada is a researcher at Example University, where she weaves."),
        by_hand(
            "Ada is a researcher at the Example University Press. She was at Example University, and is at Looms Inc. "
            "now. Before, she worked at Example University. Her advisor is a professor at Example University."
        ),
    ),
    "bio with a former title": Case(
        JOBS,
        "the short bio says `Postdoc` of today, but the position `then` ended in 2020",
        '"Ada',
        JOBS,
        by_hand("Ada is currently a postdoc. She weaves."),
        by_hand("Ada is a weaver and was a postdoc. She is a postdoctoral coordinator."),
    ),
    "bio of a student": Case(
        "education:\n  phd: {degree: Ph.D., organizations: X Y, start: 2016, end: 2020}\n",
        "the short bio says `Ph.D. student` of today, but the degree `phd` ended in 2020",
        '"Ada',
        "education:\n  phd: {degree: Ph.D., organizations: X Y, start: 2020}\n",
        by_hand("Ada is a Ph.D. student."),
        by_hand("Ada is a Ph.D. student."),
    ),
    "bio with a former name of an organization": Case(
        RENAMED,
        "the short bio says `Thread`, which since 2021 is Looms",
        '"Ada',
        RENAMED,
        by_hand("Ada is a weaver at Thread."),
        by_hand("Ada is a weaver at Looms. She was at Thread before."),
    ),
    "bio with a former title of a paper": Case(
        RETITLED,
        "the short bio has `looms` under its former title, On looms of old",
        '"Ada',
        RETITLED,
        by_hand("Ada wrote “On looms of old”."),
        by_hand("Ada wrote “Looms, old and new”, first called “On looms of old”."),
    ),
    "bio with a former standing": Case(
        ADVISED,
        "the short bio says `Dr. Bo Li`, and `li` is Prof. in the profile",
        '"Ada',
        ADVISED,
        by_hand("Ada is advised by Dr. Bo Li."),
        by_hand("Ada is advised by Professor Bo Li. Dr. Bo Limann is somebody else."),
    ),
    "bio that counts": Case(
        "publications:\n" + paper(),
        "the short bio counts three publications, and the profile has 1",
        '"Ada',
        "publications:\n" + paper(),
        by_hand("Ada has published three papers."),
        by_hand("Ada has published one paper. She has three papers on looms, and has read 12 papers."),
    ),
    "bio too long for its length": Case(
        "",
        "the short bio has 61 words, and that length has at most 60",
        '"Ada',
        "",
        by_hand("Ada weaves" + " and weaves" * 29 + " still."),
        by_hand("Ada weaves" + " and weaves" * 29 + "."),
    ),
    "gap": Case(
        "education:\n  bs: {degree: B.S., organizations: X Y, start: 2010-09, end: 2014-06}\n"
        "positions:\n  job: {title: Weaver, organizations: X Y, start: 2015-09}\n",
        "nothing stands between 2014-06 and 2015-09",
        "2015-09",
        "education:\n  bs: {degree: B.S., organizations: X Y, start: 2010-09, end: 2014-06}\n"
        "positions:\n  job: {title: Weaver, organizations: X Y, start: 2015-05}\n",
    ),
}


def advice_on(text: str, folder: Path) -> list[Problem]:
    path = folder / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return advise(load(path), TODAY)


@pytest.mark.parametrize("name", CASES)
def test_what_looks_wrong_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    [problem] = advice_on(case.person + case.wrong, tmp_path)
    assert problem.message == case.message
    assert problem.severity == "advice"
    assert problem.help
    place = problem.place
    assert place is not None
    assert place.excerpt[place.column - 1 : place.end_column - 1].startswith(case.marked)


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_passes(name: str, tmp_path: Path) -> None:
    assert advice_on(CASES[name].right_person + CASES[name].right, tmp_path) == []


def test_every_rule_has_a_case(tmp_path: Path) -> None:
    silent = {rule.__name__ for rule in RULES}
    for case in CASES.values():
        path = tmp_path / "profile.yaml"
        path.write_text(case.person + case.wrong, encoding="utf-8")
        profile = load(path).profile
        silent -= {rule.__name__ for rule in RULES if list(rule(profile, TODAY))}
    assert silent == set()


def test_every_rule_says_what_it_expects() -> None:
    for rule in RULES:
        doc = rule.__doc__ or ""
        assert doc.endswith(".")
        assert "\n" not in doc


def test_the_day_counts(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(PERSON + CASES["long under review"].wrong, encoding="utf-8")
    loaded = load(path)
    assert advise(loaded, date(2026, 10, 1)) == []
    assert len(advise(loaded, date(2026, 11, 15))) == 1


def test_a_misspelt_name_is_told_once_and_never_for_a_coauthor_of_the_same_paper(tmp_path: Path) -> None:
    twice = paper(authors="[me, Grace Holister]") + paper("b", title="B", authors="[me, Grace Holister]")
    both = paper("c", title="C", authors="[me, holt, Grace Holister]")
    people = "people:\n  holt: {name: Grace Hollister}\npublications:\n"
    assert [problem.message for problem in advice_on(PERSON + people + both, tmp_path)] == []
    told = advice_on(PERSON + people + both + twice, tmp_path)
    assert [(problem.message, problem.place and problem.place.line) for problem in told] == [
        ("`Grace Holister` differs by a letter or two from Grace Hollister", 10)
    ]


def test_advice_comes_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "venues:\n  a: {name: A}\n" + PERSON.replace("email: {", "phone: {").replace("kind: email", "kind: phone")
    lines = [problem.place.line for problem in advice_on(text, tmp_path) if problem.place]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_advice_on_a_bibliography_stands_in_its_file(tmp_path: Path) -> None:
    entry = "@article{%s,\n  title = {On looms},\n  author = {Ada Marlowe},\n  year = 2020\n}\n"
    (tmp_path / "papers.bib").write_text(entry % "first" + entry % "second", encoding="utf-8")
    [problem] = advice_on(PERSON + "bibliography: papers.bib\n", tmp_path)
    assert problem.message == "`second` has the same title as `first`"
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("papers.bib", 7)


def test_what_was_read_only_in_part_is_among_the_advice(tmp_path: Path) -> None:
    entry = "@article{first,\n  title = {On \\shuttle looms},\n  author = {Ada Marlowe},\n  year = 2020\n}\n"
    (tmp_path / "papers.bib").write_text(entry, encoding="utf-8")
    text = PERSON + "bibliography: papers.bib\nvenues:\n  a: {name: A}\n"
    told = [
        (problem.severity, problem.place and Path(problem.place.file).name) for problem in advice_on(text, tmp_path)
    ]
    assert told == [("advice", "profile.yaml"), ("advice", "papers.bib")]


def test_a_comment_without_a_space_may_have_been_meant_as_text(tmp_path: Path) -> None:
    text = """\
person:
  name: Ada Marlowe #the first
  headline: Prize #1
  contacts: {email: {kind: email, value: ada@example.org}}
  interests:
    short: the theory of
      loom #2 and loom 3
documents:
  cv:
    accent: #123456
    sections:
      - honors #1
      - talks
honors:
  a: {title: Weaver of "the year" #1
    , organization: X Y, date: 2020}
"""
    told = advice_on(text, tmp_path)
    assert {problem.message for problem in told} == {"what follows ` #` is a comment and is not read"}
    marked = [(place.line, place.excerpt[place.column - 1 : place.end_column - 1]) for p in told if (place := p.place)]
    assert marked == [(2, "#the first"), (3, "#1"), (7, "#2 and loom 3"), (10, "#123456"), (12, "#1"), (15, "#1")]
    assert '`"Prize #1"`' in told[1].help
    assert '`"#123456"`' in told[3].help
    assert "`'Weaver of \"the year\" #1'`" in told[5].help


def test_a_comment_that_looks_like_one_is_let_pass(tmp_path: Path) -> None:
    text = """\
#person
person: #whose profile it is
  name: Ada Marlowe  # or Ada
  headline: "Prize #1"
  contacts: {email: {kind: email, value: ada@example.org}} #one
  # headline: #
  interests: ##
    #: nothing
    short: a C#program of looms ## ----
    long: |  #as it stands
      Prize #1
documents:
  cv:
"""
    assert advice_on(text, tmp_path) == []


def test_a_text_where_a_name_should_stand_is_not_taken_for_a_misspelling() -> None:
    assert list(_traces("weaver " * 3))
    assert not list(_traces("weaver " * 2000))


@pytest.mark.parametrize(
    ("date", "history", "offered"),
    [
        ("2024-05", "{date: 2023, status: preprint}", "- {date: 2024-05, status: published}"),
        ("2027-05", "", "history: [{date: 2026-11, status: accepted}, {date: 2027-05, status: published}]"),
    ],
)
def test_the_states_that_are_offered_leave_nothing_to_advise(
    tmp_path: Path, date: str, history: str, offered: str
) -> None:
    [problem] = advice_on(PERSON + "publications:\n" + paper(date=date, history=f"[{history}]"), tmp_path)
    assert f"`{offered}`" in problem.help
    whole = f"[{history}, {offered[2:]}]" if history else offered.removeprefix("history: ")
    assert advice_on(PERSON + "publications:\n" + paper(date=date, history=whole), tmp_path) == []
