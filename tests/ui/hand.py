"""Dragging, as Qt tells of it: events to the window, which finds the widget under the pointer."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Carries data over a window."""

    def __init__(self) -> None:
        self._last: Qt.DropAction | None = None

    def enter(self, mime: QMimeData, target: QWidget, point: QPoint | None = None, keys=NONE):
        """Come over a widget, and return what would be done there; None where it is refused."""
        window, at = self._at(target, point)
        buttons = Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(at, BOTH, mime, buttons, keys)
        enter.ignore()
        QApplication.sendEvent(window, enter)
        self._last = enter.dropAction() if enter.isAccepted() else None
        return self.move(mime, target, point, keys)

    def move(self, mime: QMimeData, target: QWidget, point: QPoint | None = None, keys=NONE):
        window, at = self._at(target, point)
        move = QDragMoveEvent(at, BOTH, mime, Qt.MouseButton.LeftButton, keys)
        # As Qt does it: what was agreed to last holds until a widget says otherwise.
        if self._last is None:
            move.ignore()
        else:
            move.setDropAction(self._last)
            move.accept()
        QApplication.sendEvent(window, move)
        self._last = move.dropAction() if move.isAccepted() else None
        return self._last

    def leave(self, target: QWidget) -> None:
        QApplication.sendEvent(target.window().windowHandle(), QDragLeaveEvent())

    def drop(self, mime: QMimeData, target: QWidget, point: QPoint | None = None, keys=NONE):
        """Drag to a widget and drop there, as a real hand only can where it is let."""
        if self.enter(mime, target, point, keys) is None:
            self.leave(target)
            return None
        window, at = self._at(target, point)
        drop = QDropEvent(QPointF(at), BOTH, mime, Qt.MouseButton.LeftButton, keys)
        QApplication.sendEvent(window, drop)
        return drop.dropAction() if drop.isAccepted() else None

    @staticmethod
    def _at(target: QWidget, point: QPoint | None):
        top = target.window()
        at = target.mapTo(top, point if point is not None else target.rect().center())
        assert top.rect().contains(at), "the target is out of sight"
        return top.windowHandle(), at
