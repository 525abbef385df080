"""What a pile and what is aside share: cards are dropped on it, and moved by keys and menus."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from planner.model.plan import Plan
from planner.model.sorting import ASIDE, Serves, pile_cards
from planner.ui.controls import label, set_tip
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.panel import RADIUS, Panel
from planner.ui.payload import Payload, from_mime
from planner.ui.slot_menu import fill_of_pack
from planner.ui.sorting.pile_cards import PileCards
from planner.ui.sorting.sorter import Sorter


class PileBox(Panel):
    """A pile, or what is aside; cards can be dropped all over it."""

    def __init__(
        self, kit: Kit, sorter: Sorter, pile_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(kit.theme, parent)
        self._kit, self._sorter, self.pile_id = kit, sorter, pile_id
        self.lit, self._over = False, False
        self._payload: Payload | None = None
        self.setAcceptDrops(True)
        self.cards = PileCards(kit, rows=pile_id == ASIDE)
        self.count = label(kind="small")
        self._connect_cards()

    def sync(self, plan: Plan, number: int, serving: Mapping[str, Serves]) -> None:
        """Show the pile as it is in a plan now, as number on the table.

        serving: which of two questions the cards with these ids serve.
        """
        placements = pile_cards(plan, self.pile_id)
        self.cards.pile.show_pile(placements, serving)
        held = len(placements)
        self._show_count(f"{held or ''}", f"{held} {'card' if held == 1 else 'cards'}")

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        return [self.cards]

    def open_to_drag(self, payload: Payload | None) -> None:
        """Light up where these cards may land; None ends it."""
        opened = payload is not None and self._sorter.may_land(payload, self.pile_id)
        if opened != self.lit:
            self.lit = opened
            self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._payload = from_mime(event.mimeData())
        # What this pile refuses is not for the table behind it to begin a new one with.
        event.setAccepted(self._payload is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        action = self._answer(event)
        if action is None:
            self._leave()
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        self._over = True
        self.cards.mark(self._at(event))
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._leave()

    def dropEvent(self, event: QDropEvent) -> None:
        action, at = self._answer(event), self._at(event)
        payload, self._payload = self._payload, None
        self._leave()
        if action is None or payload is None:
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        self._sorter.land(payload, self.pile_id, at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.lit or self._over):
            return
        of = self._kit.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over:
            painter.setBrush(QColor(of.accent_soft))
        edge = QColor(of.accent_text if self._over else of.strong_border)
        # Many piles light up at once; the one that would take the card stands out.
        edge.setAlpha(255 if self._over else 130)
        painter.setPen(QPen(edge, 1.5 if self._over else 1.0, Qt.PenStyle.DashLine))
        rect = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawRoundedRect(rect, RADIUS - 2, RADIUS - 2)

    def _answer(self, event: QDropEvent) -> Qt.DropAction | None:
        """Return what dropping here would do, or None where it may not land."""
        payload = self._payload
        if payload is None or not self._sorter.may_land(payload, self.pile_id, self._at(event)):
            return None
        sorted_ = self._sorter.is_sorted(payload)
        return Qt.DropAction.MoveAction if sorted_ else Qt.DropAction.CopyAction

    def _at(self, event: QDropEvent) -> int:
        point = self.cards.viewport().mapFrom(self, event.position().toPoint())
        return self.cards.place_at(point)

    def _leave(self) -> None:
        self._over = False
        self.cards.mark(-1)
        self.update()

    def _show_count(self, shown: str, told: str) -> None:
        self.count.setText(shown)
        self.count.setAccessibleName(told)
        set_tip(self.count, told)

    def _connect_cards(self) -> None:
        cards, hands = self.cards, self._kit.hands
        cards.drag_began.connect(hands.drag_began)
        cards.drag_ended.connect(hands.drag_ended)
        cards.placing_asked.connect(self._on_placing_asked)
        cards.opening_asked.connect(self._on_opening_asked)
        cards.menu_asked.connect(self._on_menu_asked)
        cards.removing_asked.connect(self._on_removing_asked)
        cards.cutting_asked.connect(self._on_cutting_asked)
        cards.copying_asked.connect(self._on_copying_asked)
        cards.pasting_asked.connect(self._on_pasting_asked)
        cards.shifting_asked.connect(self._on_shifting_asked)
        cards.carrying_asked.connect(self._on_carrying_asked)

    def _on_menu_asked(self, point: QPoint) -> None:
        payload = self.cards.payload()
        if payload is None:
            return
        menu = QMenu(self)
        menu.addAction("Show the whole card\tSpace", self._on_opening_asked)
        fill_of_pack(menu, self._kit, payload.cards[0])
        menu.addSeparator()
        self._sorter.fill_places(menu.addMenu("Move to"), payload)
        ways = ("up", "down") if self.pile_id != ASIDE else ("left", "right")
        for way, by in zip(ways, (-1, 1), strict=True):
            shift = partial(self._on_shifting_asked, by)
            menu.addAction(f"Move {way}\tAlt+{way.capitalize()}", shift)
        menu.addAction("Pile before\tCtrl+Left", partial(self._on_carrying_asked, -1))
        menu.addAction("Pile after\tCtrl+Right", partial(self._on_carrying_asked, 1))
        menu.addSeparator()
        menu.addAction("Cut\tCtrl+X", self._on_cutting_asked)
        menu.addAction("Copy\tCtrl+C", self._on_copying_asked)
        menu.addAction("Paste\tCtrl+V", self._on_pasting_asked)
        menu.addAction("Take out of the piles\tDel", self._on_removing_asked)
        pop_up(menu, point)

    def _on_placing_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._sorter.ask_where(payload, self.cards.menu_point(), self)

    def _on_opening_asked(self) -> None:
        for card in self.cards.chosen()[:1]:
            self._kit.hands.open_card(card)

    def _on_removing_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._sorter.unsort(payload)

    def _on_cutting_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._sorter.cut(payload)

    def _on_copying_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.copy(payload)

    def _on_pasting_asked(self) -> None:
        rows = [index.row() for index in self.cards.chosen_indexes()]
        self._sorter.paste(self.pile_id, rows[-1] + 1 if rows else None)

    def _on_shifting_asked(self, by: int) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._sorter.shift(self.pile_id, payload, by)

    def _on_carrying_asked(self, by: int) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._sorter.carry(self.pile_id, payload, by)
