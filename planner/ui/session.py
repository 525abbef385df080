"""The open plan: every change to it goes through here, is saved, and is then shown."""

import time
import uuid
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from planner.model import edits
from planner.model.edits import EditError
from planner.model.history import History
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE, TextError
from planner.store.errors import StoreError
from planner.store.plans import PlanStore

Edit = Callable[[Plan], Plan]

SETTLE = 600
"""Milliseconds after the first key in which typing is saved."""
RETRY = 5_000
"""Milliseconds after which a save that failed is tried again."""

_TYPED = {
    Part.LINE_OF_ARGUMENT: "typing in Line of argument",
    Part.INTRODUCTION: "typing in Introduction",
    Part.CONCLUSION: "typing in Conclusion",
    Part.HEADING: "typing in a heading",
    Part.SLOT: "typing in a slot",
}


class Session(QObject):
    """Holds one plan and its history, saves each change before it counts, and tells the views."""

    plan_changed = Signal(object, object)
    """The plan before (None when another plan is opened) and the plan now."""
    history_changed = Signal()
    status_changed = Signal(str)
    """What the status bar says: "Saved" only after the commit has returned."""
    refused = Signal(str)
    """A change that cannot be made, in a sentence."""
    failed = Signal(str)
    """A save that failed, in a sentence; empty once saving works again."""
    copied = Signal()
    """The worked example was changed, and has become a copy of the student's own."""

    def __init__(self, plans: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._history: History[Plan] | None = None
        self._typed: dict[Field, str] = {}
        self._worked = False
        self._failed = False
        self._again: Callable[[], object] | None = None
        self.status = "Saved"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle)

    @property
    def plan(self) -> Plan:
        """Return the plan as it was last saved."""
        if self._history is None:
            raise RuntimeError("no plan is open")
        return self._history.present

    @property
    def is_open(self) -> bool:
        """Tell whether a plan is open."""
        return self._history is not None

    @property
    def is_worked(self) -> bool:
        """Tell whether the plan is a pack's worked example, which is only ever copied."""
        return self._worked

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

    def open(self, plan: Plan, *, worked: bool = False) -> None:
        """Show another plan, with a history of its own."""
        self.forget_typing()
        self._failed, self._again = False, None
        self._history = History(plan)
        self._worked = worked
        self.plan_changed.emit(None, plan)
        self.history_changed.emit()
        self._say("Saved")

    def type(self, field: Field, text: str) -> None:
        """Note what a field holds while it is typed in; it is saved within a second."""
        self._typed[field] = text
        self._say("Saving…")
        if not self._timer.isActive() or self._timer.remainingTime() > SETTLE:
            self._timer.start(SETTLE)

    def settle(self) -> bool:
        """Save all that was typed; return whether all of it could be."""
        self._timer.stop()
        self._write_typed()
        if not self._typed:
            # A change that failed was not made: the plan on the screen is the one on the disk.
            self._failed = False
        self._tell()
        return not self._typed

    def holds(self, field: Field) -> bool:
        """Tell whether what was typed in a field is not on the disk yet."""
        return field in self._typed

    def forget_typing(self) -> None:
        """Let go of what was typed and cannot be saved."""
        self._timer.stop()
        self._typed.clear()

    def apply(self, edit: Edit, words: str) -> bool:
        """Make a change, which words name for the undo menu; return whether it was made."""
        self._timer.stop()
        self._write_typed()
        made = self._commit(edit, words)
        self._again = None if made or not self._failed else partial(self.apply, edit, words)
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

    def _go(self, turned: Callable[[], History[Plan]], again: Callable[[], None]) -> None:
        self._turn(turned())
        self._again = again if self._failed else None
        self._tell()

    def _write_typed(self) -> None:
        for field in list(self._typed):
            text = self._typed.pop(field, None)
            if text is None:
                # A view that was told of the last one has settled this one since.
                continue
            write = partial(edits.write, field=field, words=text)
            if not self._commit(write, _TYPED[field.part], key=f"{field.part}/{field.of}"):
                self._typed.setdefault(field, text)

    def _commit(self, edit: Edit, words: str, key: str = "") -> bool:
        if self._history is None:
            return False
        history = History(copy_of(self.plan)) if self._worked else self._history
        try:
            made = edit(history.present)
        except (EditError, TextError) as error:
            self.refused.emit(str(error))
            return False
        if made == history.present:
            return True
        return self._turn(history.after(made, words, key, time.monotonic()))

    def _turn(self, history: History[Plan]) -> bool:
        """Save first, then move the history, then tell the views."""
        before, worked = self.plan, self._worked
        try:
            self._plans.save(history.present, time.time())
        except StoreError as error:
            self._failed = True
            self.failed.emit(str(error))
            return False
        self._history, self._worked = history, False
        # Nothing can be saved in a field that is gone.
        for field in [f for f in self._typed if not _is_in(history.present, f)]:
            del self._typed[field]
        self._failed, self._again = False, None
        self.failed.emit("")
        self.plan_changed.emit(before, history.present)
        self.history_changed.emit()
        if worked:
            self.copied.emit()
        return True

    def _tell(self) -> None:
        """Say whether all is on the disk; typing that failed is tried again after a while."""
        if self._failed:
            self._timer.start(RETRY)
        self._say("Not saved" if self._failed or self._typed else "Saved")

    def _say(self, status: str) -> None:
        self.status = status
        self.status_changed.emit(status)


def _is_in(plan: Plan, field: Field) -> bool:
    match field.part:
        case Part.HEADING:
            return plan.paragraph(field.of) is not None
        case Part.SLOT:
            return plan.slot(field.of) is not None
    return True


def copy_of(plan: Plan) -> Plan:
    """Return a copy of a plan under an id and a name of its own."""
    return replace(plan, id=uuid.uuid4().hex, name=f"Copy of {plan.title}"[:LINE])
