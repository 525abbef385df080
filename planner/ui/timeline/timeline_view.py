"""The timeline view: the plan's cards and the packs' others along an axis of time."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from planner.model.coverage import Sought, suits
from planner.model.evidence import Card
from planner.model.plan import Plan
from planner.model.timeline import in_time
from planner.store.library import Library
from planner.ui.chips import Chips
from planner.ui.controls import button, icon_button, label, set_tip
from planner.ui.empty_state import empty_state
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.panel import Panel
from planner.ui.slot_menu import fill_of_pack
from planner.ui.timeline.legend import Legend
from planner.ui.timeline.readout import Readout
from planner.ui.timeline.stock import Stock
from planner.ui.timeline.time_cards import TimeList
from planner.ui.timeline.time_hands import NEARER, Timeline
from planner.ui.timeline.time_model import TimeModel
from planner.ui.timeline.undated import Undated

_EMPTY = (
    "Cards stand here by their dates: those of the plan filled, and those that it does not use"
    " yet hollow. Make a card of your own with New card, or add an evidence pack."
)


LOW = 520
"""The height of the view, in pixels, below which room is spared for the axis."""


class TimelineView(QWidget):
    """Shows a plan's cards and the packs' others in time, and finds each where it is."""

    place_asked = Signal(str)
    """A placement to be shown on the board."""
    card_asked = Signal(str)
    """The id of a card to be shown on the shelf."""

    def __init__(self, kit: Kit, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._stock = kit, Stock(library)
        self._chips: Chips | None = None
        self._plan: Plan | None = None
        self.cards = Timeline(kit, TimeModel(kit.factors, self))
        self.undated = Undated(kit, TimeModel(kit.factors, self))
        self.readout = Readout(kit)
        self.legend = Legend(kit.theme)
        self.filtered = label(kind="small")
        self.only = button("Plan only", "chip")
        self.only.setCheckable(True)
        set_tip(self.only, "Leave out the cards that the plan does not use")
        self.only.toggled.connect(self.refresh)
        self.farther = icon_button(kit.theme, "minus", "Zoom out")
        self.nearer = icon_button(kit.theme, "plus", "Zoom in")
        self.fit = button("Fit", "quiet")
        set_tip(self.fit, "Show all of the time (0)")
        self.farther.clicked.connect(partial(self.cards.zoom_by, 1 / NEARER, None))
        self.nearer.clicked.connect(partial(self.cards.zoom_by, NEARER, None))
        self.fit.clicked.connect(self.cards.fit)
        self._lay()
        self._connect()

    def take_focus(self) -> None:
        """Give the keyboard to the cards, or to what is there without any."""
        lists = [self.cards, self.undated.cards]
        stop = next((cards for cards in lists if cards.isVisible() and cards.cards.count()), None)
        (stop or self.only).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self, chips: Chips) -> None:
        """Show only cards of the factors that are chosen there, where any is."""
        self._chips = chips
        chips.changed.connect(self.refresh)

    def show_plan(self, before: Plan | None, plan: Plan) -> None:
        """Show a plan; before: what was shown last, None for another plan than before."""
        self._plan = plan
        if before is None:
            self._stock.forget()
        self.refresh()
        if before is None:
            self.cards.fit()

    def refresh(self) -> None:
        """Show what the plan, the library and the filters have now."""
        if self._plan is None:
            return
        used = self._plan.used_in()
        chosen = self._chips.chosen() if self._chips else frozenset()
        within = (self._chips.within if self._chips else None) or Sought()
        placed = {p.card.id: p.card for p in self._plan.placements()}
        shown = [c for c in placed.values() if not chosen or not chosen.isdisjoint(c.factors)]
        if not self.only.isChecked():
            others = self._stock.cards(self._plan, chosen)
            shown += [card for card in others if card.id not in placed]
        shown = [c for c in shown if suits(within, c.when, c.people, c.factors)]
        filtered = bool(chosen) or within != Sought()
        dated, undated = in_time(shown)
        self.cards.show_dated(dated, used)
        self.undated.cards.cards.show_cards(undated, used)
        self.undated.tell()
        count = sum(card.id in placed for card in shown)
        self.legend.tell(count, len(shown) - count)
        self.filtered.setText("Filtered as on the shelf" if filtered else "")
        self.filtered.setVisible(filtered)
        self._none.setText(
            "No card here has a date." if undated else "No card here fits the filters."
        )
        page = self.cards if dated else self._none if undated or filtered else self._empty
        self._pages.setCurrentWidget(page)
        self._read(self.cards.read_now())
        self._on_zoomed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        low = event.size().height() < LOW
        self.undated.spare(low)
        self.readout.spare(low)
        super().resizeEvent(event)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.legend, 1)
        head.addWidget(self.filtered)
        head.addSpacing(4)
        head.addWidget(self.only)
        head.addSpacing(6)
        for control in (self.farther, self.nearer, self.fit):
            head.addWidget(control)
        self._none = label(kind="empty")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = QWidget()
        inner = QVBoxLayout(self._empty)
        inner.addWidget(empty_state("No cards yet", _EMPTY))
        inner.addStretch(1)
        self._pages = QStackedWidget()
        for page in (self.cards, self._none, self._empty):
            self._pages.addWidget(page)
        chart = Panel(self._kit.theme)
        column = QVBoxLayout(chart)
        column.setContentsMargins(2, 3, 2, 3)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.undated)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 10, 22, 14)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(chart, 1)
        box.addWidget(self.readout)

    def _connect(self) -> None:
        hands = self._kit.hands
        for cards in (self.cards, self.undated.cards):
            cards.drag_began.connect(hands.drag_began)
            cards.drag_ended.connect(hands.drag_ended)
            cards.read.connect(self._read)
            cards.found.connect(self._find)
            cards.placing_asked.connect(partial(self._on_placing_asked, cards))
            cards.opening_asked.connect(partial(self._on_opening_asked, cards))
            cards.copying_asked.connect(partial(self._on_copying_asked, cards))
            cards.menu_asked.connect(partial(self._on_menu_asked, cards))
        self.readout.found.connect(self._find)
        self.cards.zoomed.connect(self._on_zoomed)
        self._kit.marks.changed.connect(self._on_library_changed)

    def _read(self, card: Card | None) -> None:
        used = self._plan.used_in() if self._plan and card else {}
        numbers = used.get(card.id, ()) if card else ()
        words = f"In paragraph {', '.join(str(number) for number in numbers)}" if numbers else ""
        self.readout.show_card(card, words)

    def _find(self, card: Card) -> None:
        """Ask that a card be shown on the board where it is first used, or else on the shelf."""
        placements = self._plan.placements() if self._plan else ()
        found = next((p.id for p in placements if p.card.id == card.id), None)
        if found is None:
            self.card_asked.emit(card.id)
        else:
            self.place_asked.emit(found)

    def _on_zoomed(self) -> None:
        some, zoom = self._pages.currentWidget() is self.cards, self.cards.zoom
        self.farther.setEnabled(some and zoom > 1)
        self.fit.setEnabled(some and zoom > 1)
        self.nearer.setEnabled(some and zoom < self.cards.most_zoom())

    def _on_library_changed(self) -> None:
        self._stock.forget()
        if self.isVisible():
            self.refresh()

    def _on_placing_asked(self, cards: TimeList) -> None:
        payload = cards.payload()
        if payload is not None:
            self._kit.hands.ask_where(payload, cards.menu_point(), self)

    def _on_opening_asked(self, cards: TimeList) -> None:
        for card in cards.chosen()[:1]:
            self._kit.hands.open_card(card)

    def _on_copying_asked(self, cards: TimeList) -> None:
        payload = cards.payload()
        if payload is not None:
            self._kit.hands.copy(payload)

    def _on_menu_asked(self, cards: TimeList, point: QPoint) -> None:
        payload = cards.payload()
        if payload is None:
            return
        placed = self._plan is not None and payload.cards[0].id in self._plan.used_in()
        menu = QMenu(self)
        where = "board" if placed else "shelf"
        menu.addAction(f"Show on the {where}\tCtrl+Enter", partial(self._find, payload.cards[0]))
        menu.addAction("Show the whole card\tSpace", partial(self._on_opening_asked, cards))
        fill_of_pack(menu, self._kit, payload.cards[0])
        self._kit.hands.fill_places(menu.addMenu("Place in"), payload)
        menu.addAction("Copy\tCtrl+C", partial(self._on_copying_asked, cards))
        pop_up(menu, point)
