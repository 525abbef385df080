"""The cards of a timeline, in the order of time, as a screen reader reads one after the other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from planner.model.evidence import Card, Factor
from planner.ui.card_model import CardModel, Index
from planner.ui.shelf_model import used_in


class TimeModel(CardModel):
    """Cards in the order in which they are given, and which of them the plan uses."""

    def __init__(self, factors: Mapping[str, Factor], parent: QObject | None = None) -> None:
        super().__init__(factors, parent)
        self._cards: list[Card] = []
        self._used: dict[str, tuple[int, ...]] = {}

    def show_cards(self, cards: Sequence[Card], used: dict[str, tuple[int, ...]]) -> None:
        """Show cards; used: the numbers of the paragraphs that use each of them, by its id."""
        if [card.id for card in cards] != [card.id for card in self._cards]:
            self.beginResetModel()
            self._cards, self._used = list(cards), used
            self.endResetModel()
            return
        rows = [
            row
            for row, card in enumerate(cards)
            if card != self._cards[row] or used.get(card.id) != self._used.get(card.id)
        ]
        self._cards, self._used = list(cards), used
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def count(self) -> int:
        """Return how many cards there are."""
        return len(self._cards)

    def card_at(self, row: int) -> Card:
        """Return the card in a row."""
        return self._cards[row]

    def id_at(self, row: int) -> str:
        """Return the id of a row's card."""
        return self._cards[row].id

    def used_at(self, row: int) -> str:
        """Say in which paragraphs a row's card is used."""
        return used_in(self._used.get(self.id_at(row), ()))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and 0 <= index.row() < self.count():
            card = self._cards[index.row()]
            when = card.when.shown or card.when.start
            place = "in the plan" if self._used.get(card.id) else "not in the plan"
            return ", ".join(part for part in (card.headline, when, place) if part)
        return super().data(index, role)
