"""What a random hand reaches for: widgets in sight, and points of them that a mouse can come to."""

import random
from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QMenuBar,
    QWidget,
)
from shiboken6 import isValid

KEYS = [
    *[Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space],
    *[Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Menu],
    *[Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2],
    *[Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F6, Qt.Key.Key_F9, Qt.Key.Key_Insert],
]
MODIFIERS = [
    *[Qt.KeyboardModifier.NoModifier] * 6,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
]
CONTROLLED = [
    *[Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Y],
    *[Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_D, Qt.Key.Key_F],
]
WORDS = (
    *("the power of his post", "Stalin", "1924", "a", " ", "\n", "…", "Éric", "😀", "שלום"),
    *("May 1924 – 1927", "<b>x</b>", "&amp;", "- one\n- two", "a\tb\nc\td", "DELETE", "delete"),
    *("Why did Stalin win the power struggle? (12 marks)", 400 * "word ", "é" * 300),
)


def tops() -> list[QWidget]:
    """Return the windows that take a mouse now: what holds the program, or else all."""
    above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if above is not None:
        return [above]
    return [top for top in QApplication.topLevelWidgets() if _takes(top)]


def _takes(top: QWidget) -> bool:
    kinds = (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
    return top.isVisible() and top.windowType() not in kinds and top.windowHandle() is not None


def pick(chance: random.Random, kind: type[QWidget] = QWidget) -> QWidget | None:
    """Return a widget in sight of a window that takes a mouse, or None."""
    found = [w for top in tops() for w in (top, *top.findChildren(kind)) if isinstance(w, kind)]
    chance.shuffle(found)
    return next(filter(in_sight, found), None)


def in_sight(widget: QWidget) -> bool:
    """Tell whether some of a widget is in its window."""
    return (
        isValid(widget)
        and widget.isVisible()
        and widget.window().windowHandle() is not None
        and not _part(widget).isEmpty()
    )


def _part(widget: QWidget) -> QRect:
    top = widget.window()
    return widget.rect().translated(widget.mapTo(top, QPoint(0, 0))) & _there(top)


def _there(top: QWidget) -> QRect:
    # While a window is just being resized, the system may have it smaller than it counts itself.
    return QRect(QPoint(0, 0), top.windowHandle().size()) & top.rect()


def clipped(top: QWidget, at: QPoint) -> QPoint:
    """Return the point of a window that is nearest to one that may be beyond it."""
    there = _there(top)
    return QPoint(
        max(there.left(), min(there.right(), at.x())), max(there.top(), min(there.bottom(), at.y()))
    )


def point_in(chance: random.Random, widget: QWidget) -> QPoint:
    """Return a point of a widget that is in sight, as its window counts; often an item of a list.

    The caller sees to it that some of the widget is in sight.
    """
    part = _part(widget)
    if isinstance(widget, QAbstractScrollArea) and (port := widget.viewport()) is not None:
        model = widget.model() if isinstance(widget, QAbstractItemView) else None
        if model is not None and model.rowCount() and chance.random() < 0.8:
            row = chance.randrange(min(40, model.rowCount()))
            wide = isinstance(model, QAbstractTableModel)
            column = chance.randrange(model.columnCount()) if wide else 0
            at = port.mapTo(widget.window(), widget.visualRect(model.index(row, column)).center())
            if part.contains(at):
                return at
    return QPoint(
        chance.randint(part.left(), part.right()), chance.randint(part.top(), part.bottom())
    )


def deepest(top: QWidget, at: QPoint) -> QWidget:
    """Return what a mouse meets at a point of a window."""
    return top.childAt(at) or top


def actions(of: QWidget) -> Iterator[QAction]:
    """Give what can be chosen in a menu bar or a menu, and in the menus within it."""
    for action in of.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()
            yield from actions(inner)
        elif action.isEnabled() and action.isVisible() and not action.isSeparator():
            yield action


def chosen_in(chance: random.Random, of: QMenu | QMenuBar) -> QAction | None:
    """Return an action of a menu that could be chosen, or None."""
    found = list(actions(of))
    return chance.choice(found) if found else None


def buttons(of: QWidget) -> list[QAbstractButton]:
    """Return the buttons in sight that can be pressed."""
    return [b for b in of.findChildren(QAbstractButton) if b.isEnabled() and in_sight(b)]
