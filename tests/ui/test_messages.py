import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from planner.ui.controls import set_tip
from planner.ui.messages import ask, confirm, tell
from tests.ui.modal import close, press

HOSTILE = '<img src="file:///etc/passwd"><b>&amp; “so” </b>'


@pytest.fixture
def parent(theme, qtbot):
    parent = QWidget()
    yield parent
    parent.deleteLater()


def test_a_message_is_shown_as_text(parent, modals):
    seen: list[tuple[str, Qt.TextFormat]] = []

    def read(box):
        seen.extend((label.text(), label.textFormat()) for label in box.findChildren(QLabel))
        press("OK")(box)

    modals.answer(read)
    tell(parent, HOSTILE, HOSTILE)
    assert [text for text, _ in seen].count(HOSTILE) == 2
    assert {how for _, how in seen} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize(("answer", "agreed"), [("Do it", True), ("Do not", False)])
def test_a_question_is_answered(parent, modals, answer, agreed):
    modals.answer(press(answer))
    assert confirm(parent, "Sure?", HOSTILE, "Do it", "Do not") is agreed


def test_escape_answers_no(parent, modals, qtbot):
    modals.answer(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape), close)
    assert confirm(parent, "Sure?", "", "Do it", "Do not") is False
    assert confirm(parent, "Sure?", "", "Do it", "Do not") is False


def test_enter_answers_no(parent, modals, qtbot):
    modals.answer(lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert confirm(parent, "Sure?", "", "Do it", "Do not") is False


@pytest.mark.parametrize("answer", ["Save", "Leave", "Stay"])
def test_one_of_several_answers_is_given(parent, modals, answer):
    modals.answer(press(answer))
    assert ask(parent, "Sure?", "", "Save", "Leave", "Stay") == answer


def test_the_last_of_several_answers_changes_nothing(parent, modals, qtbot):
    modals.answer(close, lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert ask(parent, "Sure?", "", "Save", "Leave", "Stay") == "Stay"
    assert ask(parent, "Sure?", "", "Save", "Leave", "Stay") == "Stay"


def test_a_tooltip_is_text(parent):
    set_tip(parent, HOSTILE)
    assert "<img" not in parent.toolTip()
    assert "&lt;img" in parent.toolTip()
    set_tip(parent, "")
    assert parent.toolTip() == ""
