"""Menus: the bar with everything that can be done and its keys, and those that pop up."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from shiboken6 import isValid


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu at a point of the screen until it is answered, and then let go of it."""
    menu.exec(at)
    # What was chosen, or saved meanwhile, may have taken away what the menu belonged to.
    if isValid(menu):
        menu.deleteLater()


class Item(Struct, frozen=True):
    """One line of a menu; desk says that it needs an open plan."""

    text: str
    deed: Callable[[], None]
    keys: str = ""
    desk: bool = False
    checkable: bool = False


class Menus:
    """Builds the menu bar, and keeps the actions whose text or state changes."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._of_desk: list[QAction] = []

    def add(self, title: str, items: list[Item | None]) -> QMenu:
        """Add a menu; None is a line between its items."""
        menu = self._window.menuBar().addMenu(title)
        for item in items:
            if item is None:
                menu.addSeparator()
            else:
                menu.addAction(self.action(item))
        return menu

    def action(self, item: Item) -> QAction:
        """Return an action for an item, with its keys in force in the window."""
        made = QAction(item.text, self._window)
        if item.keys:
            made.setShortcuts([QKeySequence(keys) for keys in item.keys.split(" | ")])
        made.setCheckable(item.checkable)
        made.triggered.connect(lambda _checked=False, deed=item.deed: deed())
        if item.desk:
            self._of_desk.append(made)
        return made

    def show_desk(self, open_: bool) -> None:
        """Offer what needs an open plan, or not."""
        for action in self._of_desk:
            action.setEnabled(open_)
