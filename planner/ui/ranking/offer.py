"""What the ranking would add to the conclusion, shown before it is added."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.model import ranking
from planner.model.edits import EditError
from planner.model.plan import Plan
from planner.model.text import TextError
from planner.ui.controls import button, label


class Offer(QFrame):
    """Shows the lines that would be added, with a button that adds them."""

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip")
        self.setAccessibleName("What would be added to the conclusion")
        self.lines = label(wrap=True)
        self.add = button("Add to the conclusion", "primary")
        self.leave = button("Not now")
        self.add.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.leave)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 11, 14, 12)
        box.setSpacing(8)
        box.addWidget(label("This would be added at the end of the conclusion:", "part"))
        box.addWidget(self.lines)
        box.addLayout(row)
        self.hide()

    def show_lines(self, plan: Plan) -> None:
        """Show what a plan's ranking would add."""
        words = "\n".join(ranking.ranking_lines(plan))
        self.lines.setText(words)
        self.add.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def refusal(plan: Plan) -> str:
    """Say why a plan's ranking cannot be added to its conclusion; nothing where it can."""
    try:
        ranking.conclude(plan)
    except (EditError, TextError) as error:
        return str(error)
    return ""
