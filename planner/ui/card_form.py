"""The form for a card of the student's own."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.model.dates import read_when
from planner.model.evidence import Card, Factor
from planner.model.text import LINE, PASSAGE, TextError, clean_line, clean_text, within
from planner.ui.controls import Problem, fit_height, label
from planner.ui.flow import FlowLayout

MOST_PEOPLE = 50


class CardForm(QDialog):
    """Everything that a card can hold, to be filled in."""

    def __init__(self, parent: QWidget, card: Card, factors: Sequence[Factor]) -> None:
        super().__init__(parent)
        self._card = card
        self.setWindowTitle("Edit card" if card.headline else "New card")
        self.setMinimumWidth(520)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(22, 18, 22, 16)
        self._box.setSpacing(5)
        self.headline = self._line(
            "Headline", "A handful of words: The funeral trick", card.headline
        )
        self.detail = QPlainTextEdit(card.detail)
        self.detail.setTabChangesFocus(True)
        self.detail.setPlaceholderText("The precise facts: who, what, how many")
        self.detail.setFixedHeight(84)
        self._named("Detail", self.detail)
        self.when = self._line("When", "January 1924, or 1922–29", card.when.shown)
        self.people = self._line(
            "People", "Separated by commas: Stalin, Trotsky", ", ".join(card.people)
        )
        self.factors = self._checks(card, factors)
        self.source = self._line(
            "Source", "Where it comes from: class notes, a book, a page", card.source
        )
        self.problem = Problem()
        self._box.addWidget(self.problem)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("kind", "primary")
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._box.addSpacing(8)
        self._box.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)

    def card(self) -> Card:
        """Return the card as it is filled in, or raise TextError with what is wrong."""
        headline = within(clean_line(self.headline.text()), LINE, "A headline")
        if not headline:
            raise TextError("A card needs a headline. Type a few words that name it.")
        people = [clean_line(name) for name in self.people.text().split(",")]
        people = [within(name, LINE, "A name") for name in dict.fromkeys(people) if name]
        if len(people) > MOST_PEOPLE:
            raise TextError(f"A card can name at most {MOST_PEOPLE} people.")
        return replace(
            self._card,
            headline=headline,
            detail=within(clean_text(self.detail.toPlainText()).strip(), PASSAGE, "The detail"),
            when=read_when(within(self.when.text(), LINE, "The date")),
            people=tuple(people),
            factors=tuple(name for name, check in self.factors.items() if check.isChecked()),
            source=within(clean_line(self.source.text()), PASSAGE, "The source"),
        )

    def reject(self) -> None:
        """Put the form away, but not what was typed in it without asking."""
        from planner.ui.messages import confirm

        if self._is_changed() and not confirm(
            self,
            "Leave this card?",
            "What you typed in it is not saved.",
            "Leave it",
            "Go back",
        ):
            return
        super().reject()

    def _is_changed(self) -> bool:
        try:
            return self.card() != replace(self._card, when=read_when(self._card.when.shown))
        except TextError:
            typed = (
                self.headline.text(),
                self.detail.toPlainText(),
                self.when.text(),
                self.people.text(),
                self.source.text(),
            )
            return any(typed)

    def _on_save(self) -> None:
        try:
            self.card()
        except TextError as error:
            self.problem.tell(str(error))
            self.headline.setFocus()
            return
        self.accept()

    def _line(self, told: str, hint: str, text: str) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setPlaceholderText(hint)
        self._named(told, edit)
        return edit

    def _named(self, told: str, edit: QWidget) -> None:
        name = label(told, "field")
        name.setBuddy(edit)
        edit.setAccessibleName(told)
        self._box.addWidget(name)
        self._box.addWidget(edit)
        self._box.addSpacing(5)

    def _checks(self, card: Card, factors: Sequence[Factor]) -> dict[str, QCheckBox]:
        checks: dict[str, QCheckBox] = {}
        if factors:
            self._box.addWidget(label("Factors", "field"))
            holder = QWidget()
            flow = FlowLayout(holder, 14)
            for factor in factors:
                check = QCheckBox(factor.name.replace("&", "&&"))
                check.setChecked(factor.id in card.factors)
                flow.addWidget(check)
                checks[factor.id] = check
            self._box.addWidget(holder)
            self._box.addSpacing(5)
        return checks


def ask_card(parent: QWidget, card: Card, factors: Sequence[Factor]) -> Card | None:
    """Ask for what a card holds, and return it, or None where the form was put away."""
    form = CardForm(parent, card, factors)
    form.headline.setFocus(Qt.FocusReason.OtherFocusReason)
    made = form.card() if form.exec() == QDialog.DialogCode.Accepted else None
    form.deleteLater()
    return made
