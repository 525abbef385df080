"""The line that goes between the editor's pages, with what the shown page needs beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from planner.ui.controls import button, set_tip


class Switch(QWidget):
    """One button for each page, the shown one's pressed."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._titles = list(titles)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 14, 6)
        self._row.setSpacing(2)
        for number, title in enumerate(titles):
            made = button(title, "tab")
            made.setCheckable(True)
            set_tip(made, f"{title} (Ctrl+{number + 1})")
            self._group.addButton(made, number)
            self._row.addWidget(made)
            self.buttons.append(made)
        self._group.idClicked.connect(self.chosen)

    def lay_beside(self, tools: QWidget) -> None:
        """Put the shown page's tools at the right."""
        self._row.addSpacing(10)
        self._row.addWidget(tools, 1)

    def choose(self, number: int) -> None:
        """Show which page is shown."""
        self.buttons[number].setChecked(True)

    def count(self, number: int, held: int) -> None:
        """Say how many parts a page has."""
        self.buttons[number].setText(f"{self._titles[number]}  {held:,}")
        self.buttons[number].setAccessibleName(f"{self._titles[number]}, {held:,}")
