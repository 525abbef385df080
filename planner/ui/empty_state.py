"""What stands in a list's place while there is nothing in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.controls import label


def empty_state(title: str, words: str) -> QWidget:
    """Return a box that says what is not here yet, and how to begin."""
    made = QWidget()
    made.setObjectName("empty")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box = QVBoxLayout(made)
    box.setContentsMargins(24, 18, 24, 18)
    box.addWidget(label(title, "reading-title"))
    box.addWidget(label(words, "muted", wrap=True))
    return made
