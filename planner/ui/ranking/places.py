"""A layout of rows, each centred, in which all places of a row are equally high."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from planner.ui.item_layout import ItemLayout

GAP = 12
"""Pixels between places."""
_WIDEST, _ACROSS = 300, 3


class Places(ItemLayout):
    """Lays widgets out row by row: one a row in all its width, or up to three of one width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[int] = []
        self._whole = True
        self.setContentsMargins(0, GAP // 2, 0, GAP // 2)

    def arrange(self, widgets: Sequence[QWidget], rows: Sequence[int], *, whole: bool) -> None:
        """Lay out these widgets, so many a row; whole: each row is one widget in all its width."""
        wanted = set(widgets)
        held = {item.widget() for item in self._items}
        for widget in held - wanted:
            if widget is not None:
                self.removeWidget(widget)
        for widget in widgets:
            if widget not in held:
                self.addWidget(widget)
        of = {item.widget(): item for item in self._items}
        self._items = [of[widget] for widget in widgets]
        self._rows, self._whole = list(rows), whole
        self.invalidate()

    def minimumSize(self) -> QSize:
        return QSize(1, 1)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        y = rect.y() + margins.top()
        each = min(_WIDEST, (rect.width() - (_ACROSS - 1) * GAP) // _ACROSS)
        width, first = rect.width() if self._whole else each, 0
        for many in self._rows:
            row = self._items[first : first + many]
            first += many
            high = max((_height(item, width) for item in row), default=0)
            taken = many * width + (many - 1) * GAP
            x = rect.x() + (rect.width() - taken) // 2
            for item in row:
                if move:
                    item.setGeometry(QRect(x, y, width, high))
                x += width + GAP
            y += high + GAP
        return y - (GAP if self._rows else 0) - rect.y() + margins.bottom()


def _height(item: QLayoutItem, width: int) -> int:
    high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(high, item.minimumSize().height())
