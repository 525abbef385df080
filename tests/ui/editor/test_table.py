"""The table worked in with the keyboard, as a spreadsheet is."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit

from planner.ui.editor.sheet_model import NEW
from planner.ui.payload import Payload, to_mime
from tests.ui import samples
from tests.ui.modal import choose, press, settle

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
HEADLINE, DETAIL, WHEN, PEOPLE, FACTORS, SOURCE = range(6)


def hit(key: Key, mods=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, mods)
    settle()


def type_in(words: str) -> None:
    for letter in words:
        # The first letter may open a field, which the next ones go to.
        QTest.keyClick(QApplication.focusWidget(), letter)
    settle()


def write(words: str) -> None:
    """Put words into the current cell, without what is offered while one types."""
    hit(Key.Key_F2)
    QApplication.focusWidget().setText(words)
    hit(Key.Key_Return)


def back(editor) -> None:
    """Wait until a question is answered; offscreen, the window is not given back by itself."""
    QTest.qWait(80)
    editor.window().activateWindow()
    settle()


def at(page, row: int, column: int = 0) -> None:
    page.view.go(page.model.index(row, column))


def select(page, first: tuple[int, int], last: tuple[int, int]) -> None:
    at(page, *first)
    for row in range(first[0], last[0] + 1):
        for column in range(first[1], last[1] + 1):
            flag = QItemSelectionModel.SelectionFlag.Select
            page.view.selectionModel().select(page.model.index(row, column), flag)


def where(page) -> tuple[int, int]:
    index = page.view.currentIndex()
    return index.row(), index.column()


def ids(page) -> list[str]:
    return [card.id for card in page.sheet.parts(page._session.pack)]  # noqa: SLF001


def card(editor, name: str):
    return next(c for c in editor.session.pack.cards if c.id == f"usa/{name}")


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hit(Key.Key_V, CTRL)


# Cells


def test_typing_writes_in_the_cell_and_enter_goes_down(editor, cards):
    at(cards, 1, HEADLINE)
    type_in("The funeral")
    hit(Key.Key_Return)
    assert card(editor, "funeral").headline == "The funeral"
    assert where(cards) == (2, HEADLINE)
    assert editor.undo_words == "change Headline of The funeral trick"
    hit(Key.Key_Return, SHIFT)
    assert where(cards) == (1, HEADLINE)


def test_f2_edits_what_is_there_and_tab_goes_right(editor, cards):
    at(cards, 1, HEADLINE)
    hit(Key.Key_F2)
    QApplication.focusWidget().deselect()
    hit(Key.Key_End)
    type_in(" again")
    hit(Key.Key_Tab)
    assert card(editor, "funeral").headline == "The funeral trick again"
    assert where(cards) == (1, DETAIL)
    hit(Key.Key_Tab)
    assert where(cards) == (1, WHEN)
    hit(Key.Key_Backtab)
    hit(Key.Key_Backtab)
    assert where(cards) == (1, HEADLINE)


def test_tab_goes_on_to_the_form_at_the_end_of_a_row(cards):
    at(cards, 1, SOURCE)
    hit(Key.Key_Tab)
    assert cards.form.isAncestorOf(QApplication.focusWidget())


def test_escape_leaves_the_cell_as_it_was(editor, cards):
    at(cards, 1, HEADLINE)
    type_in("Nothing")
    hit(Key.Key_Escape)
    assert editor.session.pack == samples.pack()
    assert cards.view.state() == QAbstractItemView.State.NoState


def test_letters_are_met_before_a_detail_is_edited(cards, monkeypatch):
    met = []
    monkeypatch.setattr("planner.ui.editor.cells.meet_all", lambda words, _: met.append(words))
    at(cards, 1, DETAIL)
    hit(Key.Key_F2)
    assert met == ["Trotsky was not there."]


def test_a_detail_is_edited_in_lines(editor, cards):
    at(cards, 1, DETAIL)
    hit(Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    hit(Key.Key_End)
    type_in(" One")
    hit(Key.Key_Return, ALT)
    type_in("two.")
    hit(Key.Key_Return)
    assert card(editor, "funeral").detail.endswith(" One\ntwo.")
    assert where(cards) == (2, DETAIL)


def test_a_date_is_read_as_it_is_typed_in_a_cell(editor, cards):
    at(cards, 4, WHEN)
    type_in("21 January 1924")
    hit(Key.Key_Return)
    assert card(editor, "mood").when.start == "1924-01-21"


def test_typing_in_the_empty_row_adds_cards_one_after_the_other(editor, cards):
    at(cards, 5)
    for headline in ("Kirov shot", "The first plan"):
        type_in(headline)
        hit(Key.Key_Return)
    assert ids(cards)[5:] == ["usa/kirov-shot", "usa/the-first-plan"]
    assert cards.view.current_id() == NEW
    assert editor.undo_words == "add a card"


def test_a_new_card_goes_on_to_its_other_cells_with_tab(editor, cards):
    at(cards, 5)
    type_in("Kirov shot")
    hit(Key.Key_Tab)
    assert where(cards) == (5, DETAIL)
    type_in("Shot in Leningrad")
    hit(Key.Key_Tab)
    type_in("1934")
    hit(Key.Key_Return)
    new = card(editor, "kirov-shot")
    assert (new.detail, new.when.start) == ("Shot in Leningrad", "1934")


def test_ctrl_enter_begins_a_card_below_the_current_one(editor, cards):
    at(cards, 1)
    hit(Key.Key_Return, CTRL)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    type_in("Between")
    hit(Key.Key_Tab)
    assert ids(cards)[1:3] == ["usa/funeral", "usa/between"]
    assert cards.model.id_at(cards.model.rowCount() - 1) == NEW
    assert cards.view.current_id() == "usa/between"


def test_the_empty_row_goes_back_where_nothing_was_typed_in_it(cards):
    at(cards, 1)
    hit(Key.Key_Return, CTRL)
    assert cards.model.row_of(NEW) == 2
    hit(Key.Key_Escape)
    hit(Key.Key_Up)
    settle()
    assert cards.model.row_of(NEW) == 5


def test_text_that_is_too_long_stays_in_its_cell(editor, cards, host):
    at(cards, 1, HEADLINE)
    hit(Key.Key_F2)
    QApplication.focusWidget().setText("x" * 301)
    hit(Key.Key_Return)
    settle()
    assert "at most 300 characters" in host.notice.text.text()
    assert host.notice.isVisible()
    assert where(cards) == (1, HEADLINE)
    assert QApplication.focusWidget().text() == "x" * 301
    QApplication.focusWidget().setText("Short")
    hit(Key.Key_Return)
    assert card(editor, "funeral").headline == "Short"
    assert not host.notice.isVisible()


def test_what_is_refused_twice_is_asked_for_once(editor, cards):
    refused = []
    editor.session.refused.connect(refused.append)
    for _ in range(2):
        cards.hands.write("usa/mood", "headline", "x" * 400)
    QTest.qWait(60)
    assert len(refused) == 2
    assert cards.view.state() == QAbstractItemView.State.EditingState
    hit(Key.Key_Escape)


def test_a_new_row_is_begun_once_though_it_is_open_already(editor, cards):
    cards.begin_new()
    type_in("A card")
    cards.begin_new()
    settle()
    assert card(editor, "a-card").headline == "A card"
    assert cards.view.current_id() == NEW
    assert cards.view.state() == QAbstractItemView.State.EditingState
    hit(Key.Key_Escape)


def test_delete_empties_the_chosen_cells(editor, cards):
    select(cards, (0, WHEN), (1, PEOPLE))
    hit(Key.Key_Delete)
    for name in ("testament", "funeral"):
        assert card(editor, name).when.shown == card(editor, name).when.start == ""
        assert card(editor, name).people == ()
    assert card(editor, "funeral").headline == "The funeral trick"
    assert editor.undo_words == "clear 4 cells"
    editor.undo()
    assert editor.session.pack == samples.pack()


def test_ctrl_d_fills_down(editor, cards):
    select(cards, (1, PEOPLE), (3, PEOPLE))
    hit(Key.Key_D, CTRL)
    assert card(editor, "post").people == card(editor, "charge").people == ("Stalin", "Trotsky")
    at(cards, 4, FACTORS)
    hit(Key.Key_D, CTRL)
    assert card(editor, "mood").factors == card(editor, "post").factors


# Rows


def test_ctrl_minus_removes_the_chosen_rows(editor, cards):
    select(cards, (1, WHEN), (2, WHEN))
    hit(Key.Key_Minus, CTRL)
    assert ids(cards) == ["usa/testament", "usa/post", "usa/mood"]
    assert editor.undo_words == "remove 2 cards"
    assert cards.view.current_id() == "usa/post"
    editor.undo()
    assert editor.session.pack == samples.pack()


def test_alt_and_arrows_move_rows_and_they_stay_chosen(editor, cards):
    select(cards, (1, HEADLINE), (2, HEADLINE))
    hit(Key.Key_Up, ALT)
    assert ids(cards)[:3] == ["usa/funeral", "usa/charge", "usa/testament"]
    assert cards.view.chosen_ids() == ["usa/funeral", "usa/charge"]
    for _ in range(5):
        hit(Key.Key_Down, ALT)
    assert ids(cards)[-2:] == ["usa/funeral", "usa/charge"]
    assert editor.undo_words == "move 2 cards"


def test_a_row_moves_past_the_rows_that_are_shown(editor, cards):
    cards.filter.setText("machine")
    assert cards.model.ids() == ["usa/charge", "usa/post"]
    at(cards, 1)
    cards.view.setFocus()
    hit(Key.Key_Up, ALT)
    assert cards.model.ids() == ["usa/post", "usa/charge"]
    assert ids(cards) == ["usa/testament", "usa/funeral", "usa/post", "usa/charge", "usa/mood"]


def test_a_card_is_duplicated_after_itself(editor, cards):
    at(cards, 1)
    hit(Key.Key_D, CTRL | SHIFT)
    assert ids(cards)[1:3] == ["usa/funeral", "usa/the-funeral-trick"]
    assert cards.view.current_id() == "usa/the-funeral-trick"


def test_the_menu_does_what_the_keys_do(editor, cards, modals):
    at(cards, 1)
    modals.answer(choose("Remove card"))
    cards.view.menu_asked.emit(cards.view.menu_point())
    settle()
    assert "usa/funeral" not in ids(cards)


def test_removing_a_factor_says_what_it_was_taken_out_of(editor, host):
    editor.show_page(1)
    page = editor.sheets["factor"]
    page.view.setFocus()
    at(page, 0)
    hit(Key.Key_Minus, CTRL)
    assert host.notice.text.text() == ("Removed “Stalin’s cunning”, and took it out of 3 cards.")
    host.notice.act.click()
    assert editor.session.pack == samples.pack()


def test_all_columns_are_seen_at_once_until_one_is_made_wider(host, cards):
    view = cards.view
    for width in (1100, 1600, 1280):
        host.resize(width, 800)
        settle()
        assert view.horizontalHeader().length() == view.viewport().width()
        assert view.columnWidth(HEADLINE) > view.columnWidth(WHEN)
    host.resize(700, 600)
    settle()
    # There is no room: they are scrolled, rather than too narrow to be read.
    assert view.horizontalHeader().length() > view.viewport().width()
    host.resize(1280, 800)
    settle()
    view.horizontalHeader().resizeSection(DETAIL, 500)
    host.resize(1300, 800)
    settle()
    assert view.columnWidth(DETAIL) == 500


# Factors


def test_factors_are_written_by_their_names(editor, cards):
    at(cards, 4, FACTORS)
    write("the PARTY machine, stalin’s cunning")
    assert card(editor, "mood").factors == ("usa/machine", "usa/cunning")


def test_names_are_offered_while_one_types(editor, cards, modals):
    def pick(popup) -> None:
        assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
            "The party machine"
        ]
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)

    modals.answer(pick)
    at(cards, 0, FACTORS)
    hit(Key.Key_F2)
    hit(Key.Key_End)
    type_in("; mach")
    QTest.qWait(60)
    assert QApplication.focusWidget().text() == "Stalin’s cunning; The party machine"
    hit(Key.Key_Return)
    assert card(editor, "testament").factors == ("usa/cunning", "usa/machine")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_name_that_is_typed_leaves_its_cell_past_what_is_offered(editor, cards, modals, key):
    def leave(popup) -> None:
        assert popup.isVisible()
        QTest.keyClick(popup, key)

    modals.answer(leave)
    at(cards, 4, FACTORS)
    type_in("the party machine")
    QTest.qWait(60)
    assert card(editor, "mood").factors == ("usa/machine",)
    step = {Key.Key_Return: (4, FACTORS), Key.Key_Tab: (4, SOURCE)}[key]
    current = cards.view.currentIndex()
    assert (min(current.row(), 4), current.column()) == step
    assert cards.view.state() != QAbstractItemView.State.EditingState


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ess", "general"),
        ("Assess", "assess"),
        ("assess t", "assess-validity"),
        ("agree", "how-far-agree"),
    ],
)
def test_the_name_that_fits_best_is_taken_where_it_has_to_be_one(editor, modals, typed, taken):
    modals.answer(lambda popup: QTest.keyClick(popup, Key.Key_Return))
    editor.show_page(2)
    page = editor.sheets["question"]
    page.view.setFocus()
    at(page, 0, 1)
    type_in(typed)
    QTest.qWait(60)
    assert editor.session.pack.questions[0].type == taken
    assert editor.undo_words.startswith("change Type of")


@pytest.mark.parametrize(
    ("answer", "named", "total"),
    [("Make it", ("usa/luck", "usa/machine"), 3), ("Leave it out", ("usa/machine",), 2)],
)
def test_a_name_that_is_unknown_is_asked_about(editor, cards, modals, answer, named, total):
    modals.answer(press(answer))
    at(cards, 4, FACTORS)
    write("Luck, the party machine")
    QTest.qWait(60)
    assert card(editor, "mood").factors == named
    assert len(editor.session.pack.factors) == total
    assert editor.undo_words == "change Factors of An open race"
    editor.undo()
    assert editor.session.pack == samples.pack()


def test_a_name_that_is_neither_made_nor_left_out_stays_in_its_cell(editor, cards, modals):
    modals.answer(press("Go back"))
    at(cards, 4, FACTORS)
    write("Luck")
    back(editor)
    assert editor.session.pack == samples.pack()
    assert QApplication.focusWidget().text() == "Luck"
    hit(Key.Key_Escape)
    assert cards.model.index(4, FACTORS).data(Qt.ItemDataRole.EditRole) == ""


# The clipboard


def test_cells_are_copied_for_other_programs_and_come_back_as_they_were(editor, cards):
    at(cards, 0, DETAIL)
    type_in('Said "no"')
    hit(Key.Key_Return, ALT)
    type_in("<b>twice</b>")
    hit(Key.Key_Return)
    select(cards, (0, HEADLINE), (1, DETAIL))
    hit(Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == (
        'The suppressed testament\t"Said ""no""\n<b>twice</b>"\n'
        "The funeral trick\tTrotsky was not there."
    )
    assert "<td>Said &quot;no&quot;<br>&lt;b&gt;twice&lt;/b&gt;</td>" in mime.html()
    at(cards, 5, HEADLINE)
    hit(Key.Key_V, CTRL)
    assert card(editor, "the-suppressed-testament").detail == 'Said "no"\n<b>twice</b>'
    assert editor.undo_words == "paste 2 rows"


def test_cut_takes_along_and_empties(editor, cards):
    at(cards, 1, WHEN)
    hit(Key.Key_X, CTRL)
    at(cards, 4, WHEN)
    hit(Key.Key_V, CTRL)
    assert card(editor, "funeral").when.shown == ""
    assert card(editor, "mood").when.start == "1924-01"


def test_a_block_goes_into_the_cells_from_the_current_one_and_rows_grow(editor, cards):
    at(cards, 4, HEADLINE)
    paste("An open race for power\tFive men\t1924\nA cold day\t\tJanuary 1924\n")
    assert card(editor, "mood").headline == "An open race for power"
    assert card(editor, "mood").when.start == "1924"
    assert card(editor, "a-cold-day").when.start == "1924-01"
    assert len(ids(cards)) == 6
    editor.undo()
    assert editor.session.pack == samples.pack()


def test_one_cell_fills_all_that_are_chosen(editor, cards):
    select(cards, (0, SOURCE), (2, SOURCE))
    paste("Notes, page 9")
    assert {c.source for c in editor.session.pack.cards[:3]} == {"Notes, page 9"}


def test_a_block_that_is_too_wide_changes_nothing(editor, cards, host):
    at(cards, 0, FACTORS)
    paste("a\tb\tc\n")
    assert editor.session.pack == samples.pack()
    assert "3 columns" in host.notice.text.text()


def test_a_block_with_what_cannot_be_kept_changes_nothing_and_names_the_row(editor, cards, host):
    at(cards, 0, HEADLINE)
    paste("One\tx\n" + "y" * 301 + "\tx\n")
    assert editor.session.pack == samples.pack()
    assert host.notice.text.text().startswith("Row 2 of what was pasted: A headline can have")


def test_pasted_rows_may_name_new_factors(editor, cards, modals):
    modals.answer(press("Make them"))
    at(cards, 5, FACTORS)
    paste("Luck; Chance\n")
    QTest.qWait(60)
    assert [factor.name for factor in editor.session.pack.factors[2:]] == ["Luck", "Chance"]


def test_rows_under_the_heads_of_a_table_go_where_the_heads_say(editor):
    editor.show_page(2)
    page = editor.sheets["question"]
    page.view.setFocus()
    at(page, 0)
    paste("Marks\tQuestion\n8\tWhy did Trotsky lose?\n")
    assert editor.session.pack.questions[2].text == "Why did Trotsky lose?"
    assert editor.session.pack.questions[2].marks == 8
    assert editor.session.pack.questions[0] == samples.WHY


NOTES = "# Cunning\n- In 1924 Stalin misled Trotsky about the funeral\n- In 1925 he waited\n"


def test_notes_are_offered_to_be_taken_in(editor, cards, modals):
    heard = []
    cards.hands.material_pasted.disconnect()
    cards.hands.material_pasted.connect(heard.append)
    modals.answer(press("Choose what becomes cards…"))
    paste(NOTES)
    assert len(heard) == 1
    assert heard[0].blocks[0].text == "Cunning"
    assert editor.session.pack == samples.pack()


def test_notes_can_be_put_in_the_cells_all_the_same_or_be_left(editor, cards, modals):
    modals.answer(press("Go back"))
    at(cards, 5)
    paste(NOTES)
    back(editor)
    assert editor.session.pack == samples.pack()
    modals.answer(press("Paste into the cells"))
    paste("Headline\tDate\nA cold day\t1924\n")
    assert card(editor, "a-cold-day").headline == "A cold day"


def test_cards_of_a_shelf_are_pasted_with_their_factors(editor, cards, modals):
    luck = samples.CUNNING.__class__("own/luck", "Luck")
    one = samples.CARDS[0].__class__("own/x", "A cold day", "Snow.", factors=("own/luck",))
    modals.answer(press("Make it"))
    QGuiApplication.clipboard().setMimeData(to_mime(Payload((one,), (luck,))))
    hit(Key.Key_V, CTRL)
    QTest.qWait(60)
    new = card(editor, "a-cold-day")
    assert (new.detail, new.factors) == ("Snow.", ("usa/luck",))


def test_an_empty_clipboard_is_told(editor, cards, host):
    QGuiApplication.clipboard().clear()
    hit(Key.Key_V, CTRL)
    assert host.notice.text.text().startswith("There is nothing on the clipboard")
