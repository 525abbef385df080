"""What the window remembers from one start to the next; it is kept in the library."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.notice import Notice

USUAL = QSize(1280, 820)


class Memory:
    """Settings, of which none is worth stopping for: a failure to keep one is only told."""

    def __init__(self, library: Library, notice: Notice) -> None:
        self._library, self._notice = library, notice
        self._meanwhile: dict[str, str] = {}

    @property
    def library_path(self) -> str:
        """Return the file of the library that all of this is kept in."""
        return str(self._library.path)

    def get(self, key: str, default: str = "") -> str:
        """Return what was kept under a key."""
        if key in self._meanwhile:
            return self._meanwhile[key]
        return self._library.setting(key, default)

    def set(self, key: str, value: str) -> None:
        """Keep a value under a key, where it is another than before.

        In a library that is open only to read, it is kept for as long as the window is.
        """
        if not self._library.writable:
            self._meanwhile[key] = value
            return
        try:
            if self._library.setting(key) != value:
                self._library.set_setting(key, value)
        except StoreError as error:
            self._notice.warn(str(error))

    def keep_window(self, window: QMainWindow, panes: QSplitter) -> None:
        """Keep where the window is, and how wide its panes are."""
        self.set("window", bytes(window.saveGeometry().toBase64().data()).decode())
        self.set("panes", bytes(panes.saveState().toBase64().data()).decode())

    def restore_window(self, window: QMainWindow, panes: QSplitter) -> None:
        """Put the window where it was; at first it is as large as it needs and the screen has."""
        room = window.screen().availableGeometry().size()
        window.resize(USUAL.boundedTo(room))
        if room.width() < USUAL.width() or room.height() < USUAL.height():
            # A small screen is used whole.
            window.setWindowState(Qt.WindowState.WindowMaximized)
        share_width(panes, min(USUAL.width(), room.width()))
        window.restoreGeometry(QByteArray.fromBase64(self.get("window").encode()))
        panes.restoreState(QByteArray.fromBase64(self.get("panes").encode()))


def share_width(panes: QSplitter, width: int) -> None:
    """Share a window's width, in pixels, among the shelf, the board and the panel."""
    shelf = min(316, max(306, width // 4))
    panel = min(256, max(206, width // 5))
    panes.setSizes([shelf, width - shelf - panel, panel])
