"""The editor as a whole: its pages, its problems, the files that come into it."""

import csv

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from planner.model import pack_edits
from planner.model.evidence import Card
from planner.model.intake_cards import Intaken
from planner.model.pack import Pack, PackInfo
from planner.model.problems import problems
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.fix_file import Fix
from planner.packs.source import read_pack_source
from planner.store.errors import StoreError
from planner.ui.editor import intake_dialog
from planner.ui.editor.page import SheetPage
from planner.ui.editor.problem_check import AT_ONCE
from tests.ui import samples
from tests.ui.look import told_of
from tests.ui.modal import choose, press, settle

Key = Qt.Key


def hit(key: Key, mods=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, mods)
    settle()


def break_a_card(editor, name="usa/mood", **fields) -> None:
    card = next(c for c in editor.session.pack.cards if c.id == name)
    changed = replace(card, **(fields or {"headline": ""}))
    assert editor.session.apply(lambda p: pack_edits.change(p, [changed]), "break a card")


def test_a_pack_opens_with_all_that_is_in_it(editor):
    assert editor.title == "The struggle"
    assert [button.text() for button in editor.switch.buttons] == [
        "Cards  5",
        "Factors  2",
        "Questions  2",
        "Question types  0",
        "Details",
    ]
    assert editor.header.version.text() == "Not published"
    assert (editor.undo_words, editor.redo_words) == ("", "")


def test_a_pack_that_is_not_there_is_told_to_who_asked(editor):
    with pytest.raises(StoreError):
        editor.open("gone")
    assert editor.title == "The struggle"


def test_another_pack_opens_from_its_first_card(editor, drafts):
    editor.sheets["card"].filter.setText("mood")
    editor.show_page(3)
    other = Pack(PackInfo("cold", "The Cold War"), cards=(Card("cold/wall", "The wall"),))
    drafts.save(other, 2.0)
    heard = []
    editor.title_changed.connect(heard.append)
    editor.open("cold")
    page = editor.page()
    assert isinstance(page, SheetPage)
    assert page.model.ids() == ["cold/wall"]
    assert page.filter.text() == ""
    assert page.form.fields["headline"].text() == "The wall"
    assert heard == ["The Cold War"]


def test_what_undo_and_saving_say_goes_on_to_the_window(editor, drafts, host):
    said, turned = [], []
    editor.status_changed.connect(said.append)
    editor.history_changed.connect(lambda: turned.append(editor.undo_words))
    break_a_card(editor)
    assert said[-1] == "Saved"
    assert turned[-1] == "break a card"
    editor.undo()
    assert (editor.undo_words, editor.redo_words) == ("", "break a card")
    assert editor.header.redo.isEnabled()
    assert not editor.header.undo.isEnabled()
    editor.redo()
    drafts.broken = True
    editor.undo()
    assert said[-1] == "Not saved"
    assert "The disk is full" in host.notice.text.text()
    drafts.broken = False
    host.notice.act.click()
    assert editor.session.pack == samples.pack()
    assert not host.notice.isVisible()


def test_a_change_that_is_refused_is_told_until_another_is_made(editor, host):
    editor.session.apply(lambda p: pack_edits.remove(p, Card, ["usa/gone"]), "remove")
    assert host.notice.text.text() == "This card is no longer in the pack."
    assert host.notice.isVisible()
    break_a_card(editor)
    assert not host.notice.isVisible()


def test_undo_chooses_what_it_brings_back(editor, cards):
    editor.session.apply(lambda p: pack_edits.remove(p, Card, ["usa/charge"]), "remove")
    cards.view.go_to("usa/mood", "people")
    editor.show_page(3)
    editor.undo()
    assert editor.page() is cards
    assert cards.view.chosen_ids() == ["usa/charge"]
    break_a_card(editor, "usa/funeral")
    editor.show_page(3)
    editor.undo()
    editor.redo()
    assert cards.view.current_id() == "usa/funeral"


# Pages


def test_ctrl_and_numbers_go_between_the_pages(editor, cards):
    hit(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert editor.page() is editor.sheets["factor"]
    hit(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert editor.page() is editor.sheets["question type"]
    hit(Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert editor.page() is editor.details
    assert QApplication.focusWidget() is editor.details.lines["title"]
    editor.switch.buttons[0].click()
    assert QApplication.focusWidget() is cards.view


def test_f6_goes_from_the_table_to_the_form_to_the_problems_and_on(editor, cards):
    break_a_card(editor)
    cards.view.setFocus()
    hit(Key.Key_F6)
    assert QApplication.focusWidget() is cards.form.fields["headline"]
    hit(Key.Key_F6)
    assert editor.problems.isAncestorOf(QApplication.focusWidget())
    hit(Key.Key_F6)
    assert QApplication.focusWidget() is cards.view


def test_the_filter_finds_words_in_any_field_and_leaves_again(editor, cards):
    hit(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is cards.filter
    cards.filter.setText("1924 CUNNING")
    assert cards.model.ids() == ["usa/testament", "usa/funeral"]
    assert cards.count.text() == "2 of 5"
    hit(Key.Key_Down)
    assert QApplication.focusWidget() is cards.view
    cards.filter.setFocus()
    hit(Key.Key_Escape)
    assert len(cards.model.ids()) == 5


def test_a_row_that_was_found_stays_while_it_is_changed_and_a_new_one_is_shown(editor, cards):
    cards.filter.setText("funeral")
    break_a_card(editor, "usa/funeral", headline="Something else")
    assert cards.model.ids() == ["usa/funeral"]
    new = Card("usa/new", "New")
    editor.session.apply(lambda p: pack_edits.add(p, [new]), "add")
    assert cards.model.ids() == ["usa/funeral", "usa/new"]
    cards.filter.setText("funeral ")
    assert cards.model.ids() == []


# Problems


def test_problems_are_counted_and_lead_to_their_places(editor, cards, qtbot):
    break_a_card(editor)
    qtbot.waitUntil(lambda: editor.problems.told.text().startswith("1 to put right"))
    assert not editor.problems.is_open
    editor.problems.bar.click()
    assert editor.problems.is_open
    held = editor.problems.list.held.problems
    assert held == problems(editor.session.pack)
    told = told_of(editor.problems.list).child(0).text(QAccessible.Text.Name)
    assert (
        told == "Has to be mended: Card 5 has no headline. Say in a few words what the card shows."
    )
    assert cards.model.index(4, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Headline: empty. Card 5 has no headline."
    )
    editor.show_page(2)
    editor.problems.take_focus()
    hit(Key.Key_Home)
    hit(Key.Key_Return)
    assert editor.page() is cards
    assert cards.view.current_id() == "usa/mood"
    assert cards.form.boxes["headline"].problem.text().startswith("Card 5 has no headline.")
    assert QApplication.focusWidget() is cards.view


def test_the_list_of_problems_is_open_while_there_are_any(editor, qtbot):
    panel = editor.problems
    break_a_card(editor)
    qtbot.waitUntil(lambda: panel.told.text().startswith("1 to put right"))
    panel.bar.click()
    settle()
    height = panel.height()
    assert panel.is_open
    assert height > 100
    panel.show_problems(())
    settle()
    assert not panel.is_open
    assert panel.height() < 60
    assert not panel.bar.isEnabled()
    assert panel.bar.text() == "Show"
    panel.show_problems(problems(editor.session.pack))
    settle()
    assert panel.is_open
    assert panel.height() == height
    panel.bar.click()
    panel.show_problems(())
    panel.show_problems(problems(editor.session.pack))
    assert not panel.is_open


def test_each_problem_has_a_place_that_is_shown(editor, drafts):
    bare = Pack(PackInfo("bare", ""), (), (), (Card("bare/a", ""),))
    drafts.save(bare, 1.0)
    editor.open("bare")
    for problem in problems(editor.session.pack):
        editor.show_problem(problem)
        assert editor.isAncestorOf(QApplication.focusWidget())
    empty = Pack(PackInfo("empty", "Empty", "Ms Khan", licence="CC0"))
    drafts.save(empty, 1.0)
    editor.open("empty")
    (problem,) = problems(empty)
    editor.show_page(3)
    editor.show_problem(problem)
    assert editor.page() is editor.sheets["card"]
    assert QApplication.focusWidget().accessibleName() == "Headline"


def test_problems_of_a_large_pack_are_found_beside_the_editing(editor, drafts, qtbot):
    many = tuple(Card(f"many/c{at}", f"Card {at}") for at in range(AT_ONCE + 50))
    drafts.save(Pack(PackInfo("many", "Many"), cards=(*many, Card("many/x", ""))), 1.0)
    editor.open("many")
    qtbot.waitUntil(lambda: editor.problems.told.text().startswith("1 to put right"))
    new = Card("many/y", "")
    editor.session.apply(lambda p: pack_edits.add(p, [new]), "add")
    qtbot.waitUntil(lambda: editor.problems.told.text().startswith("2 to put right"))
    assert editor.problems.list.held.problems == problems(editor.session.pack)


def test_the_chosen_problem_stays_chosen(editor, qtbot):
    break_a_card(editor)
    break_a_card(editor, "usa/funeral")
    panel = editor.problems
    qtbot.waitUntil(lambda: panel.told.text().startswith("2 to put right"))
    panel.list.setCurrentIndex(panel.list.held.index(1))
    chosen = panel.list.held.problems[1]
    break_a_card(editor, "usa/funeral", headline="Mended")
    qtbot.waitUntil(lambda: panel.told.text().startswith("1 to put right"))
    assert panel.list.held.problems[panel.list.currentIndex().row()] == chosen


# Files


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "cards.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["Headline", "Date"], ["A cold day", "January 1924"]])
    return path


@pytest.fixture
def all_taken(monkeypatch: pytest.MonkeyPatch):
    """Take all that is offered, as a teacher would who looked it through."""
    asked = []

    def take(_parent, material, pack, _theme, taken):
        asked.append((material.name, pack.info.id, taken))
        cards = tuple(
            Card(f"usa/new-{at}", row[0]) for at, row in enumerate(material.tables[0].rows[1:])
        )
        return Intaken(cards, ())

    monkeypatch.setattr(intake_dialog, "ask_cards", take)
    return asked


def test_a_file_of_cards_is_taken_in_as_one_step(editor, cards, table, all_taken, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    editor.header.take_in.click()
    assert all_taken[0][:2] == ("cards.csv", "usa")
    assert "funeral" in all_taken[0][2]
    assert editor.session.pack.cards[-1].headline == "A cold day"
    assert editor.undo_words == "add 1 card"
    assert cards.view.current_id() == "usa/new-0"
    editor.undo()
    assert editor.session.pack == samples.pack()


def test_a_file_of_cards_can_be_dropped(editor, table, all_taken, hand):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    assert hand.drop(mime, editor.sheets["card"].view.viewport()) is not None
    assert editor.session.pack.cards[-1].headline == "A cold day"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table.with_suffix(".png")))])
    assert hand.enter(mime, editor.sheets["card"].view.viewport()) is None


def test_a_file_that_cannot_be_read_is_told(editor, host, tmp_path):
    editor.errands.take_file(tmp_path / "none.csv")
    assert "none.csv" in host.notice.text.text()
    assert editor.session.pack == samples.pack()


def test_the_pack_is_saved_as_toml_that_reads_as_the_same_pack(
    editor, host, tmp_path, monkeypatch, modals
):
    path = tmp_path / "usa.toml"
    known = replace(samples.HOW, type="how-far-agree")
    editor.session.apply(lambda p: pack_edits.change(p, [known]), "change")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    modals.answer(choose("Save as TOML…"))
    editor.header.more.click()
    assert str(path) in host.notice.text.text()
    read = read_pack_source(path, read_frameworks(), read_question_types())
    assert [card.headline for card in read.cards] == [c.headline for c in samples.CARDS]


# A correction that was sent in

AFTER = replace(samples.MOOD, headline="An open race of five", detail="")
FIX = Fix("usa", 1, samples.MOOD, AFTER, "There were five.", "Sam")


def test_a_fix_is_accepted_in_one_step(editor, modals):
    modals.answer(press("Accept the fix"))
    assert editor.take_fix(FIX)
    assert editor.session.pack.cards[-1] == AFTER
    assert editor.undo_words == "accept the fix to An open race"
    assert editor.sheets["card"].view.current_id() == "usa/mood"


def test_a_fix_is_declined_and_changes_nothing(editor, modals):
    modals.answer(press("Decline"))
    assert not editor.take_fix(FIX)
    assert editor.session.pack == samples.pack()


def test_a_fix_leaves_alone_what_it_does_not_change(editor, modals):
    break_a_card(editor, headline="A race", source="Notes, page 4")

    def answer(dialog):
        words = [shown.text() for shown in dialog.findChildren(type(editor.problems.told))]
        assert "An open race" in words
        assert any("you have changed this card since" in said for said in words)
        press("Accept the fix")(dialog)

    modals.answer(answer)
    assert editor.take_fix(FIX)
    assert editor.session.pack.cards[-1] == replace(AFTER, source="Notes, page 4")


def test_a_fix_that_is_made_already_can_only_be_closed(editor, modals):
    editor.session.apply(lambda p: pack_edits.change(p, [AFTER]), "x")
    modals.answer(press("Close"))
    assert not editor.take_fix(FIX)


def test_a_fix_of_a_card_that_is_gone_is_told(editor, host):
    editor.session.apply(lambda p: pack_edits.remove(p, Card, ["usa/mood"]), "x")
    assert not editor.take_fix(FIX)
    assert "“An open race”, which is not in this pack" in host.notice.text.text()
