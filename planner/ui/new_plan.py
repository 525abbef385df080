"""Beginning a plan: a pack's question or one's own, and a framework."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.model import edits
from planner.model.evidence import OWN, Factor, Question, pack_of
from planner.model.framework import Frameworks, QuestionType
from planner.model.plan import Plan
from planner.model.text import TextError
from planner.ui.controls import Choice, Problem, label
from planner.ui.theme import Theme

_QUESTION = Qt.ItemDataRole.UserRole + 1


class NewPlan(QDialog):
    """Asks for the question and the framework of a new plan."""

    def __init__(
        self,
        parent: QWidget,
        questions: Sequence[Question],
        types: dict[str, QuestionType],
        frameworks: Frameworks,
        theme: Theme,
    ) -> None:
        super().__init__(parent)
        self._questions, self._types, self._frameworks = questions, types, frameworks
        self.setWindowTitle("New plan")
        self.setMinimumSize(560, 480)
        self.resize(620, 600)
        self.list = QListWidget()
        self.list.setAccessibleName("Questions")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for question in questions:
            item = QListWidgetItem(question.text)
            item.setData(_QUESTION, question)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, self._kind(question))
            item.setToolTip("")
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemDoubleClicked.connect(self._on_create)
        self.kind = label(kind="small", wrap=True)
        self.own = QPlainTextEdit()
        self.own.setAccessibleName("Your own question")
        self.own.setPlaceholderText("Type or paste a question from a paper or from class")
        self.own.setTabChangesFocus(True)
        self.own.setFixedHeight(self.own.fontMetrics().lineSpacing() * 2 + 22)
        self.own.textChanged.connect(self._on_typed)
        self.framework = Choice(theme)
        self.framework.setAccessibleName("Framework")
        for framework in frameworks.frameworks:
            slots = " · ".join(kind.label for kind in framework.slots)
            self.framework.addItem(f"{framework.name}   {slots}", framework.id)
        self.problem = Problem()
        buttons = QDialogButtonBox()
        self.create_button = buttons.addButton(
            "Create plan", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.create_button.setProperty("kind", "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_create)
        buttons.rejected.connect(self.reject)
        self._lay(buttons)
        self.create_button.setDefault(True)
        self.list.setCurrentRow(0)

    def question(self) -> Question:
        """Return the question asked for: the one typed, or else the one chosen."""
        if self.own.toPlainText().strip():
            text = edits.question_text(self.own.toPlainText())
            return Question(f"{OWN}/{uuid.uuid4().hex}", text)
        item = self.list.currentItem()
        if item is None:
            raise edits.EditError("A plan needs a question. Choose one, or type your own.")
        chosen: Question = item.data(_QUESTION)
        return chosen

    def framework_id(self) -> str:
        """Return the id of the framework asked for."""
        return str(self.framework.currentData())

    def _kind(self, question: Question) -> str:
        known = self._types.get(question.type)
        marks = f"{question.marks} marks" if question.marks else ""
        minutes = f"{question.minutes} minutes" if question.minutes else ""
        return " · ".join(part for part in (known.name if known else "", marks, minutes) if part)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self.kind.setText(self._kind(item.data(_QUESTION)) if item else " ")
        if item is not None and self.own.toPlainText():
            # The question chosen last is the one that counts; what was typed can be undone to.
            cursor = self.own.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
        self.problem.hide()

    def _on_typed(self) -> None:
        typed = bool(self.own.toPlainText().strip())
        if typed:
            self.list.setCurrentRow(-1)
        elif self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.problem.hide()

    def _on_create(self) -> None:
        try:
            self.question()
        except (edits.EditError, TextError) as error:
            self.problem.tell(str(error))
            return
        self.accept()

    def _lay(self, buttons: QDialogButtonBox) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(6)
        box.addWidget(label("Choose a question", "field"))
        box.addWidget(self.list, 1)
        box.addWidget(self.kind)
        box.addSpacing(8)
        own = label("Or type your own", "field")
        own.setBuddy(self.own)
        box.addWidget(own)
        box.addWidget(self.own)
        box.addSpacing(8)
        name = label("Paragraphs follow", "field")
        name.setBuddy(self.framework)
        box.addWidget(name)
        box.addWidget(self.framework)
        box.addWidget(self.problem)
        box.addSpacing(10)
        box.addWidget(buttons)


def ask_plan(
    parent: QWidget,
    questions: Sequence[Question],
    factors: Sequence[Factor],
    types: dict[str, QuestionType],
    frameworks: Frameworks,
    theme: Theme,
) -> Plan | None:
    """Ask for a question, and return a new plan for it, or None where it was put away."""
    dialog = NewPlan(parent, questions, types, frameworks, theme)
    dialog.list.setFocus(Qt.FocusReason.OtherFocusReason)
    made = None
    if dialog.exec() == QDialog.DialogCode.Accepted:
        question = dialog.question()
        framework = frameworks.named(dialog.framework_id())
        pack = pack_of(question.id)
        own = [factor for factor in factors if pack in (OWN, pack_of(factor.id))]
        made = edits.begin(uuid.uuid4().hex, question, framework, own)
    dialog.deleteLater()
    return made
