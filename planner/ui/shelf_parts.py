"""What the shelf is made of: the field that searches, and the list of what was found."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QWidget,
)

from planner.ui.card_list import CardDelegate, CardList, Look
from planner.ui.kit import Kit
from planner.ui.payload import Payload
from planner.ui.shelf_model import ShelfModel

_LEAST = 60
"""Two rows of filters, in pixels: so much they always have."""


class ShelfCards(CardList):
    """The shelf's list."""

    def __init__(self, kit: Kit, model: ShelfModel) -> None:
        super().__init__(kit.painter, kit.factors)
        self.setItemDelegate(CardDelegate(kit.painter, kit.factors, Look.SHELF, self))
        self._kit = kit
        self.setModel(model)
        self.setAccessibleName("Evidence cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.verticalScrollBar().setSingleStep(30)

    def payload(self) -> Payload | None:
        """Return the chosen cards, which come from no plan."""
        cards = tuple(self.chosen())
        if not cards:
            return None
        names = {name for card in cards for name in card.factors}
        factors = tuple(f for name, f in self._kit.factors.items() if name in names)
        return Payload(cards, factors)

    def drag_actions(self) -> tuple[Qt.DropAction, Qt.DropAction]:
        """Return that a card on the shelf stays there."""
        return Qt.DropAction.CopyAction, Qt.DropAction.CopyAction


class ChipsArea(QScrollArea):
    """Holds the filters; in a low shelf, where they are many, they are scrolled."""

    def __init__(self, chips: QWidget) -> None:
        super().__init__()
        self._chips = chips
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(chips)
        self._room = 0
        chips.installEventFilter(self)

    def fit(self, room: int) -> None:
        """Be as high as the filters need, and take at most so many pixels."""
        self._room = room
        needed, most = self._chips.heightForWidth(self.width()), max(_LEAST, room)
        bar, policy = self.verticalScrollBar(), Qt.ScrollBarPolicy
        scrolled = needed > most
        # Whether there is a bar is settled here: by itself, one that is there would make itself
        # needed, for it narrows the filters.
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolled else policy.ScrollBarAlwaysOff
        )
        if scrolled:
            needed = self._chips.heightForWidth(self.width() - bar.sizeHint().width())
        self._chips.setFixedHeight(needed)
        self.setFixedHeight(min(needed, most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # New filters count once they are shown, which the layout is about to do.
            QTimer.singleShot(0, self, self._refit)
        return super().eventFilter(watched, event)

    def _refit(self) -> None:
        self.fit(self._room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._room)
