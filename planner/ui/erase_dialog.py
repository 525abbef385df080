"""Asking, in figures, whether everything is to be deleted."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from planner.store.belonging_words import what_goes
from planner.store.belongings import belongings
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.controls import button, fit_height, label


class EraseDialog(QDialog):
    """Says what goes, and can be agreed to only once that is said to be understood."""

    def __init__(self, parent: QWidget, library: Library) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("Delete everything")
        try:
            held = library.holdings()
        except StoreError:
            # A damaged library can be deleted too.
            held = None
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(label("This goes, and cannot be brought back:", "title"))
        box.addLayout(_list(what_goes(held, belongings(library.path))))
        box.addSpacing(4)
        box.addWidget(
            label(
                "Files that you exported or saved elsewhere stay where they are. To keep all that "
                "you made, go back and choose “Export everything” first.",
                "muted",
                wrap=True,
            )
        )
        self.agree = QCheckBox("I want all of this deleted for good")
        box.addWidget(self.agree)
        self.delete = button("Delete everything…")
        self.delete.setEnabled(False)
        back = button("Go back")
        for each in (self.delete, back):
            # Enter presses the one that has the keyboard; anywhere else, it goes back.
            each.setAutoDefault(True)
        back.setDefault(True)
        self.agree.toggled.connect(self.delete.setEnabled)
        self.delete.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.delete)
        row.addWidget(back)
        box.addLayout(row)
        self.resize(540, 0)
        fit_height(self)
        self.agree.setFocus()


def _list(lines: Iterable[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(9)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        grid.addWidget(label("•"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, wrap=True), row, 1)
    return grid
