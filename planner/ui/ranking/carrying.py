"""A factor under way from the tray to the ranking, within it, or back."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QScrollArea

from planner.ui.drag_scroll import DragScroll
from planner.ui.ranking.tile import Tile

FACTOR = "application/vnd.marshal.factor"


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
        self.scroller = DragScroll(area)

    def carry(self, tile: Tile, factor_id: str, pressed: QPoint) -> None:
        """Drag a factor away from its tile, until it is let go."""
        # The tile may be gone by the end: what is dropped elsewhere leaves its place.
        drag = QDrag(tile.window())
        drag.setMimeData(factor_mime(factor_id))
        drag.setPixmap(tile.grab())
        drag.setHotSpot(pressed)
        self.scroller.start()
        drag.exec(Qt.DropAction.MoveAction)
        self.scroller.stop()
        # Qt lets the drag be collected only later; its data must not outlive the program.
        drag.deleteLater()
