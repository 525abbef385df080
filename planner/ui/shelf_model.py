"""The cards on the shelf, paged out of the library as they are scrolled to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from planner.model.evidence import Card, Factor
from planner.store.library import Library
from planner.store.search import Query
from planner.ui.card_model import ROOT, CardModel, Index

PAGE = 256


class ShelfModel(CardModel):
    """The cards that match a query, 256 more each time the view comes to their end."""

    def __init__(
        self, library: Library, factors: Mapping[str, Factor], parent: QObject | None = None
    ) -> None:
        super().__init__(factors, parent)
        self._library = library
        self._query = Query()
        self._cards: list[Card] = []
        self._used: Mapping[str, str] = {}
        self.matches = 0

    def search(self, query: Query) -> None:
        """Show what matches a query."""
        matches = self._library.count(query)
        cards = self._library.page(query, 0, PAGE)
        self.beginResetModel()
        self._query, self.matches, self._cards = query, matches, cards
        self.endResetModel()

    def set_used(self, used: Mapping[str, str]) -> None:
        """Note which cards the plan uses, and where, in words."""
        if used == self._used:
            return
        changed = {
            card
            for card in used.keys() | self._used.keys()
            if used.get(card) != self._used.get(card)
        }
        self._used = used
        for row, card in enumerate(self._cards):
            if card.id in changed:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def count(self) -> int:
        """Return how many cards are loaded; matches says how many there are."""
        return len(self._cards)

    def card_at(self, row: int) -> Card:
        """Return the card in a row."""
        return self._cards[row]

    def id_at(self, row: int) -> str:
        """Return the id of a row's card."""
        return self._cards[row].id

    def used_at(self, row: int) -> str:
        """Say where a row's card is used."""
        return self._used.get(self.id_at(row), "")

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._cards) < self.matches

    def fetchMore(self, parent: Index) -> None:
        page = self._library.page(self._query, len(self._cards), PAGE)
        if not page:
            # Fewer than were counted: there are no more to ask for.
            self.matches = len(self._cards)
            return
        self.beginInsertRows(ROOT, len(self._cards), len(self._cards) + len(page) - 1)
        self._cards += page
        self.endInsertRows()

    def find(self, card_id: str) -> int:
        """Return the row of a card, paging on until it is there, or -1."""
        while self.row_of(card_id) < 0 and self.canFetchMore(ROOT):
            self.fetchMore(ROOT)
        return self.row_of(card_id)


def used_in(paragraphs: Sequence[int]) -> str:
    """Say in which paragraphs a card is used; empty where it is in none."""
    if not paragraphs:
        return ""
    return "✓ in ¶" + ", ".join(str(number) for number in paragraphs)
