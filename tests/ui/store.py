"""A store of plans whose disk can be made to fail."""

from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.plans import PlanStore

FULL = "The disk is full, so the last change was not saved."


class ShakyStore(PlanStore):
    """The plans of a library; while broken, nothing is written."""

    def __init__(self, real: PlanStore) -> None:
        vars(self).update(vars(real))
        self.broken = False
        self.saved: list[Plan] = []

    def save(self, plan: Plan, now: float, base: Plan | None = None) -> None:
        self._check()
        super().save(plan, now, base)
        self.saved.append(plan)

    def delete(self, plan_id: str, now: float) -> None:
        self._check()
        super().delete(plan_id, now)

    def restore(self, plan_id: str) -> None:
        self._check()
        super().restore(plan_id)

    def forget(self, plan_id: str) -> None:
        self._check()
        super().forget(plan_id)

    def _check(self) -> None:
        if self.broken:
            raise StoreError(FULL)
