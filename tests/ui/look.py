"""Finding what is on the screen by the names that a reader of the screen is told."""

from typing import TypeVar

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

from planner.ui.card_list import CardList
from planner.ui.slot import SlotBox
from tests.ui.modal import settle, told

_Widget = TypeVar("_Widget", bound=QWidget)


def named(root: QWidget, name: str, kind: type[_Widget] = QWidget) -> _Widget:
    """Return the widget with this accessible name."""
    settle()
    found = [w for w in root.findChildren(kind) if w.accessibleName() == name]
    assert len(found) == 1, (name, found)
    return found[0]


def pushed(root: QWidget, text: str) -> QAbstractButton:
    """Return the button that says this."""
    found = [b for b in root.findChildren(QAbstractButton) if told(b) == text]
    assert len(found) == 1, (text, [told(b) for b in root.findChildren(QAbstractButton)])
    return found[0]


def slot(root: QWidget, name: str) -> SlotBox:
    return named(root, name, SlotBox)


def shown(cards: CardList) -> list[str]:
    """Return the headlines in a list, as the screen has them."""
    model = cards.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(cards: CardList, *rows: int) -> None:
    """Choose rows of a list as the keyboard does, and give it the keyboard."""
    model, selection = cards.model(), cards.selectionModel()
    cards.setFocus()
    flags = selection.SelectionFlag
    selection.setCurrentIndex(model.index(rows[0], 0), flags.ClearAndSelect)
    for row in rows[1:]:
        selection.select(model.index(row, 0), flags.Select)


def row(cards: CardList, headline: str) -> int:
    return shown(cards).index(headline)


def told_of(widget: QWidget) -> QAccessibleInterface:
    """Return what assistive technology is told of a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def below(of: QAccessibleInterface) -> list[QAccessibleInterface]:
    """Return all that is in a part of the screen, at any depth."""
    found = []
    for number in range(of.childCount()):
        child = of.child(number)
        if child is not None:
            found += [child, *below(child)]
    return found
