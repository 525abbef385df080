"""The fields of a card, to be filled in."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from planner.model.dates import read_when
from planner.model.evidence import Card, Factor, When
from planner.model.text import LINE, PASSAGE, TextError, clean_line, clean_text, within
from planner.ui.controls import PlainEdit, label
from planner.ui.flow import FlowLayout

MOST_PEOPLE = 50


class CardFields(QWidget):
    """Everything that a card can hold, each field under its name."""

    def __init__(self, card: Card, factors: Sequence[Factor]) -> None:
        super().__init__()
        self._card = card
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(5)
        self.headline = self._line(
            "Headline", "A handful of words: The funeral trick", card.headline
        )
        self.detail = PlainEdit(card.detail)
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
        self._first = self._texts()

    def card(self) -> Card:
        """Return the card as it is filled in, or raise TextError with what is wrong."""
        if not clean_line(self.headline.text()):
            raise TextError("A card needs a headline. Type a few words that name it.")
        # A field that nobody typed in stays as the card has it, to the last space.
        changed: dict[str, Any] = {
            field: _READ[field](words)
            for field, words in self._texts().items()
            if words != self._first[field]
        }
        return replace(self._card, factors=self._chosen(), **changed)

    def is_changed(self) -> bool:
        """Tell whether anything is filled in that the card does not say."""
        return self._texts() != self._first or self._chosen() != self._card.factors

    def _texts(self) -> dict[str, str]:
        """Return what is typed in each field, by the field's name in the model."""
        return {
            "headline": self.headline.text(),
            "detail": self.detail.toPlainText(),
            "when": self.when.text(),
            "people": self.people.text(),
            "source": self.source.text(),
        }

    def _chosen(self) -> tuple[str, ...]:
        """Return the factors that are ticked: the card's own in their order, and the new ones."""
        ticked = [name for name, check in self.factors.items() if check.isChecked()]
        held = [n for n in self._card.factors if n in ticked or n not in self.factors]
        return (*held, *(name for name in ticked if name not in held))

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


def _headline(words: str) -> str:
    return within(clean_line(words), LINE, "A headline")


def _detail(words: str) -> str:
    return within(clean_text(words).strip(), PASSAGE, "The detail")


def _when(words: str) -> When:
    return read_when(within(words, LINE, "The date"))


def _people(words: str) -> tuple[str, ...]:
    people = [clean_line(name) for name in words.split(",")]
    people = [within(name, LINE, "A name") for name in dict.fromkeys(people) if name]
    if len(people) > MOST_PEOPLE:
        raise TextError(f"A card can name at most {MOST_PEOPLE} people.")
    return tuple(people)


def _source(words: str) -> str:
    return within(clean_line(words), PASSAGE, "The source")


_READ: dict[str, Callable[[str], object]] = {
    "headline": _headline,
    "detail": _detail,
    "when": _when,
    "people": _people,
    "source": _source,
}
"""How what is typed in each field is read; each raises TextError with what is wrong."""
