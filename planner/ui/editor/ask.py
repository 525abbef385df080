"""Questions with more than two answers, each of which says what it does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.ui.controls import label


def choose(parent: QWidget, title: str, text: str, answers: Sequence[str]) -> int:
    """Ask a question, and return the number of the answer (from 0); -1 where it was put away.

    The first answer is what Enter gives.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    for shown in box.findChildren(type(label())):
        shown.setTextFormat(Qt.TextFormat.PlainText)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in answers]
    away = box.addButton("Go back", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(away)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return next((at for at, made in enumerate(buttons) if made is clicked), -1)
