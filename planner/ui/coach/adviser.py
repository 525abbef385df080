"""Asking the coach after each change, when nothing else is waiting."""

import time
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.model.plan import Plan
from planner.ui.coach.loading import Loading
from planner.ui.kit import Kit
from planner.ui.memory import Memory

if TYPE_CHECKING:
    from planner.coach.advice import Advice, Rule

FIRST = 700
"""Milliseconds until the first advice, by when the window stands and can be used."""
SOON = 60
"""Milliseconds after a change: those that come together are advised on together."""
AT_ONCE = 0.002
"""Seconds after which the window is let do what else it has to."""
_OFF = "coach_off"


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
        self._left: Iterator[None] | None = None
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
        """Ask the coach about the plan as it is now, and wait for the answer."""
        self._timer.stop()
        self._left = None
        for _ in self._steps():
            pass

    def take_step(self) -> None:
        """Go on with what leads to the next advice; the rest of it comes in later steps."""
        if self._left is None:
            self._left = self._steps()
        until = time.perf_counter() + AT_ONCE
        for _ in self._left:
            if time.perf_counter() >= until:
                self._timer.start(0)
                return
        self._left = None

    def _steps(self) -> Iterator[None]:
        yield from self._loading.steps()
        if not self._kit.session.is_open:
            return
        words = self._loading.finish()
        from planner.coach.rules import advising

        plan, kinds = self._kit.session.plan, self._kit.kinds
        kind, asked = kinds.of_plan(plan), kinds.asked(plan.question.text)
        yield
        self.advice = yield from advising(plan, kind, words, self.off, asked)
        self.ready = True
        self.changed.emit()

    def _on_plan_changed(self, before: Plan | None, _plan: Plan) -> None:
        self._left = None
        if before is None:
            self.advice, self.ready = (), False
            self.changed.emit()
        self._timer.start(SOON if self.ready else FIRST)
