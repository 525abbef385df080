"""The ranking: factors in order of weight with a reason each, and explained arrows between them."""

import itertools
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.model import ranking
from planner.model.plan import Plan
from planner.ui.controls import button, label, set_tip
from planner.ui.flow import FlowLayout
from planner.ui.kit import Kit
from planner.ui.messages import ask_text
from planner.ui.ranking.carrying import Carrier
from planner.ui.ranking.deeds import Deeds
from planner.ui.ranking.link_list import LinkList
from planner.ui.ranking.link_map import LinkMap
from planner.ui.ranking.offer import Offer, refusal
from planner.ui.ranking.ranks import Ranks
from planner.ui.ranking.tray import Tray

_HOW = "Drag from one to another, or press L on each. A dashed arrow is not explained yet."
_NONE = "Say what made what possible: drag from a factor or a paragraph to another, or press L."


class RankingView(QScrollArea):
    """Shows a plan's ranking and arrows, and brings itself up to date by comparing."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._deeds = Deeds(kit, self._tell)
        self._drawing = ""
        self._tabs: list[QWidget] = []
        self.setAccessibleName("Rank")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        carrier = Carrier(self)
        self.tray = Tray(kit, self._deeds, carrier)
        self.ranks = Ranks(kit, self._deeds, carrier)
        self.map = LinkMap(kit, self._deeds)
        self.list = LinkList(kit, self._deeds)
        self.offer = Offer()
        self.ladder = self._shape("Ladder")
        self.diamond = self._shape("Diamond nine")
        self._shapes = QButtonGroup(self)
        for number, shape in enumerate((self.ladder, self.diamond)):
            self._shapes.addButton(shape, number)
        set_tip(self.diamond, "One at the top, then two, three, two and one")
        self.order = button("Order the paragraphs like this")
        self.conclude = button("Offer to the conclusion…")
        self.told = label(kind="muted", wrap=True)
        self.hint = label(kind="small", wrap=True)
        self._lay()
        self._connect()

    def show_plan(self, before: Plan | None, plan: Plan) -> None:
        """Show a plan; before is what was shown last, or None where another one was open."""
        # What was said of the last change is no news after the next.
        self._tell("")
        if before is None:
            self.map.leave()
            self.map.note.close_note()
            self.offer.hide()
            self.verticalScrollBar().setValue(0)
        (self.diamond if plan.diamond else self.ladder).setChecked(True)
        self.tray.sync(plan)
        self.ranks.sync(plan)
        self.map.sync(plan)
        self.list.sync(plan)
        if self.offer.isVisible():
            self.offer.show_lines(plan)
            self.offer.setVisible(bool(plan.ranking))
        self._hint()
        self._order_tabs()

    def take_focus(self) -> None:
        """Give the keyboard to the first factor, ranked or not."""
        tiles = [*self.tray.in_order(), *(rung.tile for rung in self.ranks.in_order())]
        stop: QWidget = tiles[0] if tiles else self.tray.add
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shape(self, text: str) -> QPushButton:
        made = button(text, "tab")
        made.setCheckable(True)
        return made

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("RANKING", "section"), 1)
        head.addWidget(self.ladder)
        head.addWidget(self.diamond)
        deeds = FlowLayout(None, 8)
        deeds.addWidget(self.order)
        deeds.addWidget(self.conclude)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(22, 12, 22, 24)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.tray)
        column.addWidget(self.ranks)
        column.addLayout(deeds)
        column.addWidget(self.told)
        column.addWidget(self.offer)
        column.addSpacing(16)
        column.addWidget(label("LINKS", "section"))
        column.addWidget(self.hint)
        column.addWidget(self.map)
        column.addSpacing(4)
        column.addWidget(self.list)
        column.addStretch(1)
        self.told.hide()
        self.setWidget(self._page)

    def _connect(self) -> None:
        self._shapes.idClicked.connect(self._on_shape)
        self.tray.adding_asked.connect(self._on_adding_asked)
        self.order.clicked.connect(self._on_order)
        self.conclude.clicked.connect(self._on_conclude)
        self.offer.taken.connect(self._on_taken)
        self.offer.left.connect(self._on_left)
        self.map.reached.connect(self._on_reached)
        self.map.told.connect(self._on_drawing)
        self.list.selected.connect(self.map.select)

    def _order_tabs(self) -> None:
        """Let Tab go through the view in reading order, whatever was made or moved last."""
        stops: list[QWidget] = [
            self.ladder,
            self.diamond,
            *self.tray.tab_stops(),
            *self.ranks.tab_stops(),
            self.order,
            self.conclude,
            self.offer.add,
            self.offer.leave,
            *self.map.nodes.values(),
            *self.list.tab_stops(),
        ]
        if stops != self._tabs:
            self._tabs = stops
            for before, after in itertools.pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _tell(self, words: str) -> None:
        """Say what was done, on the screen and to a screen reader."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if words:
            self._kit.hands.say(words)
            QTimer.singleShot(0, self, partial(self.ensureWidgetVisible, self.told, 0, 24))

    def _hint(self) -> None:
        usual = _HOW if self._kit.session.plan.arrows else _NONE
        self.hint.setText(self._drawing or usual)

    def _on_shape(self, number: int) -> None:
        self._deeds.shape(bool(number))

    def _on_adding_asked(self) -> None:
        plan = self._kit.session.plan
        check = partial(ranking.add_factor, plan)
        name = ask_text(self, "Add a factor", "Name of the factor", "", check)
        if name is not None and self._deeds.add_factor(name):
            rung = self.ranks.in_order()[-1]
            rung.tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_order(self) -> None:
        self._tell(self._deeds.order())

    def _on_conclude(self) -> None:
        self._kit.session.settle()
        plan = self._kit.session.plan
        why = refusal(plan)
        self._tell(why)
        self.offer.setVisible(not why)
        if not why:
            self.offer.show_lines(plan)
            self.offer.add.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, partial(self.ensureWidgetVisible, self.offer, 0, 24))

    def _on_taken(self) -> None:
        if self._deeds.conclude():
            self._on_left()
            self._tell("The ranking stands at the end of the conclusion now.")

    def _on_left(self) -> None:
        self.conclude.setFocus(Qt.FocusReason.OtherFocusReason)
        self.offer.hide()

    def _on_drawing(self, words: str) -> None:
        self._drawing = words
        self._hint()
        if words:
            self._kit.hands.say(words)

    def _on_reached(self, point: QPoint) -> None:
        here = self.map.mapTo(self._page, point)
        self.ensureVisible(here.x(), here.y(), 0, 30)
