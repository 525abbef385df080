"""Looking through notes: the list of drafts, the form beside it, undo and redo."""

import time

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPlainTextEdit

from planner.model.evidence import Card, Factor
from planner.model.material import Block, Kind, Material
from planner.model.pack import Pack, PackInfo
from planner.ui.editor.intake_dialog import IntakeDialog
from tests.model import notes
from tests.ui.look import named, pushed, told_of
from tests.ui.modal import settle

PACK = Pack(PackInfo("p", "A pack"), (Factor("p/bukharin", "BUKHARIN"),), (), (Card("p/a", "A"),))
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_dialog(theme, qtbot):
    """Return what opens the dialog on a material."""

    def make(material=notes.MATERIAL, pack=PACK):
        dialog = IntakeDialog(None, material, pack, theme)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


@pytest.fixture
def dialog(open_dialog):
    return open_dialog()


@pytest.fixture
def rows(dialog):
    return dialog.notes.list


def shown(dialog):
    model = named(dialog, "Draft cards", QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def go_to(dialog, text):
    view = named(dialog, "Draft cards", QListView)
    number = next(n for n, name in enumerate(shown(dialog)) if name.startswith(text))
    view.setCurrentIndex(view.model().index(number, 0))
    view.setFocus()
    return view.model().index(number, 0)


def line(dialog, name) -> QLineEdit:
    return named(dialog, name, QLineEdit)


def is_on(index):
    return index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def count(dialog):
    return dialog.notes.count.text()


def test_the_count_and_the_button_say_what_comes_of_it(dialog):
    assert count(dialog) == "25 cards from 27 lines"
    assert dialog.add.text() == "Add 25 cards"


def test_drafts_stand_under_their_headings(dialog):
    names = shown(dialog)
    at = names.index("Trotsky out of the picture")
    assert names[at + 1] == "Trotsky lost his job as Commissar for War at the party congress"
    assert names.count("Lenin’s final testament") == 1


def test_space_drops_and_takes_again(dialog, rows):
    index = go_to(dialog, "He feared")
    QTest.keyClick(rows, KEY.Key_Space)
    assert not is_on(index)
    assert count(dialog) == "24 cards from 27 lines"
    assert dialog.notes.turn.text() == "Take"
    QTest.keyClick(rows, KEY.Key_Space)
    assert is_on(index)


def test_delete_drops_all_that_are_chosen(dialog, rows):
    index = go_to(dialog, "He feared")
    QTest.keyClick(rows, KEY.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rows, KEY.Key_Delete)
    assert count(dialog) == "23 cards from 27 lines"
    QTest.keyClick(rows, KEY.Key_Delete)
    assert not is_on(index)
    QTest.keyClick(dialog, KEY.Key_Z, CTRL)
    assert count(dialog) == "25 cards from 27 lines"


def test_a_click_on_the_tick_turns_it_alone(dialog, rows):
    index = go_to(dialog, "He feared")
    other = go_to(dialog, "It was hard")
    rect = rows.visualRect(index)
    tick = QPoint(rect.left() + rect.width() * 47 // 100 + 18, rect.top() + 18)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=tick)
    assert not is_on(index)
    assert rows.currentIndex() == other
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=tick + QPoint(80, 0))
    assert not is_on(index)
    assert rows.currentIndex() == index


def test_a_screen_reader_can_turn_a_tick(dialog, rows):
    index = go_to(dialog, "He feared")
    off = Qt.CheckState.Unchecked
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    rows.model().setData(index, off, Qt.ItemDataRole.CheckStateRole)
    assert not is_on(index)


def test_s_splits_into_sentences_and_undo_takes_it_back(dialog, rows):
    index = go_to(dialog, "Stalin was the calmest")
    before = shown(dialog)
    QTest.keyClick(rows, KEY.Key_S)
    assert len(shown(dialog)) == len(before) + 1
    assert shown(dialog)[index.row() + 1].startswith("His belief in")
    assert count(dialog) == "26 cards from 27 lines"
    assert rows.currentIndex().row() == index.row()
    QTest.keyClick(dialog, KEY.Key_Z, CTRL)
    assert shown(dialog) == before
    QTest.keyClick(dialog, KEY.Key_Y, CTRL)
    assert len(shown(dialog)) == len(before) + 1


def test_rows_that_stay_keep_their_indexes(dialog, rows):
    above = QPersistentModelIndex(go_to(dialog, "He feared"))
    below = QPersistentModelIndex(go_to(dialog, "He announced"))
    go_to(dialog, "Stalin was the calmest")
    QTest.keyClick(rows, KEY.Key_S)
    assert above.data() == "He feared Stalin’s power"
    assert below.data().startswith("He announced")


def test_one_sentence_says_where_to_split_it(dialog, rows):
    go_to(dialog, "He feared")
    QTest.keyClick(rows, KEY.Key_S)
    assert "This is one sentence" in dialog.notes.problem.text()
    QTest.keyClick(rows, KEY.Key_Down)
    assert dialog.notes.problem.isHidden()


def test_splitting_at_the_cursor(dialog):
    go_to(dialog, "He feared")
    split = pushed(dialog, "Split at the cursor")
    assert not split.isEnabled()
    source = named(dialog, "The line it comes from", QPlainTextEdit)
    assert source.isReadOnly()
    source.setFocus()
    for _ in range(len("He feared Stalin’s power, ")):
        QTest.keyClick(source, KEY.Key_Right)
    assert split.isEnabled()
    split.click()
    assert "Believed that Stalin didn't have the ability to lead the country" in shown(dialog)
    assert source.toPlainText() == "He feared Stalin’s power,"


def test_the_cursor_is_counted_as_the_text_is(open_dialog):
    text = "😀😀 One thing, and another"
    dialog = open_dialog(Material("n", (Block(Kind.BULLET, text, 1),)))
    source = named(dialog, "The line it comes from", QPlainTextEdit)
    source.setFocus()
    for _ in range(len("😀😀 One thing, ")):
        QTest.keyClick(source, KEY.Key_Right)
    pushed(dialog, "Split at the cursor").click()
    assert [d.text for d in dialog.notes.intake.drafts] == ["😀😀 One thing,", "and another"]


def test_m_merges_with_the_next(dialog, rows):
    index = go_to(dialog, "He had worked")
    QTest.keyClick(rows, KEY.Key_M)
    assert shown(dialog)[index.row() + 1].startswith("Trotsky was distracted")
    detail = named(dialog, "Detail", QPlainTextEdit)
    assert detail.toPlainText().startswith("He had worked very closely")
    assert "\nBut his previous" in detail.toPlainText()
    assert dialog.notes.form.where.text().startswith("From lines ")


def test_chosen_lines_are_merged_together(dialog, rows):
    go_to(dialog, "He had worked")
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(rows, KEY.Key_Down, shift)
    QTest.keyClick(rows, KEY.Key_Down, shift)
    assert dialog.notes.merge.text() == "Merge"
    QTest.keyClick(rows, KEY.Key_M)
    assert count(dialog) == "23 cards from 25 lines"
    QTest.keyClick(dialog, KEY.Key_Z, CTRL)
    assert count(dialog) == "25 cards from 27 lines"


def test_lines_apart_are_not_merged(dialog, rows):
    go_to(dialog, "He had worked")
    other = rows.model().index(go_to(dialog, "He announced").row(), 0)
    go_to(dialog, "He had worked")
    rows.selectionModel().select(other, rows.selectionModel().SelectionFlag.Select)
    QTest.keyClick(rows, KEY.Key_M)
    assert "follow one another" in dialog.notes.problem.text()
    assert count(dialog) == "25 cards from 27 lines"


def test_typing_in_the_form_changes_the_draft_as_one_step(dialog, rows):
    index = go_to(dialog, "He feared")
    QTest.keyClick(rows, KEY.Key_Return)
    headline = line(dialog, "Headline")
    assert headline.selectedText() == "He feared Stalin’s power"
    QTest.keyClicks(headline, "Fear of Stalin")
    assert index.data() == "Fear of Stalin"
    QTest.keyClick(headline, KEY.Key_Return)
    assert dialog.isVisible()
    assert rows.hasFocus()
    QTest.keyClick(rows, KEY.Key_Z, CTRL)
    assert index.data() == headline.text() == "He feared Stalin’s power"
    assert not dialog.notes.is_changed


def test_undo_in_a_field_takes_back_the_change_of_the_draft(dialog):
    index = go_to(dialog, "He feared")
    when = line(dialog, "When")
    when.setFocus()
    QTest.keyClicks(when, "in 1922")
    assert dialog.notes.intake.drafts[3].when.start == "1922"
    assert when.text() == "in 1922"
    QTest.keyClick(when, KEY.Key_Z, CTRL)
    assert when.text() == ""
    assert dialog.notes.intake.drafts[3].when.start == ""
    assert index.data() == "He feared Stalin’s power"
    assert not dialog.notes.is_changed
    QTest.keyClick(when, KEY.Key_Y, CTRL)
    assert when.text() == "in 1922"


def test_undo_in_a_field_reaches_back_to_another_draft(dialog):
    index = go_to(dialog, "He feared")
    headline = line(dialog, "Headline")
    headline.setFocus()
    QTest.keyClicks(headline, "x")
    go_to(dialog, "He announced")
    headline.setFocus()
    QTest.keyClick(headline, KEY.Key_Z, CTRL)
    assert index.data() == "He feared Stalin’s power"


def test_typing_people_keeps_what_is_typed(dialog):
    go_to(dialog, "He feared")
    people = line(dialog, "People")
    people.setFocus()
    people.end(False)
    QTest.keyClicks(people, ", Lenin,")
    assert people.text() == "Stalin, Lenin,"
    assert dialog.notes.intake.drafts[3].people == ("Stalin", "Lenin")


def test_letters_are_met_before_a_draft_is_shown(dialog, monkeypatch):
    met, detail = [], named(dialog, "Detail", QPlainTextEdit)
    before = detail.words()
    monkeypatch.setattr(
        "planner.ui.editor.intake_form.meet_all",
        lambda words, _: met.append((words, detail.words())),
    )
    go_to(dialog, shown(dialog)[-1])
    (words, then), *_ = met
    assert then == before
    assert words.startswith(detail.words())
    assert named(dialog, "The line it comes from", QPlainTextEdit).words() in words


def test_the_detail_keeps_no_break_spaces(open_dialog):
    text = "Ill since\u00a01922. He died."
    dialog = open_dialog(Material("n", (Block(Kind.BULLET, text, 1),)))
    detail = named(dialog, "Detail", QPlainTextEdit)
    detail.setFocus()
    detail.moveCursor(detail.textCursor().MoveOperation.End)
    QTest.keyClicks(detail, " So.")
    assert dialog.notes.intake.drafts[0].detail == text + " So."


def test_a_heading_becomes_a_factor_by_its_tick_and_back(dialog, rows):
    index = go_to(dialog, "Trotsky out of the picture")
    QTest.keyClick(rows, KEY.Key_Space)
    assert is_on(index)
    assert count(dialog) == "25 cards from 27 lines, 1 new factor"
    rect = rows.visualRect(index)
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 30, rect.center().y())
    )
    assert not is_on(index)
    assert not dialog.notes.turn.isEnabled()


def test_a_heading_of_a_factors_name_is_that_factor(dialog):
    assert is_on(go_to(dialog, "Bukharin"))
    assert "new factor" not in count(dialog)
    assert dialog.notes.bar.headings.currentIndex() == -1


def test_all_headings_become_factors_at_once(dialog):
    headings = named(dialog, "Headings become")
    headings.setFocus()
    QTest.keyClick(headings, KEY.Key_End)
    assert is_on(go_to(dialog, "Trotsky out of the picture"))
    assert not is_on(go_to(dialog, "The Emergence of Stalin as Leader of the USSR - Part Two"))
    assert count(dialog) == "25 cards from 27 lines, 10 new factors"
    QTest.keyClick(headings, KEY.Key_Home)
    assert count(dialog) == "25 cards from 27 lines"


def test_a_paragraph_is_taken_when_it_is_wanted(dialog, rows):
    index = go_to(dialog, "Lenin was ill")
    assert not is_on(index)
    QTest.keyClick(rows, KEY.Key_Space)
    assert is_on(index)
    assert dialog.add.text() == "Add 26 cards"


def test_a_reader_of_the_screen_is_told_line_and_draft(dialog):
    index = go_to(dialog, "An agent sent")
    told = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told.startswith("A card. Line ")
    assert "murdered Trotsky in Mexico (where he was in exile). August 1940. Ramon" in told


def test_whatever_takes_the_keyboard_has_a_name(dialog):
    for widget in dialog.findChildren(QAbstractButton) + dialog.findChildren(QLineEdit):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert told_of(widget).text(QAccessible.Text.Name), widget


def test_it_fits_a_small_screen(dialog):
    dialog.resize(880, 520)
    settle()
    assert (dialog.width(), dialog.height()) == (880, 520)
    assert not dialog.grab().isNull()


def test_five_thousand_drafts_stay_quick(open_dialog):
    blocks = tuple(
        Block(block.kind, block.text, number, block.level)
        for number, block in enumerate(notes.BLOCKS * 185)
    )
    dialog = open_dialog(Material("many.txt", blocks))
    assert len(dialog.notes.intake.drafts) == 27 * 185
    go_to(dialog, "He announced")
    headline = line(dialog, "Headline")
    headline.setFocus()
    start = time.perf_counter()
    QTest.keyClicks(headline, "abcde")
    # Far more than it takes; a widget a row or a reset would take seconds.
    assert time.perf_counter() - start < 2.5
