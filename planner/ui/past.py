"""What was done to the library outside any plan, to be taken back step by step."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from planner.model.edits import EditError
from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.ui.notice import Notice


class Past(QObject):
    """The deeds of Home and of the Packs page, the last of them undone first."""

    changed = Signal()
    """What can be undone has changed."""

    def __init__(self, notice: Notice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        self._steps: list[tuple[str, Callable[[], None]]] = []

    @property
    def words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self._steps[-1][0] if self._steps else ""

    def done(self, words: str, back: Callable[[], None], told: str = "") -> None:
        """Note what was done and what takes it back; told is said with an offer to undo it."""
        self._steps.append((words, back))
        # What it offered to undo is no longer the last thing done.
        self._notice.clear()
        if told:
            self._notice.tell(told, "Undo", self.undo)
        self.changed.emit()

    def undo(self) -> None:
        """Take back what was done last; where that cannot be, say why."""
        if not self._steps:
            return
        _, back = self._steps.pop()
        self._notice.clear()
        try:
            back()
        except (StoreError, TextError, EditError) as error:
            self._notice.warn(str(error))
        self.changed.emit()

    def forget(self) -> None:
        """Let go of all of it."""
        self._steps.clear()
        self.changed.emit()
