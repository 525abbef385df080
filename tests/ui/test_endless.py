"""Words without an end are laid out otherwise, and nothing else about a text is."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption

from planner.model.text import PASSAGE
from planner.ui.controls import PlainEdit
from planner.ui.endless import LONGEST_WORD, is_endless
from planner.ui.hanging import PIECE

USUAL = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
ANYWHERE = QTextOption.WrapMode.WrapAnywhere
TURNING = "aא" * PIECE * 4
HANGING = "😀 " + "\u0e33" * (5 * PIECE + 7) + " end"

REAL = [
    "Stalin held the party. " * 900,
    "https://example.org/" + "a1%2F" * 400,
    "Il a dit « שלום » à l’élève, puis “مرحبا بالعالم”, deux fois. " * 300,
    "他说，俄国的革命改变了一切。" * 1_400,
    "革命 the party、スターリンは党を握っていた。" * 700,
    "การปฏิวัติรัสเซีย เปลี่ยนทุกอย่าง " * 600,
    "혁명은 모든 것을 바꾸었다 " * 1_000,
    "👩‍👩‍👧 family, 🏳️‍🌈 flag " * 900,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n" * 90,
]


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


@pytest.mark.parametrize("text", REAL, ids=range(len(REAL)))
def test_what_people_write_has_an_end(text):
    assert not is_endless(text[:PASSAGE])


@pytest.mark.parametrize("end", ["", " and so on", "\nmore", "漢字"])
def test_a_word_has_no_end_from_its_two_hundredth_letter_on(end):
    word = "é" + "x" * (LONGEST_WORD - 1)
    assert is_endless(f"before {word}{end}")
    assert not is_endless(f"before {word[:-1]}{end}")
    assert not is_endless("e" + word[1:])


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
    paste(edit, "Stalin " + TURNING[: LONGEST_WORD - 2])
    assert mode(edit) == USUAL
    edit.insertPlainText("éé")
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
