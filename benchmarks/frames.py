"""When a window's frames were finished."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE = 10.0
_REST = 0.15
"""Seconds without a frame after which a window has done what it was asked for."""


class Frames(QObject):
    """Notes when each frame of a shown window has been painted and handed to the screen."""

    painted = Signal()
    """A frame was finished, at the time that `last` says."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._last = 0.0
        window.installEventFilter(self)
        handle = window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the clock right after a frame, before whatever else waits is done."""
        if event.type() == QEvent.Type.UpdateRequest:
            # Painted and handed on in here, as Qt has it done once this has returned.
            watched.event(event)
            self._note()
            return True
        if event.type() == QEvent.Type.Expose:
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)
        return False

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

    @property
    def last(self) -> float:
        """Return when the last frame was finished."""
        return self._last

    def _note(self) -> None:
        self._last = time.perf_counter()
        self.painted.emit()
