"""The plans that were deleted, to bring back or to delete for good."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.store.errors import StoreError
from planner.store.plans import PlanStore
from planner.ui.controls import Problem, label, shortened
from planner.ui.messages import confirm
from planner.ui.past import Past, Turn
from planner.ui.plans_list import PlansList
from planner.ui.theme import Theme


class DeletedPlans(QDialog):
    """Lists deleted plans."""

    def __init__(self, parent: QWidget, plans: PlanStore, theme: Theme, past: Past) -> None:
        super().__init__(parent)
        self._plans, self._past = plans, past
        self.setWindowTitle("Deleted plans")
        self.resize(680, 420)
        self.list = PlansList(theme, "Deleted plans")
        self.problem = Problem()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.restore = buttons.addButton("Restore", role)
        self.forget = buttons.addButton("Delete for good…", role)
        self.restore.clicked.connect(self._on_restore)
        self.forget.clicked.connect(self._on_forget)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.addWidget(label("A restored plan goes back among your plans.", "muted", wrap=True))
        box.addWidget(self.list, 1)
        box.addWidget(self.problem)
        box.addWidget(buttons)
        self._refresh()

    def _refresh(self) -> None:
        plans = self._plans.deleted()
        self.list.plans.show(plans)
        for control in (self.restore, self.forget):
            control.setEnabled(bool(plans))
        if plans:
            self.list.setCurrentIndex(self.list.plans.index(0))

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
