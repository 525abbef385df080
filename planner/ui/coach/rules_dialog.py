"""All that the coach looks for, each of which can be switched off."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.ui.coach.adviser import Adviser
from planner.ui.controls import label


class RulesDialog(QDialog):
    """Lists the rules; what is switched here holds at once."""

    def __init__(self, parent: QWidget, adviser: Adviser) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("What the coach looks for")
        self.resize(560, min(620, parent.window().height()))
        self.boxes: dict[str, QCheckBox] = {}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 4, 12, 4)
        column.setSpacing(2)
        for rule in adviser.rules.values():
            tick = QCheckBox(rule.name.replace("&", "&&"))
            tick.setChecked(rule.id not in adviser.off)
            tick.setAccessibleDescription(rule.why)
            tick.toggled.connect(partial(_switch, adviser, rule.id))
            why = label(rule.why, "small", wrap=True)
            why.setContentsMargins(28, 0, 0, 8)
            column.addWidget(tick)
            column.addWidget(why)
            self.boxes[rule.id] = tick
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        said = "The coach points out what a plan lacks. It gives no grades and writes nothing."
        box.addWidget(label(said, "muted", wrap=True))
        box.addWidget(scroll, 1)
        box.addWidget(buttons)


def ask_rules(parent: QWidget, adviser: Adviser) -> None:
    """Show the rules until they are put away."""
    dialog = RulesDialog(parent, adviser)
    dialog.exec()
    dialog.deleteLater()


def _switch(adviser: Adviser, rule: str, on: bool) -> None:
    adviser.switch(rule, on=on)
