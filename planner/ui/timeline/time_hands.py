"""What hands do on the timeline: go from card to card, move along the axis, come nearer."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from planner.ui.kit import Kit
from planner.ui.timeline.time_cards import TimeCards
from planner.ui.timeline.time_model import TimeModel

NEARER = 1.5
"""How many times as near one step comes."""

_CTRL = Qt.KeyboardModifier.ControlModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A row away counts as so many points along the axis, for Up and Down.
_ROW = 40.0


class Timeline(TimeCards):
    """The timeline's cards, with what keys, mouse, wheel and fingers do."""

    def __init__(self, kit: Kit, model: TimeModel) -> None:
        super().__init__(kit, model)
        self._pan: QPoint | None = None
        self._pressed: QModelIndex | None = None
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), event.modifiers()
        if keys & _CTRL and key in _ENTER:
            self.find_current()
        elif keys & _CTRL and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pan_by((1 if key == Qt.Key.Key_Right else -1) * self.viewport().width() // 4)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(NEARER)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / NEARER)
        elif keys in _PLAIN and key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: TimeCards.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        last, here = self.cards.count() - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        of = TimeCards.CursorAction
        if here < 0:
            return self.cards.index(0)
        page = max(1, len(self._seen()) - 1)
        to = {
            of.MoveLeft: here - 1,
            of.MovePrevious: here - 1,
            of.MoveRight: here + 1,
            of.MoveNext: here + 1,
            of.MoveHome: 0,
            of.MoveEnd: last,
            of.MovePageUp: here - page,
            of.MovePageDown: here + page,
            of.MoveUp: self._beside(here, -1),
            of.MoveDown: self._beside(here, 1),
        }[action]
        return self.cards.index(min(max(to, 0), last))

    def _seen(self) -> list[int]:
        """Return the rows of the cards that are in sight."""
        rect = self.viewport().rect()
        rows = range(self.cards.count())
        return [row for row in rows if self.visualRect(self.cards.index(row)).intersects(rect)]

    def _beside(self, row: int, way: int) -> int:
        """Return the card that is nearest below (1) or above (-1) a card; itself for none."""
        made = self.layout_now()
        if made is None:
            return row
        here = made.spots[row]
        near = [
            (abs(spot.left - here.left) + _ROW * abs(spot.row - here.row), number)
            for number, spot in enumerate(made.spots)
            if (spot.row - here.row) * way > 0
        ]
        return min(near)[1] if near else row

    # The mouse

    def pan_by(self, across: int, down: int = 0) -> None:
        """Move so many pixels along the axis, and so many down the rows."""
        for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = index if left and index.isValid() and event.modifiers() in _PLAIN else None
        if left and not index.isValid():
            self._pan = event.globalPosition().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan is None:
            super().mouseMoveEvent(event)
            return
        now = event.globalPosition().toPoint()
        by, self._pan = self._pan - now, now
        self.pan_by(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.viewport().unsetCursor()
            return
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is not None and self.indexAt(event.position().toPoint()) == pressed:
            self.find_current()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        # What is dragged away is not looked for as well.
        self._pressed = None
        super().startDrag(supportedActions)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, moved = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & _CTRL:
            # A notch of most wheels is 120.
            self.zoom_by(NEARER ** (turned.y() / 120), event.position().x())
        else:
            lines = QApplication.wheelScrollLines() * 20 / 120
            by = moved if not moved.isNull() else turned * lines
            along = by.x() or by.y()
            if by.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.pan_by(-along)
            elif self.verticalScrollBar().maximum():
                self.pan_by(0, -by.y())
            else:
                self.pan_by(-by.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_by(pinch.scaleFactor(), centre.x())
                return True
        return super().viewportEvent(event)
