"""Programs that say when their window is on the screen; benchmarks.start starts them.

Nothing of Marshal is changed for it: Qt's application is one that looks on, from before Marshal's
own main begins.
"""

import json
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

_REST = 2_000
"""Milliseconds after which nothing moves any more."""
_TILE = 32
_ALIKE = 0.9
"""So much of what is seen is the same as at rest: all but what says which window is in use."""


def marshal(library: str, words: str) -> None:
    """Start Marshal with a library; words: a text that its window is to show, "" to look at none.

    Looking takes memory: without words nothing is printed but the time of the first frame.
    """
    from planner.cli import main

    Watched.words = words
    # Marshal imports it by this name, later than this.
    QtWidgets.QApplication = Watched  # type: ignore[misc]
    sys.argv = ["main.py", "--library", library]
    main()


def bare(_library: str, words: str) -> None:
    """Start the least that is such a window: a menu, a list, and a field with these words."""
    Watched.words = words
    app = Watched(sys.argv[:1])
    window = QMainWindow()
    file = window.menuBar().addMenu("File")
    file.addAction("Quit", QKeySequence(QKeySequence.StandardKey.Quit), window.close)
    entries = QListWidget()
    entries.addItems([f"An entry, number {number}" for number in range(20)])
    page = QWidget()
    box = QVBoxLayout(page)
    box.addWidget(entries)
    box.addWidget(QLineEdit(words))
    window.setCentralWidget(page)
    window.resize(1280, 820)
    window.show()
    app.exec()


class Watched(QApplication):
    """An application that looks at each frame of its window, and tells when it was like at rest."""

    words = ""

    def exec(self) -> int:  # type: ignore[override]
        """Begin to look where the window has been shown, which is not painted before this."""
        shown = (w for w in self.topLevelWidgets() if isinstance(w, QMainWindow) and w.isVisible())
        self._watch = _Watch(next(shown), self.words)
        return super().exec()


class _Watch(QObject):
    """Sees each frame of a window go to the screen."""

    def __init__(self, window: QMainWindow, words: str) -> None:
        super().__init__(window)
        self._window, self._words = window, words
        self._frames: list[tuple[float, float, QImage]] = []
        window.installEventFilter(self)
        window.windowHandle().installEventFilter(self)
        if window.windowHandle().isExposed():
            # Offscreen it is painted at once.
            self._ask_to_look()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look once the frame is painted, which is while this event is handled."""
        if event.type() in (QEvent.Type.Expose, QEvent.Type.UpdateRequest):
            self._ask_to_look()
        return False

    def customEvent(self, _event: QEvent) -> None:
        """Look, before anything else that the program has left for later."""
        self._look()

    def _ask_to_look(self) -> None:
        first = Qt.EventPriority.HighEventPriority.value
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)

    def _look(self) -> None:
        now, processor = time.monotonic(), time.process_time()
        if not self._window.windowHandle().isExposed():
            return
        if not self._frames:
            QTimer.singleShot(_REST if self._words else 2 * _REST, self, self._end)
        if self._words:
            self._frames.append((now, processor, _seen(self._window)))
        elif not self._frames:
            self._frames.append((now, processor, QImage()))
            _tell(painted=now, processor=processor)

    def _end(self) -> None:
        if self._words:
            rest = _seen(self._window)
            rendered = self._window.grab().toImage()
            alike = [_alike(frame, rest) for _, _, frame in self._frames]
            first = next((n for n, part in enumerate(alike) if part >= _ALIKE), -1)
            now, processor, _ = self._frames[first]
            _tell(
                painted=now,
                processor=processor,
                frame=first,
                whole=first >= 0 and _alike(rest, rendered) >= _ALIKE,
                shows=_shows(self._window, self._words),
            )
        self._window.close()


def _seen(window: QMainWindow) -> QImage:
    """Return what the screen has of a window now."""
    return window.screen().grabWindow(window.winId()).toImage()


def _alike(one: QImage, other: QImage) -> float:
    """Return what part of two pictures is the same in both, by tiles."""
    if one.isNull() or one.size() != other.size():
        return 0.0
    one, other = (image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other))
    tiles = [
        QRect(x, y, _TILE, _TILE)
        for y in range(0, one.height(), _TILE)
        for x in range(0, one.width(), _TILE)
    ]
    return sum(one.copy(tile) == other.copy(tile) for tile in tiles) / len(tiles)


def _shows(window: QMainWindow, words: str) -> bool:
    """Tell whether a field with these words is in view."""
    fields: list[tuple[QWidget, str]] = [
        *((field, field.toPlainText()) for field in window.findChildren(QPlainTextEdit)),
        *((field, field.text()) for field in window.findChildren(QLineEdit)),
    ]
    return any(words in text and not field.visibleRegion().isEmpty() for field, text in fields)


def _tell(**what: float | bool) -> None:
    print(json.dumps(what), flush=True)
