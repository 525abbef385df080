"""What a window shows for as long as its library is open only to read."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from planner.store.library import Library
from planner.ui.controls import Mark, label, set_tip
from planner.ui.icons import icon
from planner.ui.theme import Theme

WHY_NOT = "The library is open elsewhere, so nothing can be changed here. Close it there first."


def why_not(*controls: QWidget, barred: bool) -> QLabel:
    """Return a label that says why controls are disabled, and let them tell it themselves.

    barred: that the library is open only to read; where it is not, the label is hidden, and stays
    with no effect.
    """
    told = label(WHY_NOT, "muted", wrap=True)
    told.setVisible(barred)
    for control in controls if barred else ():
        control.setEnabled(False)
        control.setAccessibleDescription(WHY_NOT)
        set_tip(control, WHY_NOT)
    return told


class ReadingStrip(QFrame):
    """Says that nothing can be changed here, and stays."""

    def __init__(self, theme: Theme, library: Library) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        mark = Mark()
        mark.show_icon(icon(theme, "book-open", "focus"))
        self.text = label(
            f"You are reading {library.path.name} as it was at {time.strftime('%H:%M')}. It is "
            "open elsewhere, so nothing can be changed here. Plans can be exported and saved as "
            "files.",
            wrap=True,
        )
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(self.text.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 10, 7)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(self.text, 1)
        self.setVisible(not library.writable)
