"""What a window shows for as long as its library is open only to read."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from planner.store.library import Library
from planner.ui.controls import Mark, label
from planner.ui.icons import icon
from planner.ui.theme import Theme


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
