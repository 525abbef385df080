"""The cards in one slot, brought up to date by comparing, so that what is current stays so."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from planner.model.evidence import Factor
from planner.model.plan import Placement
from planner.ui.card_list import CardRole, Index, describe

_ROOT = QModelIndex()


class SlotModel(QAbstractListModel):
    """A slot's placements."""

    def __init__(self, factors: Mapping[str, Factor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factors = factors
        self._placements: list[Placement] = []

    def sync(self, placements: Sequence[Placement]) -> None:
        """Show these placements: take out, move and put in only what differs."""
        wanted = {placement.id for placement in placements}
        for row in reversed(range(len(self._placements))):
            if self._placements[row].id not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self._placements[row]
                self.endRemoveRows()
        for row, placement in enumerate(placements):
            at = self._row(placement.id)
            if at < 0:
                self.beginInsertRows(_ROOT, row, row)
                self._placements.insert(row, placement)
                self.endInsertRows()
            elif at != row:
                # Rows before this one are in place already, so it only ever moves up.
                self.beginMoveRows(_ROOT, at, at, _ROOT, row)
                self._placements.insert(row, self._placements.pop(at))
                self.endMoveRows()
            if self._placements[row] != placement:
                self._placements[row] = placement
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._placements)

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
        if not index.isValid() or index.row() >= len(self._placements):
            return None
        placement = self._placements[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return placement.card.headline
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return describe(placement.card, self._factors)
            case CardRole.CARD:
                return placement.card
            case CardRole.ID:
                return placement.id
        return None

    def _row(self, placement_id: str) -> int:
        return next((r for r, p in enumerate(self._placements) if p.id == placement_id), -1)
