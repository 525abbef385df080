"""What an answer has to have, to be ticked."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from planner.model.framework import NEEDS, Need
from planner.ui.flow import FlowLayout


class NeedChoices(QWidget):
    """A box for each thing that an answer may have to have, ticked where it has to."""

    changed = Signal()
    """One was ticked, or not any more, by the user."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.setAccessibleName(told)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        flow = FlowLayout(self, 8)
        self.boxes: dict[Need, QCheckBox] = {}
        for need, words in NEEDS.items():
            box = self.boxes[need] = QCheckBox(words[0].upper() + words[1:])
            box.setAccessibleName(f"{told}: {words}")
            box.clicked.connect(self.changed)
            flow.addWidget(box)

    def show_needs(self, needs: Collection[Need]) -> None:
        """Tick these."""
        for need, box in self.boxes.items():
            box.setChecked(need in needs)

    def ticked(self) -> tuple[Need, ...]:
        """Return what is ticked, in the order of the boxes."""
        return tuple(need for need, box in self.boxes.items() if box.isChecked())
