"""The cards without a date, which have no place on the axis."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.model.timeline import MARK, Spot
from planner.ui.card_model import Index
from planner.ui.controls import label
from planner.ui.kit import Kit
from planner.ui.timeline.time_cards import TimeList
from planner.ui.timeline.time_model import TimeModel
from planner.ui.timeline.time_paint import TimePaint

_MOST_ROWS = 3
_WIDEST = 250


class UndatedCards(TimeList):
    """Cards without a date, a few lines of them; the rest is scrolled to."""

    def __init__(self, kit: Kit, model: TimeModel) -> None:
        super().__init__(kit, model)
        self.setAccessibleName("Cards without a date")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.most_rows = _MOST_ROWS
        self.look = UndatedLook(self, TimePaint(kit.theme))
        self.setItemDelegate(self.look)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the cards need, up to a few lines."""
        room = max(100, self.width() - self.verticalScrollBar().sizeHint().width() - 4)
        across = max(1, room // 190)
        line = round(self.look.paints.line) + 9
        self.look.size = QSize(min(_WIDEST, room // across), line)
        rows = -(-self.cards.count() // max(1, room // self.look.size.width()))
        self.setFixedHeight(min(rows, self.most_rows) * line + 2)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.find_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() == QListView.State.DraggingState
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        hit = self.indexAt(event.position().toPoint()) == self.currentIndex()
        if plain and left and hit and not dragged:
            self.find_current()


class UndatedLook(QStyledItemDelegate):
    """Paints a card without a date as the timeline paints the others: its mark and its words."""

    def __init__(self, cards: UndatedCards, paints: TimePaint) -> None:
        super().__init__(cards)
        self._list, self.paints = cards, paints
        self.size = QSize(_WIDEST, 26)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, shown = QRectF(option.rect), self._list.shown_at(index.row())
        left = rect.left() + 4
        room = min(self.paints.width(shown.card), rect.width() - MARK - 14)
        spot = Spot(0, left, left + MARK, left + MARK, room)
        self.paints.paint_card(painter, spot, QPointF(rect.center()).y(), shown, 0.0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size


class Undated(QWidget):
    """The cards without a date under a heading that counts them; hidden where there is none."""

    def __init__(self, kit: Kit, model: TimeModel) -> None:
        super().__init__()
        self.heading = label(kind="small")
        self.cards = UndatedCards(kit, model)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 6, 6)
        box.setSpacing(2)
        box.addWidget(self.heading)
        box.addWidget(self.cards)

    def spare(self, low: bool) -> None:
        """Take little height where there is little."""
        self.cards.most_rows = 1 if low else _MOST_ROWS
        self.cards.fit()

    def tell(self) -> None:
        """Count the cards anew."""
        count = self.cards.cards.count()
        self.heading.setText(f"Without a date: {count:,}")
        self.setVisible(bool(count))
