"""News: the person's own lines, and lines drawn from entries, with the audience and the day of what they report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cvkit.model.profile import Profile
from cvkit.view.compose import compose
from cvkit.view.document import document_facts, plain
from profiles import Raw, small

LATE = date(2030, 1, 1)
OWN = {"own": {"extends": "site", "sections": [{"section": "news", "automatic": False}]}}


def lines(profile: Profile, as_of: date, document: str = "own") -> list[str]:
    """Each line of news with its date."""
    return [
        f"{plain(entry.title)} ({plain(entry.when)})"
        for section in compose(profile, document, as_of).sections
        if section.name == "news"
        for entry in section.entries
    ]


HISTORY = [
    {"date": "2020-05", "status": "preprint", "title": "Draft", "authors": ["me", "Bo Li"]},
    {"date": "2021-05", "status": "accepted"},
    {"date": "2021-05-20", "status": "published"},
]
SECTIONS: dict[str, Raw] = {
    "publications": {
        "conf/p": {
            "title": "Engines",
            "authors": ["me", "Bo Li", "Cy Wu"],
            "kind": "conference",
            "venue": "ec",
            "date": "2021-07",
            "history": HISTORY,
        }
    },
    "venues": {"ec": {"name": "Engine Congress", "short": "EC"}},
    "organizations": {"acme": {"name": "Meta", "formerly": [{"name": "Facebook", "until": "2021-10"}]}},
    "positions": {"job": {"title": "Fellow", "organizations": "acme", "start": "2021-03", "end": "2021-08"}},
    "education": {
        "phd": {"degree": "Ph.D.", "field": "Physics", "organizations": "acme", "start": 2015, "end": "2020-05"},
        "left": {"degree": "M.S.", "organizations": "acme", "start": 2014, "end": "2015", "outcome": "left"},
    },
    "talks": {
        "t": {"title": "On $x$", "date": "2021-05-10"},
        "untitled": {"date": "2021-05-10", "kind": "keynote"},
    },
    "honors": {"h": {"title": "Prize", "date": "2021-05"}},
    "grants": {"g": {"title": "Grant", "start": "2021-05"}},
    "students": {"s": {"name": "Di Xu", "degree": "Ph.D.", "start": "2021-05"}},
}


@pytest.mark.parametrize(
    ("news", "day", "expected"),
    [
        (
            {"about": "publications/conf/p", "event": "preprint"},
            "2020-05-01",
            "New preprint: Draft, with Bo Li. (May 2020)",
        ),
        (
            {"about": "publications/conf/p", "event": "accepted"},
            "2021-05-01",
            "Accepted to EC 2021: Engines, with Bo Li and Cy Wu. (May 2021)",
        ),
        (
            {"about": "publications/conf/p", "event": "published"},
            "2021-05-20",
            "Published in EC 2021: Engines, with Bo Li and Cy Wu. (May 2021)",
        ),
        ({"about": "positions/job", "event": "start"}, "2021-03-01", "Started as Fellow at Facebook. (Mar 2021)"),
        ({"about": "positions/job", "event": "end"}, "2021-09-01", "Finished as Fellow at Facebook. (Aug 2021)"),
        ({"about": "education/phd", "event": "end"}, "2020-06-01", "Received Ph.D. in Physics, Facebook. (May 2020)"),
        ({"about": "education/left", "event": "end"}, "2016-01-01", "Left M.S., Facebook. (2015)"),
        ({"about": "education/left", "event": "start"}, "2014-01-01", "Began M.S., Facebook. (2014)"),
        ({"about": "talks/t"}, "2021-05-10", "On x (May 2021)"),
        ({"about": "talks/untitled"}, "2021-05-10", "Title to be announced (May 2021)"),
        ({"about": "honors/h"}, "2021-05-01", "Received Prize. (May 2021)"),
        ({"about": "grants/g", "event": "start"}, "2021-05-01", "Grant (May 2021)"),
        ({"about": "students/s", "event": "start"}, "2021-05-01", "Di Xu, Ph.D. (May 2021)"),
        ({"about": "organizations/acme", "text": "It *moved*.", "date": "2021"}, "2021-01-01", "It moved. (2021)"),
        ({"about": "positions/job", "event": "start", "date": "2021-04-05"}, "2021-04-05",
         "Started as Fellow at Facebook. (Apr 2021)"),
    ],
)  # fmt: skip
def test_a_line_tells_an_event_from_its_day_on(news: Raw, day: str, expected: str) -> None:
    profile = small(**SECTIONS, documents=OWN, news={"n": news})
    begins = date.fromisoformat(day)
    assert lines(profile, date.fromordinal(begins.toordinal() - 1)) == []
    assert lines(profile, begins) == [expected]


def test_news_does_not_change_when_the_world_moves_on() -> None:
    profile = small(**SECTIONS, documents=OWN, news={"n": {"about": "publications/conf/p", "event": "accepted"}})
    assert lines(profile, LATE) == lines(profile, date(2021, 5, 1))


def test_drawn_words_wait_for_what_they_tell_although_dated_before() -> None:
    news = {"n": {"about": "positions/job", "event": "start", "date": "2021-01"}}
    profile = small(**SECTIONS, documents=OWN, news=news)
    assert lines(profile, date(2021, 2, 28)) == []
    assert lines(profile, date(2021, 3, 1)) == ["Started as Fellow at Facebook. (Jan 2021)"]


def test_own_words_may_speak_of_what_is_to_come() -> None:
    news = {"n": {"about": "positions/job", "event": "start", "date": "2021-01", "text": "I will join."}}
    assert lines(small(**SECTIONS, documents=OWN, news=news), date(2021, 1, 1)) == ["I will join. (Jan 2021)"]


@pytest.mark.parametrize(
    ("of_news", "of_entry", "expected"),
    [
        (None, None, True),
        (None, "cv", False),
        ("cv", None, False),
        ("site", None, True),
        (None, "site", True),
        (["cv", "site"], ["site", "bio"], True),
        (["cv", "site"], ["cv", "bio"], False),
        ([], None, False),
        (None, [], False),
    ],
)
def test_news_shows_to_those_who_may_see_both_it_and_its_entry(of_news: Any, of_entry: Any, expected: bool) -> None:
    honor = {"title": "Prize", "date": 2020} | ({"show": of_entry} if of_entry is not None else {})
    news = {"about": "honors/h", "text": "I won it."} | ({"show": of_news} if of_news is not None else {})
    assert bool(lines(small(honors={"h": honor}, news={"n": news}, documents=OWN), LATE)) == expected


def test_the_date_of_drawn_news_leads_to_the_event() -> None:
    news = {"a": {"about": "publications/conf/p", "event": "accepted"}, "b": {"about": "honors/h"}}
    profile = small(**SECTIONS, documents=OWN, news=news)
    (section,) = compose(profile, "own", LATE).sections
    paths = [fact.path for entry in section.entries for fact in entry.when if hasattr(fact, "path")]
    assert paths == ["/publications/conf~1p/history/1/date", "/honors/h/date"]
    assert "/publications/conf~1p/title" in {fact.path for fact in document_facts(compose(profile, "site", LATE))}


def test_entries_make_news_by_themselves_unless_own_news_tells_the_event_or_hides_it() -> None:
    drawn = lines(small(**SECTIONS), LATE, "site")
    assert len(drawn) == 6
    assert "Received Prize. (May 2021)" in drawn
    told = small(**SECTIONS, news={"n": {"about": "honors/h", "text": "I won."}})
    assert sorted(lines(told, LATE, "site")) == sorted(
        "I won. (May 2021)" if "Prize" in line else line for line in drawn
    )
    hidden = small(**SECTIONS, news={"n": {"about": "honors/h", "hide": True}})
    assert lines(hidden, LATE, "site") == [line for line in drawn if "Prize" not in line]


def test_automatic_news_tells_nothing_before_its_day_and_nothing_of_what_is_hidden() -> None:
    honor = {"title": "Prize", "date": "2021-05"}
    assert lines(small(honors={"h": honor}), date(2021, 4, 30), "site") == []
    assert lines(small(honors={"h": honor | {"show": "cv"}}), LATE, "site") == []
