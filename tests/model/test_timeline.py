import dataclasses
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, When
from planner.model.timeline import GAP, MARK, in_time, lay_out, most_zoom
from tests import strategies

WORDS = 120.0


def card(start, end="", name="a"):
    return Card(f"p/{name}", f"Card {name}", when=When("", start, end or start))


def laid(cards, width=800.0, rows=20, words=WORDS, x=0.0):
    dated, _ = in_time(cards)
    return lay_out(dated, [words] * len(dated), width, rows, x)


def year(month="", day=""):
    return st.integers(1900, 1950).map(lambda y: f"{y}{month}{day}")


SOME = st.lists(
    st.one_of(
        year().map(card),
        st.integers(1920, 1923).map(lambda y: card(str(y))),
        st.builds(lambda y, m: card(f"{y}-{m:02}"), st.integers(1900, 1940), st.integers(1, 12)),
        st.builds(
            lambda y, n: card(str(y), str(y + n)), st.integers(1900, 1940), st.integers(1, 9)
        ),
        st.builds(
            lambda w: Card("p/b", "b", when=w), st.builds(When, st.just(""), strategies.dates())
        ),
    ),
    min_size=1,
    max_size=60,
)
VIEWS = (st.floats(200, 20_000), st.integers(1, 30), st.floats(10, 300))


@given(st.lists(strategies.cards(), max_size=20))
def test_every_card_is_in_time_or_without_a_date(cards):
    dated, undated = in_time(cards)
    assert sorted(map(repr, [*undated, *(of.card for of in dated)])) == sorted(map(repr, cards))
    assert all(of.card.when.start or of.card.when.end for of in dated)
    assert not any(of.when.start or of.when.end for of in undated)
    assert [of.span for of in dated] == sorted(of.span for of in dated)
    assert undated == [of for of in cards if of in undated]


def test_cards_of_one_date_keep_their_order():
    cards = [card("1924", name=name) for name in "cab"]
    assert [of.card for of in in_time(cards)[0]] == cards


@given(SOME, *VIEWS, st.sampled_from([frozenset(), {"p/a"}, {"p/b"}]))
def test_no_two_cards_of_a_row_meet(cards, width, rows, words, own):
    dated, _ = in_time(cards)
    if not dated:
        return
    made = lay_out(dated, [words] * len(dated), width, rows, 0.0, own)
    assert_apart(made)


def assert_apart(made):
    by_row = {}
    for spot in made.spots:
        by_row.setdefault(spot.row, []).append(spot)
    for spots in by_row.values():
        for before, after in pairwise(spots):
            assert before.end + GAP <= after.left + 1e-6
    assert set(by_row) == set(range(made.rows))


@pytest.mark.parametrize("width", [300, 800, 1_500, 9_000])
def test_no_two_of_many_cards_meet(width):
    assert_apart(laid(many(500), width))
    assert_apart(laid([card(str(y)) for y in range(1920, 1928) for _ in range(30)], width, rows=5))


@given(SOME, *VIEWS)
def test_every_card_stands_where_its_date_is(cards, width, rows, words):
    dated, _ = in_time(cards)
    if not dated:
        return
    made = lay_out(dated, [words] * len(dated), width, rows, 14.0)
    assert len(made.spots) == len(dated)
    for of, spot in zip(dated, made.spots, strict=True):
        start, end = made.axis.at(of.span[0]), made.axis.at(of.span[1])
        assert start - 1e-6 <= spot.left
        assert spot.left <= max(start, end - MARK) + 1e-6
        assert spot.right - spot.left >= MARK - 1e-6
        if of.lasting:
            assert spot.left == pytest.approx(start)
            assert spot.right == pytest.approx(max(end, start + MARK))
        assert spot.end <= 14 + width + MARK + 1e-6
        assert 0 <= spot.room <= words + 1e-6


def test_few_cards_all_have_their_words():
    made = laid([card(str(y)) for y in (1917, 1924, 1924, 1926, 1929)])
    assert [spot.room for spot in made.spots] == [WORDS] * 5


def test_words_at_the_right_edge_have_room_too():
    made = laid([card("1917"), card("1929")], words=200)
    assert made.spots[1].room == 200
    assert made.spots[1].end <= 800 + 1e-6


def many(count):
    return [
        card(f"{1900 + n * 7 % 50}-{n % 12 + 1:02}", name=str(n))
        if n % 5
        else card(str(1900 + n * 7 % 50), str(1902 + n * 7 % 50), name=str(n))
        for n in range(count)
    ]


def test_words_are_left_out_where_there_are_many_and_appear_from_near():
    told = [
        sum(spot.room > 0 for spot in laid(many(500), width, rows=18).spots)
        for width in (800, 3_200, 12_800, 60_000)
    ]
    assert told == sorted(told)
    assert told[0] < 250
    assert told[-1] == 500


def test_words_are_never_so_short_that_nothing_can_be_read():
    rooms = {round(spot.room) for spot in laid(many(500), 1_500).spots}
    assert all(room == 0 or room >= 46 for room in rooms)


def test_the_plans_own_cards_have_rows_above_the_others_and_all_their_words():
    dated, _ = in_time(many(500))
    own = {of.card.id for of in dated[::12]}
    made = lay_out(dated, [WORDS] * 500, 800, 18, 0.0, own)
    rows = {of.card.id: spot.row for of, spot in zip(dated, made.spots, strict=True)}
    assert {rows[name] for name in own} == set(range(made.own))
    assert {rows[name] for name in rows.keys() - own} == set(range(made.own, made.rows))
    rooms = {of.card.id: spot.room for of, spot in zip(dated, made.spots, strict=True)}
    assert {rooms[name] for name in own} == {WORDS}


def test_words_give_way_where_the_plan_has_more_cards_than_rows_are_in_sight():
    dated, _ = in_time(many(500))
    every = {of.card.id for of in dated}
    made = lay_out(dated, [WORDS] * 500, 800, 18, 0.0, every)
    assert made == dataclasses.replace(laid(many(500), rows=18), own=made.rows)


def test_what_lasts_is_a_bar_with_its_words_within():
    made = laid([card("1917", "1929")])
    spot = made.spots[0]
    assert spot.right - spot.left > 600
    assert spot.left < spot.words < spot.words + spot.room < spot.right


def test_a_year_is_a_mark_from_afar_and_a_bar_from_near():
    cards = [card(str(year)) for year in range(1900, 1951, 5)]
    far, near = laid(cards).spots[1], laid(cards, 60_000).spots[1]
    assert far.right - far.left == MARK
    assert near.right - near.left > 700


def test_marks_of_one_year_stand_beside_one_another_within_it():
    made = laid([card(str(y), name=str(n)) for y in range(1920, 1928) for n in range(30)], rows=5)
    first = made.spots[:30]
    assert len({spot.row for spot in first}) < 16
    assert max(spot.right for spot in first) <= made.axis.at(1921) + 1e-6


def test_one_row_of_a_column_for_each_card_that_cannot_stand_elsewhere():
    cards = [card("1924", "1926", name=str(n)) for n in range(40)]
    made = laid(cards, rows=10)
    assert made.rows == 40
    assert [spot.row for spot in made.spots] == list(range(40))


def test_days_can_be_told_apart_from_as_near_as_one_comes():
    dated, _ = in_time([card("1914-06-28"), card("1918-11-11")])
    spans = [of.span for of in dated]
    zoom = most_zoom(spans, 800)
    axis = lay_out(dated, [50.0, 50.0], 800 * zoom, 10).axis
    day = axis.at(1914 + 5 / 12 + 28 / 372) - axis.at(1914 + 5 / 12 + 27 / 372)
    assert 35 <= day <= 45
    assert most_zoom([(1914.5, 1914.5 + 1 / 372)], 30_000) == 1


@given(SOME)
def test_the_same_cards_stand_at_the_same_places(cards):
    dated, _ = in_time(cards)
    if dated:
        widths = [WORDS] * len(dated)
        assert lay_out(dated, widths, 800, 20) == lay_out(dated, widths, 800, 20)


def test_a_card_that_is_reworded_stays_where_it_is():
    cards = many(50)
    other = [replace(of, headline="Another") for of in cards]
    assert laid(cards) == laid(other)


def test_many_cards_are_laid_out_while_nobody_waits():
    dated, _ = in_time(many(5_000))
    began = perf_counter()
    lay_out(dated, [WORDS] * len(dated), 800, 20)
    # A tenth of a second where nothing else runs.
    assert perf_counter() - began < 1.5
