"""What is said of a save that failed, and what can be done about it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from planner.ui.notice import Notice
from planner.ui.work import Work

ELSEWHERE = "Save a copy elsewhere…"


class FailedSave(QObject):
    """Tells of a save that failed, once for as long as it fails, and takes that back after it.

    retry, save_copy: what is offered. What is told meanwhile by others is left to be read.
    """

    def __init__(
        self,
        work: Work[Any, Any],
        notice: Notice,
        retry: Callable[[], None],
        save_copy: Callable[[], object],
    ) -> None:
        super().__init__(work)
        self._notice, self._retry, self._save_copy = notice, retry, save_copy
        self._why = self._told = ""
        work.failed.connect(self._on_failed)

    def _on_failed(self, why: str) -> None:
        again, self._why = why == self._why, why
        if why and not (again and self._notice.isVisible()):
            self._told = f"{why} What you typed stays on the screen."
            self._notice.warn(self._told, "Try again", self._retry)
            self._notice.offer_more(ELSEWHERE, self._save_copy)
        elif not why and self._told == self._notice.text.text():
            self._notice.clear()
