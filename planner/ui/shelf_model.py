"""The cards on the shelf, paged out of the library as they are scrolled to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from planner.model.evidence import Card, Factor
from planner.store.library import Library
from planner.store.search import Query
from planner.ui.card_list import CardRole, Index, describe

PAGE = 256
_ROOT = QModelIndex()


class ShelfModel(QAbstractListModel):
    """The cards that match a query, 256 more each time the view comes to their end."""

    def __init__(
        self, library: Library, factors: Mapping[str, Factor], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._factors = library, factors
        self._query = Query()
        self._cards: list[Card] = []
        self._used: dict[str, tuple[int, ...]] = {}
        self.matches = 0

    def search(self, query: Query) -> None:
        """Show what matches a query."""
        matches = self._library.count(query)
        cards = self._library.page(query, 0, PAGE)
        self.beginResetModel()
        self._query, self.matches, self._cards = query, matches, cards
        self.endResetModel()

    def set_used(self, used: dict[str, tuple[int, ...]]) -> None:
        """Note which cards the plan uses, and in which paragraphs."""
        if used == self._used:
            return
        changed = {
            card for card in used.keys() | self._used if used.get(card) != self._used.get(card)
        }
        self._used = used
        for row, card in enumerate(self._cards):
            if card.id in changed:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._cards) < self.matches

    def fetchMore(self, parent: Index) -> None:
        page = self._library.page(self._query, len(self._cards), PAGE)
        if not page:
            # Fewer than were counted: there are no more to ask for.
            self.matches = len(self._cards)
            return
        self.beginInsertRows(_ROOT, len(self._cards), len(self._cards) + len(page) - 1)
        self._cards += page
        self.endInsertRows()

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
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return card.headline
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return describe(card, self._factors, self._where(card))
            case CardRole.CARD:
                return card
            case CardRole.USED:
                return self._where(card)
            case CardRole.ID:
                return card.id
        return None

    def find(self, card_id: str) -> int:
        """Return the row of a card, paging on until it is there, or -1."""
        while self.row_of(card_id) < 0 and self.canFetchMore(_ROOT):
            self.fetchMore(_ROOT)
        return self.row_of(card_id)

    def row_of(self, card_id: str) -> int:
        """Return the row of a card among those loaded, or -1."""
        return next((row for row, card in enumerate(self._cards) if card.id == card_id), -1)

    def _where(self, card: Card) -> str:
        return used_in(self._used.get(card.id, ()))


def used_in(paragraphs: Sequence[int]) -> str:
    """Say in which paragraphs a card is used; empty where it is in none."""
    if not paragraphs:
        return ""
    return "✓ in ¶" + ", ".join(str(number) for number in paragraphs)
