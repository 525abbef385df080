"""What the board scrolls: the ground of the plan's parts and paragraphs."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from planner.ui.kit import Kit
from planner.ui.paragraph import ParagraphBox
from planner.ui.payload import PARAGRAPH


class Page(QWidget):
    """What the board scrolls; paragraphs are dropped between one another on it."""

    painted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._mark_at: int | None = None
        self.boxes: dict[str, ParagraphBox] = {}
        self.setAcceptDrops(True)

    def in_order(self) -> list[ParagraphBox]:
        """Return the paragraphs' boxes in the plan's order, as far as they are made."""
        paragraphs = self._kit.session.plan.paragraphs
        return [self.boxes[p.id] for p in paragraphs if p.id in self.boxes]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._is_paragraph(event.mimeData()):
            event.ignore()
            return
        self._mark(self._gap(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        gap = self._gap(event.position().toPoint())
        self._mark(None)
        dragged = self._dragged(event.mimeData())
        paragraph = self._kit.session.plan.paragraph(dragged)
        if paragraph is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        here = self._kit.session.plan.paragraphs.index(paragraph)
        self._kit.gestures.move_paragraph(paragraph, gap - (gap > here))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.emit()
        if self._mark_at is None:
            return
        boxes = self.in_order()
        y = (
            boxes[self._mark_at].y() - 7
            if self._mark_at < len(boxes)
            else (boxes[-1].geometry().bottom() + 7)
        )
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._kit.theme.tokens.accent_text), 3))
        painter.drawLine(boxes[0].x(), y, boxes[0].geometry().right(), y)

    def _is_paragraph(self, mime: QMimeData) -> bool:
        return self._kit.session.plan.paragraph(self._dragged(mime)) is not None

    @staticmethod
    def _dragged(mime: QMimeData) -> str:
        data: QByteArray = mime.data(PARAGRAPH)
        return bytes(data.data()).decode("utf-8", "replace")

    def _gap(self, point: QPoint) -> int:
        for at, box in enumerate(self.in_order()):
            if point.y() < box.geometry().center().y():
                return at
        return len(self.boxes)

    def _mark(self, at: int | None) -> None:
        if at != self._mark_at:
            self._mark_at = at
            self.update()
