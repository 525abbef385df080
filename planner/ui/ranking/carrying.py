"""A factor under way from the tray to the ranking, within it, or back."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QDrag
from PySide6.QtWidgets import QScrollArea

from planner.ui.ranking.tile import Tile

FACTOR = "application/vnd.marshal.factor"
EDGE = 48
"""Pixels from the view's edge within which a drag scrolls it."""


def factor_mime(factor_id: str) -> QMimeData:
    """Pack a factor for a drag; it goes as nothing else, so that no field takes it for text."""
    mime = QMimeData()
    mime.setData(FACTOR, QByteArray(factor_id.encode()))
    return mime


def carried(mime: QMimeData) -> str:
    """Return the id of the factor in a drag, or an empty text."""
    data: QByteArray = mime.data(FACTOR)
    return bytes(data.data()).decode("utf-8", "replace")


class Carrier(QObject):
    """Carries factors, and scrolls the view where the pointer comes to its edge."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._timer = QTimer(self)
        self._timer.setInterval(25)
        self._timer.timeout.connect(self.scroll)

    def carry(self, tile: Tile, factor_id: str, pressed: QPoint) -> None:
        """Drag a factor away from its tile, until it is let go."""
        # The tile may be gone by the end: what is dropped elsewhere leaves its place.
        drag = QDrag(tile.window())
        drag.setMimeData(factor_mime(factor_id))
        drag.setPixmap(tile.grab())
        drag.setHotSpot(pressed)
        self._timer.start()
        drag.exec(Qt.DropAction.MoveAction)
        self._timer.stop()
        # Qt lets the drag be collected only later; its data must not outlive the program.
        drag.deleteLater()

    def scroll(self) -> None:
        """Scroll by a step, where the pointer is near the upper or the lower edge."""
        view = self._area.viewport()
        point = view.mapFromGlobal(QCursor.pos())
        if not view.rect().contains(point):
            return
        bar = self._area.verticalScrollBar()
        if point.y() < EDGE:
            bar.setValue(bar.value() - (EDGE - point.y()) // 3 - 1)
        elif point.y() > view.height() - EDGE:
            bar.setValue(bar.value() + (point.y() - view.height() + EDGE) // 3 + 1)
