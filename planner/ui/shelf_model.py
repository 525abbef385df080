"""The cards on the shelf, paged out of the library as they are scrolled to."""

from collections.abc import Iterator, Mapping
from functools import cache

from PySide6.QtCore import QObject, QTimer, Signal

from planner.model.evidence import Card, Factor
from planner.store.library import Library
from planner.store.search import Query
from planner.ui.card_model import ROOT, CardModel, Index

FIRST = 32
"""The cards that a search shows at once: more than there is room for."""

PAGE = 256
_PAUSE = 60
"""Milliseconds after a key before what takes longer begins: others may follow."""


class ShelfModel(CardModel):
    """The cards that match a query, 256 more each time the view comes to their end."""

    counted = Signal()
    """It has become known how many match."""

    def __init__(
        self, library: Library, factors: Mapping[str, Factor], parent: QObject | None = None
    ) -> None:
        super().__init__(factors, parent)
        self._library = library
        self._query = Query()
        self._cards: list[Card] = []
        self._used: Mapping[str, str] = {}
        self._ended = True
        self._counting: Iterator[None] = iter(())
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._on_rest)
        self.matches: int | None = 0
        """How many cards match; None until that is counted, where they are a crowd."""

    def search(self, query: Query) -> None:
        """Show what matches a query."""
        cards, whole = self._library.search.part(query, 0, FIRST)
        matches = self._library.search.tally(query)
        self.beginResetModel()
        self._query, self.matches, self._cards = query, matches, cards
        self._ended = whole and len(cards) < FIRST
        self.endResetModel()
        self._counting = self._library.search.counting(query)
        if matches is None:
            self._rest.start(_PAUSE if whole else 0)
        else:
            self._rest.stop()

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
        return not parent.isValid() and not self._ended and len(self._cards) != self.matches

    def fetchMore(self, parent: Index) -> None:
        self._fetch(PAGE)

    def _fetch(self, most: int) -> None:
        page, whole = self._library.search.part(self._query, len(self._cards), most)
        if page:
            self.beginInsertRows(ROOT, len(self._cards), len(self._cards) + len(page) - 1)
            self._cards += page
            self.endInsertRows()
        if whole and len(page) < most:
            # Where fewer came than were counted, there are no more to ask for.
            self._ended, self.matches = True, len(self._cards)

    def _on_rest(self) -> None:
        """Do some of what takes longer than a key may: fill the first page, then count."""
        if len(self._cards) < FIRST and not self._ended:
            self._fetch(FIRST - len(self._cards))
        elif next(self._counting, self) is self:
            self.matches = self._library.search.count(self._query)
            self.counted.emit()
            return
        self._rest.start(0)

    def find(self, card_id: str) -> int:
        """Return the row of a card, paging on until it is there, or -1."""
        while self.row_of(card_id) < 0 and self.canFetchMore(ROOT):
            self.fetchMore(ROOT)
        return self.row_of(card_id)


@cache
def used_in(paragraphs: tuple[int, ...]) -> str:
    """Say in which paragraphs a card is used; empty where it is in none."""
    if not paragraphs:
        return ""
    return "✓ in ¶" + ", ".join(str(number) for number in paragraphs)
