"""What the models of the shelf's and the slots' cards share."""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.model.evidence import Card, Factor

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()


class CardRole(IntEnum):
    """What a model of cards tells beside Qt's own roles."""

    CARD = Qt.ItemDataRole.UserRole + 1
    USED = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3


class CardModel(QAbstractListModel):
    """A list of cards that can be dragged, and told to a screen reader by their headlines."""

    def __init__(self, factors: Mapping[str, Factor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factors = factors

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
                return describe(self.card_at(row), self._factors, self.used_at(row))
            case CardRole.CARD:
                return self.card_at(row)
            case CardRole.USED:
                return self.used_at(row)
            case CardRole.ID:
                return self.id_at(row)
        return None


def first_factor(factors: Mapping[str, Factor], card: Card) -> Factor | None:
    """Return the first of a card's factors that is known."""
    return next((factors[name] for name in card.factors if name in factors), None)


def describe(card: Card, factors: Mapping[str, Factor], used: str = "") -> str:
    """Return what a screen reader says of a card after its headline."""
    names = ", ".join(factors[name].name for name in card.factors if name in factors)
    return ". ".join(
        part for part in (card.detail.rstrip("."), card.when.shown, names, used) if part
    )
