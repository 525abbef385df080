"""The plans that were deleted, to bring back or to delete for good."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.store.errors import StoreError
from planner.store.plans import PlanStore
from planner.ui.controls import Problem, button, label, shortened
from planner.ui.empty_state import empty_state
from planner.ui.messages import confirm
from planner.ui.past import Past, Turn
from planner.ui.plans_list import PlansList
from planner.ui.reading import why_not
from planner.ui.theme import Theme


class DeletedPlans(QDialog):
    """Lists deleted plans."""

    versions_asked = Signal(str, object, QDialog)
    """A plan’s id, the plan or None where it cannot be read, and this dialog."""

    def __init__(self, parent: QWidget, plans: PlanStore, theme: Theme, past: Past) -> None:
        super().__init__(parent)
        self._plans, self._past = plans, past
        self.setWindowTitle("Deleted plans")
        self.resize(680, 420)
        self.list = PlansList(theme, "Deleted plans")
        self.problem = Problem()
        self.restore = button("Restore", "primary")
        self.versions = button("Versions…")
        self.forget = button("Delete for good…")
        self.restore.clicked.connect(self._on_restore)
        self.versions.clicked.connect(self._on_versions)
        self.forget.clicked.connect(self._on_forget)
        self.restore.setDefault(True)
        self.list.opened.connect(self.restore.click)
        self.list.deleting_asked.connect(self.forget.click)
        self.empty = empty_state(
            "No deleted plans", "A plan that you delete is kept here until it is deleted for good."
        )
        self.about = label("A restored plan goes back among your plans.", "muted", wrap=True)
        barred = why_not(self.restore, self.forget, barred=bool(plans.refusal))
        self._lay(barred)
        self._refresh()
        self.list.setFocus()

    def _lay(self, barred: QWidget) -> None:
        close = button("Close")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.forget)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.versions)
        foot.addWidget(self.restore)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        box.addWidget(self.about)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty)
        box.addStretch()
        box.addWidget(self.problem)
        box.addWidget(barred)
        box.addLayout(foot)

    def _refresh(self) -> None:
        plans = self._plans.deleted()
        self.list.plans.show(plans)
        for part in (self.list, self.about, self.forget, self.versions, self.restore):
            part.setVisible(bool(plans))
        self.empty.setVisible(not plans)
        if plans:
            self.list.setCurrentIndex(self.list.plans.index(0))

    def _on_versions(self) -> None:
        chosen = self.list.chosen()
        if chosen is None:
            return
        try:
            plan = self._plans.load(chosen.id)
        except StoreError:
            # Its versions are all the more worth looking at.
            plan = None
        self.versions_asked.emit(chosen.id, plan, self)

    def _on_restore(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self._try(self._restore, chosen.id)

    def _on_forget(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None and confirm(
            self,
            f"Delete “{shortened(chosen.title)}” for good?",
            "It cannot be brought back after this.",
            "Delete for good",
            "Keep it",
        ):
            self._try(self._forget, chosen.id)

    def _restore(self, plan_id: str) -> None:
        self._plans.restore(plan_id)
        self._past.done("restore plan", *both_ways(self._plans, plan_id), of=plan_id)

    def _forget(self, plan_id: str) -> None:
        self._plans.forget(plan_id)
        self._past.forget(plan_id)

    def _try(self, deed: Callable[[str], None], plan_id: str) -> None:
        try:
            deed(plan_id)
        except StoreError as error:
            self.problem.tell(str(error))
        self._refresh()


def both_ways(plans: PlanStore, plan_id: str) -> tuple[Turn, Turn]:
    """Return what deletes a plan, in a way that can be undone, and what brings it back."""

    def delete() -> None:
        plans.delete(plan_id, time.time())

    return delete, partial(plans.restore, plan_id)
