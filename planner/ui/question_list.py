"""The questions of the packs, to choose one from; what is typed or pasted there is one's own."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from planner.model.evidence import Question

_QUESTION = Qt.ItemDataRole.UserRole + 1
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMMAND |= Qt.KeyboardModifier.MetaModifier


class QuestionList(QListWidget):
    """Lists questions, each said with its kind."""

    typed = Signal(str)
    """Words that were typed or pasted with the list in focus."""

    def __init__(
        self,
        questions: Iterable[Question],
        kind: Callable[[Question], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Questions")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for question in questions:
            item = QListWidgetItem(question.text)
            item.setData(_QUESTION, question)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, kind(question))
            item.setToolTip("")
            self.addItem(item)

    def chosen(self) -> Question | None:
        """Return the question that is chosen, or None."""
        return question_of(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would go to the row that begins so; nearly all begin with “How” or “Why”, and a
        # question that is typed at once would come out as another one of the pack's.
        words = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            words = QGuiApplication.clipboard().text()
        elif event.modifiers() & _COMMAND or not words.isprintable() or not words.strip():
            super().keyPressEvent(event)
            return
        self.typed.emit(words)


def question_of(item: QListWidgetItem | None) -> Question | None:
    """Return the question that an item of the list stands for, or None."""
    question: Question | None = item.data(_QUESTION) if item is not None else None
    return question
