"""Files dropped on the window, wherever on it they are let go."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from planner.packs.errors import quoted
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
        refuse: Callable[[str], None],
        lets_by: Callable[[], bool],
    ) -> None:
        """Watch a window for files that end in suffixes.

        take: opens one. refuse: says why none is opened. lets_by: tells whether the page that is
        shown takes other files itself.
        """
        super().__init__(window)
        self._window, self._suffixes = window, suffixes
        self._take, self._refuse, self._lets_by = take, refuse, lets_by
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
        files = _files(event.mimeData())
        opens = len(files) == 1 and files[0].suffix.lower() in self._suffixes
        if not files or (not opens and self._lets_by()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._end()
            # The other program waits until its drop is answered, and a dialog may come of it.
            deed = partial(self._take, files[0]) if opens else partial(self._tell, files)
            QTimer.singleShot(0, self._window, deed)
        elif not self._over:
            self._over = True
            self.veil.cover(f"Let go to open {files[0].name}" if opens else _short(files))
        return True

    def _end(self) -> None:
        self._over = False
        self.veil.hide()

    def _tell(self, files: Sequence[Path]) -> None:
        self._refuse(_why_not(files))


def _files(mime: QMimeData) -> list[Path]:
    """Return the files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _short(files: Sequence[Path]) -> str:
    if len(files) > 1:
        return "Marshal opens one file at a time"
    return f"Marshal cannot open {files[0].name}"


def _why_not(files: Sequence[Path]) -> str:
    """Say why none of these is opened, and what to do."""
    from planner.packs.material import KINDS

    if len(files) > 1:
        return f"Marshal opens one file at a time, and these are {len(files)}. Drop them singly."
    name = quoted(files[0].name)
    if files[0].is_dir():
        return f"{name} is a folder. Drop the plan or the pack that is in it."
    kinds = "plans (.essayplan), packs (.evidencepack) and suggested fixes (.evidencefix)"
    said = f"Marshal cannot open {name}. It opens {kinds}."
    if files[0].suffix.lower() in KINDS:
        said += " To make cards of notes or a table, drop the file on a pack that you are editing."
    return said
