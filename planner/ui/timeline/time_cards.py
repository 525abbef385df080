"""The timeline's cards along their axis, as a list that is looked at from far and from near."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame

from planner.model.evidence import Card
from planner.model.timeline import Dated, Layout, Spot, lay_out, most_zoom
from planner.ui.card_list import CardList
from planner.ui.card_model import CardRole, Index, first_factor
from planner.ui.kit import Kit
from planner.ui.payload import Payload
from planner.ui.timeline.time_model import TimeModel
from planner.ui.timeline.time_paint import Shown, TimePaint

SIDE = 14.0
"""What is free before the first card and after the last one, in pixels."""
ABOVE = 6
"""What is free between the axis and the first row, in pixels."""


class TimeList(CardList):
    """Cards of the timeline, dragged as from the shelf; a click or Ctrl+Enter finds one."""

    found = Signal(object)
    """A card to be found where it is: in the plan or on the shelf."""
    read = Signal(object)
    """The card to be read: that under the pointer, or else the current one; None for none."""

    def __init__(self, kit: Kit, model: TimeModel) -> None:
        super().__init__(kit.painter, kit.factors)
        self._kit, self.cards = kit, model
        self._over = -1
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_ground)

    def payload(self) -> Payload | None:
        """Return the chosen cards, as from the shelf."""
        cards = tuple(self.chosen())
        if not cards:
            return None
        names = {name for card in cards for name in card.factors}
        factors = tuple(f for name, f in self._factors.items() if name in names)
        return Payload(cards, factors)

    def drag_actions(self) -> tuple[Qt.DropAction, Qt.DropAction]:
        """Return that a card stays on the timeline."""
        return Qt.DropAction.CopyAction, Qt.DropAction.CopyAction

    def shown_at(self, row: int) -> Shown:
        """Return how a row's card is to be painted."""
        index, card = self.cards.index(row), self.cards.card_at(row)
        return Shown(
            card,
            first_factor(self._factors, card),
            bool(self.cards.used_at(row)),
            self.selectionModel().isSelected(index),
            self.hasFocus() and index == self.currentIndex(),
            row == self._over,
        )

    def choose(self, card_id: str) -> bool:
        """Make a card the current one, and tell whether it is here."""
        row = self.cards.row_of(card_id)
        if row >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.cards.index(row), flag)
        return row >= 0

    def read_now(self) -> Card | None:
        """Return the card under the pointer, or else the current one; None for none."""
        row = self._over if 0 <= self._over < self.cards.count() else self.currentIndex().row()
        return self.cards.card_at(row) if row >= 0 else None

    def find_current(self) -> None:
        """Ask that the current card be found where it is."""
        card = self.currentIndex().data(CardRole.CARD)
        if card is not None:
            self.found.emit(card)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._on_ground()
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._over < 0:
            self.read.emit(current.data(CardRole.CARD))

    def _on_entered(self, index: QModelIndex) -> None:
        self._over = index.row()
        self.read.emit(index.data(CardRole.CARD))
        self.viewport().update()

    def _on_ground(self) -> None:
        self._over = -1
        self.read.emit(self.currentIndex().data(CardRole.CARD))
        self.viewport().update()


class TimeCards(TimeList):
    """The cards that have a date; what is seen of the axis is scrolled to and zoomed."""

    zoomed = Signal()
    """It is looked at from nearer or from farther than before."""

    def __init__(self, kit: Kit, model: TimeModel) -> None:
        super().__init__(kit, model)
        self.setAccessibleName("Timeline")
        self._paint = TimePaint(kit.theme)
        self._dated: Sequence[Dated] = ()
        self._placed: frozenset[str] = frozenset()
        self._made: Layout | None = None
        self._in_rows: dict[int, tuple[list[float], list[int]]] = {}
        self.zoom = 1.0
        self._use_font(self.font())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        kit.theme.changed.connect(self.viewport().update)

    # What is shown

    def show_dated(self, dated: Sequence[Dated], used: dict[str, tuple[int, ...]]) -> None:
        """Show cards in the order of time, and bring the current one back where it still is."""
        current = self.currentIndex().data(CardRole.ID)
        placed = frozenset(used)
        moved = [of.span for of in dated] != [of.span for of in self._dated]
        reworded = [of.card for of in dated] != [of.card for of in self._dated]
        self._dated = dated
        if moved or reworded or placed != self._placed:
            self._made, self._placed = None, placed
        if moved:
            self.zoom = min(self.zoom, self.most_zoom())
        self.cards.show_cards([of.card for of in dated], used)
        self.updateGeometries()
        if current and not self.currentIndex().isValid():
            self.choose(current)
        self.viewport().update()
        self.zoomed.emit()

    def layout_now(self) -> Layout | None:
        """Return where the cards stand, in the list's own points; None where there is none."""
        if self._made is None and self._dated:
            widths = [self._paint.width(of.card) for of in self._dated]
            wide = self._seen_width() * self.zoom - 2 * SIDE
            rows = self._rows_in_sight()
            self._made = lay_out(self._dated, widths, wide, rows, SIDE, self._placed)
            self._in_rows = {}
            for number, spot in enumerate(self._made.spots):
                lefts, numbers = self._in_rows.setdefault(spot.row, ([], []))
                lefts.append(spot.left)
                numbers.append(number)
        return self._made

    def spot(self, row: int) -> Spot | None:
        """Return where a row's card stands, in the list's own points."""
        made = self.layout_now()
        return made.spots[row] if made and 0 <= row < len(made.spots) else None

    # Near and far

    def most_zoom(self) -> float:
        """Return how near the cards can be looked at: until single days are far apart."""
        if not self._dated:
            return 1.0
        return most_zoom([of.span for of in self._dated], self._seen_width() - 2 * SIDE)

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Look from nearer (above 1) or farther; what is at x, in the viewport, stays there."""
        self.zoom_to(self.zoom * factor, x)

    def zoom_to(self, zoom: float, x: float | None = None) -> None:
        """Show the axis so many times as wide as what is seen; what is at x stays there."""
        made = self.layout_now()
        zoom = min(max(zoom, 1.0), self.most_zoom())
        if made is None or zoom == self.zoom:
            return
        at = self._middle() if x is None else x
        moment = made.axis.moment(at + self.horizontalOffset())
        self.zoom, self._made = zoom, None
        self.updateGeometries()
        made = self.layout_now()
        assert made is not None
        self.horizontalScrollBar().setValue(round(made.axis.at(moment) - at))
        self.viewport().update()
        self.zoomed.emit()

    def fit(self) -> None:
        """Show all of the axis."""
        self.zoom_to(1.0)

    def _middle(self) -> float:
        """Return what stays in its place: the current card where it is in sight."""
        rect = self.visualRect(self.currentIndex())
        seen = self.viewport().width()
        return rect.left() if rect.isValid() and 0 <= rect.left() < seen else seen / 2

    # As Qt asks

    def doItemsLayout(self) -> None:
        self._made = None
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        made = self.layout_now()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        wide = made.width + 2 * SIDE if made else 0
        high = (made.rows * self._pitch() + ABOVE + 8) if made else 0
        seen, view = self.viewport().width(), self.viewport().height() - self._paint.head
        # At its farthest all is seen, with or without a scroll bar beside it.
        across.setRange(0, max(0, round(wide - self._seen_width())) if self.zoom > 1 else 0)
        across.setPageStep(seen)
        across.setSingleStep(max(20, seen // 12))
        down.setRange(0, max(0, round(high - view)))
        down.setPageStep(view)
        down.setSingleStep(round(self._pitch()))

    def visualRect(self, index: Index) -> QRect:
        spot = self.spot(index.row()) if index.isValid() else None
        if spot is None:
            return QRect()
        top = self._row_middle(spot.row) - self._pitch() / 2
        left = spot.left - self.horizontalOffset()
        return QRectF(left, top, spot.end - spot.left, self._pitch()).toRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        made = self.layout_now()
        if made is None or point.y() < self._paint.head:
            return QModelIndex()
        low = point.y() + self.verticalOffset() - self._paint.head - ABOVE
        lefts, numbers = self._in_rows.get(int(low // self._pitch()), ([], []))
        x = point.x() + self.horizontalOffset()
        at = bisect_right(lefts, x + 2) - 1
        if at < 0 or x > made.spots[numbers[at]].end + 2:
            return QModelIndex()
        return self.cards.index(numbers[at])

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect = self.visualRect(index)
        if not rect.isValid():
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        seen, view = self.viewport().width() - 24, self.viewport().height() - 8
        if rect.right() > seen:
            across.setValue(across.value() + min(rect.right() - seen, rect.left() - 24))
        elif rect.left() < 24:
            across.setValue(across.value() + rect.left() - 24)
        if rect.bottom() > view:
            down.setValue(down.value() + rect.bottom() - view)
        elif rect.top() < self._paint.head + ABOVE:
            down.setValue(down.value() + rect.top() - self._paint.head - ABOVE)

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.center()), command)

    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def resizeEvent(self, event: object) -> None:
        self._made = None
        self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        made = self.layout_now()
        if made is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, seen = QRectF(self.viewport().rect()), float(self.horizontalOffset())
        self._paint.paint_ground(painter, made.axis, area, seen)
        if 0 < made.own < made.rows:
            self._paint.paint_border(painter, area, self._row_middle(made.own) - self._pitch() / 2)
        lit = []
        for row in self._in_sight(made):
            spot, shown = made.spots[row], self.shown_at(row)
            y = self._row_middle(spot.row)
            if shown.hovered or shown.focused:
                lit.append((spot, y, shown))
            else:
                self._paint.paint_card(painter, spot, y, shown, seen)
        for spot, y, shown in lit:
            self._paint.paint_card(painter, spot, y, shown, seen)
        self._paint.paint_head(painter, made.axis, area, seen)

    def _in_sight(self, made: Layout) -> Iterator[int]:
        """Go through the cards of which anything is seen, row by row."""
        pitch, low = self._pitch(), self.verticalOffset() - ABOVE
        first = int(low // pitch)
        first_x = self.horizontalOffset()
        for row in range(first, first + int(self.viewport().height() / pitch) + 2):
            lefts, numbers = self._in_rows.get(row, ([], []))
            # The card before the first that begins in sight may reach into it.
            begin = max(0, bisect_right(lefts, first_x) - 1)
            end = bisect_right(lefts, first_x + self.viewport().width())
            yield from (n for n in numbers[begin:end] if made.spots[n].end >= first_x)

    def _use_font(self, font: QFont) -> None:
        self._paint.use(font)
        self._made = None

    def _seen_width(self) -> float:
        """Return how wide the list is, with room for a scroll bar whether it is there or not."""
        return max(200.0, self.width() - self.verticalScrollBar().sizeHint().width())

    def _seen_height(self) -> float:
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.height() - bar - self._paint.head - ABOVE - 8

    def _rows_in_sight(self) -> int:
        return max(3, int(self._seen_height() // (self._paint.line + 7)))

    def _pitch(self) -> float:
        """Return how far rows are from one another: as far as they can, within reason."""
        rows = self._made.rows if self._made else 1
        line = self._paint.line
        return min(max(self._seen_height() / rows, line + 5), line + 16)

    def _row_middle(self, row: int) -> float:
        top = self._paint.head + ABOVE - self.verticalOffset()
        return top + (row + 0.5) * self._pitch()
