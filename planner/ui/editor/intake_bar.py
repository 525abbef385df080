"""What goes for all notes at once: what headings become, the source, undo and redo."""

import re

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.model.history import History
from planner.model.intake import Intake
from planner.model.text import PASSAGE
from planner.ui.controls import Choice, icon_button, label, set_tip
from planner.ui.theme import Theme


class NotesBar(QWidget):
    """The controls above the drafts."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.headings = Choice(theme)
        self.headings.addItems(["Sections, in the source", "Factors of their cards"])
        self.headings.setPlaceholderText("Some are factors")
        self.headings.setAccessibleName("Headings become")
        self.source = QLineEdit(_source(name))
        self.source.setAccessibleName("Source of all cards")
        self.source.setPlaceholderText("Only the heading")
        self.source.setMaxLength(PASSAGE // 2)
        self.undo = icon_button(theme, "undo-2", "Undo")
        self.redo = icon_button(theme, "redo-2", "Redo")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for told, edit, stretch in (
            ("Headings become", self.headings, 0),
            ("Source", self.source, 1),
        ):
            beside = label(told, "field")
            beside.setBuddy(edit)
            row.addWidget(beside)
            row.addWidget(edit, stretch)
            row.addSpacing(8)
        row.addWidget(self.undo)
        row.addWidget(self.redo)

    def show_history(self, history: History[Intake]) -> None:
        """Show what headings are now, and what can be undone and redone."""
        intake = history.present
        near = {d.section for d in intake.drafts if d.taken and d.section >= 0}
        factors = {intake.sections[number].factor for number in near}
        self.headings.setEnabled(bool(near))
        self.headings.setCurrentIndex(-1 if len(factors) > 1 else int(True in factors))
        for control, words, told in (
            (self.undo, history.undo_words, "Undo"),
            (self.redo, history.redo_words, "Redo"),
        ):
            control.setEnabled(bool(words))
            set_tip(control, f"{told}: {words}" if words else told)


def _source(name: str) -> str:
    """Return what a file is called without its ending; what was pasted is no source."""
    found = re.fullmatch(r"(.+)\.[A-Za-z]{2,5}", name)
    return found[1] if found else ""
