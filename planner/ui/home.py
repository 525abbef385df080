"""Home: the plans, newest first, and the worked examples."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from planner.model import edits
from planner.model.plan import Plan
from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.store.plans import PlanStore, PlanSummary
from planner.ui.controls import Mark, button, label, shortened
from planner.ui.deleted_plans import DeletedPlans, both_ways
from planner.ui.empty_state import empty_state
from planner.ui.icons import icon
from planner.ui.menus import pop_up
from planner.ui.messages import ask_text
from planner.ui.notice import Notice
from planner.ui.past import Past
from planner.ui.plans_list import PlansList
from planner.ui.session import copy_of
from planner.ui.theme import Theme

WIDEST = 900


class Home(QWidget):
    """Lists the plans; what is done to one here can be undone here."""

    plan_opened = Signal(str)
    new_asked = Signal()
    file_asked = Signal()
    packs_asked = Signal()
    versions_asked = Signal(str, object, QDialog)
    """The versions of a deleted plan: its id, the plan or None, and what they are shown over."""

    def __init__(
        self,
        plans: PlanStore,
        theme: Theme,
        notice: Notice,
        past: Past,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans, self._theme, self._notice = plans, theme, notice
        self._past = past
        self.setObjectName("home")
        self.new = button("New plan", "primary")
        self.new.clicked.connect(self.new_asked)
        self.packs = button("Packs", "quiet")
        self.packs.setIcon(icon(theme, "library"))
        self.packs.clicked.connect(self.packs_asked)
        self.file = button("Open…", "quiet")
        self.file.setIcon(icon(theme, "folder-open"))
        self.file.clicked.connect(self.file_asked)
        self.list = PlansList(theme, "Plans")
        self.worked = PlansList(theme, "Worked examples")
        self.open = self._small("Open", "book-open", self._on_open)
        self.open.setAccessibleName("Open the plan")
        self.rename = self._small("Rename", "pencil", self.ask_name)
        self.duplicate = self._small("Duplicate", "copy", self.duplicate_chosen)
        self.delete = self._small("Delete", "trash-2", self.delete_chosen)
        self.open_worked = self._small("Open", "book-open", self._on_open_worked)
        self.open_worked.setAccessibleName("Open the worked example")
        self.copy = self._small("Make a copy", "copy", self.copy_worked)
        self.deleted = button("", "link")
        self.deleted.clicked.connect(self._on_deleted)
        self._of_chosen = (self.open, self.rename, self.duplicate, self.delete)
        self._connect()
        self._lay()

    @property
    def undo_words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self._past.words

    def refresh(self) -> None:
        """List the plans as they are now."""
        chosen = self.list.chosen()
        try:
            plans, worked = self._plans.summaries(), self._plans.worked()
            deleted = len(self._plans.deleted())
        except StoreError as error:
            self._notice.warn(str(error), "Try again", self.refresh)
            return
        self.list.plans.show(plans)
        self.worked.plans.show(worked)
        self.worked.setFixedHeight(self.worked.height_for(min(len(worked), 3)))
        self._worked.setVisible(bool(worked))
        self.list.setVisible(bool(plans))
        self.list.setMaximumHeight(self.list.height_for(len(plans)))
        self._empty.setVisible(not plans)
        for control in self._of_chosen:
            control.setVisible(bool(plans))
        self.deleted.setText(f"Deleted plans ({deleted})")
        self.deleted.setVisible(bool(deleted))
        if chosen:
            self.list.choose(chosen.id)
        if not self.list.chosen() and plans:
            self.list.setCurrentIndex(self.list.plans.index(0))
        self._on_chosen()

    def undo(self) -> None:
        """Take back what was last done to a plan or to a pack."""
        self._past.undo()

    def ask_name(self) -> None:
        """Ask what the chosen plan is to be called."""
        chosen = self.list.chosen()
        if chosen is None:
            return
        self._try(partial(self._ask_name, chosen.id))

    def duplicate_chosen(self) -> None:
        """Make a copy of the chosen plan."""
        chosen = self.list.chosen()
        if chosen is not None:
            self._try(partial(self._duplicate, chosen.id))

    def delete_chosen(self) -> None:
        """Delete the chosen plan, in a way that can be undone."""
        chosen = self.list.chosen()
        if chosen is not None:
            self._try(partial(self._delete, chosen.id, chosen.title))

    def copy_worked(self) -> None:
        """Make a copy of the chosen worked example, or of the first."""
        chosen = self._chosen_worked()
        if chosen is not None:
            self._try(partial(self._duplicate, chosen.id))

    def _ask_name(self, plan_id: str) -> None:
        before = self._plans.load(plan_id)
        name = ask_text(
            self,
            "Rename plan",
            "Name of the plan",
            before.title,
            partial(edits.rename_plan, before),
        )
        after = before if name is None else edits.rename_plan(before, name)
        if after != before:
            self._plans.save(after, time.time(), before)
            back = partial(self._name_again, plan_id, before.name)
            again = partial(self._name_again, plan_id, after.name)
            self._past.done("rename plan", back, again, of=plan_id)

    def _duplicate(self, plan_id: str) -> None:
        twin = copy_of(self._plans.load(plan_id))
        self._save(twin)
        back, again = both_ways(self._plans, twin.id)
        self._past.done("duplicate plan", back, again, of=twin.id)
        self.list.choose(twin.id)

    def _delete(self, plan_id: str, title: str) -> None:
        self._plans.delete(plan_id, time.time())
        again, back = both_ways(self._plans, plan_id)
        told = f"Deleted “{shortened(title)}”."
        self._past.done("delete plan", back, again, told, of=plan_id)

    def _name_again(self, plan_id: str, name: str) -> None:
        # The plan may have been worked on since: only its name goes back.
        self._save(edits.rename_plan(self._plans.load(plan_id), name))

    def _save(self, plan: Plan) -> None:
        self._plans.save(plan, time.time())

    def _try(self, deed: Callable[[], None]) -> None:
        if self._notice.refuses(self._plans.refusal):
            return
        try:
            deed()
        except (StoreError, TextError, edits.EditError) as error:
            self._notice.warn(str(error))
        self.refresh()

    def _on_deleted(self) -> None:
        dialog = DeletedPlans(self, self._plans, self._theme, self._past)
        dialog.versions_asked.connect(self.versions_asked)
        dialog.exec()
        dialog.deleteLater()
        self.refresh()
        if self.isVisible() and not self.deleted.isVisible():
            # What opened the dialog has gone, and the keyboard with it.
            self.list.setFocus() if self.list.chosen() else self.new.setFocus()

    def _chosen_worked(self) -> PlanSummary | None:
        """Return the worked example that is chosen, or the first."""
        if self.worked.chosen() is None and self.worked.plans.rowCount():
            self.worked.setCurrentIndex(self.worked.plans.index(0))
        return self.worked.chosen()

    def _on_open(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self.plan_opened.emit(chosen.id)

    def _on_open_worked(self) -> None:
        chosen = self._chosen_worked()
        if chosen is not None:
            self.plan_opened.emit(chosen.id)

    def _on_chosen(self) -> None:
        for control in self._of_chosen:
            control.setEnabled(self.list.chosen() is not None)

    def _on_menu(self, point: QPoint) -> None:
        chosen = self.list.chosen()
        if chosen is None:
            return
        menu = QMenu(self)
        menu.addAction("Open", partial(self.plan_opened.emit, chosen.id))
        menu.addAction("Rename…\tF2", self.ask_name)
        menu.addAction("Duplicate", self.duplicate_chosen)
        menu.addSeparator()
        menu.addAction("Delete\tDel", self.delete_chosen)
        pop_up(menu, self.list.viewport().mapToGlobal(point))

    def _small(self, text: str, name: str, deed: Callable[[], None]) -> QWidget:
        made = button(text, "quiet")
        made.setIcon(icon(self._theme, name))
        made.clicked.connect(deed)
        return made

    def _connect(self) -> None:
        self._past.changed.connect(self.refresh)
        self.list.opened.connect(self.plan_opened)
        self.worked.opened.connect(self.plan_opened)
        self.list.renaming_asked.connect(self.ask_name)
        self.list.deleting_asked.connect(self.delete_chosen)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu)

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Your plans", "title"))
        top.addStretch(1)
        for control in self._of_chosen:
            top.addWidget(control)
        self._empty = empty_state(
            "No plans yet",
            "Choose New plan, pick a question, and drag evidence into its paragraphs. "
            "Or open the worked example below to see a finished plan.",
        )
        self._worked = QWidget()
        worked_top = QHBoxLayout()
        worked_top.addWidget(label("Worked examples", "title"))
        worked_top.addStretch(1)
        worked_top.addWidget(self.open_worked)
        worked_top.addWidget(self.copy)
        worked = QVBoxLayout(self._worked)
        worked.setContentsMargins(0, 10, 0, 0)
        worked.addLayout(worked_top)
        worked.addWidget(self.worked)
        begin = QHBoxLayout()
        begin.setSpacing(10)
        mark = Mark(32)
        mark.show_icon(QApplication.windowIcon())
        begin.addWidget(mark)
        begin.addWidget(label("Marshal", "brand"))
        begin.addStretch(1)
        begin.addWidget(self.packs)
        begin.addWidget(self.file)
        begin.addWidget(self.new)
        column = QWidget()
        column.setMaximumWidth(WIDEST)
        box = QVBoxLayout(column)
        box.setContentsMargins(28, 24, 28, 16)
        box.setSpacing(8)
        box.addLayout(begin)
        box.addSpacing(14)
        box.addLayout(top)
        box.addWidget(self._empty)
        box.addWidget(self.list, 1000)
        box.addWidget(self._worked)
        box.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 10)
        row.addStretch(1)
