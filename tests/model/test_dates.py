"""Partial dates: what is written comes back, and the order is that of the intervals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.model.dates import SEASONS, YEARS, PartialDate

YEAR = st.sampled_from(YEARS)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)))
    season = draw(st.sampled_from(sorted(SEASONS)))
    return draw(
        st.sampled_from(
            [
                PartialDate(day.year),
                PartialDate(day.year, day.month),
                PartialDate(day.year, day.month, day.day),
                PartialDate(day.year, season=season),
            ]
        )
    )


DAYS = st.dates(date(YEARS.start - 1, 1, 1), date(YEARS.stop, 12, 31))


@given(partial_dates())
def test_what_is_written_comes_back(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert str(PartialDate.parse(str(value))) == str(value)


@given(partial_dates())
def test_an_interval_is_never_empty_and_stays_in_its_year(value: PartialDate) -> None:
    assert value.first <= value.last
    assert value.first.year == value.last.year == value.year


@given(partial_dates(), partial_dates(), partial_dates())
def test_the_order_is_total(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert not (a <= b and b <= c) or a <= c
    assert a != b or hash(a) == hash(b)


@given(partial_dates(), partial_dates())
def test_the_order_agrees_with_the_intervals(a: PartialDate, b: PartialDate) -> None:
    if a.last < b.first:
        assert a < b
    if a < b:
        assert a.first <= b.first
    if a == b:
        assert (a.first, a.last) == (b.first, b.last)


@given(partial_dates(), DAYS, st.integers(0, 800))
def test_what_has_begun_or_ended_stays_so(value: PartialDate, day: date, later: int) -> None:
    after = day + timedelta(days=later)
    assert value.begun(after) or not value.begun(day)
    assert value.over(after) or not value.over(day)
    assert value.begun(day) or not value.over(day)


@given(partial_dates())
def test_the_boundaries_are_the_first_day_and_the_day_after_the_last(value: PartialDate) -> None:
    one = timedelta(days=1)
    assert value.begun(value.first)
    assert not value.begun(value.first - one)
    assert not value.over(value.last)
    assert value.over(value.last + one)


@given(st.text(max_size=12) | st.from_regex(r"\d{4}(-\d\d){0,2}", fullmatch=True))
def test_any_text_is_a_date_that_comes_back_or_a_value_error(text: str) -> None:
    try:
        value = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(value)) == value


@pytest.mark.parametrize(
    "text", ["2021-13", "2021-00", "2023-02-29", "1899", "2101", "21", "2021-5", "Sprng 2021", "٢٠٢١", "", "2021-05-"]
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|there is no|is outside"):
        PartialDate.parse(text)


def test_two_names_of_one_season_are_equal() -> None:
    assert PartialDate.parse("fall 2018") == PartialDate.parse("Autumn 2018") > PartialDate.parse("2018-08")
