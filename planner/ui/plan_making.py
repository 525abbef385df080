"""Beginning a plan: for a question, or as a copy of an example."""

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from planner.model import asking, edits, sorting
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.session import copy_of

LAST_KIND = "last_kind"
"""What the id of the kind of question that was last chosen is remembered under."""


class PlanMaking:
    """Makes plans, keeps them in the library, and has them opened by their ids."""

    def __init__(
        self,
        parent: QWidget,
        library: Library,
        notice: Notice,
        kit: Kit,
        memory: Memory,
        opened: Callable[[str], None],
    ) -> None:
        self._parent, self._library, self._notice = parent, library, notice
        self._kit, self._memory, self._opened = kit, memory, opened

    def ask(self) -> None:
        """Ask for a question, and open a new plan for it."""
        if not self._notice.refuses(self._library.refusal):
            self._begin(self._asked())

    def copy(self, plan: Plan | None = None) -> None:
        """Open a copy of a plan, or else of the open one."""
        self._begin(copy_of(plan or self._kit.session.plan))

    def sort_again(self) -> None:
        """Ask for another question, and open a new plan for it with the open one's piles."""
        if self._notice.refuses(self._library.refusal):
            return
        plan = self._kit.session.plan
        asked = self._asked(plan)
        if asked is not None:
            copied = sorting.copy_sort(plan, asked.id, asked.question)
            copied = edits.use_framework(replace(copied, needs=asked.needs), asked.framework)
            self._begin(asking.resize(copied, len(asked.paragraphs)))

    def _asked(self, beside: Plan | None = None) -> Plan | None:
        """Ask for a question; beside: a plan whose cards it is for, with a question of its own."""
        from planner.ui.new_plan import ask_plan

        known = beside.question.text if beside else ""
        return ask_plan(
            self._parent,
            [question for question in self._library.questions() if question.text != known],
            self._library.factors(),
            self._kit,
            self._kit.kinds.all().get(self._memory.get(LAST_KIND)),
            beside,
        )

    def _begin(self, plan: Plan | None) -> None:
        """Keep a plan and open it; None is one that was not asked for after all."""
        if plan is None:
            return
        try:
            self._library.plans.save(plan, time.time())
        except StoreError as error:
            self._notice.warn(str(error))
            return
        self._notice.clear()
        self._opened(plan.id)
