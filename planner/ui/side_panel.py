"""What stands at the right of the desk: how far the plan is, what it lacks, what it covers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.ui.coach.adviser import Adviser
from planner.ui.controls import button
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.progress_panel import ProgressPanel

PROGRESS, COACH, COVERAGE = "Progress", "Coach", "Coverage"


class SidePanel(QWidget):
    """Shows one page at a time; each but the first is made when it is first shown."""

    place_asked = Signal(object)
    """A field to be gone to."""
    evidence_asked = Signal(str, object)
    """What to filter the shelf by: words, and the ids of factors; neither shows all cards."""
    row_asked = Signal(object)
    """A row of the coverage, whose cards are to be shown on the shelf."""

    def __init__(self, kit: Kit, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._memory = kit, memory
        self.adviser = Adviser(kit, memory, self)
        self.progress = ProgressPanel(kit)
        self.progress.place_asked.connect(self.place_asked)
        self._makes = {COACH: self._make_coach, COVERAGE: self._make_coverage}
        self.pages: dict[str, QWidget] = {PROGRESS: self.progress}
        self.tabs: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 4, 0)
        row.setSpacing(0)
        for number, name in enumerate((PROGRESS, *self._makes)):
            tab = button(name, "panel-tab")
            tab.setCheckable(True)
            tab.setAccessibleName(f"{name} panel")
            self._group.addButton(tab, number)
            row.addWidget(tab)
            self.tabs[name] = tab
        row.addStretch(1)
        self.tabs[PROGRESS].setChecked(True)
        self._group.idClicked.connect(self._on_pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.progress)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self._stack, 1)
        self.adviser.changed.connect(self._count)

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if name not in self.pages:
            self.pages[name] = self._makes[name]()
            self._stack.addWidget(self.pages[name])
        self._stack.setCurrentWidget(self.pages[name])
        self.tabs[name].setChecked(True)
        refresh = getattr(self.pages[name], "refresh", None)
        if refresh is not None:
            refresh()

    def take_focus(self) -> None:
        """Give the keyboard to the page that is shown."""
        take = getattr(self._stack.currentWidget(), "take_focus", None)
        tab = self._group.checkedButton()
        if take is not None:
            take()
        elif tab is not None:
            tab.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_coach(self) -> QWidget:
        from planner.ui.coach.coach_panel import CoachPanel

        panel = CoachPanel(self._kit, self.adviser, self._memory)
        panel.place_asked.connect(self.place_asked)
        panel.evidence_asked.connect(self.evidence_asked)
        return panel

    def _make_coverage(self) -> QWidget:
        from planner.ui.coverage import Coverage

        coverage = Coverage(self._kit)
        coverage.row_asked.connect(self.row_asked)
        return coverage

    def _on_pressed(self, number: int) -> None:
        self.show_page(list(self.tabs)[number])

    def _count(self) -> None:
        """Say on the tab how much advice there is, and no more than that."""
        count = len(self.adviser.advice)
        tab = self.tabs[COACH]
        tab.setText(f"{COACH} {count}" if count else COACH)
        tab.setAccessibleName(f"{COACH} panel, {count}" if count else f"{COACH} panel")
