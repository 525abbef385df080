"""Asking the coach after each change, when nothing else is waiting."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.model.plan import Plan
from planner.ui.coach.loading import Loading, read_ahead
from planner.ui.kit import Kit
from planner.ui.memory import Memory

if TYPE_CHECKING:
    from planner.coach.advice import Advice, Rule

FIRST = 700
"""Milliseconds until the first advice, by when the window stands and can be used."""
SOON = 60
"""Milliseconds after a change: those that come together are advised on together."""
_OFF = "coach_off"
_LAST = object()


class Adviser(QObject):
    """Holds the advice on the open plan, and which rules are switched off."""

    changed = Signal()
    """The advice, or what the rules are, is another than before."""

    def __init__(self, kit: Kit, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit, self._memory = kit, memory
        self.advice: tuple[Advice, ...] = ()
        self.ready = False
        self.off = frozenset(name for name in memory.get(_OFF).split(",") if name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.take_step)
        self._loading = Loading(kit.prompting.all_starters)
        self._before: Iterator[None] | None = None
        kit.session.plan_changed.connect(self._on_plan_changed)

    @cached_property
    def rules(self) -> "dict[str, Rule]":
        """Return all rules by their ids; the coach is only loaded when this is asked."""
        from planner.coach.rules import RULES

        return {rule.id: rule for rule in RULES}

    def switch(self, rule: str, *, on: bool) -> None:
        """Go by a rule from now on, or not."""
        self.off = self.off - {rule} if on else self.off | {rule}
        self._memory.set(_OFF, ",".join(sorted(self.off)))
        self.advise()

    def advise(self) -> None:
        """Ask the coach about the plan as it is now."""
        self._timer.stop()
        if not self._kit.session.is_open:
            return
        words = self._loading.finish()
        from planner.coach.rules import advise

        plan, kinds = self._kit.session.plan, self._kit.kinds
        asked = kinds.asked(plan.question.text)
        advice = advise(plan, kinds.of_plan(plan), words, self.off, asked)
        self.advice, self.ready, self._before = advice, True, None
        self.changed.emit()

    def take_step(self) -> None:
        """Advise; on a plan just opened, first make ready, a step at each turn of the window."""
        if self._before is None and not self.ready:
            self._before = self._steps()
        if self._before is not None and next(self._before, _LAST) is not _LAST:
            self._timer.start(0)
        else:
            self.advise()

    def _steps(self) -> Iterator[None]:
        yield from self._loading.steps()
        if self._kit.session.is_open:
            yield from read_ahead(self._kit.session.plan, self._loading.finish())

    def _on_plan_changed(self, before: Plan | None, _plan: Plan) -> None:
        if before is None:
            self.advice, self.ready, self._before = (), False, None
            self.changed.emit()
        self._timer.start(SOON if self.ready else FIRST)
