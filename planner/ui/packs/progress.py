"""Long work with the window kept alive: progress past half a second, and a way to cancel."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from planner.ui.beside import LOOK, Beside
from planner.ui.controls import label

PATIENCE = 0.5
"""Seconds after which work shows its progress."""

_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents

_Result = TypeVar("_Result")


class Cancelled(Exception):
    """The user does not want to wait any longer; nothing was changed."""


class ProgressDialog(QDialog):
    """Says what is being done and how far it is."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent.window())
        self.cancelled = False
        self.setWindowTitle(words.rstrip("…"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(380)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 14)
        box.setSpacing(10)
        box.addWidget(label(words))
        box.addWidget(self.bar)
        box.addWidget(buttons)

    def reject(self) -> None:
        """Note that it is to be cancelled; whatever is done looks at it between two steps."""
        self.cancelled = True


def in_thread(parent: QWidget, words: str, work: Callable[[], _Result]) -> _Result:
    """Return what work gives, done beside the window; raise what it raises, or Cancelled.

    work does not touch the window, nor the library but to back it up. One that is cancelled runs
    on to its end, and what it gives is let go of.
    """
    thread = Beside(work)
    thread.start()
    _wait(parent, words, thread)
    return thread.result()


def _wait(parent: QWidget, words: str, thread: Beside[_Result]) -> None:
    """Return once a thread is done; past half a second show that, and let it be cancelled."""
    began = time.monotonic()
    # What is clicked meanwhile waits: the window does not change under the work.
    thread.wait(lambda: time.monotonic() - began < PATIENCE)
    if not thread.is_alive():
        return
    dialog = ProgressDialog(parent, words)
    dialog.show()
    alarm = QTimer()
    alarm.start(LOOK)
    while thread.is_alive() and not dialog.cancelled:
        QApplication.processEvents(_WAIT)
    _put_away(dialog)
    if dialog.cancelled:
        raise Cancelled


class Advance:
    """How far work in the window's own thread is; called with what is done and all there is.

    Use it in a with statement; once cancelled, the next call raises Cancelled.
    """

    def __init__(self, parent: QWidget, words: str) -> None:
        self._parent, self._words = parent, words
        self._began = time.monotonic()
        self._dialog: ProgressDialog | None = None

    def __enter__(self) -> "Advance":
        return self

    def __exit__(self, *_: object) -> None:
        if self._dialog is not None:
            _put_away(self._dialog)

    def __call__(self, done: int, total: int) -> None:
        if self._dialog is None:
            if time.monotonic() - self._began < PATIENCE:
                return
            self._dialog = ProgressDialog(self._parent, self._words)
            self._dialog.show()
        self._dialog.bar.setRange(0, total)
        self._dialog.bar.setValue(done)
        QApplication.processEvents()
        if self._dialog.cancelled:
            raise Cancelled


def _put_away(dialog: ProgressDialog) -> None:
    dialog.hide()
    dialog.deleteLater()
