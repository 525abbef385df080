"""The cards in one pile, and which of two questions each serves."""

from collections.abc import Mapping, Sequence

from planner.model.plan import Placement
from planner.model.sorting import Serves
from planner.ui.slot_model import SlotModel

SERVES = {
    Serves.FIRST: "Serves the first question",
    Serves.SECOND: "Serves the second question",
    Serves.BOTH: "Serves both questions",
}


class PileModel(SlotModel):
    """A pile's placements."""

    _serving: Mapping[str, Serves] = {}

    def show_pile(self, placements: Sequence[Placement], serving: Mapping[str, Serves]) -> None:
        """Show these placements, and by the cards' ids which of two questions they serve."""
        turned = serving != self._serving
        self._serving = serving
        self.sync(placements)
        if turned and self.count():
            self.dataChanged.emit(self.index(0), self.index(self.count() - 1))

    def serves_at(self, row: int) -> str:
        """Return which of two questions a row's card serves; empty for neither."""
        return self._serving.get(self.card_at(row).id, "")

    def _said(self, row: int) -> list[str]:
        serves = self._serving.get(self.card_at(row).id)
        return [*([SERVES[serves]] if serves else []), *super()._said(row)]
