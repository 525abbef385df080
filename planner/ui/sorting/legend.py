"""What the marks on the cards mean where one sort serves two questions."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.model.sorting import Serves
from planner.ui.controls import button, label
from planner.ui.drawing import draw_serves
from planner.ui.panel import Panel
from planner.ui.theme import Theme


class _Shape(QWidget):
    """The mark of one of the questions, or of both."""

    def __init__(self, theme: Theme, serves: Serves) -> None:
        super().__init__()
        self._theme, self._serves = theme, serves
        self.setFixedSize(QSize(14, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._theme.tokens.done)
        draw_serves(painter, QPointF(7, 9.5), self._serves, colour)


class Legend(Panel):
    """Names both questions, counts the cards that serve each, and leads to the other plan."""

    other_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("Two questions")
        self.lines = {serves: label(wrap=True) for serves in Serves}
        self.open = button("Open the first plan", "link")
        self.open.clicked.connect(self.other_asked)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for row, (serves, line) in enumerate(self.lines.items()):
            line.setMinimumHeight(18)
            last = serves is Serves.BOTH
            middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
            grid.addWidget(_Shape(theme, serves), row, 0, middle if last else top)
            grid.addWidget(line, row, 1, 1, 1 if last else 2)
        grid.addWidget(self.open, len(self.lines) - 1, 2)

    def show_questions(self, first: str, second: str, serving: Mapping[str, Serves]) -> None:
        """Show two questions, and how many cards serve only one or both."""
        held = Counter(serving.values())
        questions = {
            Serves.FIRST: f"First: {first}",
            Serves.SECOND: f"Second, this plan: {second}",
            Serves.BOTH: "Both",
        }
        for serves, line in self.lines.items():
            count = held[serves]
            cards = f"{count} {'card' if count == 1 else 'cards'}"
            only = "" if serves is Serves.BOTH else " for this one only"
            line.setText(f"{questions[serves]} – {cards}{only}")
