"""The strip above the desk: the question, what it asks for, and undo, redo and export."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from planner.model.plan import Plan
from planner.ui.controls import button, icon_button, set_tip, shortened
from planner.ui.drawing import draw_lines
from planner.ui.hands import menu_text
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.minutes_words import given, shares, stated

_NAME = 26
"""The most characters of a kind’s name that are shown."""


class QuestionLabel(QLabel):
    """The question, on at most two lines; the whole of it is in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "question")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing() + 4)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.lineSpacing() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lines = self._lines()
        height = lines * self.fontMetrics().lineSpacing()
        rect = self.rect()
        rect.setTop((self.height() - height) // 2)
        draw_lines(
            painter, rect, self.text(), self.font(), self.palette().windowText().color(), lines
        )

    def _lines(self) -> int:
        return 1 if self.fontMetrics().horizontalAdvance(self.text()) <= self.width() else 2

    def _fit(self) -> None:
        self.setMinimumHeight(self._lines() * self.fontMetrics().lineSpacing() + 4)


class DeskHeader(QWidget):
    """The question and the desk's chief buttons."""

    home_asked = Signal()
    question_asked = Signal()
    kind_asked = Signal()
    export_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._untold = False
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.home = button("Plans", "header")
        self.home.setIcon(icon(kit.theme, "arrow-left", "text"))
        set_tip(self.home, "Back to all plans")
        self.home.clicked.connect(self.home_asked)
        self.question = QuestionLabel()
        self.edit = icon_button(kit.theme, "pencil", "Change the question", "hint")
        self.edit.clicked.connect(self.question_asked)
        self.type = button("", "tag-plain")
        self.type.clicked.connect(self.kind_asked)
        self.framework = button("", "tag")
        self.framework.setMenu(QMenu(self.framework))
        self.framework.menu().aboutToShow.connect(self._on_frameworks_shown)
        self.undo = self._small("undo-2", "Undo")
        self.redo = self._small("redo-2", "Redo")
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.export = button("Export", "primary")
        self.export.clicked.connect(self.export_asked)
        self._lay()
        kit.session.plan_changed.connect(self._on_plan_changed)
        kit.session.history_changed.connect(self._on_history_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._untold:
            # What no one hears before the plan is there is found out once it is seen.
            self._untold = False
            self._kit.session.later.do(self, self._tell_kind)

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        question = plan.question
        self.question.setText(question.text)
        self.question.setAccessibleName(question.text)
        set_tip(self.question, question.text)
        self._show_kind(plan)
        self._untold = before is None
        if before is not None:
            self._tell_kind()
        self.framework.setText(menu_text(plan.framework.name, 24))
        self.framework.setAccessibleName(f"Framework: {plan.framework.name}")
        set_tip(self.framework, "The framework that new paragraphs begin with")

    def _show_kind(self, plan: Plan) -> None:
        question, kind = plan.question, self._kit.kinds.of_plan(plan)
        words = given(question, replace(kind, name=shortened(kind.name, _NAME)))
        self.type.setText(words.replace("&", "&&"))
        self.type.setAccessibleName(f"Kind of question: {given(question, kind)}")

    def _tell_kind(self) -> None:
        """Say how the minutes are best shared, and what the question says of itself."""
        plan, kinds = self._kit.session.plan, self._kit.kinds
        question, kind = plan.question, kinds.of_plan(plan)
        told = (
            shares(question, kind, len(plan.paragraphs)),
            stated(kinds.asked(question.text)),
            "Press to choose another kind.",
        )
        said = " ".join(part for part in told if part)
        self.type.setAccessibleDescription(said)
        set_tip(self.type, said)

    def _on_history_changed(self) -> None:
        session = self._kit.session
        set_tip(self.undo, f"Undo {session.undo_words} (Ctrl+Z)")
        set_tip(self.redo, f"Redo {session.redo_words} (Ctrl+Shift+Z)")

    def show_turns(self, can_undo: bool, can_redo: bool) -> None:
        """Offer undo and redo where there is something to take back or to make again."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)

    def _on_frameworks_shown(self) -> None:
        fill_frameworks(self.framework.menu(), self._kit)

    def _small(self, name: str, told: str) -> QPushButton:
        made = button("", "header")
        made.setIcon(icon(self._kit.theme, name, "text"))
        made.setIconSize(QSize(18, 18))
        made.setAccessibleName(told)
        # The field that is being typed in keeps the keyboard, and undoes first.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(8)
        row.addWidget(self.home)
        row.addSpacing(6)
        row.addWidget(self.question, 10)
        row.addWidget(self.edit)
        row.addStretch(1)
        row.addSpacing(6)
        for tag in (self.type, self.framework):
            row.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(10)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.export)


def fill_frameworks(menu: QMenu, kit: Kit) -> None:
    """Offer the frameworks, the plan's own ticked."""
    menu.clear()
    for framework in kit.frameworks.frameworks:
        slots = " · ".join(kind.label for kind in framework.slots)
        action = menu.addAction(f"{menu_text(framework.name)}   {menu_text(slots, 90)}")
        action.setCheckable(True)
        action.setChecked(framework.id == kit.session.plan.framework.id)
        action.triggered.connect(partial(kit.gestures.use_framework, framework))
