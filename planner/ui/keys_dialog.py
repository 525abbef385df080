"""The keys, and what they do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from planner.ui.controls import label

Keys = tuple[tuple[str, str], ...]

DESK: Keys = (
    ("Enter", "on a card: choose where it goes"),
    ("Space", "on a card: show the whole card"),
    ("Alt+Left, Alt+Right", "move a card within its slot"),
    ("Alt+Up, Alt+Down", "move a card to the slot before or after; on a grip, the paragraph"),
    ("Ctrl+Left, Ctrl+Right", "on the sorting table, move a card to the pile before or after"),
    ("Delete", "take a card out of the plan, or out of the piles"),
    ("Ctrl+X, Ctrl+C, Ctrl+V", "cut, copy and paste cards"),
    ("Ctrl+F", "search the evidence; Down goes on to the cards"),
    ("Ctrl+1 to Ctrl+4", "the board, the sorting table, the ranking, the timeline"),
    ("+, −, 0", "on the timeline: nearer, farther, all of it"),
    ("Ctrl+Enter", "on the timeline: find the card on the board or the shelf"),
    ("F6", "go from the shelf to the board and on"),
)
EDITOR: Keys = (
    ("Enter, Tab", "go down, or to the right; typing writes over a cell, F2 changes it"),
    ("Alt+Enter", "a line break in a cell"),
    ("Ctrl+Enter", "a new row below"),
    ("Ctrl+C, Ctrl+V", "copy and paste cells, also from Excel, Word or a web page"),
    ("Ctrl+D, Ctrl+Shift+D", "fill down, or duplicate the row"),
    ("Delete, Ctrl+Minus", "empty the cells, or remove the rows"),
    ("Alt+Up, Alt+Down", "move the row"),
    ("Ctrl+1 to Ctrl+5", "cards, factors, questions, question types, details"),
    ("Ctrl+F", "find in the table"),
    ("F6", "go from the table to the form and the problems"),
)
ANYWHERE: Keys = (
    ("Ctrl+Z, Ctrl+Shift+Z", "undo and redo"),
    ("Ctrl+O", "open a plan, a pack or a suggested fix; or drop the file on the window"),
    ("Ctrl+Shift+H, Ctrl+Shift+K", "go to all plans, or to the packs"),
    ("Ctrl+H", "earlier versions of the open plan, beside it as it is now"),
)


class KeysDialog(QDialog):
    """Lists keys and what they do."""

    def __init__(self, parent: QWidget, keys: Keys) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, does) in enumerate(keys):
            grid.addWidget(label(key, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(18)
        box.addLayout(grid)
        box.addWidget(buttons)
        self.setMinimumWidth(560)
