"""Files dropped on the window, wherever on it they are let go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from planner.ui.theme import Theme, bold, scaled


class Veil(QWidget):
    """Says over the window what letting go of a file would do."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme, self._covered = theme, parent
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, words: str) -> None:
        """Lie over all of the window, with these words."""
        self._words = words
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(of.ground)
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(of.accent_text), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 14, 14)
        font = bold(scaled(self.font(), 1.3))
        painter.setFont(font)
        painter.setPen(QColor(of.text))
        room = self.rect().adjusted(40, 40, -40, -40)
        words = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


class Dropping(QObject):
    """Looks at what is dragged over the window before any part of it does.

    A text field would otherwise take a file for the text of its address.
    """

    def __init__(
        self,
        window: QMainWindow,
        theme: Theme,
        suffixes: frozenset[str],
        take: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._window, self._suffixes, self._take = window, suffixes, take
        self._over = False
        self.veil = Veil(window, theme)

    def watch(self) -> None:
        """Look at what is dragged over the window as it is on the screen now."""
        handle = self._window.windowHandle()
        handle.removeEventFilter(self)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop:
                if isinstance(event, QDropEvent):
                    return self._on_drag(event)
            case QEvent.Type.DragLeave if self._over:
                self._end()
                return True
        return False

    def _on_drag(self, event: QDropEvent) -> bool:
        file = self._file(event.mimeData())
        if file is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._end()
            # The other program waits until its drop is answered, and a dialog may come of it.
            QTimer.singleShot(0, self._window, lambda: self._take(file))
        elif not self._over:
            self._over = True
            self.veil.cover(f"Let go to open {file.name}")
        return True

    def _end(self) -> None:
        self._over = False
        self.veil.hide()

    def _file(self, mime: QMimeData) -> Path | None:
        """Return the one file that is dragged, where Marshal opens such files."""
        if not mime.hasUrls():
            return None
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if len(mime.urls()) != 1 or len(paths) != 1:
            return None
        return paths[0] if paths[0].suffix.lower() in self._suffixes else None
