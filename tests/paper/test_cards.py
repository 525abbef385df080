from collections import Counter

import pytest

from planner.model.evidence import When
from planner.paper import PaperChoices, PaperError, Sheet
from planner.paper.cards import MARGIN, grid
from planner.paper.page import MIDDLE, Line, Pattern, Rect
from planner.paper.type import SMALLEST
from tests.paper import samples
from tests.paper.samples import CARD, rect_of, replace, texts


def pages(*cards, **choices):
    return samples.pages(samples.pack(*cards), Sheet.CARDS, PaperChoices(**choices))


def inside(rect: Rect, cell: Rect) -> bool:
    return (
        rect.x >= cell.x and rect.right <= cell.right
        and rect.y >= cell.y and rect.bottom <= cell.bottom
    )  # fmt: skip


@pytest.mark.parametrize(("per_page", "columns", "rows"), [(8, 2, 4), (9, 3, 3)])
@pytest.mark.parametrize("size", [(595, 842), (612, 792)])
def test_cards_fill_the_page_within_its_margins_and_do_not_meet(size, per_page, columns, rows):
    of = grid(*size, per_page)
    cells = [of.cell(number) for number in range(per_page)]
    assert (of.columns, of.rows) == (columns, rows)
    assert cells[0].x == cells[0].y == MARGIN
    assert cells[-1].right == pytest.approx(size[0] - MARGIN)
    assert cells[-1].bottom == pytest.approx(size[1] - MARGIN)
    assert len({(round(cell.width), round(cell.height)) for cell in cells}) == 1
    for number, cell in enumerate(cells):
        assert not any(samples.meet(cell, other) for other in cells[:number])


@pytest.mark.parametrize("per_page", [8, 9])
def test_a_back_is_behind_its_card_once_the_paper_is_turned(per_page):
    of = grid(595, 842, per_page)
    for number in range(per_page):
        front, back = of.cell(number), of.behind(number)
        assert back.y == front.y
        assert of.width - back.right == pytest.approx(front.x)


def test_only_eight_or_nine_to_a_page():
    with pytest.raises(PaperError, match="8 or 9 to a page, not 10"):
        pages(CARD, per_page=10)


@pytest.mark.parametrize(
    ("count", "per_page", "backs", "expected"),
    [(1, 8, False, 1), (8, 8, False, 1), (9, 8, False, 2), (9, 9, True, 2), (70, 8, True, 18)],
)
def test_as_many_pages_as_it_takes(count, per_page, backs, expected):
    made = samples.pages(samples.many(count), Sheet.CARDS, PaperChoices("A4", per_page, backs))
    assert len(made) == expected


def test_a_card_says_all_that_it_holds():
    words = samples.words(pages(CARD)[0])
    for said in (
        "C", "Cunning", "The funeral trick", "January 1924", "Trotsky was not at the funeral.",
        "Stalin · Trotsky", "Course notes, page 3", "1", "The struggle",
    ):  # fmt: skip
        assert (said if said != "C" else "Cu") in words


@pytest.mark.parametrize("per_page", [8, 9])
def test_words_stay_on_their_card(per_page):
    hard = samples.HARD[:per_page]
    page = pages(*hard, per_page=per_page)[0]
    of = grid(page.width, page.height, per_page)
    cells = [of.cell(number).inset(8, 8) for number in range(per_page)]
    for text in texts(page):
        assert sum(inside(rect_of(text), cell) for cell in cells) == 1, text


def test_detail_grows_smaller_and_then_ends_with_dots():
    def detail(words: int):
        page = pages(replace(CARD, detail="word " * words))[0]
        return [text for text in texts(page) if text.words.startswith("word")]

    sizes = [detail(count)[0].style.size for count in (5, 50, 90, 130, 5_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12
    assert sizes[-1] == SMALLEST
    assert sum(len(text.words.split()) for text in detail(90)) == 90
    assert detail(5_000)[-1].words.endswith("word…")


def test_a_number_is_the_card_s_in_its_pack_whatever_is_printed():
    cards = [replace(CARD, id=f"usa/c{n}", factors=()) for n in range(4)]
    cards.append(replace(CARD, headline="The fifth"))
    page = pages(*cards, factor="usa/cunning")[0]
    assert page.cards == [CARD.id]
    assert "5" in samples.words(page)


def test_backs_are_mirrored_and_name_factor_and_pack():
    other = replace(CARD, id="usa/other", factors=("usa/machine",))
    front, back = pages(CARD, other, backs=True)
    of = grid(front.width, front.height, 8)
    for number, (name, pattern) in enumerate((("Cunning", 0), ("Party machine", 2))):
        cell = of.behind(number)
        here = [text.words for text in texts(back) if inside(rect_of(text), cell)]
        assert here == [name, f"The struggle · {number + 1}"]
        assert {
            item.number for item in back.items if isinstance(item, Pattern)
            and inside(item.rect, cell)
        } == {pattern}  # fmt: skip
    assert back.cards == []


def test_marks_to_cut_along_are_outside_the_cards():
    page = pages(CARD)[0]
    of = grid(page.width, page.height, 8)
    cards = Rect(MARGIN, MARGIN, page.width - 2 * MARGIN, page.height - 2 * MARGIN)
    ends = [
        (line.x1, line.y1, line.x2, line.y2)
        for line in page.items
        if isinstance(line, Line)
        and (line.x1 < cards.x or line.x2 > cards.right or line.y1 < cards.y
             or line.y2 > cards.bottom)
    ]  # fmt: skip
    # At each end of three lines down and five lines across.
    assert len(ends) == 16
    for x1, y1, x2, y2 in ends:
        assert not samples.meet(Rect(x1, y1, x2 - x1 + 1, y2 - y1 + 1), cards)
    assert {x1 for x1, _, x2, _ in ends if x1 == x2} == {
        of.cell(0).x, of.cell(1).x, of.cell(1).right
    }  # fmt: skip


@pytest.mark.parametrize(("per_page", "count"), [(8, 3), (9, 4)])
def test_a_cross_stands_where_four_cards_meet(per_page, count):
    page = pages(CARD, per_page=per_page)[0]
    of = grid(page.width, page.height, per_page)
    cells = [of.cell(number) for number in range(per_page)]
    corners = Counter((round(cell.right), round(cell.bottom)) for cell in cells)
    corners += Counter((round(cell.x), round(cell.y)) for cell in cells)
    crosses = Counter(
        (round((line.x1 + line.x2) / 2), round((line.y1 + line.y2) / 2))
        for line in page.items
        if isinstance(line, Line) and line.grey == MIDDLE
    )
    assert len(crosses) == count
    assert set(crosses.values()) == {2}
    assert set(crosses) == {corner for corner, cards in corners.items() if cards == 2}


def test_every_factor_of_a_card_has_its_pattern():
    card = replace(CARD, factors=tuple(factor.id for factor in samples.FACTORS))
    shown = [item.number for item in pages(card)[0].items if isinstance(item, Pattern)]
    assert shown == [0, 1, 2]
    assert not any(
        isinstance(item, Pattern) for item in pages(replace(CARD, factors=("usa/gone",)))[0].items
    )


def test_a_script_from_right_to_left_begins_on_the_right():
    page = pages(replace(CARD, detail="לנין מת", when=When()))[0]
    cell = grid(page.width, page.height, 8).cell(0)
    text = next(text for text in texts(page) if text.words == "לנין מת")
    assert rect_of(text).right == pytest.approx(cell.right - 13)
