import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.axis import make_axis, span_of, year_words
from planner.model.evidence import When
from tests import strategies

SPANS = st.lists(
    st.tuples(st.floats(-3_000, 2_030), st.floats(0, 30)).map(lambda of: (of[0], of[0] + of[1])),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When("1924", "1924", "1924"), (1924, 1925)),
        (When("", "1924"), (1924, 1925)),
        (When("", "", "1924"), (1924, 1925)),
        (When("", "1924-01", "1924-01"), (1924, 1924 + 1 / 12)),
        (When("", "1922", "1924-06"), (1922, 1924.5)),
        (When("", "1924-07-01", "1924-07-01"), (1924.5, 1924.5 + 1 / 372)),
        (When("", "-0044", "-0044"), (-44, -43)),
        (When("long ago"), None),
    ],
)
def test_a_date_covers_the_year_the_month_or_the_day_that_it_names(when, expected):
    assert span_of(when) == (expected and pytest.approx(expected))


@given(strategies.dates(), strategies.dates())
def test_a_span_never_ends_before_it_begins(start, end):
    span = span_of(When("", start, end))
    assert (span is None) == (not start and not end)
    assert span is None or span[0] < span[1]


@given(SPANS)
def test_later_is_never_further_left_and_all_is_within_the_axis(spans):
    axis = make_axis(spans, 34, 774)
    moments = sorted(moment for span in spans for moment in span)
    places = [axis.at(moment) for moment in moments]
    assert places == sorted(places)
    assert all(33.98 <= place <= 808.02 for place in places)


@given(SPANS)
def test_ticks_go_from_left_to_right_within_the_axis(spans):
    places = [tick.x for tick in make_axis(spans, 34, 774).ticks()]
    assert places == sorted(places)
    assert places[0] >= 33.9
    assert places[-1] == pytest.approx(808)


def words(*spans):
    return [tick.words for tick in make_axis(spans, 0, 700).ticks() if tick.words]


def test_years_are_named_in_round_steps():
    assert words((1922, 1925))[0] == "Jan 1922"
    assert words((1922, 1930)) == [str(year) for year in range(1922, 1930)]
    assert words((1800, 1990)) == [str(year) for year in range(1800, 1990, 20)]
    assert words((-60, 20))[:2] == ["60 BC", "55 BC"]
    assert words((1924, 1924.5))[:2] == ["Jan 1924", "Feb 1924"]


def test_a_long_stretch_without_evidence_is_cut_short():
    axis = make_axis([(1917, 1918), (1921, 1930), (1940, 1941)], 0, 700)
    assert len(axis.breaks) == 2
    assert all(end - start == pytest.approx(0.035 * 700) for start, end in axis.breaks)
    assert axis.at(1918) == pytest.approx(axis.breaks[0][0])
    assert axis.at(1921) == pytest.approx(axis.breaks[0][1])
    # A year is as long on each side of a break.
    assert axis.at(1922) - axis.at(1921) == pytest.approx(axis.at(1941) - axis.at(1940))
    assert words((1917, 1918), (1921, 1930))[:3] == ["1917", "1921", "1922"]


def test_a_short_stretch_is_not_cut():
    axis = make_axis([(1922, 1924), (1925, 1930)], 0, 800)
    assert axis.breaks == ()
    assert axis.at(1926) == pytest.approx(400)


def test_one_moment_has_an_axis():
    axis = make_axis([(1924.5, 1924.5)], 0, 700)
    assert 0 <= axis.at(1924.5) <= 700
    assert axis.ticks()[0].words == "Jul 1924"


def test_years_before_christ():
    assert (year_words(-44), year_words(1066)) == ("44 BC", "1066")


@given(SPANS, st.floats(0, 1))
def test_a_place_is_that_of_its_moment(spans, share):
    axis = make_axis(spans, 34, 774)
    place = 34 + 774 * share
    assert axis.at(axis.moment(place)) == pytest.approx(place, abs=1e-3)


def fine(start, end, width):
    axis = make_axis([(start, end)], 0, width)
    return [tick.words for tick in axis.ticks(fine=True) if tick.words]


def test_nearer_an_axis_names_months_and_days():
    assert fine(1914, 1934, 600)[:2] == ["1914", "1916"]
    assert fine(1914, 1934, 20 * 12 * 70)[5:7] == ["Jun 1914", "Jul 1914"]
    assert fine(1914, 1934, 20 * 372 * 15)[:5] == [
        *(f"{day} Jan 1914" for day in (1, 8, 15, 22)),
        "1 Feb 1914",
    ]
    days = fine(1924, 1925, 372 * 90)
    assert days[:2] == ["1 Jan 1924", "2 Jan 1924"]
    # A leap year, in which no month has a day too many.
    assert len(days) == 366
    assert fine(-44, -43, 12 * 70)[2] == "Mar 44 BC"


@given(SPANS, st.floats(0, 700), st.floats(1, 300))
def test_the_ticks_of_a_part_are_those_of_the_whole(spans, begin, wide):
    axis = make_axis(spans, 0, 774)
    there = [t for t in axis.ticks(fine=True) if begin <= t.x <= begin + wide]
    part = axis.ticks((begin, begin + wide), fine=True)
    inside = [t for t in part if begin <= t.x <= begin + wide]
    assert [t.words for t in inside] == [t.words for t in there]
    assert [t.x for t in inside] == pytest.approx([t.x for t in there], abs=1e-3)


def test_only_what_is_seen_of_a_long_axis_is_gone_through():
    axis = make_axis([(-2_000, 2_000)], 0, 4_000 * 372 * 90)
    middle = axis.at(1924)
    assert len(axis.ticks((middle, middle + 900), fine=True)) < 20


def test_a_gap_can_be_of_so_many_points():
    axis = make_axis([(1917, 1918), (1940, 1941)], 0, 700, 30)
    (first, last) = axis.breaks[0]
    assert last - first == pytest.approx(30)
    assert axis.at(1941) == pytest.approx(700)
