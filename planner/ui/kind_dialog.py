"""Choosing what kind of question a plan answers, and what is given for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.model import asking, edits
from planner.model.framework import Framework, QuestionType
from planner.model.plan import MOST_PARAGRAPHS, Plan
from planner.ui.controls import Problem, fit_height, label
from planner.ui.kit import Kit
from planner.ui.minutes_words import counted, shares
from planner.ui.need_choices import NeedChoices

_KIND = Qt.ItemDataRole.UserRole + 1


class NumberField(QLineEdit):
    """A field for a whole number; empty stands for 0."""

    def __init__(self, told: str, most: int) -> None:
        super().__init__()
        self.setAccessibleName(told)
        self.setMaxLength(len(str(most)))
        self.setFixedWidth(80)
        self.setValidator(QIntValidator(0, most, self))

    def number(self) -> int:
        """Return the number that is written."""
        return int(self.text()) if self.text().isdecimal() else 0

    def show_number(self, number: int) -> None:
        """Write a number; none at all for 0."""
        self.setText(str(number) if number else "")


class KindDialog(QDialog):
    """Lists the kinds of question, those that fit first, with what is given for the chosen one."""

    def __init__(self, parent: QWidget, kit: Kit, plan: Plan) -> None:
        super().__init__(parent)
        self._kit, self._plan = kit, plan
        self._asked = kit.kinds.asked(plan.question.text)
        self.setWindowTitle("Kind of question")
        self.resize(620, 600)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search kinds of question")
        self.search.setPlaceholderText("Search by name, board, level or words of the question")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_searched)
        self.list = QListWidget()
        self.list.setAccessibleName("Kinds of question")
        self.list.setWordWrap(True)
        # What is beside it comes first where the screen is low.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(96)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemDoubleClicked.connect(self.accept)
        self.about = label(kind="small", wrap=True)
        self.marks = NumberField("Marks", asking.MOST_GIVEN)
        self.minutes = NumberField("Minutes", asking.MOST_GIVEN)
        self.paragraphs = NumberField("Paragraphs", MOST_PARAGRAPHS)
        self.paragraphs.show_number(len(plan.paragraphs))
        self.needs = NeedChoices("Asks for")
        self.needs.changed.connect(self._on_numbers)
        self.shares = label(kind="small", wrap=True)
        for field in (self.marks, self.minutes, self.paragraphs):
            field.textChanged.connect(self._on_numbers)
        self.reframe = QCheckBox()
        self.problem = Problem()
        self._lay()
        self._fill()

    def kind(self) -> QuestionType:
        """Return the kind that is chosen."""
        item = self.list.currentItem()
        chosen: QuestionType = item.data(_KIND) if item else self._kit.kinds.of(self._plan.question)
        return chosen

    def edited(self, plan: Plan) -> Plan:
        """Return the plan with all that is chosen here."""
        kind, framework, needs = self.kind(), self._framework(), self.needs.ticked()
        asks = None if set(needs) == set(kind.needs) else needs
        plan = asking.retype(plan, kind.id, self.marks.number(), self.minutes.number(), asks)
        if framework is not None and self.reframe.isChecked():
            plan = edits.use_framework(plan, framework)
        return asking.resize(plan, self.paragraphs.number() or len(plan.paragraphs))

    def accept(self) -> None:
        """Take what is chosen, unless it cannot be."""
        try:
            self.edited(self._plan)
        except edits.EditError as error:
            self.problem.tell(str(error))
            return
        super().accept()

    def _framework(self) -> Framework | None:
        """Return the chosen kind’s framework where the plan has another."""
        named = self.kind().framework
        known = {framework.id: framework for framework in self._kit.frameworks.frameworks}
        return known.get(named) if named != self._plan.framework.id else None

    def _fill(self) -> None:
        held = self._kit.kinds.of(self._plan.question)
        fitting = list(self._asked.types)
        others = [kind for kind in self._kit.kinds.all().values() if kind not in fitting]
        self._section("Fits this question", fitting)
        self._section("Other kinds" if fitting else "All kinds", others)
        for row in range(self.list.count()):
            if self.list.item(row).data(_KIND) == held:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))

    def _section(self, title: str, kinds: Sequence[QuestionType]) -> None:
        if not kinds:
            return
        head = QListWidgetItem(title)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(True)
        head.setFont(font)
        self.list.addItem(head)
        for kind in kinds:
            item = QListWidgetItem(_told(kind))
            item.setData(_KIND, kind)
            self.list.addItem(item)

    def _on_searched(self, words: str) -> None:
        sought = words.casefold().split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            kind: QuestionType | None = item.data(_KIND)
            said = _said(kind).casefold() if kind else ""
            item.setHidden(not all(word in said for word in sought))
            if kind is not None and not item.isHidden():
                shown.append(item)
        if shown and self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0])

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        kind = item.data(_KIND) if item else None
        if kind is None:
            return
        plan, given = self._plan, asking.terms(kind, self._asked)
        held = kind.id == plan.question.type
        if held:
            question = plan.question
            given = asking.Terms(question.marks, question.minutes, len(plan.paragraphs))
        self.marks.show_number(given.marks)
        self.minutes.show_number(given.minutes)
        self.paragraphs.show_number(given.paragraphs)
        self.needs.show_needs(asking.as_chosen(kind, plan).needs if held else kind.needs)
        checked = f" Checked in {kind.year}; boards change their papers." if kind.year else ""
        self.about.setText(f"{kind.rewarded}{checked}")
        framework = self._framework()
        self.reframe.setVisible(framework is not None)
        # A kind brings its framework; what the plan has for its own kind was chosen.
        self.reframe.setChecked(not held)
        if framework is not None:
            self.reframe.setText(f"Build the paragraphs with {framework.name}".replace("&", "&&"))
        self._on_numbers()
        fit_height(self)

    def _on_numbers(self) -> None:
        self.problem.hide()
        try:
            plan = self.edited(self._plan)
        except edits.EditError:
            self.shares.setText(" ")
            return
        count = len(plan.paragraphs)
        said = shares(plan.question, asking.as_chosen(self.kind(), plan), count)
        if count > (self.paragraphs.number() or count):
            said = f"{said} {counted(count, 'paragraph')} are begun, and stay.".lstrip()
        self.shares.setText(said or " ")

    def _lay(self) -> None:
        buttons = QDialogButtonBox()
        use = buttons.addButton("Use this kind", QDialogButtonBox.ButtonRole.AcceptRole)
        use.setProperty("kind", "primary")
        use.setDefault(True)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        named = (("Marks", self.marks), ("Minutes", self.minutes), ("Paragraphs", self.paragraphs))
        for column, (name, field) in enumerate(named):
            title = label(name, "field")
            title.setBuddy(field)
            grid.addWidget(title, 0, column)
            grid.addWidget(field, 1, column)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(8)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addWidget(self.about)
        box.addSpacing(4)
        box.addLayout(grid)
        box.addWidget(self.shares)
        asks = label("The answer has to have", "field")
        asks.setBuddy(next(iter(self.needs.boxes.values())))
        box.addWidget(asks)
        box.addWidget(self.needs)
        box.addWidget(self.reframe)
        box.addWidget(self.problem)
        box.addSpacing(6)
        box.addWidget(buttons)


def choose_kind(parent: QWidget, kit: Kit, plan: Plan) -> KindDialog | None:
    """Ask what kind of question a plan answers; return the dialog with what was chosen, or None."""
    dialog = KindDialog(parent, kit, plan)
    dialog.list.setFocus(Qt.FocusReason.OtherFocusReason)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog if accepted else None


def ask_kind(parent: QWidget, kit: Kit) -> QuestionType | None:
    """Ask what kind of question the open plan answers, and change the plan so.

    Returns the kind chosen, or None where the question was put away.
    """
    dialog = choose_kind(parent, kit, kit.session.plan)
    if dialog is None:
        return None
    kind = dialog.kind()
    kit.session.apply(dialog.edited, f"choose {kind.name}")
    return kind


def _told(kind: QuestionType) -> str:
    """Return what the list says of a kind, on two lines."""
    parts = [
        kind.board,
        kind.level,
        counted(kind.marks, "mark") if kind.marks else "",
        f"{kind.minutes} min" if kind.minutes else "",
    ]
    more = " · ".join(part for part in parts if part)
    return f"{kind.name}\n{more or kind.stem}" if more or kind.stem else kind.name


def _said(kind: QuestionType) -> str:
    """Return what a search finds a kind by."""
    return "\n".join((kind.name, kind.board, kind.level, kind.stem, kind.command, *kind.stems))
