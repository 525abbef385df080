import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont

from planner.ui import letters
from planner.ui.letters import FEW, meet, meet_all


@pytest.fixture
def font(qapp, monkeypatch):
    monkeypatch.setattr(letters, "_met", {})
    return QFont()


def chinese(count: int) -> str:
    return "".join(chr(0x4E00 + number) for number in range(count))


def test_few_new_letters_are_laid_out_at_once(font):
    for text in ("", "Stalin held the party. " * 900, "café – “Почему”", chinese(FEW) * 2):
        assert meet(text, font)


def test_many_are_met_a_turn_at_a_time(font, monkeypatch):
    monkeypatch.setattr(letters, "_TURN", 0)
    many = chinese(FEW + 1)
    assert not meet(many, font)
    monkeypatch.setattr(letters, "_TURN", 60_000)
    assert meet(many, font)
    # What was met is not new in another text, but is in another font.
    monkeypatch.setattr(letters, "_TURN", 0)
    assert meet(many, font)
    other = QFont(font)
    other.setPointSizeF(31)
    assert not meet(many, other)


def test_the_window_answers_while_many_are_met(font, monkeypatch):
    monkeypatch.setattr(letters, "_TURN", 1)
    answers = []
    timer = QTimer()
    timer.timeout.connect(lambda: answers.append(meet(many, font)))
    timer.start(0)
    many = chinese(6 * FEW)
    meet_all(many, font)
    assert len(answers) > 1
    assert meet(many, font)
