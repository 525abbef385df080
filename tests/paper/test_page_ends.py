from hypothesis import given
from hypothesis import strategies as st

from planner.paper.page_ends import Row, pages

HEIGHT = 100.0
ROWS = st.builds(Row, st.floats(1, 120), st.floats(0, 30), st.booleans() | st.just(True))


def used(rows, page):
    first, *more = (rows[number] for number in page)
    return first.height + sum(row.gap + row.height for row in more)


@given(st.lists(ROWS, max_size=40))
def test_every_row_is_on_one_page_in_order(rows):
    found = [*pages(rows, HEIGHT)]
    assert [number for page in found for number in page] == list(range(len(rows)))
    assert all(len(page) for page in found)


@given(st.lists(ROWS, max_size=40))
def test_no_page_holds_more_than_it_has_room_for(rows):
    for page in pages(rows, HEIGHT):
        assert len(page) == 1 or used(rows, page) <= HEIGHT


@given(st.lists(ROWS, max_size=40))
def test_a_page_ends_where_it_may_and_as_late_as_it_can(rows):
    found = [*pages(rows, HEIGHT)]
    for page in found[:-1]:
        full = next(
            stop
            for stop in range(page.start + 1, len(rows) + 1)
            if stop == len(rows) or used(rows, range(page.start, stop + 1)) > HEIGHT
        )
        may = [stop for stop in range(page.start + 1, full + 1) if rows[stop - 1].ends]
        assert page.stop == max(may, default=full)


def test_a_heading_goes_with_what_it_heads():
    rows = [Row(60), Row(20, 10, ends=False), Row(20)]
    assert [*pages(rows, HEIGHT)] == [range(1), range(1, 3)]
    assert [*pages(rows, 110.0)] == [range(3)]


def test_a_gap_takes_no_room_where_a_page_begins():
    assert [*pages([Row(90), Row(100, 30)], HEIGHT)] == [range(1), range(1, 2)]
    assert [*pages([], HEIGHT)] == []
