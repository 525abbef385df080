"""A part of the plan that is only written: the line of argument, introduction, conclusion."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.model.framework import SlotKind
from planner.model.plan import Field, Part
from planner.ui.controls import label
from planner.ui.kit import Kit
from planner.ui.panel import Panel
from planner.ui.plan_text import PlanText


class PartBox(Panel):
    """A title and a field; a press anywhere on it goes to the field."""

    def __init__(self, kit: Kit, part: Part, kind: SlotKind, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self.setAccessibleName(f"{kind.label}, part")
        self.text = PlanText(kit.session, Field(part), kind.label)
        self.text.show_prompt(kind.prompt)
        self.text.setParent(self)
        title = label(kind.label, "part")
        title.setBuddy(self.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 11)
        box.setSpacing(3)
        box.addWidget(title)
        box.addWidget(self.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.text.setFocus(Qt.FocusReason.MouseFocusReason)
