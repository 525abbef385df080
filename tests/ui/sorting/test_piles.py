"""Piles are added, named, moved and removed, and become paragraphs."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from planner.model import sorting
from planner.model.plan import MOST_PILES
from tests.ui import look, samples
from tests.ui.modal import choose, find, settle
from tests.ui.sorting.piles import box, held, view
from tests.ui.test_access import everything, name_of

A, B, C, D, E = (card.headline for card in samples.CARDS)
BOTH = ["Cunning", "Machine"]


def options(window, modals, number, entry):
    button = box(window, number).options
    modals.answer(choose(entry))
    button.showMenu()
    settle()


def names(window) -> list[str]:
    return list(held(window))


# Naming


def test_a_pile_is_added_and_named_in_place(table):
    look.pushed(table, "Add pile").setFocus()
    look.pushed(table, "Add pile").click()
    name = QApplication.focusWidget()
    assert name is box(table, 1).name
    QTest.keyClicks(name, "Luck")
    QTest.keyClick(name, Qt.Key.Key_Return)
    # The keyboard goes on to the cards of the pile, since it was begun on the table.
    assert box(table, 1).cards.hasFocus()
    assert table.session.settle()
    assert held(table) == {"Luck": []}
    assert table.session.undo_words == "typing in a pile’s name"
    table.turning.undo()
    assert names(table) == ["Pile 1"]
    table.turning.undo()
    assert names(table) == []


def test_a_pile_is_renamed(piled, modals):
    options(piled, modals, 2, "Rename")
    name = box(piled, 2).name
    assert piled.focusWidget() is name
    QTest.keyClicks(name, "The party")
    assert piled.session.settle()
    assert names(piled) == ["Cunning", "The party"]


def test_no_more_piles_than_there_can_be(table):
    def fill(plan):
        for _ in range(MOST_PILES):
            plan = sorting.add_pile(plan)
        return plan

    table.session.apply(fill, "fill")
    look.pushed(table, "Add pile").click()
    assert len(table.session.plan.piles) == MOST_PILES
    assert "at most 30 piles" in table.notice.text.text() + table.statusBar().currentMessage()


# The menu


def test_piles_are_moved(piled, modals):
    options(piled, modals, 1, "Move right")
    assert names(piled) == BOTH[::-1]
    assert piled.session.undo_words == "move Cunning"
    options(piled, modals, 1, "Move right")
    assert names(piled) == BOTH
    assert not find_in(piled, 1, "Move left").isEnabled()
    assert not find_in(piled, 2, "Move right").isEnabled()


def test_a_pile_is_moved_back(piled, modals):
    options(piled, modals, 2, "Move left")
    assert names(piled) == BOTH[::-1]
    assert piled.session.undo_words == "move Machine"


def find_in(window, number, entry):
    return find(box(window, number).options.menu(), entry)


def test_a_removed_pile_leaves_its_cards_unsorted_and_comes_back(piled, modals):
    options(piled, modals, 1, "Remove pile")
    assert held(piled) == {"Machine": []}
    piled.turning.undo()
    assert held(piled) == {"Cunning": [A, B, C], "Machine": []}


# Paragraphs


def test_paragraphs_are_made_and_shown_and_led_back_from(piled):
    look.pushed(piled, "Make paragraphs").click()
    assert piled.desk.views.current == "board"
    assert piled.notice.text.text() == (
        "2 paragraphs made of the piles, with their names and their cards."
    )
    plan = piled.session.plan
    assert [p.heading for p in plan.paragraphs[:2]] == BOTH
    assert samples.headlines(samples.evidence(plan)) == [A, B, C]
    assert look.shown(look.slot(piled, "Evidence, paragraph 1").cards) == [A, B, C]
    piled.notice.act.click()
    assert held(piled) == {"Cunning": [A, B, C], "Machine": []}
    assert box(piled, 1).count.text() == "3  ¶1"
    assert box(piled, 1).count.accessibleName() == "3 cards, paragraph 1"
    piled.turning.undo()
    assert not any(p.heading for p in piled.session.plan.paragraphs)
    assert box(piled, 1).count.text() == "3"


def test_paragraphs_that_are_there_take_what_is_new(piled):
    look.pushed(piled, "Make paragraphs").click()
    piled.desk.views.show_view("sort")
    view(piled).sorter.land(look_payload(piled, D), piled.session.plan.piles[1].id)
    look.pushed(piled, "Make paragraphs").click()
    assert "new cards" in piled.notice.text.text()
    assert samples.headlines(samples.evidence(piled.session.plan, 2)) == [D]
    piled.desk.views.show_view("sort")
    look.pushed(piled, "Make paragraphs").click()
    assert "already" in piled.notice.text.text()


def look_payload(window, headline):
    shelf = window.desk.shelf.list
    look.choose(shelf, look.row(shelf, headline))
    return shelf.payload()


def test_a_pile_and_its_paragraph_have_one_name(piled):
    look.pushed(piled, "Make paragraphs").click()
    first = piled.session.plan.paragraphs[0]
    write = samples.write
    piled.session.apply(lambda p: write(p, samples.Part.HEADING, "Tricks", first.id), "write")
    piled.desk.views.show_view("sort")
    assert names(piled) == ["Tricks", "Machine"]


def test_paragraphs_are_taken_in(table):
    def plan_first(plan):
        plan = samples.write(plan, samples.Part.HEADING, "Tricks", plan.paragraphs[0].id)
        return samples.placed(plan, *samples.CARDS[:2])

    table.session.apply(plan_first, "plan")
    look.pushed(table, "Take in paragraphs").click()
    assert held(table) == {"Tricks": [A, B]}
    assert "piles on the table now" in table.notice.text.text()
    look.pushed(table, "Take in paragraphs").click()
    assert "already" in table.notice.text.text()
    table.turning.undo()
    assert held(table) == {}


def test_the_empty_table_says_what_to_do(table):
    shown = [label.text() for label in view(table).findChildren(QLabel) if label.isVisible()]
    assert any("Drag cards from the shelf" in text for text in shown)
    assert not look.pushed(table, "Make paragraphs").isEnabled()
    look.pushed(table, "Add pile").click()
    settle()
    shown = [label.text() for label in view(table).findChildren(QLabel) if label.isVisible()]
    assert not any("Drag cards from the shelf" in text for text in shown)
    assert look.pushed(table, "Make paragraphs").isEnabled()


def test_another_plan_brings_its_own_piles(piled, library):
    other = sorting.add_pile(samples.begun("other"), "Luck")
    library.plans.save(other, 1.0)
    piled.open_plan("other")
    piled.desk.views.show_view("sort")
    assert names(piled) == ["Luck"]
    piled.open_plan("plan")
    piled.desk.views.show_view("sort")
    assert names(piled) == BOTH


# What is laid out


@pytest.mark.parametrize(("width", "columns"), [(900, 1), (1280, 3), (1900, 5)])
def test_there_are_as_many_columns_as_there_is_room_for(piled, width, columns):
    def more(plan):
        for _ in range(4):
            plan = sorting.add_pile(plan)
        return plan

    piled.session.apply(more, "more")
    piled.resize(width, 1200)
    piled.desk.split.setSizes([236, width - 236 - 190, 190])
    settle()
    tops = {box(piled, number).y() for number in range(1, 7)}
    lefts = {box(piled, number).x() for number in range(1, 7)}
    across = len(lefts)
    assert across == min(6, (view(piled).table.width() - 36 + 12) // 220)
    assert abs(across - columns) <= 1
    assert len(tops) == -(-6 // across)
    table = view(piled).table
    assert all(pile.geometry().right() < table.width() for pile in table.in_order())


# What a reader of the screen is told


def test_everything_has_a_name(piled):
    piled.session.apply(lambda p: replace(p, sorted_for="usa/worked"), "other")
    silent = [
        widget
        for widget in everything(piled)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and not name_of(widget)
        and type(widget).__name__ != "QScrollArea"
    ]
    assert silent == []


def test_a_pile_is_a_group_with_its_name(piled):
    told = look.told_of(box(piled, 1))
    assert told.role() == QAccessible.Role.Grouping
    assert told.text(QAccessible.Text.Name) == "Pile 1, Cunning"
    cards = look.told_of(box(piled, 1).cards)
    assert cards.text(QAccessible.Text.Name) == "Cards in pile 1"
    assert [cards.child(n).text(QAccessible.Text.Name) for n in range(3)] == [A, B, C]
    assert box(piled, 1).count.accessibleName() == "3 cards"


def test_what_is_written_on_the_table_is_never_markup(piled):
    hostile = '<img src="file:///etc/hostname"><b>x</b>'
    pile = piled.session.plan.piles[0].id
    piled.session.apply(lambda p: samples.write(p, samples.Part.PILE, hostile, pile), "write")
    settle()
    piled.grab()
    for label in view(piled).findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert box(piled, 1).name.words() == hostile


def test_what_is_aside_takes_two_rows_at_most_and_one_in_a_low_window(piled):
    many = [replace(samples.MOOD, id=f"usa/n{n}") for n in range(30)]
    piled.session.apply(lambda p: sorting.sort_into(p, sorting.ASIDE, many), "sort")
    settle()
    aside, cards = view(piled).aside, box(piled, 0).cards
    assert cards.height() > 200
    tall = aside.height()
    assert tall < 160
    piled.resize(1280, 640)
    settle()
    assert aside.height() < tall - 40
    # The last card can be brought in view all the same.
    look.choose(cards, 29)
    view(piled).sorter.landed.emit({many[29].id}, True)
    settle()
    last = cards.visualRect(cards.cards.index(29))
    foot = cards.viewport().mapTo(aside, last.bottomLeft())
    assert aside.rect().adjusted(0, 7, 0, -7).contains(foot)


def test_the_legend_and_the_hint_show_all_of_their_words(piled, library):
    first = samples.begun("first")
    first = replace(first, question=replace(first.question, text="Why " + "so " * 60 + "long?"))
    library.plans.save(first, 1.0)
    plan = sorting.copy_sort(first, "second", samples.HOW)
    library.plans.save(plan, 1.0)
    piled.open_plan("second")
    piled.desk.views.show_view("sort")
    piled.resize(900, 900)
    settle()
    table = view(piled).table
    for line in (table.hint, *table.legend.lines.values()):
        assert line.height() >= line.heightForWidth(line.width()), line.text()
