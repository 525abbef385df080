"""The cards in a pile, one below the other, or in rows for what is set aside."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from planner.ui.kit import Kit
from planner.ui.slot_cards import GAP, SlotCards
from planner.ui.sorting.pile_model import PileModel

_WHOLE = 10_000


class PileCards(SlotCards):
    """A pile's cards; keys move them within the pile and between piles.

    rows: they stand beside one another as in a slot.
    """

    def __init__(self, kit: Kit, *, rows: bool = False) -> None:
        self.pile = PileModel(kit.factors)
        super().__init__(kit.session, kit.painter, kit.factors, kit.marks, self.pile)
        self.pile.setParent(self)
        self._in_rows = rows
        if not rows:
            self.widest = _WHOLE

    def place_at(self, point: QPoint) -> int:
        """Return the number of the card before which something dropped at a point goes."""
        if self._in_rows:
            return super().place_at(point)
        for row in range(self.cards.rowCount()):
            if point.y() < self.visualRect(self.cards.index(row)).center().y():
                return row
        return self.cards.rowCount()

    def choose_cards(self, cards: set[str]) -> bool:
        """Select these cards, make the first current, and tell whether any is here."""
        model = self.pile
        rows = [row for row in range(model.count()) if model.card_at(row).id in cards]
        return self.choose({model.id_at(row) for row in rows})

    def across(self, room: int) -> int:
        """Return how many cards stand beside one another in so many pixels."""
        return super().across(room) if self._in_rows else 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), event.modifiers()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if by is not None and keys & Qt.KeyboardModifier.ControlModifier:
            self.carrying_asked.emit(by)
        else:
            super().keyPressEvent(event)

    def _on_alt(self, key: int) -> bool:
        if self._in_rows:
            return super()._on_alt(key)
        # The piles stand beside one another, and the cards of one below one another.
        match key:
            case Qt.Key.Key_Up:
                self.shifting_asked.emit(-1)
            case Qt.Key.Key_Down:
                self.shifting_asked.emit(1)
            case Qt.Key.Key_Left:
                self.carrying_asked.emit(-1)
            case Qt.Key.Key_Right:
                self.carrying_asked.emit(1)
            case _:
                return False
        return True

    def _paint_marker(self, painter: QPainter) -> None:
        if self._in_rows:
            super()._paint_marker(painter)
            return
        count = self.cards.rowCount()
        at = min(self._marker, count)
        rect = self.visualRect(self.cards.index(min(at, count - 1)))
        y = rect.top() - GAP // 2 - 1 if at < count else rect.bottom() + GAP // 2
        self._paint_bar(painter, QRect(rect.left(), max(0, y - 1), rect.width(), 3))
