"""The open plan, and its history."""

import time
import uuid
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from planner.model import edits
from planner.model.history import History
from planner.model.plan import Field, Part, Plan
from planner.model.text import LINE
from planner.store.plans import PlanStore, Stale
from planner.ui import work
from planner.ui.later import Later
from planner.ui.work import Work

Edit = Callable[[Plan], Plan]

SETTLE, RETRY = work.SETTLE, work.RETRY

_TYPED = {
    Part.LINE_OF_ARGUMENT: "typing in Line of argument",
    Part.INTRODUCTION: "typing in Introduction",
    Part.CONCLUSION: "typing in Conclusion",
    Part.HEADING: "typing in a heading",
    Part.SLOT: "typing in a slot",
    Part.PILE: "typing in a pile’s name",
    Part.REASON: "typing in a reason",
    Part.BECAUSE: "typing in an explanation",
}


class Session(Work[Plan, Field]):
    """Holds one plan and its history, saves each change before it counts, and tells the views."""

    plan_changed = Signal(object, object)
    """The plan before (None when another plan is opened) and the plan now."""
    copied = Signal()
    """The worked example was changed, and has become a copy of the student's own."""
    parted = Signal(str)
    """The plan was changed by other hands too: this one is a second plan now; the other’s title."""

    def __init__(self, plans: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._worked = False
        self.later = Later(self)

    @property
    def plan(self) -> Plan:
        """Return the plan as it was last saved."""
        return self.value

    @property
    def is_worked(self) -> bool:
        """Tell whether the plan is a pack's worked example, which is only ever copied."""
        return self._worked

    @property
    def refusal(self) -> str:
        """Say, in a sentence, why nothing can be changed; empty where it can."""
        return self._plans.refusal

    def open(self, plan: Plan, *, worked: bool = False) -> None:
        """Show another plan, with a history of its own."""
        self._worked = worked
        self._open(plan)

    def _save(self, value: Plan) -> None:
        self._plans.save(value, time.time(), base=self.plan)

    def _written(self, value: Plan, field: Field, text: str) -> Plan:
        return edits.write(value, field, text)

    def _typing(self, field: Field) -> str:
        return _TYPED[field.part]

    def _is_in(self, value: Plan, field: Field) -> bool:
        match field.part:
            case Part.HEADING:
                return value.paragraph(field.of) is not None
            case Part.SLOT:
                return value.slot(field.of) is not None
            case Part.PILE:
                return value.pile(field.of) is not None
            case Part.REASON:
                return any(ranked.factor == field.of for ranked in value.ranking)
            case Part.BECAUSE:
                return any(arrow.id == field.of for arrow in value.arrows)
        return True

    def _begin(self, history: History[Plan]) -> History[Plan]:
        return History(copy_of(self.plan)) if self._worked else history

    def _pace(self) -> tuple[int, int]:
        return SETTLE, RETRY

    def _turn(self, history: History[Plan]) -> bool:
        worked = self._worked
        title, here = self.plan.title, self.plan.id
        made = super()._turn(history)
        if made and worked:
            self.copied.emit()
        elif made and self.plan.id != here:
            self.parted.emit(title)
        return made

    def _saved(self, history: History[Plan]) -> History[Plan]:
        try:
            return super()._saved(history)
        except Stale:
            # Neither is written over the other: this one goes on as a second plan.
            second = copy_of(history.present)
            apart = history.each(partial(replace, id=second.id, name=second.name))
            return super()._saved(apart)

    def _tell_changed(self, before: Plan | None, after: Plan) -> None:
        if before is not None:
            self._worked = False
        self.plan_changed.emit(before, after)


def copy_of(plan: Plan) -> Plan:
    """Return a copy of a plan under an id and a name of its own."""
    return replace(plan, id=uuid.uuid4().hex, name=f"Copy of {plan.title}"[:LINE])
