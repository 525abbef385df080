"""What the shelf's list and the slots' lists share: how cards are painted, chosen and dragged."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.model.evidence import Card, Factor
from planner.ui.card_model import CardRole, Index, first_factor
from planner.ui.card_paint import CardPainter, State
from planner.ui.payload import Payload, to_mime


class Look(Enum):
    """Which of a card's two looks a list has."""

    SHELF = "shelf"
    SLOT = "slot"


class CardDelegate(QStyledItemDelegate):
    """Paints each card of a list."""

    def __init__(
        self, painter: CardPainter, factors: Mapping[str, Factor], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._cards, self._factors, self._look = painter, factors, look
        self.size = QSize()
        """What every card of a slot's list measures, in pixels."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CardRole.CARD)
        if card is None:
            return
        state = option.state
        rect: QRect = option.rect
        told = State(
            selected=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            used=index.data(CardRole.USED),
            noted=bool(index.data(CardRole.NOTE)),
            updated=bool(index.data(CardRole.UPDATED)),
            serves=index.data(CardRole.SERVES),
        )
        factor = first_factor(self._factors, card)
        font = option.widget.font()
        if self._look is Look.SHELF:
            rect = rect.adjusted(2, 3, -2, -4)
            self._cards.shelf_card(painter, rect, card, factor, font, told)
        else:
            self._cards.slot_card(painter, rect, card, factor, font, told)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font = option.widget.font()
        if self._look is Look.SHELF:
            return self._cards.shelf_size(font)
        return self.size


class CardList(QListView):
    """A list of cards that can be dragged away, one or several."""

    drag_began = Signal(object)
    drag_ended = Signal()
    placing_asked = Signal()
    """Enter was pressed on a card: ask where it goes."""
    opening_asked = Signal()
    """The card was double-clicked, or Space was pressed on it: show it whole."""
    copying_asked = Signal()
    menu_asked = Signal(QPoint)
    """A card's menu was asked for, at a point on the screen."""

    def __init__(
        self,
        painter: CardPainter,
        factors: Mapping[str, Factor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._painter, self._factors = painter, factors
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)

    def payload(self) -> Payload | None:
        """Return the chosen cards with where they come from, or None where none is chosen."""
        raise NotImplementedError

    def drag_actions(self) -> tuple[Qt.DropAction, Qt.DropAction]:
        """Return what dragging from here may do, and what it does without a key held."""
        raise NotImplementedError

    def chosen(self) -> list[Card]:
        """Return the chosen cards in the list's order."""
        return [index.data(CardRole.CARD) for index in self.chosen_indexes()]

    def chosen_indexes(self) -> list[QModelIndex]:
        """Return the indexes of the chosen cards, from the top."""
        return sorted(self.selectedIndexes(), key=QModelIndex.row)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        payload = self.payload()
        if payload is None:
            return
        actions, usual = self.drag_actions()
        drag = QDrag(self)
        drag.setMimeData(to_mime(payload))
        picture = self._painter.flying(
            payload.cards,
            first_factor(self._factors, payload.cards[0]),
            self.font(),
            280,
            self.devicePixelRatioF(),
        )
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(24, 20))
        self.drag_began.emit(payload)
        drag.exec(actions, usual)
        self.drag_ended.emit()
        # Qt lets the drag be collected only later; its data must not outlive the program.
        drag.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen_indexes():
                self.placing_asked.emit()
        elif plain and event.key() == Qt.Key.Key_Space:
            if self.chosen_indexes():
                self.opening_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copying_asked.emit()
        else:
            super().keyPressEvent(event)

    def menu_point(self) -> QPoint:
        """Return the point on the screen at which a menu for the current card opens."""
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.center() if rect.isValid() else QPoint(10, 10))

    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid() and index not in self.selectedIndexes():
            self.setCurrentIndex(index)
        if self.chosen_indexes():
            self.menu_asked.emit(self.viewport().mapToGlobal(point))

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opening_asked.emit()
