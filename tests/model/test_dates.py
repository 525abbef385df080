import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.dates import read_when
from planner.model.evidence import DATE, When


@pytest.mark.parametrize(
    ("shown", "start", "end"),
    [
        ("1924", "1924", "1924"),
        ("in 1925", "1925", "1925"),
        ("January 1924", "1924-01", "1924-01"),
        ("21 January 1924", "1924-01-21", "1924-01-21"),
        ("21st Jan. 1924", "1924-01-21", "1924-01-21"),
        ("August 1940", "1940-08", "1940-08"),
        ("1922–29", "1922", "1929"),
        ("1927-28", "1927", "1928"),
        ("1922-1929", "1922", "1929"),
        ("from 1922", "1922", "1922"),
        ("January 1924 to 1927", "1924-01", "1927"),
        ("1927, and again in 1925", "1925", "1927"),
        ("the 1920s", "1920", "1929"),
        ("in 871", "0871", "0871"),
        ("1500 men", "1500", "1500"),
        ("january 1924", "1924-01", "1924-01"),
        ("44 BC", "-0044", "-0044"),
        ("264–146 BC", "-0264", "-0146"),
        ("1924-01-21", "1924-01-21", "1924-01-21"),
        ("from 1922 to 1924", "1922", "1924"),
        ("19th century", "1801", "1900"),
    ],
)
def test_dates_are_read_as_people_write_them(shown, start, end):
    assert read_when(shown) == When(shown, start, end)


@pytest.mark.parametrize(
    "shown", ["", "some time later", "12 votes", "room 12345", "12345-67890", "١٩٢٤"]
)
def test_what_names_no_date_gets_none(shown):
    assert read_when(shown) == When(shown)


def test_a_day_that_no_month_has_is_left_out():
    assert read_when("45 January 1924").start == "1924-01"


def test_a_span_that_runs_backwards_is_two_dates():
    assert read_when("1929-22") == When("1929-22", "1929", "1929")


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_dates_that_sort_or_none(shown):
    when = read_when(shown)
    for date in (when.start, when.end):
        assert not date or re.match(DATE, date)
    assert bool(when.start) == bool(when.end)
    assert when.start[:4] <= when.end[:4] or not when.start


@given(st.text(max_size=60))
def test_no_year_is_invented(shown):
    when = read_when(shown)
    if when.start and "century" not in when.shown.lower():
        assert when.start.lstrip("-").partition("-")[0].lstrip("0") in when.shown
