"""Everything on the sorting table without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import look, samples
from tests.ui.modal import choose, close, entries, find, settle
from tests.ui.sorting.piles import box, held

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
A, B, C, D, E = (card.headline for card in samples.CARDS)


def press(widget, key, keys=NONE):
    QTest.keyClick(widget, key, keys)
    settle()


def in_pile(window, number, *rows):
    cards = box(window, number).cards
    look.choose(cards, *rows)
    return cards


# From the shelf


def test_enter_on_a_shelf_card_asks_which_pile(piled, modals):
    shelf = piled.desk.shelf.list
    look.choose(shelf, look.row(shelf, D))
    seen = []

    def answer(menu):
        seen.extend(entries(menu))
        seen.append(menu.activeAction().text())
        choose("Machine")(menu)

    modals.answer(answer)
    press(shelf, Key.Key_Return)
    assert seen == ["Cunning", "Machine", "New pile", "Not relevant", "Cunning"]
    assert held(piled) == {"Cunning": [A, B, C], "Machine": [D]}
    # The keyboard stays on the shelf, for the next card (a menu may leave the window inactive).
    assert piled.focusWidget() is shelf


def test_a_new_pile_is_named_and_the_keyboard_goes_back(table, modals):
    shelf = table.desk.shelf.list
    look.choose(shelf, look.row(shelf, D))
    modals.answer(choose("New pile"))
    press(shelf, Key.Key_Return)
    name = table.focusWidget()
    assert name is box(table, 1).name
    QTest.keyClicks(name, "Power")
    press(name, Key.Key_Return)
    assert table.focusWidget() is shelf
    table.session.settle()
    assert held(table) == {"Power": [D]}


def test_not_relevant(table, modals):
    shelf = table.desk.shelf.list
    look.choose(shelf, look.row(shelf, D), look.row(shelf, E))
    modals.answer(choose("Not relevant"))
    press(shelf, Key.Key_Return)
    assert held(table) == {"Not relevant": [D, E]}


def test_a_sorted_card_can_be_taken_out_from_the_shelf(piled, modals):
    shelf = piled.desk.shelf.list
    look.choose(shelf, look.row(shelf, A))

    def answer(menu):
        # It is in Cunning already.
        assert not find(menu, "Cunning").isEnabled()
        choose("Take out of the piles")(menu)

    modals.answer(answer)
    press(shelf, Key.Key_Return)
    assert held(piled) == {"Cunning": [B, C], "Machine": []}


def test_on_the_board_enter_asks_for_a_slot_again(piled, modals):
    piled.desk.views.show_view("board")
    shelf = piled.desk.shelf.list
    look.choose(shelf, 0)
    seen = []

    def answer(menu):
        seen.extend(entries(menu))
        close(menu)

    modals.answer(answer)
    press(shelf, Key.Key_Return)
    assert seen[0] == "Evidence, paragraph 1"


def test_the_shelfs_menu_sorts_too(piled, modals):
    shelf = piled.desk.shelf.list
    look.choose(shelf, look.row(shelf, D))
    modals.answer(choose("Sort into", "Machine"))
    shelf.menu_asked.emit(shelf.mapToGlobal(shelf.rect().center()))
    assert held(piled)["Machine"] == [D]


def used(window, headline):
    shelf = window.desk.shelf
    index = shelf.model.index(look.row(shelf.list, headline))
    return shelf.model.used_at(index.row())


def test_the_shelf_says_in_which_pile_a_card_is(piled):
    assert used(piled, A) == "✓ in Cunning"
    assert used(piled, D) == ""
    piled.desk.views.show_view("board")
    assert used(piled, A) == ""
    piled.desk.views.show_view("sort")
    assert used(piled, A) == "✓ in Cunning"
    press(in_pile(piled, 1, 0), Key.Key_Delete)
    assert used(piled, A) == ""


def test_only_the_cards_that_are_not_sorted(piled):
    shelf = piled.desk.shelf
    look.pushed(shelf, "Unsorted only").click()
    assert look.shown(shelf.list) == [D, E]
    press(in_pile(piled, 1, 0), Key.Key_Delete)
    assert look.shown(shelf.list) == [A, D, E]
    piled.desk.views.show_view("board")
    assert look.shown(shelf.list) == [A, B, C, D, E]
    assert look.pushed(shelf, "Unused only").isChecked()


# In the piles


@pytest.mark.parametrize("keys", [ALT, CTRL])
def test_cards_are_carried_to_the_next_pile_and_back(piled, keys):
    press(in_pile(piled, 1, 0, 1), Key.Key_Right, keys)
    assert held(piled) == {"Cunning": [C], "Machine": [A, B]}
    # They stay chosen, and the keyboard is with them.
    assert box(piled, 2).cards.hasFocus()
    assert [c.headline for c in box(piled, 2).cards.chosen()] == [A, B]
    press(QApplication.focusWidget(), Key.Key_Right, keys)
    assert held(piled)["Not relevant"] == [A, B]
    press(QApplication.focusWidget(), Key.Key_Right, CTRL)
    assert held(piled)["Not relevant"] == [A, B]
    press(QApplication.focusWidget(), Key.Key_Left, CTRL)
    press(QApplication.focusWidget(), Key.Key_Left, keys)
    assert held(piled) == {"Cunning": [C, A, B], "Machine": []}


def test_cards_are_moved_within_a_pile(piled):
    cards = in_pile(piled, 1, 0)
    press(cards, Key.Key_Down, ALT)
    assert held(piled)["Cunning"] == [B, A, C]
    press(cards, Key.Key_Down, ALT)
    press(cards, Key.Key_Down, ALT)
    assert held(piled)["Cunning"] == [B, C, A]
    press(cards, Key.Key_Up, ALT)
    assert held(piled)["Cunning"] == [B, A, C]
    assert [c.headline for c in cards.chosen()] == [A]


def test_cards_set_aside_stand_in_rows_and_move_along_them(piled):
    press(in_pile(piled, 1, 0, 1, 2), Key.Key_Right, CTRL)
    press(in_pile(piled, 2, 0, 1, 2), Key.Key_Right, CTRL)
    aside = in_pile(piled, 0, 0)
    press(aside, Key.Key_Right, ALT)
    assert held(piled)["Not relevant"] == [B, A, C]


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_unsorts(piled, key):
    press(in_pile(piled, 1, 0, 2), key)
    assert held(piled) == {"Cunning": [B], "Machine": []}
    piled.turning.undo()
    assert held(piled)["Cunning"] == [A, B, C]


def test_undo_chooses_what_it_brings_back(piled):
    press(in_pile(piled, 1, 1), Key.Key_Right, CTRL)
    piled.turning.undo()
    assert box(piled, 1).cards.hasFocus()
    assert [c.headline for c in box(piled, 1).cards.chosen()] == [B]


def test_cut_and_paste_between_piles(piled):
    press(in_pile(piled, 1, 0, 1), Key.Key_X, CTRL)
    assert held(piled) == {"Cunning": [C], "Machine": []}
    second = box(piled, 2).cards
    second.setFocus()
    press(second, Key.Key_V, CTRL)
    assert held(piled) == {"Cunning": [C], "Machine": [A, B]}


def test_a_card_that_is_copied_on_the_shelf_is_pasted_after_the_chosen_one(piled):
    shelf = piled.desk.shelf.list
    look.choose(shelf, look.row(shelf, D))
    press(shelf, Key.Key_C, CTRL)
    press(in_pile(piled, 1, 0), Key.Key_V, CTRL)
    assert held(piled)["Cunning"] == [A, D, B, C]


def test_a_card_that_is_copied_in_a_pile_is_pasted_in_a_slot(piled):
    press(in_pile(piled, 1, 1), Key.Key_C, CTRL)
    piled.desk.views.show_view("board")
    slot = look.slot(piled, "Evidence, paragraph 1")
    slot.cards.setFocus()
    press(slot.cards, Key.Key_V, CTRL)
    assert look.shown(slot.cards) == [B]
    piled.desk.views.show_view("sort")
    assert held(piled)["Cunning"] == [A, B, C]


def test_words_on_the_clipboard_are_no_card(piled):
    QApplication.clipboard().setText("Some words")
    press(in_pile(piled, 1, 0), Key.Key_V, CTRL)
    assert held(piled)["Cunning"] == [A, B, C]


def test_enter_on_a_card_in_a_pile_asks_where_it_goes(piled, modals):
    modals.answer(choose("Machine"))
    press(in_pile(piled, 1, 2), Key.Key_Return)
    assert held(piled) == {"Cunning": [A, B], "Machine": [C]}
    assert piled.focusWidget() is box(piled, 2).cards


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        (("Move to", "Machine"), {"Cunning": [A, C], "Machine": [B]}),
        (("Move to", "New pile"), {"Cunning": [A, C], "Machine": [], "Pile 3": [B]}),
        (("Move up",), {"Cunning": [B, A, C], "Machine": []}),
        (("Move down",), {"Cunning": [A, C, B], "Machine": []}),
        (("Pile after",), {"Cunning": [A, C], "Machine": [B]}),
        (("Cut",), {"Cunning": [A, C], "Machine": []}),
        (("Take out of the piles",), {"Cunning": [A, C], "Machine": []}),
    ],
)
def test_a_cards_menu(piled, modals, entry, after):
    cards = in_pile(piled, 1, 1)
    modals.answer(choose(*entry))
    cards.menu_asked.emit(cards.mapToGlobal(cards.rect().center()))
    assert held(piled) == after


def test_space_shows_the_whole_card(piled):
    opened = []
    piled.kit.hands.card_opened.disconnect()
    piled.kit.hands.card_opened.connect(opened.append)
    press(in_pile(piled, 1, 1), Key.Key_Space)
    assert opened == [samples.FUNERAL]


def test_tab_goes_through_the_piles_in_their_order(piled):
    first = box(piled, 1)
    first.name.setFocus()
    passed = []
    for _ in range(8):
        here = QApplication.focusWidget()
        passed.append(here.accessibleName() or here.text())
        QTest.keyClick(here, Key.Key_Tab)
    assert passed == [
        "Name of pile 1",
        "Options for pile 1",
        "Cards in pile 1",
        "Name of pile 2",
        "Options for pile 2",
        "Cards in pile 2",
        "Add pile",
        "Not relevant, cards",
    ]
