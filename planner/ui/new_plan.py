"""Beginning a plan: a pack's question or one's own, its kind, and a framework."""

import uuid
from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.model import asking, edits
from planner.model.evidence import OWN, Factor, Question, pack_of
from planner.model.framework import QuestionType
from planner.model.plan import Plan
from planner.model.recognise import Recognised
from planner.model.text import TextError
from planner.ui.controls import Choice, PlainEdit, Problem, button, fit_height, label
from planner.ui.kit import Kit
from planner.ui.minutes_words import begun, counted, given
from planner.ui.question_list import QuestionList, question_of


class NewPlan(QDialog):
    """Asks for the question and the framework of a new plan."""

    def __init__(
        self,
        parent: QWidget,
        questions: Sequence[Question],
        kit: Kit,
        like: QuestionType | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit, self._like = kit, like
        self._reframed = False
        self._chosen: Plan | None = None
        self.setWindowTitle("New plan")
        self.setMinimumSize(560, 480)
        self.resize(620, 600)
        self.list = QuestionList(questions, self._kind)
        self.list.typed.connect(self._on_typed_ahead)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemDoubleClicked.connect(self._on_create)
        self.kind = label(kind="small", wrap=True)
        self.recognised = label(" ", kind="small", wrap=True)
        self.own = PlainEdit()
        self.own.setAccessibleName("Your own question")
        self.own.setPlaceholderText("Type or paste a question from a paper or from class")
        self.own.setTabChangesFocus(True)
        self.own.setFixedHeight(self.own.fontMetrics().lineSpacing() * 2 + 22)
        self.own.textChanged.connect(self._on_typed)
        self.framework = Choice(kit.theme)
        self.framework.setAccessibleName("Framework")
        for framework in kit.frameworks.frameworks:
            slots = " · ".join(kind.label for kind in framework.slots)
            self.framework.addItem(f"{framework.name}   {slots}", framework.id)
        self.framework.activated.connect(self._on_framework)
        self.begins = label(" ", kind="small", wrap=True)
        self.other = button("Another kind, marks or minutes…", "link")
        self.other.clicked.connect(self._on_other)
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
        # Where there is no question to choose, nothing was told of one.
        self._tell_begun()

    def sort_beside(self, plan: Plan) -> None:
        """Ask for a second question for the cards of a plan, with that plan's framework."""
        self.setWindowTitle("Same cards, another question")
        self.create_button.setText("Sort for this question")
        at = self.framework.findData(plan.framework.id)
        if at >= 0:
            self.framework.setCurrentIndex(at)
            self._reframed = True

    def question(self) -> Question:
        """Return the question asked for: the one typed, or else the one chosen."""
        if self.own.toPlainText().strip():
            asked = Question(
                f"{OWN}/{uuid.uuid4().hex}", asking.question_line(self.own.toPlainText())
            )
            return self._recognised(asked)
        picked = self.list.chosen()
        if picked is None:
            raise edits.EditError("A plan needs a question. Choose one, or type your own.")
        if self._chosen is not None and self._chosen.question.text == picked.text:
            return self._chosen.question
        return picked

    def plan(self, factors: Sequence[Factor] = ()) -> Plan:
        """Return a new plan for the question, with what is given for it and its paragraphs."""
        question = self.question()
        framework = self._kit.frameworks.named(self.framework_id())
        plan = edits.begin(uuid.uuid4().hex, question, framework, factors)
        chosen = self._chosen
        if chosen is not None and chosen.question.text == question.text:
            return asking.resize(replace(plan, needs=chosen.needs), len(chosen.paragraphs))
        kind = self._kit.kinds.of(question)
        return asking.resize(plan, asking.terms(kind, Recognised(marks=question.marks)).paragraphs)

    def framework_id(self) -> str:
        """Return the id of the framework asked for."""
        return str(self.framework.currentData())

    def _kind(self, question: Question) -> str:
        return given(question, self._kit.kinds.of(question))

    def _recognised(self, question: Question) -> Question:
        """Return a question of the kind that was chosen for it, or that its words tell."""
        if self._chosen is not None and self._chosen.question.text == question.text:
            return self._chosen.question
        asked = self._kit.kinds.asked(question.text)
        kind = asking.likely(asked, self._like) or self._kit.kinds.general
        marks, minutes, _ = asking.terms(kind, asked)
        return replace(question, type=kind.id, marks=marks, minutes=minutes)

    def _tell_own(self) -> None:
        """Say what kind of question is typed, and offer the framework that suits it."""
        try:
            question = self.question()
        except (edits.EditError, TextError):
            self.recognised.setText(" ")
            return
        kind, asked = self._kit.kinds.of(question), self._kit.kinds.asked(question.text)
        others = len(asked.types) - 1 if kind in asked.types else 0
        more = f". {counted(others, 'other kind')} would fit too." if others > 0 else ""
        board = " ".join(part for part in (kind.board, kind.level) if part not in kind.name)
        said = given(question, kind) + (f" · {board}" if board else "")
        self.recognised.setText(f"{said}{more}")
        self._suggest(question)

    def _tell_begun(self) -> None:
        """Say what the plan would begin with."""
        try:
            plan = self.plan()
        except (edits.EditError, TextError):
            self.begins.setText(" ")
            self.other.setEnabled(False)
            return
        kind = self._kit.kinds.of_plan(plan)
        self.begins.setText(begun(plan.question, kind, len(plan.paragraphs)))
        self.other.setEnabled(True)

    def _on_other(self) -> None:
        """Have the kind of the question chosen, and all that is given for it."""
        from planner.ui.kind_dialog import choose_kind

        dialog = choose_kind(self, self._kit, self.plan())
        if dialog is None:
            return
        self._chosen = dialog.edited(self.plan())
        at = self.framework.findData(self._chosen.framework.id)
        self.framework.setCurrentIndex(at)
        self._reframed = True
        item = self.list.currentItem()
        if item is None:
            self._tell_own()
        else:
            self.kind.setText(self._kind(self._chosen.question))
        self._tell_begun()
        fit_height(self)

    def _suggest(self, question: Question) -> None:
        """Offer the framework that a question’s kind is built with, until one is chosen."""
        at = self.framework.findData(self._kit.kinds.of(question).framework)
        if at >= 0 and not self._reframed:
            self.framework.setCurrentIndex(at)

    def _on_framework(self) -> None:
        self._reframed = True

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self._chosen = None
        question = question_of(item)
        self.kind.setText(self._kind(question) if question else " ")
        if question is not None:
            self._suggest(question)
        if question is not None and self.own.toPlainText():
            # The question chosen last is the one that counts; what was typed can be undone to.
            cursor = self.own.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
        self.problem.hide()
        self._tell_begun()

    def _on_typed_ahead(self, words: str) -> None:
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        self.own.insertPlainText(words)

    def _on_typed(self) -> None:
        self.problem.hide()
        if self.own.toPlainText().strip():
            self.list.setCurrentRow(-1)
            self._tell_own()
        else:
            self.recognised.setText(" ")
            if self.list.currentItem() is None:
                self.list.setCurrentRow(0)
        self._tell_begun()

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
        box.addWidget(self.recognised)
        box.addSpacing(8)
        name = label("Paragraphs follow", "field")
        name.setBuddy(self.framework)
        box.addWidget(name)
        box.addWidget(self.framework)
        box.addWidget(self.begins)
        box.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.problem)
        box.addSpacing(10)
        box.addWidget(buttons)


def ask_plan(
    parent: QWidget,
    questions: Sequence[Question],
    factors: Sequence[Factor],
    kit: Kit,
    like: QuestionType | None = None,
    beside: Plan | None = None,
) -> Plan | None:
    """Ask for a question, and return a new plan for it, or None where it was put away.

    like: the kind of question that was last chosen; those of its board are taken for likelier.
    beside: a plan whose cards are to be sorted for the question too.
    """
    dialog = NewPlan(parent, questions, kit, like)
    if beside is not None:
        dialog.sort_beside(beside)
    dialog.list.setFocus(Qt.FocusReason.OtherFocusReason)
    made = None
    if dialog.exec() == QDialog.DialogCode.Accepted:
        pack = pack_of(dialog.question().id)
        made = dialog.plan([factor for factor in factors if pack in (OWN, pack_of(factor.id))])
    dialog.deleteLater()
    return made
