"""A part of the plan that is only written: the line of argument, introduction, conclusion."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.model.framework import SlotKind
from planner.model.plan import Field, Part
from planner.ui.controls import icon_button, label
from planner.ui.kit import Kit
from planner.ui.panel import Panel
from planner.ui.plan_text import PlanText
from planner.ui.slot_menu import fill_starters


class PartBox(Panel):
    """A title and a field; a press anywhere on it goes to the field."""

    def __init__(self, kit: Kit, part: Part, kind: SlotKind, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._prompting, self._part, self._kind = kit.prompting, part, kind
        self.setAccessibleName(f"{kind.label}, part")
        self.text = PlanText(kit.session, Field(part), kind.label)
        self.text.setParent(self)
        told = f"Sentence starters for {kind.label.lower()}"
        self.starters = icon_button(kit.theme, "text-quote", told, "hint")
        self.starters.setParent(self)
        self.starters.setMenu(QMenu(self.starters))
        self.starters.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.starters.menu().aboutToShow.connect(self._on_starters_shown)
        title = label(kind.label, "part")
        title.setBuddy(self.text)
        written = QVBoxLayout()
        written.setSpacing(3)
        written.addWidget(title)
        written.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 11)
        row.setSpacing(7)
        row.addLayout(written, 1)
        row.addWidget(self.starters, 0, Qt.AlignmentFlag.AlignTop)
        self._show_prompt()
        kit.prompting.changed.connect(self._show_prompt)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        return [self.text, self.starters]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.text.setFocus(Qt.FocusReason.MouseFocusReason)

    def _show_prompt(self) -> None:
        self.text.show_prompt(self._prompting.prompt(self._kind, self._part))
        self.starters.setVisible(bool(self._prompting.starters(self._kind, self._part)))

    def _on_starters_shown(self) -> None:
        starters = self._prompting.starters(self._kind, self._part)
        fill_starters(self.starters.menu(), starters, self.text)
