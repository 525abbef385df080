"""The table that the piles stand on; cards dropped beside them begin a new pile."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.model.plan import Plan
from planner.model.sorting import Serves
from planner.ui.controls import button, label
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.panel import RADIUS
from planner.ui.payload import Payload, from_mime
from planner.ui.sorting.legend import Legend
from planner.ui.sorting.pile import Pile
from planner.ui.sorting.sorter import Sorter

_EMPTY = (
    "Sort your evidence before you plan. Drag cards from the shelf to the table: what is dropped "
    "beside the piles begins a new one. With the keyboard, press Enter on a card. Give each pile "
    "a name, and then make paragraphs of them."
)
GAP = 12
NARROWEST = 208
"""The least width of a pile, in pixels."""


class NewPile(QWidget):
    """The place after the last pile, where the next begins."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._theme = kit.theme
        self._open, self._over = False, False
        self.add = button("Add pile", "quiet")
        self.add.setIcon(icon(kit.theme, "plus"))
        self.hint = label("", "muted", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 14, 14, 14)
        box.setSpacing(6)
        box.addStretch(1)
        box.addWidget(self.hint)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setMinimumHeight(112)

    def light(self, *, open_: bool, over: bool) -> None:
        """Light up while cards that may land here are dragged, and more so while over it."""
        self._open, self._over = open_, over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over:
            painter.setBrush(QColor(of.accent_soft))
        lit = of.strong_border if self._open else of.border
        edge = QColor(of.accent_text if self._over else lit)
        painter.setPen(QPen(edge, 1.5 if self._over else 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class Table(QWidget):
    """Lays the piles out in as many columns as there is room for, with a legend above."""

    laid = Signal()
    """The piles stand in another order, or in other columns."""

    def __init__(self, kit: Kit, sorter: Sorter) -> None:
        super().__init__()
        self._kit, self._sorter = kit, sorter
        self.boxes: dict[str, Pile] = {}
        self.new = NewPile(kit)
        self.hint = label(_EMPTY, "muted", wrap=True)
        self.legend = Legend(kit.theme)
        self.new.add.clicked.connect(sorter.add)
        self._laid: tuple[int, tuple[str, ...]] = (0, ())
        self.setAcceptDrops(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 4, 18, 18)
        box.setSpacing(GAP)
        box.addWidget(self.hint)
        box.addWidget(self.legend)
        box.addLayout(self._grid)
        box.addStretch(1)
        kit.hands.drag_began.connect(self._on_drag_began)
        kit.hands.drag_ended.connect(self._on_drag_ended)

    def in_order(self) -> list[Pile]:
        """Return the piles in their order."""
        return [self.boxes[name] for name in self._laid[1]]

    def sync(self, plan: Plan, serving: Mapping[str, Serves]) -> None:
        """Show the piles of a plan as they are now."""
        order = tuple(pile.id for pile in plan.piles)
        for name in [name for name in self.boxes if name not in order]:
            gone = self.boxes.pop(name)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, name in enumerate(order, 1):
            if name not in self.boxes:
                self.boxes[name] = Pile(self._kit, self._sorter, name, self)
            self.boxes[name].sync(plan, number, serving)
        self.new.hint.setText(
            "Drop cards here for another pile" if order else "Drop cards here for a first pile"
        )
        self.hint.setVisible(not order)
        self._lay(order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self._laid[1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        payload = self._begins(event.mimeData())
        self.new.light(open_=payload is not None, over=payload is not None)
        if payload is None:
            event.ignore()
            return
        event.setDropAction(self._action(payload))
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.new.light(open_=True, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        payload = self._begins(event.mimeData())
        self.new.light(open_=False, over=False)
        if payload is None:
            event.ignore()
            return
        event.setDropAction(self._action(payload))
        event.accept()
        self._sorter.begin(payload)

    def _begins(self, mime: QMimeData) -> Payload | None:
        """Return the cards that are dragged, where a new pile may begin with them."""
        payload = from_mime(mime)
        return payload if payload and self._sorter.may_begin(payload) else None

    def _action(self, payload: Payload) -> Qt.DropAction:
        sorted_ = self._sorter.is_sorted(payload)
        return Qt.DropAction.MoveAction if sorted_ else Qt.DropAction.CopyAction

    def _lay(self, order: tuple[str, ...]) -> None:
        margins = self.contentsMargins()
        room = self.width() - 36 - margins.left() - margins.right()
        columns = max(1, (room + GAP) // (NARROWEST + GAP))
        if (columns, order) == self._laid:
            return
        for column in range(max(self._laid[0], columns)):
            self._grid.setColumnStretch(column, int(column < columns))
            self._grid.setColumnMinimumWidth(column, 0)
        self._laid = (columns, order)
        for at, widget in enumerate([*(self.boxes[name] for name in order), self.new]):
            self._grid.addWidget(widget, at // columns, at % columns)
        self.laid.emit()

    def _on_drag_began(self, payload: Payload) -> None:
        for pile in self.in_order():
            pile.open_to_drag(payload)
        self.new.light(open_=self._sorter.may_begin(payload), over=False)

    def _on_drag_ended(self) -> None:
        for pile in self.in_order():
            pile.open_to_drag(None)
        self.new.light(open_=False, over=False)
