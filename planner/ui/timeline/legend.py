"""What filled and hollow marks stand for, with how many there are of each."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.theme import Theme, scaled


class Legend(QWidget):
    """A filled mark and a hollow one, each with what it says of a card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told = ("", "")
        self._short = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def tell(self, placed: int, others: int) -> None:
        """Show how many cards are in the plan, and how many others there are."""
        self._told = (f"In the plan: {placed:,}", f"Not in it: {others:,}")
        self._short = (f"Plan: {placed:,}", f"Others: {others:,}")
        self.setAccessibleName(", ".join(self._told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        of, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 0.9))
        metrics, x, middle = painter.fontMetrics(), 6, self.height() / 2
        needed = sum(metrics.horizontalAdvance(words) + 10 for words in self._told) + x + 22
        told = self._told if needed <= self.width() else self._short
        for hollow, words in enumerate(told):
            painter.setPen(QPen(QColor(of.muted), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(of.muted))
            painter.drawEllipse(QPointF(x, middle), 4.5, 4.5)
            painter.drawText(QPointF(x + 10, middle + metrics.ascent() / 2 - 1), words)
            x += 10 + metrics.horizontalAdvance(words) + 22
