"""The cards in one slot, brought up to date by comparing, so that what is current stays so."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from planner.model.evidence import Card, Factor
from planner.model.plan import Placement
from planner.ui.card_model import ROOT, CardModel


class SlotModel(CardModel):
    """A slot's placements."""

    def __init__(self, factors: Mapping[str, Factor], parent: QObject | None = None) -> None:
        super().__init__(factors, parent)
        self._placements: list[Placement] = []

    def sync(self, placements: Sequence[Placement]) -> None:
        """Show these placements: take out, move and put in only what differs."""
        wanted = {placement.id for placement in placements}
        for row in reversed(range(len(self._placements))):
            if self._placements[row].id not in wanted:
                self.beginRemoveRows(ROOT, row, row)
                del self._placements[row]
                self.endRemoveRows()
        for row, placement in enumerate(placements):
            at = self.row_of(placement.id)
            if at < 0:
                self.beginInsertRows(ROOT, row, row)
                self._placements.insert(row, placement)
                self.endInsertRows()
            elif at != row:
                # Rows before this one are in place already, so it only ever moves up.
                self.beginMoveRows(ROOT, at, at, ROOT, row)
                self._placements.insert(row, self._placements.pop(at))
                self.endMoveRows()
            if self._placements[row] != placement:
                self._placements[row] = placement
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def count(self) -> int:
        """Return how many cards are in the slot."""
        return len(self._placements)

    def card_at(self, row: int) -> Card:
        """Return the card in a row, as it was placed."""
        return self._placements[row].card

    def updated_at(self, row: int) -> bool:
        """Tell whether the card has a wording that is newer than the one that was placed."""
        return self._marks is not None and self._marks.is_offered(self._placements[row])

    def id_at(self, row: int) -> str:
        """Return the id of a row's placement."""
        return self._placements[row].id
