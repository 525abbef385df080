import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.ui.payload import Payload, to_mime
from planner.ui.spring import HELD, Spring
from tests.ui import samples


@pytest.fixture
def button(qtbot, theme):
    window = QWidget()
    made = QPushButton("Board")
    QVBoxLayout(window).addWidget(made)
    Spring(made)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.hide()


def test_a_card_that_is_held_over_a_button_presses_it_and_stays_in_the_hand(button, hand, qtbot):
    mime = to_mime(Payload((samples.FUNERAL,)))
    with qtbot.waitSignal(button.clicked, timeout=HELD * 5):
        assert hand.enter(mime, button) is None
    assert hand.drop(mime, button) is None


def test_a_card_that_only_passes_does_not(button, hand, qtbot):
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    hand.enter(to_mime(Payload((samples.FUNERAL,))), button)
    hand.leave(button)
    qtbot.wait(HELD + 150)
    assert not pressed


def test_what_is_no_card_does_not(button, hand, qtbot):
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    mime = QMimeData()
    mime.setText("words")
    hand.enter(mime, button)
    qtbot.wait(HELD + 150)
    assert not pressed
