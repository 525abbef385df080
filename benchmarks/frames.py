"""When a window's frames were finished."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE = 10.0
_REST = 0.15
"""Seconds without a frame after which a window has done what it was asked for."""


class Frames(QObject):
    """Notes when each frame of a shown window has been painted and handed to the screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._last = 0.0
        window.installEventFilter(self)
        handle = window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at the clock right after what asks for a frame, which is painted in handling it."""
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Expose):
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)
        return False

    def customEvent(self, _event: QEvent) -> None:
        """Note the frame."""
        self._last = time.perf_counter()

    def time(self, deed: Callable[[], object]) -> float:
        """Do something, and return the seconds until the frame that shows it was finished."""
        began = time.perf_counter()
        deed()
        return self.until_painted() - began

    def until_painted(self) -> float:
        """Let the window work until it has painted what was changed, and return when it had."""
        changed = time.perf_counter()
        while self._last < changed:
            if time.perf_counter() > changed + _PATIENCE:
                raise TimeoutError("the window painted nothing")
            QApplication.processEvents()
        return self._last

    def until_rest(self) -> float:
        """Let the window work until nothing is painted any more; return when the last frame was."""
        began = time.perf_counter()
        while time.perf_counter() < max(began, self._last) + _REST:
            QApplication.processEvents()
        # As an event loop does it by itself.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self._last
