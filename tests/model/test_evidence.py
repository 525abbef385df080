import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.evidence import Card, Date, pack_of, sort_key
from tests.strategies import cards, dates, factors, questions

IN_ORDER = [
    "-0044-03-15",
    "-0044-03-16",
    "-0044-04",
    "-0043",
    "-0001-12-31",
    "0001",
    "476",
    "1066-10-14",
    "1924-01-21",
    "1924-01-27",
    "1924-05",
    "1925",
    "9999-12-31",
]


def test_dates_sort_in_the_order_of_time():
    backwards = IN_ORDER[::-1]
    assert sorted(backwards, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [
        ("1924", "1924-01-01", "1924-12-31"),
        ("1924-05", "1924-05-01", "1924-05-31"),
        ("1924-05-09", "1924-05-09", "1924-05-09"),
        ("-0044", "-0044-01-01", "-0044-12-31"),
    ],
)
def test_a_date_covers_its_days(whole, first, last):
    assert sort_key(whole) == sort_key(first)
    assert sort_key(whole, last=True) == sort_key(last)


@pytest.mark.parametrize("date", ["-0044", "-0044-06", "-0001", "0001", "1924"])
def test_a_span_lies_between_its_neighbours(date):
    assert sort_key(date) <= sort_key(date, last=True)


def test_the_year_before_ends_before_the_year_begins():
    for year in (-44, -2, 1, 1923):
        written = [f"{'-' * (y < 0)}{abs(y):04}" for y in (year, year + 1)]
        assert sort_key(written[0], last=True) < sort_key(written[1])


@pytest.mark.parametrize("nothing", ["", "soon", "1924\n", "1924-1", "19245", "1924-01-21T00:00"])
def test_what_is_no_date_has_no_place(nothing):
    assert sort_key(nothing) is None
    assert sort_key(nothing, last=True) is None


@given(dates().filter(bool))
def test_every_date_that_is_kept_has_a_place(date):
    assert msgspec.convert(date, Date) == date
    assert sort_key(date) <= sort_key(date, last=True)


def moment(date):
    year, *rest = (int(part) for part in date.lstrip("-").split("-"))
    return (-year if date.startswith("-") else year, *rest)


days = st.builds(
    "{}{:04}-{:02}-{:02}".format,
    st.sampled_from(["", "-"]),
    *map(st.integers, (1, 1, 1), (9999, 12, 31)),
)


@given(days, days)
def test_days_sort_by_year_then_month_then_day(one, other):
    assert (sort_key(one) < sort_key(other)) == (moment(one) < moment(other))


@pytest.mark.parametrize(
    "unsound", ["\n", "1924\n", "1924-13", "1924-00", "1924-01-32", "1924-1-1", "24 May", "١٩٢٤"]
)
def test_a_date_that_could_not_be_sorted_is_refused(unsound):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(unsound, Date)


@given(st.one_of(cards(), factors(), questions()))
def test_evidence_is_read_as_it_was_written(value):
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


def test_an_id_says_its_pack():
    assert pack_of("power-struggle/funeral-trick") == "power-struggle"
    assert Card("own/mine", "Mine").pack == "own"


def test_what_is_not_known_is_refused():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "own/a", "headline": "A", "script": "x"}, Card)
