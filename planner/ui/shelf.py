"""The shelf: the evidence to choose from, searched and filtered as one types."""

from collections.abc import Callable, KeysView
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
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
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from planner.model.coverage import Row
from planner.model.evidence import OWN
from planner.model.plan import Plan
from planner.store.library import Library
from planner.store.search import Order, Query
from planner.ui.card_model import CardRole
from planner.ui.chips import Chips
from planner.ui.controls import Choice, button, label
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.payload import Payload, from_mime
from planner.ui.search_field import SearchField
from planner.ui.shelf_model import ShelfModel, used_in
from planner.ui.shelf_parts import ChipsArea, ShelfCards

if TYPE_CHECKING:
    from planner.ui.sorting.sorter import Sorter

_ORDERS = (
    (Order.PACK, "Pack order"),
    (Order.DATE, "By date"),
    (Order.HEADLINE, "By headline"),
)


_NO_CARDS = "There are no cards yet.\nMake one of your own with New card."


class Shelf(QWidget):
    """The search, the filters and the cards that match; cards dropped here leave the plan."""

    card_asked = Signal()
    """New card."""
    editing_asked = Signal(object)
    deleting_asked = Signal(object)

    def __init__(self, kit: Kit, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._library = kit, library
        self.setAcceptDrops(True)
        self.setObjectName("shelf")
        self.model = ShelfModel(library, kit.factors, self)
        self.model.follow(kit.marks)
        self.model.counted.connect(self._tell)
        self.list = ShelfCards(kit, self.model)
        self.count = label(kind="count")
        self.search = SearchField()
        self.search.setPlaceholderText("Search cards, people, dates…")
        self.search.setAccessibleName("Search evidence")
        self.search.setMaxLength(200)
        self.search.addAction(
            icon(kit.theme, "search", "hint"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._on_searched)
        self.search.left_down.connect(self._on_left_down)
        self.order = Choice(kit.theme)
        self.order.setAccessibleName("Order of the cards")
        for order, words in _ORDERS:
            self.order.addItem(words, order)
        self.order.currentIndexChanged.connect(self.refresh)
        self.chips = Chips(kit.theme)
        self.chips.changed.connect(self.refresh)
        self.filters = ChipsArea(self.chips)
        self._landing, self._over = False, False
        self._sorter: Sorter | None = None
        self._known: KeysView[str] = {}.keys()
        self.new = button("New card", "quiet")
        self.new.setIcon(icon(kit.theme, "plus"))
        self.new.clicked.connect(self.card_asked)
        self.everything = button("Show all cards", "quiet")
        self.everything.clicked.connect(self.show_all)
        self._lay()
        self._connect()

    def refresh(self) -> None:
        """Search again, and keep the chosen card where it still matches, or else its place."""
        chosen = self.list.currentIndex()
        current, place = chosen.data(CardRole.ID), chosen.row()
        session = self._kit.session
        used = frozenset(self._used(session.plan)) if session.is_open else frozenset()
        self.model.search(
            Query(
                words=self.search.text(),
                factors=self.chips.chosen(),
                without=used if self.chips.unused.isChecked() else frozenset(),
                order=Order(self.order.currentData()),
                within=self.chips.within,
            )
        )
        row = self.model.row_of(current) if current else -1
        if current and row < 0:
            row = min(place, self.model.rowCount() - 1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self._tell()

    def show_card(self, card_id: str) -> None:
        """Choose a card and bring it in view, without the filters where they hide it."""
        if self.model.find(card_id) < 0:
            self.search.clear()
            self.chips.unused.setChecked(False)
            self.chips.clear()
        row = self.model.find(card_id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))

    def show_row(self, row: Row) -> None:
        """Show such cards as a row of the coverage counts, and no others."""
        self.search.clear()
        self.chips.show_row(row)
        self.filters.ensureWidgetVisible(self.chips.active, 0, 4)
        self.list.scrollToTop()

    def show_all(self) -> None:
        """Show every card, without a search or a filter."""
        self.search.clear()
        self.chips.unused.setChecked(False)
        self.chips.clear()

    def sort_with(self, sorter: "Sorter | None") -> None:
        """Say where the cards are sorted, and sort them; None is for the paragraphs again."""
        if sorter is self._sorter:
            return
        self._sorter = sorter
        self.chips.unused.setText("Unused only" if sorter is None else "Unsorted only")
        self.chips.unused.setAccessibleName(self.chips.unused.text())
        self.model.set_used(self._used(self._kit.session.plan))
        if self.chips.unused.isChecked():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.filters.fit(event.size().height() // 4)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._over = self._putting_back(event.mimeData()) is not None
        self.update()
        if self._over:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        put_back = self._putting_back(event.mimeData())
        self._over = False
        self.update()
        if put_back is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            put_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._landing or self._over):
            return
        of = self._kit.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(of.accent_soft) if self._over else Qt.BrushStyle.NoBrush)
        edge = QColor(of.accent_text if self._over else of.strong_border)
        painter.setPen(QPen(edge, 1.5 if self._over else 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(5.5, 5.5, -4.5, -4.5), 9, 9)

    def _putting_back(self, mime: QMimeData) -> Callable[[], None] | None:
        """Return what takes the dragged cards out of the plan or its piles, or None."""
        payload = from_mime(mime)
        if payload is None:
            return None
        if self._sorter is not None and self._sorter.is_sorted(payload):
            return partial(self._sorter.unsort, payload)
        placed = payload.placed_in(self._kit.session.plan)
        return partial(self._kit.hands.remove, placed) if placed else None

    def _used(self, plan: Plan) -> dict[str, str]:
        """Say of the cards in the plan where they are: in which pile while those are shown."""
        if self._sorter is not None:
            return self._sorter.told()
        return {card: used_in(numbers) for card, numbers in plan.used_in().items()}

    def _on_drag_began(self, payload: Payload) -> None:
        self._landing = bool(payload.placements)
        self.update()

    def _on_drag_ended(self) -> None:
        self._landing = self._over = False
        self.update()

    def _tell(self) -> None:
        total = self._library.count(Query())
        shown = self.model.matches
        told = "…" if shown is None else f"{shown:,}"
        self.count.setText(f"{told} of {total:,}" if shown != total else told)
        self.count.setAccessibleName(f"{told} of {total:,} cards shown")
        self._stack.setCurrentWidget(self._empty if shown == 0 else self.list)
        self.everything.setVisible(bool(total))
        if shown == 0:
            self._none.setText(self._why() if total else _NO_CARDS)

    def _why(self) -> str:
        """Say why no card is shown."""
        narrowed = self.chips.narrowed_to
        if narrowed and not self.search.text() and not self.chips.chosen():
            unused = self.chips.unused
            left = " that is not used yet" if unused.isChecked() else ""
            return f"No card on the shelf{left} is found under “{narrowed}”."
        return "No card matches.\nTry fewer words, or clear the filters."

    def _lay(self) -> None:
        title = label("EVIDENCE", "section")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.count)
        self._none = label(kind="empty", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.setContentsMargins(0, 4, 0, 0)
        words.setSpacing(4)
        words.addWidget(self._none)
        words.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addStretch(1)
        self._empty, holder = empty, QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        foot = QHBoxLayout()
        foot.addWidget(self.new)
        foot.addStretch(1)
        foot.addWidget(self.order)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 16, 10, 10)
        box.setSpacing(9)
        box.addLayout(head)
        box.addWidget(self.search)
        box.addWidget(self.filters)
        box.addWidget(holder, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        hands = self._kit.hands
        self.list.drag_began.connect(hands.drag_began)
        self.list.drag_ended.connect(hands.drag_ended)
        self.list.placing_asked.connect(self._on_placing_asked)
        self.list.opening_asked.connect(self._on_opening_asked)
        self.list.menu_asked.connect(self._on_menu_asked)
        self.list.copying_asked.connect(self.copy)
        self._kit.session.plan_changed.connect(self._on_plan_changed)
        hands.drag_began.connect(self._on_drag_began)
        hands.drag_ended.connect(self._on_drag_ended)

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        used = self._used(plan)
        gone = used.keys() != self._known
        self._known = used.keys()
        self.model.set_used(used)
        if before is None or (self.chips.unused.isChecked() and gone):
            self.refresh()
        if before is None and self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def _on_searched(self) -> None:
        self.refresh()
        # The best match is the first, whatever was chosen before.
        self.list.setCurrentIndex(self.model.index(0))
        self.list.scrollToTop()

    def _on_left_down(self) -> None:
        if self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_placing_asked(self) -> None:
        payload = self.list.payload()
        if payload is not None:
            asker = self._sorter or self._kit.hands
            asker.ask_where(payload, self.list.menu_point(), self)

    def _on_opening_asked(self) -> None:
        for card in self.list.chosen()[:1]:
            self._kit.hands.open_card(card)

    def _on_menu_asked(self, point: QPoint) -> None:
        payload = self.list.payload()
        if payload is None:
            return
        menu = QMenu(self)
        menu.addAction("Show the whole card\tSpace", self._on_opening_asked)
        if self._sorter is not None:
            self._sorter.fill_places(menu.addMenu("Sort into"), payload)
        self._kit.hands.fill_places(menu.addMenu("Place in"), payload)
        menu.addAction("Copy\tCtrl+C", self.copy)
        card = payload.cards[0]
        if len(payload.cards) == 1:
            menu.addSeparator()
        if len(payload.cards) == 1 and card.pack != OWN:
            menu.addAction("Suggest a fix…", partial(self._kit.hands.fix_asked.emit, card))
        elif len(payload.cards) == 1:
            menu.addAction("Edit card…", partial(self.editing_asked.emit, card))
            menu.addAction("Delete card", partial(self.deleting_asked.emit, card))
        pop_up(menu, point)

    def copy(self) -> None:
        """Put the chosen cards on the clipboard."""
        payload = self.list.payload()
        if payload is not None:
            self._kit.hands.copy(payload)
