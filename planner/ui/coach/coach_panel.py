"""The coach's page at the right of the desk: what the plan still lacks, one thing after another."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.ui.coach.adviser import Adviser
from planner.ui.coach.rules_dialog import ask_rules
from planner.ui.controls import button, label
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.menus import pop_up
from planner.ui.minutes_words import counted

if TYPE_CHECKING:
    from planner.ui.coach.advice_box import AdviceBox

NOTHING = "Nothing to point out now."
_WHY = "coach_why"


class CoachPanel(QWidget):
    """Lists advice; each piece is a button that leads to what it is about."""

    place_asked = Signal(object)
    """The field that a piece of advice is about."""
    evidence_asked = Signal(str, object)
    """What to filter the shelf by: words, and the ids of factors."""

    def __init__(
        self, kit: Kit, adviser: Adviser, memory: Memory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit, self._adviser, self._memory = kit, adviser, memory
        self._boxes: list[AdviceBox] = []
        self._why = memory.get(_WHY, "shown") == "shown"
        self.setObjectName("panel")
        self.setAccessibleName("Coach")
        self.nothing = label(NOTHING, "muted", wrap=True)
        self.off = label(kind="small", wrap=True)
        self.settings = button("Rules…", "quiet")
        self.settings.clicked.connect(self._on_settings)
        page = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(10)
        column.addWidget(self.nothing)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is in it takes the keyboard, and scrolls with it.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 8)
        foot.addWidget(self.off, 1)
        foot.addStretch()
        foot.addWidget(self.settings)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addLayout(foot)
        adviser.changed.connect(self.refresh)

    def take_focus(self) -> None:
        """Give the keyboard to the first piece of advice, or else to the settings."""
        first: QWidget = self._boxes[0] if self._adviser.advice else self.settings
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the advice as it is now; while the page is hidden, nothing is done."""
        if self.isHidden():
            return
        advice, rules = self._adviser.advice, self._adviser.rules
        focused = QApplication.focusWidget()
        while len(self._boxes) < len(advice):
            self._add_box()
        for number, box in enumerate(self._boxes):
            if number < len(advice):
                said = advice[number]
                box.show_advice(said, rules[said.rule], why=self._why)
            box.setVisible(number < len(advice))
        self.nothing.setVisible(self._adviser.ready and not advice)
        count = len(self._adviser.off & rules.keys())
        self.off.setText(f"{counted(count, 'rule')} off")
        self.off.setVisible(bool(count))
        gone = focused is not None and self.isAncestorOf(focused) and not focused.isVisible()
        if gone:
            self.take_focus()

    def _add_box(self) -> None:
        from planner.ui.coach.advice_box import AdviceBox

        box = AdviceBox(self._kit.theme)
        box.clicked.connect(partial(self._on_pressed, box))
        box.menu_asked.connect(partial(self._on_menu, box))
        self._boxes.append(box)
        self._list.addWidget(box)
        # Tab goes through the advice in order, and to the rules below it last.
        last = self.settings.previousInFocusChain()
        if last is not None:
            for before, after in pairwise((last, box, box.options, self.settings)):
                QWidget.setTabOrder(before, after)

    def _on_pressed(self, box: "AdviceBox") -> None:
        if box.advice is None:
            return
        where = box.advice.where
        if where.words or where.factors:
            self.evidence_asked.emit(where.words, where.factors)
        self.place_asked.emit(where.field)

    def _on_menu(self, box: "AdviceBox") -> None:
        rule = box.rule
        if rule is None:
            return
        menu = QMenu(self)
        menu.addAction("Go to it", partial(self._on_pressed, box))
        why = menu.addAction("Why it matters", self._on_why)
        why.setCheckable(True)
        why.setChecked(self._why)
        menu.addSeparator()
        menu.addAction("Switch this rule off", partial(self._adviser.switch, rule.id, on=False))
        menu.addAction("Rules…", self._on_settings)
        pop_up(menu, box.options.mapToGlobal(box.options.rect().bottomLeft()))

    def _on_why(self) -> None:
        self._why = not self._why
        self._memory.set(_WHY, "shown" if self._why else "hidden")
        self.refresh()

    def _on_settings(self) -> None:
        ask_rules(self, self._adviser)
