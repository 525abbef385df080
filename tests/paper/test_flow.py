from itertools import chain, repeat

from hypothesis import given
from hypothesis import strategies as st

from planner.paper.flow import Entry, Row, balanced, card_entry, columns_of, fill, fits
from planner.paper.page import Rect
from planner.paper.type import Style
from tests.paper import samples
from tests.paper.samples import CARD, replace

STYLE = Style(8)


def entries(*counts):
    return [
        Entry(f"usa/c{n}", tuple(Row(f"{n}.{row}", STYLE) for row in range(count)))
        for n, count in enumerate(counts)
    ]


def rows(columns):
    return [row.left for column in columns for _, entry in column for row in entry.rows]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(30, 400))
def test_every_line_is_in_a_column_in_order_and_within_it(counts, height):
    made = entries(*counts)
    columns = fill(made, repeat(float(height)))
    assert rows(columns) == [row.left for entry in made for row in entry.rows]
    for column in columns:
        used = 0.0
        for down, entry in column:
            assert down >= used - 0.01
            used = down + sum(row.height for row in entry.rows)
        assert used <= height + 0.1
    named = [entry.card for column in columns for _, entry in column if entry.card]
    assert named == [entry.card for entry in made]


def test_an_entry_is_parted_only_where_it_is_higher_than_half_a_column():
    short = fill(entries(4, 4), repeat(60.0))
    assert [len(column) for column in short] == [1, 1]
    long = fill(entries(2, 12), repeat(80.0))
    assert [entry.card for column in long for _, entry in column] == ["usa/c0", "usa/c1", ""]
    # Fewer than three lines are not left at a column's foot.
    assert [len(column) for column in fill(entries(3, 5), repeat(56.0))] == [1, 1]


def test_columns_can_be_of_several_heights():
    columns = fill(entries(*[1] * 20), chain([20.0], repeat(100.0)))
    assert len(columns[0]) < len(columns[1])


def test_entries_fit_where_filling_needs_no_more_columns():
    made = entries(*[3] * 8)
    assert fits(made, 4 * made[0].height, 2)
    assert not fits(made, 4 * made[0].height - 10, 2)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=30))
def test_balanced_columns_hold_all_and_part_nothing(counts):
    made = entries(*counts)
    high = 1_000.0
    height = balanced(made, high, 2)
    assert fits(made, height, 2)
    assert len(rows(fill(made, repeat(height)))) == sum(counts)
    total = sum(entry.height for entry in made)
    assert height <= max(total / 2 + max(entry.height for entry in made) + 8, 90)


def test_an_entry_says_headline_date_and_detail():
    entry = card_entry(CARD, 9, 260)
    assert [row.left for row in entry.rows] == ["The funeral trick", CARD.detail]
    assert entry.rows[0].right == "January 1924"
    narrow = card_entry(CARD, 9, 100)
    assert "January 1924" in [row.left for row in narrow.rows]
    assert card_entry(replace(CARD, headline=""), 9, 260).rows[0].left == "No headline"


def test_columns_lie_beside_one_another():
    left, right = columns_of(Rect(34, 50, 500, 100), 2)
    assert (left.x, left.right, right.x, right.right) == (34, 276, 292, 534)
    assert not samples.meet(left, right)
