"""Beginning a plan: for a question, or as a copy of an example."""

import time

from PySide6.QtWidgets import QWidget

from planner.model.framework import Frameworks, QuestionType
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.notice import Notice
from planner.ui.session import copy_of
from planner.ui.theme import Theme


class PlanMaking:
    """Makes plans and keeps them in the library."""

    def __init__(
        self,
        parent: QWidget,
        library: Library,
        notice: Notice,
        theme: Theme,
        types: dict[str, QuestionType],
        frameworks: Frameworks,
    ) -> None:
        self._parent, self._library, self._notice = parent, library, notice
        self._theme, self._types, self._frameworks = theme, types, frameworks

    def ask(self) -> Plan | None:
        """Ask for a question, and return a plan for it that is kept, or None."""
        from planner.ui.new_plan import ask_plan

        plan = ask_plan(
            self._parent,
            self._library.questions(),
            self._library.factors(),
            self._types,
            self._frameworks,
            self._theme,
        )
        return self._kept(plan) if plan is not None else None

    def copy(self, plan: Plan) -> Plan | None:
        """Return a copy of a plan that is kept, or None where it could not be."""
        return self._kept(copy_of(plan))

    def _kept(self, plan: Plan) -> Plan | None:
        try:
            self._library.plans.save(plan, time.time())
        except StoreError as error:
            self._notice.warn(str(error))
            return None
        return plan
