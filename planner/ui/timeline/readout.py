"""What a card on the timeline says, below it, while it is pointed at or chosen."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.model.evidence import Card
from planner.ui.card_model import describe, first_factor
from planner.ui.controls import button
from planner.ui.drawing import draw_lines
from planner.ui.kit import Kit
from planner.ui.panel import Panel
from planner.ui.theme import bold, scaled
from planner.ui.timeline.time_paint import Shown, TimePaint

_LINES = 2
_HINT = "Point at a card, or go from card to card with the arrow keys, to read it here."


class _Words(QWidget):
    """A card's headline, its date and factors, and as much of its detail as has room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._paints = kit, TimePaint(kit.theme)
        self.card: Card | None = None
        self.used = ""
        self.lines = _LINES
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        small = QFontMetrics(scaled(self.font(), 0.9)).lineSpacing()
        line = QFontMetrics(bold(self.font())).lineSpacing()
        return QSize(200, line + small * (self.lines + 1) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        of, painter = self._kit.theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, small = self.rect().adjusted(0, 0, -2, 0), scaled(self.font(), 0.9)
        if self.card is None:
            draw_lines(painter, rect, _HINT, small, QColor(of.hint), self.lines + 1)
            return
        card, heavy = self.card, bold(self.font())
        line = QFontMetrics(heavy).lineSpacing()
        shown = Shown(card, first_factor(self._kit.factors, card), bool(self.used))
        self._paints.paint_mark(painter, QPointF(8, line / 2 + 0.5), shown)
        rect.setLeft(21)
        rect.setTop(draw_lines(painter, rect, card.headline, heavy, QColor(of.text), 1) + 1)
        names = [self._kit.factors[f].name for f in card.factors if f in self._kit.factors]
        told = " · ".join(part for part in (card.when.shown, ", ".join(names), self.used) if part)
        used = draw_lines(painter, rect, told or "No date", small, QColor(of.muted), 1)
        rect.setTop(rect.top() + used + 2)
        draw_lines(painter, rect, card.detail, small, QColor(of.text), self.lines)


class Readout(Panel):
    """Reads a card, and leads to where it is."""

    found = Signal(object)
    """The card is to be found where it is."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._words = _Words(kit)
        self.setAccessibleName("Card")
        self.finder = button("Show on the shelf", "quiet")
        self.finder.clicked.connect(self._on_find)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 8, 8, 8)
        box.setSpacing(10)
        box.addWidget(self._words, 1)
        box.addWidget(self.finder, 0, Qt.AlignmentFlag.AlignVCenter)
        kit.theme.changed.connect(self._words.update)
        self.show_card(None, "")

    @property
    def card(self) -> Card | None:
        """Return the card that is read."""
        return self._words.card

    def spare(self, low: bool) -> None:
        """Take little height where there is little."""
        self._words.lines = 1 if low else _LINES
        self._words.updateGeometry()

    def show_card(self, card: Card | None, used: str) -> None:
        """Read a card; used: in which paragraphs it is."""
        self._words.card, self._words.used = card, used
        told = f"{card.headline}. {describe(card, self._kit.factors, used)}" if card else _HINT
        self.setAccessibleDescription(told)
        self.finder.setEnabled(card is not None)
        self.finder.setText("Show on the board" if used else "Show on the shelf")
        self._words.update()

    def _on_find(self) -> None:
        if self.card is not None:
            self.found.emit(self.card)
