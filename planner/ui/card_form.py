"""The form for a card of the student's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.model.evidence import Card, Factor
from planner.model.text import TextError
from planner.ui.card_fields import CardFields
from planner.ui.controls import Problem, fit_height


class CardForm(QDialog):
    """Everything that a card can hold, to be filled in and saved."""

    def __init__(self, parent: QWidget, card: Card, factors: Sequence[Factor]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit card" if card.headline else "New card")
        self.setMinimumWidth(520)
        self.fields = CardFields(card, factors)
        self.problem = Problem()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("kind", "primary")
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(5)
        box.addWidget(self.fields)
        box.addWidget(self.problem)
        box.addSpacing(8)
        box.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)

    def reject(self) -> None:
        """Put the form away, but not what was typed in it without asking."""
        from planner.ui.messages import confirm

        if self.fields.is_changed() and not confirm(
            self,
            "Leave this card?",
            "What you typed in it is not saved.",
            "Leave it",
            "Go back",
        ):
            return
        super().reject()

    def _on_save(self) -> None:
        try:
            self.fields.card()
        except TextError as error:
            self.problem.tell(str(error))
            self.fields.headline.setFocus()
            return
        self.accept()


def ask_card(parent: QWidget, card: Card, factors: Sequence[Factor]) -> Card | None:
    """Ask for what a card holds, and return it, or None where the form was put away."""
    form = CardForm(parent, card, factors)
    form.fields.headline.setFocus(Qt.FocusReason.OtherFocusReason)
    made = form.fields.card() if form.exec() == QDialog.DialogCode.Accepted else None
    form.deleteLater()
    return made
