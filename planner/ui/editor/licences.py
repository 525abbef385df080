"""How others may use a pack: the usual licences, each explained in a sentence."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from planner.ui.controls import label
from planner.ui.icons import icon
from planner.ui.theme import Theme

LICENCES = {
    "CC BY 4.0": "Anyone may share and change it, and has to name you.",
    "CC BY-SA 4.0": "Anyone may share and change it, has to name you, and has to let others do "
    "the same with what they make of it.",
    "CC0 1.0": "Anyone may do anything with it, without naming you.",
    "All rights reserved": "Nobody may share or change it without asking you. "
    "Your students may use it, since you give it to them.",
}
_OWN_WORDS = "In your own words: say who may use the pack, and for what."
_NONE = "Without a licence nobody knows what they may do with the pack. Choose one."


class LicenceField(QWidget):
    """A licence to choose or to write, and what it means."""

    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.choice = _Editable(theme)
        self.choice.setAccessibleName("Licence")
        self.choice.addItems(list(LICENCES))
        self.told = label(kind="small", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.choice)
        box.addWidget(self.told)
        self.show_licence("")
        self.choice.editTextChanged.connect(self._on_changed)

    def licence(self) -> str:
        """Return what is chosen or written."""
        return self.choice.currentText()

    def show_licence(self, licence: str) -> None:
        """Show a pack's licence."""
        if self.licence() != licence or not licence:
            self.choice.blockSignals(True)
            self.choice.setEditText(licence)
            self.choice.blockSignals(False)
        self._explain()

    def _on_changed(self, words: str) -> None:
        self._explain()
        self.changed.emit(words)

    def _explain(self) -> None:
        words = self.licence().strip()
        told = LICENCES.get(words, _OWN_WORDS if words else _NONE)
        self.told.setText(told)
        self.choice.setAccessibleDescription(told)


class _Editable(QComboBox):
    """A choice that can be written in, with an arrow in the theme's colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setProperty("kind", "editable")
        self._arrow = icon(theme, "chevron-down")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = (self.height() - 14) // 2
        self._arrow.paint(QPainter(self), QRect(self.width() - 22, top, 14, 14))
