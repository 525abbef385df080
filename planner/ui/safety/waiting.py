"""Work on the whole library beside the window, which answers meanwhile and can end it."""

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from planner.ui.beside import LOOK, Beside
from planner.ui.packs.progress import PATIENCE, Cancelled
from planner.ui.packs.progress_dialog import ProgressDialog

_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_Result = TypeVar("_Result")

Advance = Callable[[int, int], None]


class _Steps:
    """How far the work is, told by its thread and looked at by the window’s."""

    def __init__(self) -> None:
        self.cancelled = False
        self.done, self.total = 0, 0

    def advance(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.cancelled:
            raise Cancelled


def wait_for(parent: QWidget, words: str, work: Callable[[Advance], _Result]) -> _Result:
    """Return what work gives, or raise what it raises: Cancelled where it was ended in time.

    work calls its argument between steps for as long as it can be ended; what can no more be
    ended is waited for, and counts as done.
    """
    steps = _Steps()
    thread = Beside(partial(work, steps.advance))
    thread.start()
    began = time.monotonic()
    thread.wait(lambda: time.monotonic() - began < PATIENCE)
    if thread.is_alive():
        dialog = ProgressDialog(parent, words)
        dialog.show()
        alarm = QTimer()
        alarm.start(LOOK)
        while thread.is_alive():
            QApplication.processEvents(_WAIT)
            steps.cancelled = dialog.cancelled
            dialog.bar.setRange(0, steps.total)
            dialog.bar.setValue(steps.done)
        dialog.hide()
        dialog.deleteLater()
    return thread.result()
