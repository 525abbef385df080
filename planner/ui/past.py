"""What was done to the library outside any plan, to be taken back and done again step by step."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from planner.model.edits import EditError
from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.ui.notice import Notice
from planner.ui.packs.progress import Cancelled

Turn = Callable[[], object]
"""Takes a deed back, or does it again; raises Cancelled where all is as it was before."""


class _Deed(Struct, frozen=True):
    words: str
    back: Turn
    again: Turn
    of: str


class Past(QObject):
    """The deeds of Home and of the Packs page, the last of them undone first."""

    changed = Signal()
    """What can be undone or done again has changed."""

    def __init__(self, notice: Notice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        self._done: list[_Deed] = []
        self._undone: list[_Deed] = []

    @property
    def words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """Say what redo would do again; empty where there is nothing."""
        return self._undone[-1].words if self._undone else ""

    def done(self, words: str, back: Turn, again: Turn, told: str = "", *, of: str = "") -> None:
        """Note what was done, what takes it back, and what then does it again.

        told: is said with an offer to undo it. of: the id of what it was done to, for forget.
        """
        self._done.append(_Deed(words, back, again, of))
        self._undone.clear()
        # What it offered to undo is no longer the last thing done.
        self._notice.clear()
        if told:
            self._notice.tell(told, "Undo", self.undo)
        self.changed.emit()

    def undo(self) -> None:
        """Take back what was done last; where that cannot be, say why."""
        if self._done:
            deed = self._done.pop()
            self._turn(deed, deed.back, self._done, self._undone)

    def redo(self) -> None:
        """Do again what was taken back last; where that cannot be, say why."""
        if self._undone:
            deed = self._undone.pop()
            self._turn(deed, deed.again, self._undone, self._done)

    def forget(self, of: str) -> None:
        """Let go of what was done to something that is gone for good."""
        for deeds in (self._done, self._undone):
            deeds[:] = [deed for deed in deeds if deed.of != of]
        # What it offers to undo may be let go of.
        self._notice.clear()
        self.changed.emit()

    def _turn(self, deed: _Deed, turn: Turn, source: list[_Deed], target: list[_Deed]) -> None:
        """Turn a deed that was taken from source, and put it on target."""
        self._notice.clear()
        try:
            turn()
        except Cancelled:
            source.append(deed)
            self._notice.tell("Cancelled. The library is as it was.")
        except (StoreError, TextError, EditError) as error:
            # It is not kept where it was: what can never be turned must not bar what lies below.
            again = partial(self._turn, deed, turn, source, target)
            self._notice.warn(str(error), "Try again", again)
        else:
            target.append(deed)
        self.changed.emit()
