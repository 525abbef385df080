"""Cards go into piles, between them and out of them with the mouse."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag

from planner.model import sorting
from planner.model.plan import MOST_CARDS
from planner.ui.payload import PARAGRAPH
from tests.ui import look, samples
from tests.ui.modal import settle
from tests.ui.sorting.piles import box, held, pile_mime, shelf_mime, view

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
A, B, C, D, E = (card.headline for card in samples.CARDS)


def beside(window) -> QPoint:
    """Return a point of the table that no pile is at."""
    return view(window).table.new.geometry().center()


def above(window, number: int, row: int) -> QPoint:
    """Return a point in the upper half of a card, as a point of its pile."""
    pile = box(window, number)
    rect = pile.cards.visualRect(pile.cards.cards.index(row))
    point = QPoint(rect.center().x(), rect.top() + 4)
    return pile.mapFromGlobal(pile.cards.viewport().mapToGlobal(point))


def below(window, number: int, row: int) -> QPoint:
    pile = box(window, number)
    rect = pile.cards.visualRect(pile.cards.cards.index(row))
    point = QPoint(rect.center().x(), rect.bottom() - 4)
    return pile.mapFromGlobal(pile.cards.viewport().mapToGlobal(point))


def test_a_card_on_the_empty_table_begins_a_pile_to_be_named(table, hand):
    assert hand.drop(shelf_mime(samples.FUNERAL), view(table).table, beside(table)) == COPY
    assert held(table) == {"Pile 1": [B]}
    assert box(table, 1).name.hasFocus()
    assert table.session.undo_words == f"begin a pile with {B}"
    table.turning.undo()
    assert held(table) == {}
    table.turning.redo()
    assert held(table) == {"Pile 1": [B]}


def test_several_cards_begin_a_pile_in_one_step(table, hand):
    assert hand.drop(shelf_mime(*samples.CARDS[:2]), view(table).table, beside(table)) == COPY
    assert held(table) == {"Pile 1": [A, B]}
    table.turning.undo()
    assert held(table) == {}


def test_a_card_from_the_shelf_goes_into_a_pile(piled, hand, library):
    assert hand.drop(shelf_mime(samples.POST), box(piled, 2)) == COPY
    assert held(piled) == {"Cunning": [A, B, C], "Machine": [D]}
    assert piled.session.undo_words == f"sort {D}"
    assert library.plans.load("plan") == piled.session.plan
    assert samples.MACHINE in piled.session.plan.factors


@pytest.mark.parametrize("part", ["name", "cards", "count", "options"])
def test_a_card_may_be_dropped_anywhere_on_a_pile(piled, hand, part):
    assert hand.drop(shelf_mime(samples.POST), getattr(box(piled, 2), part)) == COPY
    assert held(piled)["Machine"] == [D]


def test_a_card_that_is_sorted_goes_from_its_pile_to_the_other(piled, hand):
    assert hand.drop(shelf_mime(samples.FUNERAL), box(piled, 2)) == COPY
    assert held(piled) == {"Cunning": [A, C], "Machine": [B]}


def test_cards_move_between_piles_in_their_order(piled, hand):
    assert hand.drop(pile_mime(piled, 1, 2, 0), box(piled, 2)) == MOVE
    assert held(piled) == {"Cunning": [B], "Machine": [A, C]}
    piled.turning.undo()
    assert held(piled) == {"Cunning": [A, B, C], "Machine": []}


@pytest.mark.parametrize(
    ("row", "side", "to", "order"),
    [
        (0, below, 2, [B, C, A]),
        (2, above, 0, [C, A, B]),
        (0, below, 1, [B, A, C]),
        (1, above, 0, [B, A, C]),
        (1, above, 1, [A, B, C]),
        (1, below, 1, [A, B, C]),
    ],
)
def test_cards_are_reordered_within_a_pile(piled, hand, row, side, to, order):
    pile = box(piled, 1)
    assert hand.drop(pile_mime(piled, 1, row), pile, side(piled, 1, to)) == MOVE
    assert held(piled)["Cunning"] == order


def test_a_card_lands_where_it_is_dropped(piled, hand):
    assert hand.drop(shelf_mime(samples.MOOD), box(piled, 1), above(piled, 1, 1)) == COPY
    assert held(piled)["Cunning"] == [A, E, B, C]


def test_cards_are_put_aside_and_come_back(piled, hand):
    assert hand.drop(pile_mime(piled, 1, 1), box(piled, 0)) == MOVE
    assert held(piled) == {"Cunning": [A, C], "Machine": [], "Not relevant": [B]}
    assert hand.drop(pile_mime(piled, 0, 0), box(piled, 2)) == MOVE
    assert held(piled) == {"Cunning": [A, C], "Machine": [B]}


def test_cards_of_a_pile_begin_another(piled, hand):
    assert hand.drop(pile_mime(piled, 1, 0, 1), view(piled).table, beside(piled)) == MOVE
    assert held(piled) == {"Cunning": [C], "Machine": [], "Pile 3": [A, B]}


def test_cards_that_are_dropped_on_the_shelf_are_unsorted(piled, hand):
    mime = pile_mime(piled, 1, 0, 2)
    assert hand.drop(mime, piled.desk.shelf) == MOVE
    assert held(piled) == {"Cunning": [B], "Machine": []}
    assert piled.session.undo_words == "unsort 2 cards"
    # What is no longer in a pile cannot be taken out again.
    assert hand.enter(mime, piled.desk.shelf) is None
    hand.leave(piled.desk.shelf)


def test_the_shelf_takes_no_cards_of_its_own(piled, hand):
    assert hand.enter(shelf_mime(samples.FUNERAL), piled.desk.shelf) is None
    hand.leave(piled.desk.shelf)


def test_a_full_pile_refuses_and_begins_no_other(table, hand):
    many = [replace(samples.MOOD, id=f"usa/n{n}") for n in range(MOST_CARDS)]

    def fill(plan):
        plan = sorting.add_pile(plan, "Full")
        return sorting.sort_into(plan, plan.piles[0].id, many)

    table.session.apply(fill, "fill")
    settle()
    name = box(table, 1).name
    view(table).table.parent().parent().ensureWidgetVisible(name)
    assert hand.enter(shelf_mime(samples.FUNERAL), name) is None
    hand.leave(name)
    # What is in it can be moved about in it.
    mime = pile_mime(table, 1, 99)
    view(table).table.parent().parent().ensureWidgetVisible(name)
    assert hand.drop(mime, name) == MOVE
    assert [p.card.id for p in table.session.plan.piles[0].placements[:2]] == ["usa/n99", "usa/n0"]
    assert len(table.session.plan.piles) == 1


def test_paragraphs_and_text_are_no_cards(piled, hand):
    paragraph, words = QMimeData(), QMimeData()
    paragraph.setData(PARAGRAPH, b"n1")
    words.setText("Some words")
    for mime in (paragraph, words):
        for target in (box(piled, 1).cards, view(piled).table.new):
            assert hand.enter(mime, target) is None
            hand.leave(target)
    assert held(piled) == {"Cunning": [A, B, C], "Machine": []}


# What lights up


def lights(window) -> list[bool]:
    return [pile.lit for pile in view(window).every()]


def test_the_piles_light_up_while_a_card_is_dragged(piled):
    cards = piled.desk.shelf.list
    look.choose(cards, 3)
    piled.kit.hands.drag_began.emit(cards.payload())
    assert lights(piled) == [True, True, True]
    piled.kit.hands.drag_ended.emit()
    assert lights(piled) == [False, False, False]


def test_the_pile_under_the_pointer_stands_out(piled, hand):
    mime, second = shelf_mime(samples.POST), box(piled, 2)
    before = second.grab().toImage()
    hand.enter(mime, second)
    assert second.grab().toImage() != before
    hand.move(mime, second)
    hand.leave(second)
    assert second.grab().toImage() == before


def test_the_place_for_a_new_pile_stands_out(piled, hand):
    table, mime = view(piled).table, shelf_mime(samples.POST)
    before = table.new.grab().toImage()
    hand.enter(mime, table, beside(piled))
    assert table.new.grab().toImage() != before
    hand.leave(table)
    piled.kit.hands.drag_ended.emit()
    assert table.new.grab().toImage() == before


def test_a_drag_from_a_pile_takes_what_is_chosen(piled, monkeypatch):
    seen = []
    cards = box(piled, 1).cards
    look.choose(cards, 0, 1)
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: seen.append(drag.mimeData().text()))
    cards.startDrag(MOVE)
    assert A in seen[0]
    assert B in seen[0]
