"""A card of the timeline is found on the board, however it is hidden there."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.model import edits
from planner.model.evidence import Card, When
from planner.model.plan import Field, Part
from tests.ui import look, samples
from tests.ui.modal import settle

MANY = tuple(Card(f"usa/m{n}", f"One of many {n}", "It is long. " * 9) for n in range(30))
DATED = replace(MANY[-1], when=When("1925", "1925", "1925"))


@pytest.fixture
def full(desk):
    """Return a small window with the timeline of a plan whose last paragraph has many cards."""
    slot = samples.evidence(desk.session.plan, 3)
    last = desk.session.plan.paragraphs[2].id

    def fill(plan):
        plan = edits.place(plan, slot.id, [*MANY[:-1], DATED], factors=samples.FACTORS)
        return edits.collapse(plan, last, True)

    desk.session.apply(fill, "fill")
    desk.resize(900, 560)
    desk.desk.views.show_view("timeline")
    settle()
    return desk


def find(window) -> None:
    """Click on the card whose date is known."""
    cards = look.named(window, "Timeline")
    row = cards.cards.row_of(DATED.id)
    cards.scrollTo(cards.cards.index(row))
    rect = cards.visualRect(cards.cards.index(row))
    point = rect.center()
    point.setX(rect.left() + 7)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    for _ in range(3):
        settle()


def test_the_board_is_shown_with_the_card_unfolded_chosen_and_in_sight(full):
    find(full)
    assert full.desk.views.current == "board"
    assert not full.session.plan.paragraphs[2].collapsed
    assert full.session.undo_words == "expand paragraph 3"
    cards = look.slot(full, "Evidence, paragraph 3").cards
    assert full.focusWidget() is cards
    index = cards.currentIndex()
    assert [i.row() for i in cards.chosen_indexes()] == [index.row()] == [29]
    board = full.desk.board
    rect = cards.visualRect(index)
    top = cards.viewport().mapTo(board.viewport(), rect.topLeft())
    end = cards.viewport().mapTo(board.viewport(), rect.bottomRight())
    assert board.viewport().rect().contains(top)
    assert board.viewport().rect().contains(end)


def test_what_is_unfolded_already_is_not_changed(full):
    last = full.session.plan.paragraphs[2].id
    full.session.apply(lambda plan: edits.collapse(plan, last, False), "expand")
    before = full.session.plan
    find(full)
    assert full.session.plan is before


def test_a_field_of_a_folded_paragraph_is_shown_too(full):
    slot = samples.slot(full.session.plan, "Explain", 3)
    full.desk.show_place(Field(Part.SLOT, slot.id))
    settle()
    assert not full.session.plan.paragraphs[2].collapsed
    assert QApplication.focusWidget() is look.slot(full, "Explain, paragraph 3").text


def test_undo_leaves_what_was_folded_folded(full):
    last = full.session.plan.paragraphs[2].id
    full.desk.views.show_view("board")
    full.session.apply(lambda plan: edits.collapse(plan, last, False), "expand")
    full.session.apply(lambda plan: edits.collapse(plan, last, True), "collapse")
    full.desk.undo()
    full.desk.redo()
    assert full.session.plan.paragraphs[2].collapsed
    assert full.session.redo_words == ""
