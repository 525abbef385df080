"""What the models of the shelf's and the slots' cards share."""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.model.evidence import Card, Factor
from planner.ui.card_marks import CardMarks
from planner.ui.controls import tip

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()

UPDATED = "Updated: its pack has a new wording, to take or to leave"
WITHDRAWN = "No longer in its pack; your plan keeps it"


class CardRole(IntEnum):
    """What a model of cards tells beside Qt's own roles."""

    CARD = Qt.ItemDataRole.UserRole + 1
    USED = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3
    NOTE = Qt.ItemDataRole.UserRole + 4
    """The student's note on the card."""
    UPDATED = Qt.ItemDataRole.UserRole + 5
    """Whether its pack has a new wording of it, to take or to leave."""
    SERVES = Qt.ItemDataRole.UserRole + 6
    """Which of two questions it was sorted for."""


class CardModel(QAbstractListModel):
    """A list of cards that can be dragged, and told to a screen reader by their headlines."""

    def __init__(self, factors: Mapping[str, Factor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factors = factors
        self._marks: CardMarks | None = None

    def follow(self, marks: CardMarks) -> None:
        """Tell the notes on the cards too, and what else is known of them."""
        self._marks = marks
        marks.changed.connect(self._on_marks_changed)
        self.rowsInserted.connect(self._on_inserted)
        self.modelReset.connect(self._on_reset)

    def count(self) -> int:
        """Return how many cards are loaded."""
        raise NotImplementedError

    def card_at(self, row: int) -> Card:
        """Return the card in a row."""
        raise NotImplementedError

    def id_at(self, row: int) -> str:
        """Return what a row's card is told apart by."""
        raise NotImplementedError

    def used_at(self, row: int) -> str:
        """Say where a row's card is used."""
        return ""

    def updated_at(self, row: int) -> bool:
        """Tell whether a row's card has a new wording, to take or to leave."""
        return False

    def serves_at(self, row: int) -> str:
        """Return which of two questions a row's card serves; empty for neither."""
        return ""

    def row_of(self, wanted: str) -> int:
        """Return the row with this id among those loaded, or -1."""
        return next((row for row in range(self.count()) if self.id_at(row) == wanted), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.count()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if not index.isValid() or row >= self.count():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.card_at(row).headline
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                told = describe(self.card_at(row), self._factors, self.used_at(row))
                return ". ".join(part for part in (told, *self._said(row)) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(*self._said(row)) or None
            case CardRole.CARD:
                return self.card_at(row)
            case CardRole.NOTE:
                return self._note(row)
            case CardRole.UPDATED:
                return self.updated_at(row)
            case CardRole.USED:
                return self.used_at(row)
            case CardRole.SERVES:
                return self.serves_at(row)
            case CardRole.ID:
                return self.id_at(row)
        return None

    def _note(self, row: int) -> str:
        return self._marks.note(self.card_at(row).id) if self._marks else ""

    def _said(self, row: int) -> list[str]:
        """Say what is known of a row's card beside what is on it."""
        said = []
        if self.updated_at(row):
            said.append(UPDATED)
        if self._marks is not None and self._marks.is_withdrawn(self.card_at(row).id):
            said.append(WITHDRAWN)
        if note := self._note(row):
            said.append(f"My note: {note}")
        return said

    def _on_marks_changed(self) -> None:
        if self.count():
            self.dataChanged.emit(self.index(0), self.index(self.count() - 1))

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._marks is not None:
            self._marks.learn(self.card_at(row).id for row in range(first, last + 1))

    def _on_reset(self) -> None:
        self._on_inserted(ROOT, 0, self.count() - 1)


def first_factor(factors: Mapping[str, Factor], card: Card) -> Factor | None:
    """Return the first of a card's factors that is known."""
    return next((factors[name] for name in card.factors if name in factors), None)


def describe(card: Card, factors: Mapping[str, Factor], used: str = "") -> str:
    """Return what a screen reader says of a card after its headline."""
    names = ", ".join(factors[name].name for name in card.factors if name in factors)
    return ". ".join(
        part for part in (card.detail.rstrip("."), card.when.shown, names, used) if part
    )
