"""Saying loudly that a pack is not installed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.controls import Mark, fit_height, label
from planner.ui.icons import icon
from planner.ui.theme import Theme


class Refusal(QDialog):
    """Says why, until it is read."""

    def __init__(self, parent: QWidget, theme: Theme, why: str) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("This pack was not installed")
        self.setMinimumWidth(520)
        mark = Mark(34)
        mark.show_icon(icon(theme, "shield-alert", "accent_text"))
        said = label(why, wrap=True)
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label("This pack was not installed", "title"))
        words.addWidget(said)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 16)
        box.setSpacing(14)
        box.addLayout(row)
        box.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)


def refuse(parent: QWidget, theme: Theme, why: str) -> None:
    """Say that a pack is not installed, and why, and wait until it is read."""
    dialog = Refusal(parent, theme, why)
    dialog.exec()
    dialog.deleteLater()
