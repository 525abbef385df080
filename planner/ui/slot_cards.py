"""The cards in a slot, as a list that is as high as its cards need."""

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from planner.model.evidence import Factor
from planner.ui.card_list import CardDelegate, CardList, Look
from planner.ui.card_marks import CardMarks
from planner.ui.card_model import CardRole
from planner.ui.card_paint import RADIUS, CardPainter
from planner.ui.payload import Payload
from planner.ui.session import Session
from planner.ui.slot_model import SlotModel

GAP = 6
WIDEST = 270


class SlotCards(CardList):
    """A slot's cards; keys move, remove, cut, copy and paste them."""

    removing_asked = Signal()
    cutting_asked = Signal()
    pasting_asked = Signal()
    shifting_asked = Signal(int)
    """Move the chosen cards by so many places within the slot."""
    carrying_asked = Signal(int)
    """Move the chosen cards to the slot before (-1) or after (1)."""

    def __init__(
        self,
        session: Session,
        painter: CardPainter,
        factors: Mapping[str, Factor],
        marks: CardMarks,
        model: SlotModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(painter, factors, parent)
        self._session = session
        self._look_of = CardDelegate(painter, factors, Look.SLOT, self)
        self.setItemDelegate(self._look_of)
        self.cards = model or SlotModel(factors, self)
        self.cards.follow(marks)
        self.setModel(self.cards)
        self.empty_text = ""
        self.widest = WIDEST
        self._marker = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(GAP // 2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cards.rowsInserted.connect(self.fit)
        self.cards.rowsRemoved.connect(self.fit)

    def payload(self) -> Payload | None:
        """Return the chosen cards with the placements that they come from."""
        indexes = self.chosen_indexes()
        if not indexes:
            return None
        cards = tuple(index.data(CardRole.CARD) for index in indexes)
        names = {name for card in cards for name in card.factors}
        return Payload(
            cards,
            tuple(factor for name, factor in self._factors.items() if name in names),
            self._session.plan.id,
            tuple(index.data(CardRole.ID) for index in indexes),
        )

    def drag_actions(self) -> tuple[Qt.DropAction, Qt.DropAction]:
        """Return that cards move, and are copied with Ctrl."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction

    def choose(self, placements: set[str]) -> bool:
        """Select these placements, make the first current, and tell whether any is here."""
        rows = [r for r in range(self.cards.count()) if self.cards.id_at(r) in placements]
        if not rows:
            return False
        selection = self.selectionModel()
        selection.setCurrentIndex(
            self.cards.index(rows[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        for row in rows[1:]:
            selection.select(self.cards.index(row), QItemSelectionModel.SelectionFlag.Select)
        return True

    def place_at(self, point: QPoint) -> int:
        """Return the number of the card before which something dropped at a point goes."""
        for row in range(self.cards.rowCount()):
            rect = self.visualRect(self.cards.index(row))
            below = point.y() > rect.bottom() + GAP
            if not below and (point.x() < rect.center().x() or point.y() < rect.top() - GAP):
                return row
        return self.cards.rowCount()

    def show_prompt(self, prompt: str) -> None:
        """Show a prompt while there are no cards."""
        self.empty_text = prompt
        if self.isVisible():
            self.viewport().update()

    def mark(self, at: int) -> None:
        """Show where a card would land; -1 shows nothing."""
        if at != self._marker:
            self._marker = at
            self.viewport().update()

    def fit(self) -> None:
        """Be as high as the cards need at this width."""
        size = self._painter.slot_size(self.font())
        count, room = self.cards.rowCount(), self.contentsRect().width() - 2
        across = self.across(room)
        if not count:
            height = self.fontMetrics().lineSpacing() + 18
        else:
            height = -(-count // across) * (size.height() + GAP) + GAP // 2
        self._look_of.size = QSize(min(self.widest, room // across - GAP), size.height())
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def across(self, room: int) -> int:
        """Return how many cards stand beside one another in so many pixels."""
        return max(1, room // (self._painter.slot_size(self.font()).width() + GAP))

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The board scrolls, not the slots in it.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self._on_alt(key):
            return
        asked = {
            QKeySequence.StandardKey.Delete: self.removing_asked,
            QKeySequence.StandardKey.Cut: self.cutting_asked,
            QKeySequence.StandardKey.Paste: self.pasting_asked,
        }
        for standard, signal in asked.items():
            if event.matches(standard):
                signal.emit()
                return
        if key == Qt.Key.Key_Backspace:
            self.removing_asked.emit()
            return
        super().keyPressEvent(event)

    def _on_alt(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Left:
                self.shifting_asked.emit(-1)
            case Qt.Key.Key_Right:
                self.shifting_asked.emit(1)
            case Qt.Key.Key_Up:
                self.carrying_asked.emit(-1)
            case Qt.Key.Key_Down:
                self.carrying_asked.emit(1)
            case _:
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marker < 0 and self.cards.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.cards.rowCount():
            self._paint_marker(painter)
        else:
            self._paint_empty(painter)

    def _paint_empty(self, painter: QPainter) -> None:
        of = self._painter.tokens
        rect = QRectF(self.viewport().rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        over = self._marker >= 0
        edge = QColor(of.accent_text if over else of.focus if self.hasFocus() else of.strong_border)
        style = Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine
        painter.setPen(QPen(edge, 1.5 if over or self.hasFocus() else 1.0, style))
        painter.setBrush(QColor(of.accent_soft) if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(QColor(of.accent_text if over else of.hint))
        text = "Drop here" if over else self.empty_text
        room = rect.adjusted(12, 0, -12, 0)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width())),
        )

    def _paint_marker(self, painter: QPainter) -> None:
        count = self.cards.rowCount()
        at = min(self._marker, count)
        rect = self.visualRect(self.cards.index(min(at, count - 1)))
        x = rect.left() - GAP // 2 - 1 if at < count else rect.right() + GAP // 2
        self._paint_bar(painter, QRect(max(0, x - 1), rect.top(), 3, rect.height()))

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._painter.tokens.accent_text))
        painter.drawRoundedRect(bar, 1.5, 1.5)
