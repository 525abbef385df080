"""Versions that keep themselves: a plan as it was opened, and every ten minutes of work on it."""

import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject

from planner.model.differences import size_of
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.versions import VersionStore
from planner.ui.session import Session

APART = 600.0
"""The seconds of work between two versions."""


class SelfKeeping(QObject):
    """Keeps what a plan was before a change, where the last version of it is some time ago.

    To look at a plan keeps nothing: as long as nothing is changed, the plan is its own version.
    """

    def __init__(
        self,
        parent: QObject,
        session: Session,
        versions: VersionStore,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._versions, self.clock = versions, clock
        self._of = ""
        self._kept: float | None = None
        session.plan_changed.connect(self._on_plan_changed)

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is None or before.id != plan.id or before.id != self._of:
            # Another plan is open, or it has become a copy, which nobody has worked on yet.
            self._of, self._kept = plan.id, None
            return
        now = self.clock()
        if self._kept is not None and now - self._kept < APART:
            return
        # Where the disk fails, saving itself tells of it; this goes on with the next change.
        with suppress(StoreError):
            if _holds_something(before):
                self._versions.keep_automatic(before, time.time())
            self._kept = now


def _holds_something(plan: Plan) -> bool:
    size = size_of(plan)
    sorted_ = plan.piles or plan.aside or plan.ranking or plan.arrows
    return bool(size.words or size.cards or sorted_)
