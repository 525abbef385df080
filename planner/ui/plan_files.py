"""Plans going out to files and coming in from them."""

import time
import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from planner.model.framework import Essay
from planner.model.plan import Plan
from planner.model.text import TextError
from planner.packs.errors import PackError
from planner.store.errors import StoreError
from planner.store.plans import PlanStore, PlanSummary
from planner.ui.card_marks import CardMarks
from planner.ui.file_asking import ask_save, show_file, usual_folder
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.session import Session

if TYPE_CHECKING:
    from planner.packs.plan_file import PlanFile

SUFFIX = ".essayplan"
KIND = "Essay plan"
_FROM_FILE = "From the plan file:"


class PlanFiles:
    """Exports the open plan, saves it as a file, and takes plan files in."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        plans: PlanStore,
        memory: Memory,
        notice: Notice,
        essay: Essay,
        marks: CardMarks,
    ) -> None:
        self._parent, self._session = parent, session
        self._plans, self._memory = plans, memory
        self._notice, self._essay, self._marks = notice, essay, marks

    def export(self) -> None:
        """Ask how and where to, and export the open plan."""
        from planner.ui.export_dialog import ExportDialog

        self._session.settle()
        plan = self._session.plan
        folder = usual_folder(self._memory)
        notes = self._marks.notes_of(plan)
        dialog = ExportDialog(self._parent, plan, self._essay, folder, notes, self._memory)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.saved is not None:
            self._memory.set("folder", str(dialog.saved.parent))
            self._notice.tell(
                f"Exported to {dialog.saved}", "Open it", partial(show_file, dialog.saved)
            )
        dialog.deleteLater()

    def copy_markdown(self) -> None:
        """Put the open plan on the clipboard as Markdown."""
        from planner.export import Choices, render

        self._session.settle()
        plan = self._session.plan
        text = render(plan, "md", Choices(), self._essay, self._marks.notes_of(plan))
        QGuiApplication.clipboard().setText(text.decode())
        self._notice.tell("Copied the plan as Markdown.")

    def save_as(self) -> None:
        """Ask for a file, and save the open plan in it with its evidence."""
        self._session.settle()
        plan = self._session.plan
        path = self._save(plan, self._marks.notes_of(plan))
        if path is not None:
            self._memory.set("folder", str(path.parent))
            self._notice.tell(f"Saved the plan to {path}")

    def _save(self, plan: Plan, notes: dict[str, str]) -> Path | None:
        """Ask for a file, save a plan in it, and return the file, or None."""
        from planner.export import suggested_name
        from planner.packs.plan_file import save_plan_file
        from planner.ui.beside import beside

        start = usual_folder(self._memory) / suggested_name(plan, SUFFIX)
        path = ask_save(self._parent, "Save a plan file", start, KIND, SUFFIX, "the plan")
        if path is None:
            return None
        try:
            beside(partial(save_plan_file, plan, path, notes))
        except PackError as error:
            self._notice.warn(str(error), "Try again", self.save_as)
            return None
        return path

    def take_in(self, path: Path) -> Plan | None:
        """Keep the plan of a file among the plans, and return it, or None where it cannot be read.

        A plan that is here already and differs stays as it is; the file's becomes a second one.
        The file's notes are put with those that are here.
        """
        from planner.packs.plan_file import read_plan_file

        try:
            file = read_plan_file(path)
            plan, new = self._kept(file.plan)
        except (PackError, StoreError) as error:
            self._notice.warn(str(error))
            return None
        if new:
            self._notice.tell(f"Opened {path.name}. The plan is among your plans now.")
        try:
            self._take_notes(file)
        except (StoreError, TextError) as error:
            self._notice.warn(f"Opened {path.name} without all of its notes. {error}")
        return plan

    def _kept(self, plan: Plan) -> tuple[Plan, bool]:
        """Keep a plan, and return it as it is kept, and whether it is new here."""
        known = {s.id for s in self._all()}
        held = self._same(plan)
        if held is not None:
            if any(summary.id == held.id for summary in self._plans.deleted()):
                self._plans.restore(held.id)
            return held, False
        if plan.id in known or "/" in plan.id:
            # A worked plan’s id is its pack’s, of which another version may bring it again.
            plan = replace(plan, id=uuid.uuid4().hex)
        self._plans.save(plan, time.time())
        return plan, True

    def _take_notes(self, file: "PlanFile") -> None:
        """Keep the notes of a file; raises TextError where one of them leaves no room for it."""
        mine, full = self._marks.notes_of(file.plan), None
        for card, note in file.notes.items():
            both = both_notes(mine.get(card, ""), note)
            if both == mine.get(card):
                continue
            try:
                self._marks.set_note(card, both)
            except TextError as error:
                full = error
        if full is not None:
            raise full

    def _all(self) -> list[PlanSummary]:
        plans = self._plans
        return [*plans.summaries(), *plans.deleted(), *plans.worked()]

    def _same(self, plan: Plan) -> Plan | None:
        """Return the plan here that is the same as this one, whatever its id, or None."""
        for summary in self._all():
            if summary.id != plan.id and summary.title != plan.title:
                continue
            try:
                held = self._plans.load(summary.id)
            except StoreError:
                # One that is damaged here is no reason to refuse a sound file of it.
                continue
            if replace(held, id=plan.id) == plan:
                return held
        return None


def both_notes(mine: str, other: str) -> str:
    """Return a note with all that it says, and all that the one from a plan file says."""
    if not mine.strip() or _says(other, mine):
        return other
    return mine if _says(mine, other) else f"{mine}\n\n{_FROM_FILE}\n{other}"


def _says(note: str, other: str) -> bool:
    """Tell whether a note is another that was written on, or has taken it in already."""
    return note.startswith(other) or f"{_FROM_FILE}\n{other}" in note
