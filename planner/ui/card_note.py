"""The student's own words on a card, kept as they are typed."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.ui.card_marks import CardMarks
from planner.ui.controls import PlainEdit, Problem, label
from planner.ui.messages import confirm
from planner.ui.session import SETTLE

LINES = 3


class CardNote(QWidget):
    """A field for a note; what cannot be kept stays in it, and is told."""

    def __init__(self, marks: CardMarks, card_id: str) -> None:
        super().__init__()
        self._marks, self._card = marks, card_id
        marks.learn([card_id])
        self._kept = marks.note(card_id)
        self.edit = PlainEdit(self._kept)
        self.edit.setTabChangesFocus(True)
        self.edit.setReadOnly(bool(marks.refusal))
        self.edit.setAccessibleName("My note")
        self.edit.setPlaceholderText("Your own words on this card; they stay when its pack changes")
        self.edit.setFixedHeight(LINES * self.edit.fontMetrics().lineSpacing() + 22)
        self.problem = Problem()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.keep)
        self.edit.textChanged.connect(self._timer.start)
        name = label("My note", "field")
        name.setBuddy(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(name)
        box.addWidget(self.edit)
        box.addWidget(self.problem)

    def keep(self) -> bool:
        """Keep the note as it is typed now; return whether it is kept."""
        self._timer.stop()
        words = self.edit.toPlainText()
        if words != self._kept:
            try:
                self._marks.set_note(self._card, words)
            except (StoreError, TextError) as error:
                self.problem.tell(f"Your note is not saved. {error}")
                return False
            self._kept = words
        self.problem.hide()
        return True

    def may_leave(self) -> bool:
        """Keep the note; where that cannot be, ask before it is left behind."""
        return self.keep() or confirm(
            self.window(),
            "Leave without saving your note?",
            "What you typed in it is not saved. Go back to shorten it, or to copy it elsewhere.",
            "Leave",
            "Go back",
        )
