"""The keys and the mouse of a random hand: each deed returns, in words, what it was done to."""

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QHelpEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from tests.reliability import monkey_reach as reach
from tests.ui.hand import Hand

_LEFT = Qt.MouseButton.LeftButton


class Hands(QObject):
    """Types, clicks, drags and drops at random places; chance: a new one for each event."""

    def __init__(self, inbox: Path, note: Callable[[str], None]) -> None:
        super().__init__()
        self.note = note
        self.chance = random.Random()
        self._inbox = sorted(inbox.iterdir())
        self._hand = Hand()

    # Keys

    def _target(self) -> QWidget | None:
        above = reach.tops()
        if not above:
            return None
        return QApplication.focusWidget() or above[0].focusWidget() or above[0]

    def _press(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> str:
        target = self._target()
        if target is not None:
            QTest.keyClick(target, key, keys)
        return f"{key.name} {keys.name}"

    def _key(self) -> str:
        return self._press(self.chance.choice(reach.KEYS), self.chance.choice(reach.MODIFIERS))

    def _controlled(self) -> str:
        keys = Qt.KeyboardModifier.ControlModifier
        if self.chance.random() < 0.2:
            keys |= Qt.KeyboardModifier.ShiftModifier
        return self._press(self.chance.choice(reach.CONTROLLED), keys)

    def _type(self) -> str:
        target = self._target()
        words = self.chance.choice(reach.WORDS)
        if target is None:
            return ""
        if (
            len(words) > 30
            or not (words.isascii() and words.isprintable())
            or self.chance.random() < 0.2
        ):
            QGuiApplication.clipboard().setText(words)
            QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            for letter in words:
                if isValid(target):
                    QTest.keyClick(target, letter)
        return repr(words[:20])

    def _shortcut(self) -> str:
        top = reach.tops()
        found = [a for t in top for a in t.findChildren(QAction) if a.shortcuts()]
        if not found:
            return ""
        pressed = self.chance.choice(self.chance.choice(found).shortcuts())
        if pressed.toString() == "Ctrl+Q" and self.chance.random() < 0.9:
            return ""
        QTest.keySequence(top[0], pressed)
        return pressed.toString()

    # The mouse

    def _mouse(self, deed: Callable[..., None], *buttons: Qt.MouseButton) -> str:
        widget = reach.pick(self.chance)
        if widget is None:
            return ""
        top, at = widget.window(), reach.point_in(self.chance, widget)
        told = named(reach.deepest(top, at))
        keys = self.chance.choice(reach.MODIFIERS)
        deed(top.windowHandle(), self.chance.choice(buttons), keys, at)
        return f"{told} at {at.x()}, {at.y()}"

    def _click(self) -> str:
        return self._mouse(QTest.mouseClick, *[_LEFT] * 9, Qt.MouseButton.MiddleButton)

    def _double_click(self) -> str:
        return self._mouse(QTest.mouseDClick, _LEFT)

    def _button(self) -> str:
        button = reach.pick(self.chance, QAbstractButton)
        if not isinstance(button, QAbstractButton) or not button.isEnabled():
            return ""
        told = named(button)
        at = reach.point_in(self.chance, button)
        QTest.mouseClick(button.window().windowHandle(), _LEFT, reach.MODIFIERS[0], at)
        return told

    def _right_click(self) -> str:
        widget = reach.pick(self.chance)
        if widget is None:
            return ""
        top, at = widget.window(), reach.point_in(self.chance, widget)
        target = reach.deepest(top, at)
        told = named(target)
        by_key = self.chance.random() < 0.3
        reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
        local = target.mapFrom(top, at)
        event = QContextMenuEvent(reason, local, top.mapToGlobal(at))
        QApplication.sendEvent(target, event)
        return told

    def _tip(self) -> str:
        widget = reach.pick(self.chance)
        if widget is None:
            return ""
        at = widget.rect().center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        return named(widget)

    def _wheel(self) -> str:
        widget = reach.pick(self.chance)
        if widget is None:
            return ""
        top, at = widget.window(), reach.point_in(self.chance, widget)
        target = reach.deepest(top, at)
        event = QWheelEvent(
            QPointF(target.mapFrom(top, at)),
            QPointF(top.mapToGlobal(at)),
            QPoint(),
            QPoint(0, self.chance.choice([-960, -120, 120, 960])),
            Qt.MouseButton.NoButton,
            self.chance.choice(reach.MODIFIERS[:-1]),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)
        return named(target)

    def _drag(self) -> str:
        """Press, move and let go: what begins a drag goes on in `carry`."""
        kind = QAbstractItemView if self.chance.random() < 0.6 else QWidget
        widget = reach.pick(self.chance, kind)
        if widget is None:
            return ""
        top, at = widget.window(), reach.point_in(self.chance, widget)
        handle, told = top.windowHandle(), named(widget)
        QTest.mousePress(handle, _LEFT, reach.MODIFIERS[0], at)
        for _ in range(3):
            at += QPoint(self.chance.randint(-60, 60), self.chance.randint(-60, 60))
            if isValid(top) and top.isVisible():
                at = reach.clipped(top, at)
                QTest.mouseMove(handle, at)
        if isValid(top) and top.isVisible():
            QTest.mouseRelease(handle, _LEFT, reach.MODIFIERS[0], reach.clipped(top, at))
        return told

    def carry(self, drag: QDrag) -> Qt.DropAction:
        """Stand for QDrag.exec: carry it over the window, and drop it or let it go."""
        mime = drag.mimeData()
        self.note(f"carry {' '.join(mime.formats())}")
        for _ in range(self.chance.randint(1, 4)):
            self._over(mime)
        if self.chance.random() < 0.05:
            return Qt.DropAction.IgnoreAction
        return self._drop(mime)

    def _place(self) -> tuple[QWidget, QPoint] | None:
        kind = QAbstractItemView if self.chance.random() < 0.5 else QWidget
        widget = reach.pick(self.chance, kind)
        if widget is None:
            return None
        at = widget.mapFrom(widget.window(), reach.point_in(self.chance, widget))
        return widget, at

    def _over(self, mime: QMimeData) -> None:
        if place := self._place():
            self._hand.enter(mime, *place, self.chance.choice(reach.MODIFIERS))
            settle()
            if isValid(place[0]) and place[0].window().windowHandle() is not None:
                self._hand.leave(place[0])

    def _drop(self, mime: QMimeData) -> Qt.DropAction:
        place = self._place()
        if place is None:
            return Qt.DropAction.IgnoreAction
        made = self._hand.drop(mime, *place, self.chance.choice(reach.MODIFIERS))
        return made or Qt.DropAction.IgnoreAction

    def _drop_file(self) -> str:
        file = self.chance.choice(self._inbox)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        self._drop(mime)
        return file.name


def settle() -> None:
    """Let Qt do what is waiting."""
    for _ in range(2):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def named(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    text = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {text[:30]!r}"
