"""Words without an end are laid out otherwise, and nothing else about a text is."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption

from planner.model.endless import PIECE, TURNS
from planner.ui.controls import PlainEdit

USUAL = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
ANYWHERE = QTextOption.WrapMode.WrapAnywhere
TURNING = "aא" * PIECE * 4
HANGING = "😀 " + "\u0e33" * (5 * PIECE + 7) + " end"


def mode(edit: PlainEdit) -> QTextOption.WrapMode:
    return edit.document().defaultTextOption().wrapMode()


def paste(edit: PlainEdit, words: str) -> None:
    mime = QMimeData()
    mime.setText(words)
    edit.insertFromMimeData(mime)


def marks(edit: PlainEdit) -> list[tuple[int, int]]:
    """Return where the pieces that are shaped apart begin, and how long they are."""
    block = edit.document().firstBlock()
    return [(of.start, of.length) for of in block.layout().formats()]


@pytest.fixture
def edit(theme, qtbot):
    made = PlainEdit()
    qtbot.addWidget(made)
    return made


def test_a_text_with_an_endless_word_is_broken_anywhere_and_kept_as_it_is(edit):
    edit.setPlainText(TURNING)
    assert (mode(edit), edit.words()) == (ANYWHERE, TURNING)
    edit.setPlainText("Stalin")
    assert (mode(edit), edit.words()) == (USUAL, "Stalin")


def test_a_field_that_begins_with_one_is_ready_for_it(qtbot):
    edit = PlainEdit(TURNING)
    qtbot.addWidget(edit)
    assert (mode(edit), edit.words()) == (ANYWHERE, TURNING)


def test_what_is_pasted_or_typed_counts_too(edit):
    paste(edit, "Stalin " + TURNING[: TURNS - 1])
    assert mode(edit) == USUAL
    edit.insertPlainText("א")
    assert mode(edit) == ANYWHERE
    edit.clear()
    paste(edit, TURNING)
    assert (mode(edit), edit.words()) == (ANYWHERE, TURNING)


def test_undo_is_ready_for_what_comes_back(edit):
    paste(edit, TURNING)
    edit.undo()
    assert (mode(edit), edit.words()) == (ANYWHERE, "")
    edit.redo()
    assert edit.words() == TURNING


def test_signs_that_hang_on_one_letter_are_shaped_in_pieces(edit):
    edit.setPlainText(HANGING)
    assert edit.words() == HANGING
    # An emoji is two units of UTF-16.
    assert marks(edit) == [(3, PIECE), (3 + 2 * PIECE, PIECE), (3 + 4 * PIECE, PIECE)]
    edit.setPlainText("\U000e0001" * 3 * PIECE)
    assert marks(edit) == [(0, 2 * PIECE), (4 * PIECE, 2 * PIECE)]
    assert not edit.document().isUndoAvailable()
    edit.setPlainText("Stalin")
    assert marks(edit) == []


def test_one_text_is_shown_for_another_and_that_is_told_once(edit):
    told = []
    edit.setPlainText(HANGING[:PIECE])
    edit.textChanged.connect(lambda: told.append(edit.words()))
    edit.setPlainText(HANGING)
    assert told == [HANGING]
