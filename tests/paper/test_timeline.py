from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.axis import make_axis
from planner.model.evidence import When
from planner.paper import PaperChoices, Sheet
from planner.paper.events import Level, parts, place, rows_of, sort_events
from planner.paper.marks import marks_of
from planner.paper.page import Box, Line, Pattern, Rect
from planner.paper.work import Work
from tests.paper import samples
from tests.paper.samples import CARD, replace

CHART = Rect(34, 80, 774, 440)


def events(pack):
    return sort_events(pack.cards, marks_of(pack))[0]


def pages(pack, size="A4"):
    return samples.pages(pack, Sheet.TIMELINE, PaperChoices(size))


def at(number, start, end="", factors=()):
    when = When(f"{start}–{end}" if end else start, start, end)
    return replace(CARD, id=f"usa/c{number}", headline=f"Card {number}", when=when, factors=factors)


@settings(max_examples=25)
@given(samples.packs(), st.sampled_from([Level(11, 4), Level(9)]))
def test_no_two_events_in_a_row_meet(pack, level):
    found = events(pack)
    if not found:
        return
    axis = make_axis((event.span for event in found), CHART.x, CHART.width)
    placed = place(found, axis, level, CHART)
    assert [of.event for of in placed] == found
    for of in placed:
        assert of.x >= CHART.x - 0.01
        assert max(of.right, of.words + of.room) <= CHART.right + 0.01
        assert of.words >= CHART.x
    for one, other in combinations(placed, 2):
        if one.row == other.row:
            left, right = sorted((one, other), key=lambda of: min(of.x, of.words))
            assert max(left.right, left.words + left.room) < min(right.x, right.words)


def test_a_bar_is_where_its_dates_are_on_the_axis():
    pack = samples.pack(at(1, "1922", "1924"), at(2, "1926", "1929"))
    page = pages(pack)[0]
    bars = [box.rect for box in page.items if isinstance(box, Box) and box.outline is not None]
    # Eight years, of which the first covers three and the second, from the fifth on, four.
    year = 774 / 8
    assert [bars[0].x, bars[0].width] == pytest.approx([34, 3 * year])
    assert [bars[1].x, bars[1].width] == pytest.approx([34 + 4 * year, 4 * year])


def test_cards_are_in_the_order_of_time_from_page_to_page():
    pack = samples.many(400)
    found = events(pack)
    assert [event.span for event in found] == sorted(event.span for event in found)
    made = [card for page in pages(pack) for card in page.cards]
    assert made[: len(found)] == [event.card.id for event in found]
    assert set(made[len(found) :]) == {card.id for card in pack.cards if not card.when.start}


def test_no_page_has_more_rows_than_it_has_room_for_and_few_pages_hold_as_much_each():
    level = Level(9)
    for count in (5, 70, 200, 700):
        found = events(samples.many(count))
        shared = list(parts(found, level, CHART, Work()))
        assert [event for part in shared for event in part] == found
        rows = [rows_of(part, level, CHART) for part in shared]
        assert max(rows) * level.pitch <= CHART.height
        if len(found) <= 500:
            assert min(rows) * 2 > max(rows)
    assert len(rows) > 3


def test_few_cards_say_more_than_many():
    few, many = pages(samples.many(5))[0], pages(samples.many(70))[0]
    assert CARD.detail in samples.words(few)
    assert CARD.detail not in samples.words(many)


def test_seventy_cards_of_a_few_years_fit_on_a3():
    assert len(pages(samples.many(70), "A3")) == 1


def test_cards_without_a_date_are_listed_at_the_end():
    dated = [at(n, str(1920 + n)) for n in range(3)]
    undated = [replace(CARD, id=f"usa/u{n}", headline=f"Undated {n}", when=When()) for n in (1, 2)]
    page, *more = pages(samples.pack(*undated, *dated))
    assert more == []
    assert {"Without a date", "Undated 1", "Undated 2"} <= set(samples.words(page))
    alone = pages(samples.pack(*undated))
    assert [set(page.cards) for page in alone] == [{"usa/u1", "usa/u2"}]
    assert "Timeline, without a date" in samples.words(alone[0])
    many = [replace(CARD, id=f"usa/u{n}", when=When()) for n in range(300)]
    made = pages(samples.pack(*dated, *many))
    assert len(made) > 2
    assert [card for page in made for card in page.cards][3:] == [card.id for card in many]


def test_cards_without_a_date_do_not_stand_where_others_do():
    undated = [replace(CARD, id=f"usa/u{n}", when=When()) for n in range(12)]
    for count in range(18, 34):
        made = pages(samples.pack(*(at(n, "1924", "1929") for n in range(count)), *undated))
        for page in made:
            samples.check_page(page, 34)
            boxes = [b.rect for b in page.items if isinstance(b, Box) and b.outline is not None]
            without = [t.y for t in samples.texts(page) if t.words == "Without a date"]
            assert all(box.bottom < y - 6 for box in boxes for y in without)
            assert not any(samples.meet(one, other) for one, other in combinations(boxes, 2))


def test_a_last_page_is_not_left_nearly_empty():
    level = Level(9)
    one_more = int(CHART.height / level.pitch) + 1
    found = events(samples.pack(*(at(n, "1924", "1929") for n in range(one_more))))
    first, last = parts(found, level, CHART, Work())
    assert abs(len(first) - len(last)) <= 1


def test_the_foot_says_which_mark_is_which_factor_s():
    first, second = at(1, "1922", "", ("usa/cunning",)), at(2, "1924", "", ("usa/machine",))
    third = at(3, "1925", "", ("usa/cunning",))
    pack = samples.pack(first, second, third)
    page = pages(pack)[0]
    foot = [t.words for t in samples.texts(page) if t.y > page.height - 62]
    assert foot == ["Cu", "Cunning", "P", "Party machine"]
    patterns = [item for item in page.items if isinstance(item, Pattern)]
    assert sorted(item.number for item in patterns) == [0, 0, 0, 2, 2]


def test_the_title_says_from_when_to_when():
    page = pages(samples.pack(at(1, "1922"), at(2, "1924", "1929")))[0]
    assert "Timeline, 1922 to 1929" in samples.words(page)
    page = pages(samples.pack(at(1, "-0044-03-15"), at(2, "-0044")))[0]
    assert "Timeline, 44 BC" in samples.words(page)


@pytest.mark.parametrize("count", [6, 30])
def test_lines_of_the_axis_do_not_go_through_words(count):
    page = pages(samples.many(count))[0]
    lines = [(number, line) for number, line in enumerate(page.items) if isinstance(line, Line)]
    for number, text in enumerate(page.items):
        if not isinstance(text, samples.Text) or text.y < 90 or text.y > page.height - 66:
            continue
        rect = samples.rect_of(text)
        for before, line in lines:
            crosses = line.x1 == line.x2 and rect.x < line.x1 < rect.right
            if crosses and line.y1 < rect.y < line.y2:
                assert any(
                    isinstance(box, Box) and box.fill is not None
                    and box.rect.x < line.x1 < box.rect.right
                    and box.rect.y <= rect.y and box.rect.bottom >= text.y
                    for box in page.items[before:number]
                ), text  # fmt: skip
