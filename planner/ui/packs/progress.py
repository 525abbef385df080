"""Long work with the window kept alive: progress past half a second, and a way to cancel."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from planner.ui.beside import Beside
    from planner.ui.packs.progress_dialog import ProgressDialog

PATIENCE = 0.5
"""Seconds after which work shows its progress."""

_Result = TypeVar("_Result")


class Cancelled(Exception):
    """The user does not want to wait any longer; nothing was changed."""


def in_thread(parent: QWidget, words: str, work: Callable[[], _Result]) -> _Result:
    """Return what work gives, done beside the window; raise what it raises, or Cancelled.

    work does not touch the window, nor the library but to back it up. One that is cancelled runs
    on to its end, and what it gives is let go of.
    """
    from planner.ui.beside import Beside

    thread = Beside(work)
    thread.start()
    _wait(parent, words, thread)
    return thread.result()


def _wait(parent: QWidget, words: str, thread: "Beside[_Result]") -> None:
    """Return once a thread is done; past half a second show that, and let it be cancelled."""
    from PySide6.QtCore import QEventLoop

    from planner.ui.beside import LOOK

    began = time.monotonic()
    # What is clicked meanwhile waits: the window does not change under the work.
    thread.wait(lambda: time.monotonic() - began < PATIENCE)
    if not thread.is_alive():
        return
    dialog = _shown(parent, words)
    alarm = QTimer()
    alarm.start(LOOK)
    while thread.is_alive() and not dialog.cancelled:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
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
            self._dialog = _shown(self._parent, self._words)
        self._dialog.bar.setRange(0, total)
        self._dialog.bar.setValue(done)
        QApplication.processEvents()
        if self._dialog.cancelled:
            raise Cancelled


def _shown(parent: QWidget, words: str) -> "ProgressDialog":
    from planner.ui.packs.progress_dialog import ProgressDialog

    dialog = ProgressDialog(parent, words)
    dialog.show()
    return dialog


def _put_away(dialog: "ProgressDialog") -> None:
    dialog.hide()
    dialog.deleteLater()
