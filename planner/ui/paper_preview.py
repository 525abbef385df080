"""A page of paper on the screen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.paper import Page, paint


class Preview(QWidget):
    """Shows a page as it will be printed, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self.setMinimumSize(260, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The first page")

    def show_page(self, page: Page | None) -> None:
        """Show a page, or none."""
        self._page = page
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        page = self._page
        scale = min((self.width() - 2) / page.width, (self.height() - 2) / page.height)
        width, height = page.width * scale, page.height * scale
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.translate((self.width() - width) / 2, (self.height() - height) / 2)
        # Paper is white in the dark too.
        painter.fillRect(QRectF(0, 0, width, height), QColor(255, 255, 255))
        painter.setPen(QColor(160, 160, 160))
        painter.drawRect(QRectF(0, 0, width, height))
        paint(painter, page, scale)
        painter.end()
