"""Keeping versions of the open plan: by hand, by itself, and at the end of a timed planning."""

import time
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu, QStatusBar, QWidget

from planner.model.edits import EditError
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.versions import Version, VersionStore
from planner.ui.controls import shortened
from planner.ui.messages import ask_text
from planner.ui.minutes_words import counted
from planner.ui.notice import Notice
from planner.ui.session import Session
from planner.ui.theme import Theme
from planner.ui.versions.clock import Clock
from planner.ui.versions.self_keeping import SelfKeeping
from planner.ui.versions.timer import MOST, PlanTimer

LENGTHS = (5, 10)
"""The minutes that are offered to plan in."""


class Keeping(QObject):
    """The timer and the versions of one window; copy: opens a plan as a copy of its own."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        versions: VersionStore,
        notice: Notice,
        theme: Theme,
        bar: QStatusBar,
        copy: Callable[[Plan], None],
    ) -> None:
        super().__init__(parent)
        self._parent, self._session, self._versions = parent, session, versions
        self._notice, self._copy, self._theme = notice, copy, theme
        self._began: Plan | None = None
        self._now: Plan | None = None
        self.timer = PlanTimer(self)
        self.clock = Clock(self.timer, theme, bar)
        bar.addPermanentWidget(self.clock)
        self.clock.refresh()
        self.timer.ended.connect(self._on_ended)
        session.plan_changed.connect(self._on_plan_changed)
        self.self_keeping = SelfKeeping(self, session, versions)

    # Versions

    def keep(self) -> None:
        """Keep the open plan as it is now."""
        if self._session.refuses():
            return
        if self._session.is_worked:
            self._notice.tell("A worked example stays as it is. Make a copy to keep versions of.")
        elif self._session.settle() and self._keep(self._session.plan, "Kept by hand"):
            self._notice.tell("This version is kept.", "Versions…", self.show)

    def show(self) -> None:
        """Show the versions of the open plan."""
        if self._session.settle():
            self._show(self._session.plan.id, self._session.plan)

    def show_of(self, plan_id: str) -> None:
        """Show the versions of a plan that cannot be read any more."""
        self._show(plan_id, None)

    def show_deleted(self, plan_id: str, plan: Plan | None, over: QDialog) -> None:
        """Show the versions of a deleted plan over the dialog that lists it.

        plan: as it was when it was deleted, or None where it cannot be read.
        """
        self._show(plan_id, plan, over)

    def _show(self, plan_id: str, plan: Plan | None, over: QDialog | None = None) -> None:
        from planner.ui.versions.versions_dialog import Deeds, VersionsDialog

        go_back = self._go_back if plan is not None and over is None else None
        deeds = Deeds(partial(self._open_copy, over), go_back, barred=bool(self._session.refusal))
        try:
            dialog = VersionsDialog(
                over or self._parent, self._theme, self._versions, plan_id, plan, deeds
            )
        except StoreError as error:
            self._notice.warn(str(error))
            return
        dialog.exec()
        dialog.deleteLater()

    def _open_copy(self, over: QDialog | None, plan: Plan) -> None:
        if over is not None:
            over.accept()
        self._copy(plan)

    def _keep(self, plan: Plan, label: str) -> bool:
        try:
            self._versions.keep(plan, label, time.time())
        except StoreError as error:
            self._notice.warn(str(error))
            return False
        return True

    def _go_back(self, held: Plan, version: Version) -> None:
        def edit(plan: Plan) -> Plan:
            # Ids that were given since are not given again: undo may bring back what has them.
            serial = max(plan.serial, held.serial)
            return replace(held, id=plan.id, name=plan.name, serial=serial)

        from planner.ui.versions.versions_dialog import named

        of = "" if version.label else "the version "
        self._session.apply(edit, f"go back to {of}{named(version)}")

    # Timed planning

    def fill(self, menu: QMenu) -> None:
        """Offer what can be done with the timer now."""
        menu.clear()
        timer = self.timer
        if timer.is_on:
            if timer.is_paused:
                menu.addAction("Go on", timer.resume)
            else:
                menu.addAction("Pause", timer.pause)
            menu.addAction("Stop", timer.stop)
            return
        for minutes in LENGTHS:
            action = menu.addAction(f"{minutes} minutes")
            action.triggered.connect(lambda _checked=False, length=minutes: self.start(length))
        menu.addAction("Another length…", self._ask_length)

    def start(self, minutes: int) -> None:
        """Count minutes down; what is done in them is kept as a version."""
        if not self._session.refuses() and self._session.settle():
            self._began = self._now = self._session.plan
            self.timer.start(minutes)

    def _ask_length(self) -> None:
        if self._session.refuses():
            return
        given = ask_text(
            self._parent, "Timed planning", "Minutes to plan in", "15", _length, yes="Start"
        )
        if given is not None:
            self.start(_length(given))

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is None:
            # Another plan is open: the time was for the one before.
            self.timer.stop()
        self._now = plan

    def _on_ended(self) -> None:
        began, timer = self._began, self.timer
        if self._now is not None and self._session.plan.id == self._now.id:
            self._session.settle()
        plan, self._began = self._now, None
        if began is None or plan is None:
            return
        up = timer.left <= 0
        said = "The time is up." if up else "The timer is stopped."
        if replace(plan, id=began.id, name=began.name) == began:
            self._notice.tell(f"{said} Nothing in the plan was changed, so no version is kept.")
            return
        length = counted(timer.minutes, "minute")
        spent = str(round(timer.used / 60) or "under 1")
        label = f"Planned in {length}" if up else f"Planned in {spent} of {length}"
        if not self._keep(plan, label):
            return
        if plan.id == self._session.plan.id:
            said += " What you planned in it is kept as a version."
            self._notice.tell(said, "Versions…", self.show, passing=False)
        else:
            title = shortened(plan.title)
            self._notice.tell(f"{said} What you planned in “{title}” is kept among its versions.")


def _length(words: str) -> int:
    """Return the minutes that were typed; raise EditError where they are no such number."""
    words = words.strip()
    if not words.isdecimal() or not 1 <= int(words) <= MOST:
        raise EditError(f"Type a number of minutes from 1 to {MOST}.")
    return int(words)
