"""What the marks on the cards mean where one sort serves two questions."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from planner.model.sorting import Serves
from planner.ui.controls import Choice, button, label, shortened
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
    compared = Signal(int)
    """Another of the other plans is chosen, by its number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("Two questions")
        self.lines = {serves: label(wrap=True) for serves in Serves}
        self.open = button("", "link")
        self.open.clicked.connect(self.other_asked)
        self.choice = Choice(theme)
        self.choice.setAccessibleName("Compare with the question")
        self.choice.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self.compared)
        self.compare = label("Compare with", "small")
        self.compare.setBuddy(self.choice)
        self._lay(theme)

    def offer(self, questions: Sequence[str], chosen: int) -> None:
        """Offer the questions of the other plans, where there are several to compare with."""
        self.choice.clear()
        self.choice.addItems([shortened(question) for question in questions])
        self.choice.setCurrentIndex(chosen)
        for part in (self.compare, self.choice):
            part.setVisible(len(questions) > 1)

    def show_questions(
        self, first: str, second: str, this: Serves, serving: Mapping[str, Serves]
    ) -> None:
        """Show two questions, and how many cards serve only one or both; this: the open plan's."""
        held = Counter(serving.values())
        names = {Serves.FIRST: "First", Serves.SECOND: "Second", Serves.BOTH: "Both"}
        names[this] += ", this plan"
        asked = {Serves.FIRST: f": {first}", Serves.SECOND: f": {second}", Serves.BOTH: ""}
        for serves, line in self.lines.items():
            count = held[serves]
            cards = f"{count} {'card' if count == 1 else 'cards'}"
            only = "" if serves is Serves.BOTH else " for this one only"
            line.setText(f"{names[serves]}{asked[serves]} – {cards}{only}")
        self.open.setText(f"Open the {'second' if this is Serves.FIRST else 'first'} plan")

    def _lay(self, theme: Theme) -> None:
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
        row_of_choice = QHBoxLayout()
        row_of_choice.addWidget(self.compare)
        row_of_choice.addWidget(self.choice, 1)
        grid.addLayout(row_of_choice, len(self.lines), 0, 1, 3)
