"""What is worked on: every change to it goes through here, is saved, and is then shown."""

import time
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from planner.model.edits import EditError
from planner.model.history import History
from planner.model.text import TextError
from planner.store.errors import StoreError

Value = TypeVar("Value")
Field = TypeVar("Field")

SETTLE = 600
"""Milliseconds after the first key in which typing is saved."""
RETRY = 5_000
"""Milliseconds after which a save that failed is tried again."""


class Work(QObject, Generic[Value, Field]):
    """Holds one value and its history, saves each change before it counts, and tells the views.

    A plan and a pack are worked on in the same way; what saves them and names their fields is
    given by each.
    """

    history_changed = Signal()
    status_changed = Signal(str)
    """What the status bar says: "Saved" only after the commit has returned."""
    refused = Signal(str)
    """A change that cannot be made, in a sentence."""
    failed = Signal(str)
    """A save that failed, in a sentence; empty once saving works again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History[Value] | None = None
        self._typed: dict[Field, str] = {}
        self._failed = False
        self._again: Callable[[], object] | None = None
        self._missed: Callable[[Value], Value] | None = None
        self.status = "Saved"
        self.saved_at = 0.0
        """When it was last saved, in seconds since 1970; 0 where it was not since it was opened."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle)

    # What each kind of work gives

    def _save(self, value: Value) -> None:
        """Put a value on the disk, or raise StoreError."""
        raise NotImplementedError

    def _written(self, value: Value, field: Field, text: str) -> Value:
        """Return the value with what was typed in a field, or raise EditError or TextError."""
        raise NotImplementedError

    def _typing(self, field: Field) -> str:
        """Say what typing in a field does, for the undo menu."""
        raise NotImplementedError

    def _is_in(self, value: Value, field: Field) -> bool:
        """Tell whether a value has a field."""
        raise NotImplementedError

    def _tell_changed(self, before: Value | None, after: Value) -> None:
        """Tell the views of a change; before is None where another value is opened."""
        raise NotImplementedError

    def _saved(self, history: History[Value]) -> History[Value]:
        """Save what a history has come to, and return the history as it is kept."""
        self._save(history.present)
        return history

    def _begin(self, history: History[Value]) -> History[Value]:
        """Return the history that a change is made in."""
        return history

    def _pace(self) -> tuple[int, int]:
        """Return how long typing, and then a save that failed, waits, in milliseconds."""
        return SETTLE, RETRY

    # What all share

    @property
    def refusal(self) -> str:
        """Say, in a sentence, why nothing can be changed; empty where it can."""
        return ""

    def refuses(self) -> bool:
        """Tell whether nothing can be changed, and say so where that is so."""
        if why := self.refusal:
            self.refused.emit(why)
        return bool(self.refusal)

    @property
    def value(self) -> Value:
        """Return what is worked on, as it was last saved."""
        if self._history is None:
            raise RuntimeError("nothing is open")
        return self._history.present

    @property
    def is_open(self) -> bool:
        """Tell whether anything is open."""
        return self._history is not None

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed is not on the disk."""
        return bool(self._typed)

    @property
    def undo_words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self._history.undo_words if self._history else ""

    @property
    def redo_words(self) -> str:
        """Say what redo would do again; empty where there is nothing."""
        return self._history.redo_words if self._history else ""

    def _open(self, value: Value) -> None:
        """Show another value, with a history of its own."""
        self.forget_typing()
        self._failed, self._again, self.saved_at = False, None, 0.0
        self._history = History(value)
        self._tell_changed(None, value)
        self.history_changed.emit()
        self._say("Saved")

    def type(self, field: Field, text: str) -> None:
        """Note what a field holds while it is typed in; it is saved within a second."""
        if self.refuses():
            return
        self._typed[field] = text
        self._say("Saving…")
        settle, _ = self._pace()
        if not self._timer.isActive() or self._timer.remainingTime() > settle:
            self._timer.start(settle)

    def settle(self) -> bool:
        """Save all that was typed; return whether all of it could be."""
        self._timer.stop()
        self._write_typed()
        if not self._typed:
            # A change that failed was not made: what is on the screen is what is on the disk.
            self._failed = False
        self._tell()
        return not self._typed

    def shown(self) -> Value:
        """Return the value with what was done and typed last and is not saved.

        Raises EditError or TextError where that cannot be taken.
        """
        if self._history is None:
            raise RuntimeError("nothing is open")
        missed = self._missed if self._again is not None else None
        value = self._begin(self._history).present if self._typed or missed else self.value
        for field, text in self._typed.items():
            value = self._written(value, field, text)
        return missed(value) if missed is not None else value

    def holds(self, field: Field) -> bool:
        """Tell whether what was typed in a field is not on the disk yet."""
        return field in self._typed

    def typed_last(self, field: Field) -> bool:
        """Tell whether the last change was typing in a field."""
        past = self._history.past if self._history else ()
        return self.holds(field) or bool(past and past[-1].key == repr(field))

    def forget_typing(self, field: Field | None = None) -> None:
        """Let go of what was typed and cannot be saved: in one field, or in all."""
        if field is not None:
            self._typed.pop(field, None)
            return
        self._timer.stop()
        self._typed.clear()

    def apply(self, edit: Callable[[Value], Value], words: str) -> bool:
        """Make a change, which words name for the undo menu; return whether it was made."""
        self._timer.stop()
        self._write_typed()
        made = self._commit(edit, words)
        self._again = None if made or not self._failed else partial(self.apply, edit, words)
        self._missed = edit
        self._tell()
        return made

    def retry(self) -> None:
        """Try again what could not be saved: the last change, and what was typed."""
        again, self._again = self._again, None
        self.settle()
        if again is not None:
            again()

    def undo(self) -> None:
        """Take the last change back."""
        self.settle()
        if self._history and self._history.past:
            self._go(self._history.undone, self.undo)

    def redo(self) -> None:
        """Make the change again that was last taken back."""
        self.settle()
        if self._history and self._history.future:
            self._go(self._history.redone, self.redo)

    def _go(self, turned: Callable[[], History[Value]], again: Callable[[], None]) -> None:
        self._turn(turned())
        self._again = again if self._failed else None
        self._missed = None
        self._tell()

    def _write_typed(self) -> None:
        for field in list(self._typed):
            text = self._typed.pop(field, None)
            if text is None:
                # A view that was told of the last one has settled this one since.
                continue
            write = partial(self._written, field=field, text=text)
            if not self._commit(write, self._typing(field), key=repr(field)):
                self._typed.setdefault(field, text)

    def _commit(self, edit: Callable[[Value], Value], words: str, key: str = "") -> bool:
        if self._history is None:
            return False
        history = self._begin(self._history)
        try:
            made = edit(history.present)
        except (EditError, TextError) as error:
            self.refused.emit(str(error))
            return False
        if made == history.present:
            return True
        if self.refuses():
            return False
        return self._turn(history.after(made, words, key, time.monotonic()))

    def _turn(self, history: History[Value]) -> bool:
        """Save first, then move the history, then tell the views."""
        before = self.value
        try:
            history = self._saved(history)
        except StoreError as error:
            self._failed = True
            self.failed.emit(str(error))
            return False
        self._history = history
        self.saved_at = time.time()
        # Nothing can be saved in a field that is gone.
        for field in [f for f in self._typed if not self._is_in(history.present, f)]:
            del self._typed[field]
        self._failed, self._again = False, None
        self.failed.emit("")
        self._tell_changed(before, history.present)
        self.history_changed.emit()
        return True

    def _tell(self) -> None:
        """Say whether all is on the disk; typing that failed is tried again after a while."""
        if self._failed:
            self._timer.start(self._pace()[1])
        self._say("Not saved" if self._failed or self._typed else "Saved")

    def _say(self, status: str) -> None:
        self.status = status
        self.status_changed.emit(status)
