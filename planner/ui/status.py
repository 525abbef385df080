"""What the status bar and the notice say of saving."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QStatusBar

from planner.model.plan import Plan
from planner.ui.controls import label
from planner.ui.failed_save import FailedSave
from planner.ui.notice import Notice
from planner.ui.session import Session


class Status(QObject):
    """Says whether all is on the disk, and takes back what it said once it is so no more.

    save_copy: saves all elsewhere, where the plan cannot be saved in its library.
    """

    def __init__(
        self, bar: QStatusBar, session: Session, notice: Notice, save_copy: Callable[[], object]
    ) -> None:
        super().__init__(bar)
        self._bar, self._session, self._notice = bar, session, notice
        self._refused = self._kept_out = False
        self._failed_save = FailedSave(session, notice, session.retry, save_copy)
        self._summary = label(kind="small")
        bar.setSizeGripEnabled(False)
        bar.addPermanentWidget(self._summary)
        # A filter, since all that is painted would pass through an event() of the window’s, and
        # what fails in a part of it would be told only once all was painted.
        bar.window().installEventFilter(self)
        session.plan_changed.connect(self._on_plan_changed)
        session.status_changed.connect(self.say)
        session.refused.connect(self._on_refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The menus' own hints would wipe what the status bar says of saving.
        return event.type() == QEvent.Type.StatusTip

    def fit(self) -> None:
        """Be as high as what the bar shows, where that has come to look otherwise."""
        QCoreApplication.sendEvent(self._bar, QEvent(QEvent.Type.LayoutRequest))

    def say(self, status: str) -> None:
        """Show whether all is saved."""
        self._bar.showMessage("Open to read" if self._session.refusal else status)
        if status == "Not saved":
            # What was typed was refused, and is still there; a refused gesture leaves nothing.
            self._kept_out = self._kept_out or self._refused
        elif status == "Saved":
            if self._kept_out:
                # It has been put right.
                self._notice.clear()
            self._refused = self._kept_out = False

    def clear(self) -> None:
        """Say that all is saved, where no plan is shown."""
        self.say("Saved")
        self._summary.clear()

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        cards = sum(1 for _ in plan.placements())
        count = len(plan.paragraphs)
        self._summary.setText(
            f"{count} {'paragraph' if count == 1 else 'paragraphs'}   ·   "
            f"{cards} {'card' if cards == 1 else 'cards'}"
        )

    def _on_refused(self, why: str) -> None:
        self._refused = True
        self._notice.warn(why)
