"""Dates in text, in the forms that people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.audit.clocks import clocks
from cvkit.audit.dates import Moment, dates, is_date
from cvkit.model.dates import PartialDate
from cvkit.view.languages import LOCALES

POINTS = [
    ("Mar 29", [Moment(None, 3, 29)]),
    ("29 March 2024", [Moment(2024, 3, 29)]),
    ("March 29th, 2024", [Moment(2024, 3, 29)]),
    ("2024-03-29", [Moment(2024, 3, 29)]),
    ("2024/08: Joined", [Moment(2024, 8)]),
    ("05/2021", [Moment(2021, 5)]),
    ("Sept. 2020", [Moment(2020, 9)]),
    ("2021年5月", [Moment(2021, 5)]),
    ("17'Sp, 18'Au", [Moment(2017, season="Spring"), Moment(2018, season="Autumn")]),
    ("24 Fall", [Moment(2024, season="Fall")]),
    ("Fall '24", [Moment(2024, season="Fall")]),
    ("2018, 2019,2020", [Moment(2018), Moment(2019), Moment(2020)]),
    ("May 5, 2021", [Moment(2021, 5, 5)]),
]
RANGES = [
    ("2021–present", (Moment(2021), None)),
    ("Aug. 2015 – May 2021", (Moment(2015, 8), Moment(2021, 5))),
    ("May – Aug 2019", (Moment(2019, 5), Moment(2019, 8))),
    ("2019–21", (Moment(2019), Moment(2021))),
    ("Since 2022", (Moment(2022), None)),
    ("Jan 2021 to date", (Moment(2021, 1), None)),
    ("until 2019", (None, Moment(2019))),
    ("2020 –", (Moment(2020), None)),
    ("mai 2021 – aujourd’hui", (Moment(2021, 5), None)),
]


@pytest.mark.parametrize(("text", "moments"), POINTS)
def test_a_point_in_time_is_read(text: str, moments: list[Moment]) -> None:
    found = dates(text)
    assert [when.first for when in found] == moments
    assert not any(when.ranged for when in found)


@pytest.mark.parametrize(("text", "ends"), RANGES)
def test_a_range_is_read_as_one(text: str, ends: tuple[Moment | None, Moment | None]) -> None:
    (found,) = dates(text)
    assert (found.first, found.last) == ends
    assert found.ranged
    assert found.open == (ends[1] is None)


@pytest.mark.parametrize("text", ["PHY 820", "room 1204", "5.2%", "100200", "may differ", "a march", "12(3)"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) == []


@given(st.integers(1950, 2099), st.integers(1, 12), st.sampled_from(sorted(LOCALES)), st.booleans())
def test_every_month_that_a_locale_prints_is_read(year: int, month: int, language: str, short: bool) -> None:
    text = LOCALES[language].date(PartialDate(year, month), short=short)
    (found,) = dates(f"Talk, {text}.")
    assert found.first == Moment(year, month)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("11:45am–12:45pm", "11:45", "12:45"),
        ("2-3 pm", "14:00", "15:00"),
        ("11–1pm", "11:00", "13:00"),
        ("16:00", "16:00", ""),
    ],
)
def test_times_of_day_are_read(text: str, since: str, until: str) -> None:
    assert [(start, end) for _, start, end in clocks(text)] == [(since, until)]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("10 Dec 2026, 16:30–18:00 JST", True),
        ("20. Februar 2027, 9:00 (UTC-8)", True),
        ("09:00 PST", True),
        ("09:00 Physics", False),
        ("JST", False),
    ],
)
def test_a_time_of_day_with_its_zone_is_a_part_of_a_date(text: str, alone: bool) -> None:
    assert is_date(text) is alone


def test_a_year_is_no_time_of_day() -> None:
    assert clocks("2021–2022, room 307") == []


@pytest.mark.parametrize(
    ("moment", "known", "agrees"),
    [
        (Moment(2018, season="Fall"), "Autumn 2018", True),
        (Moment(2018, season="Fall"), "2018-09", True),
        (Moment(2018, season="Fall"), "Spring 2018", False),
        (Moment(2018, 9), "Fall 2018", True),
        (Moment(2018), "2018-05-31", True),
        (Moment(2018, 5), "2018-06", False),
        (Moment(None, 3, 29), "2024-03-29", True),
        (Moment(None, 3, 28), "2024-03-29", False),
        (Moment(2019), "2018", False),
    ],
)
def test_dates_agree_as_far_as_both_are_told(moment: Moment, known: str, agrees: bool) -> None:
    assert moment.agrees(PartialDate.parse(known)) is agrees


def test_a_day_that_its_month_has_not_is_read_as_the_month() -> None:
    (found,) = dates("Talk, 31 February 2024.")
    assert found.first is not None
    assert found.first.partial() == PartialDate.parse("2024-02")
