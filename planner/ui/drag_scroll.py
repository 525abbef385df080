"""Scrolling while something is dragged near an edge."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QScrollArea

EDGE = 48
"""Pixels from an area's edge within which a drag scrolls it."""


class DragScroll(QTimer):
    """Scrolls an area up and down while it runs and the pointer is near its edge."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setInterval(25)
        self.timeout.connect(self._on_timeout)

    def _on_timeout(self) -> None:
        view = self._area.viewport()
        point = view.mapFromGlobal(QCursor.pos())
        if not view.rect().contains(point):
            return
        bar = self._area.verticalScrollBar()
        if point.y() < EDGE:
            bar.setValue(bar.value() - (EDGE - point.y()) // 3 - 1)
        elif point.y() > view.height() - EDGE:
            bar.setValue(bar.value() + (point.y() - view.height() + EDGE) // 3 + 1)
