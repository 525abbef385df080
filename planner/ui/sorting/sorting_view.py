"""The sorting table: cards from the shelf go into piles, and the piles become paragraphs."""

import itertools
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from planner.model import sorting
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.controls import button, set_tip
from planner.ui.drag_scroll import DragScroll
from planner.ui.flow import FlowLayout
from planner.ui.kit import Kit
from planner.ui.payload import Payload
from planner.ui.sorting.aside import Aside
from planner.ui.sorting.pile_box import PileBox
from planner.ui.sorting.pile_cards import PileCards
from planner.ui.sorting.sorter import Sorter
from planner.ui.sorting.table import GAP, Table


class SortingView(QWidget):
    """The plan's piles, with what can be done with all of them above."""

    made = Signal(str)
    """Paragraphs were made of the piles, in a sentence."""
    told = Signal(str)
    """Something was done, or there was nothing to do, in a sentence."""
    another_asked = Signal()
    """The same cards are to be sorted for another question."""
    plan_asked = Signal(str)
    """The id of the other plan, to be opened."""

    def __init__(self, kit: Kit, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._library = kit, library
        self._others: list[Plan] = []
        self._other = 0
        self._back: QWidget | None = None
        self.setAccessibleName("Sorting table")
        self.sorter = Sorter(kit, self)
        self.table = Table(kit, self.sorter)
        self.aside = Aside(kit, self.sorter)
        self.paragraphs = button("Make paragraphs")
        self.taking = button("Take in paragraphs", "quiet")
        set_tip(self.taking, "Make piles of the paragraphs, with their cards")
        self.another = button("Another question…", "quiet")
        set_tip(self.another, "Sort the same cards for another question, in a plan of its own")
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.table)
        self._scroll = DragScroll(self._area)
        self._lay()
        self._connect()

    def show_plan(self, before: Plan | None, plan: Plan) -> None:
        """Show the piles of a plan, and select what went to another pile."""
        if before is None:
            self._others, self._other = self._read_others(plan), 0
            questions = [other.question.text for other in self._others]
            self.table.legend.offer(questions, self._other)
        self._compare(plan)
        self.paragraphs.setEnabled(bool(plan.piles))
        if before is None:
            self._area.verticalScrollBar().setValue(0)
        elif moved := _moved(before, plan):
            self._choose(moved, isinstance(QApplication.focusWidget(), PileCards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.aside.fit()

    def every(self) -> list[PileBox]:
        """Return the piles in their order, and then what is aside."""
        return [*self.table.in_order(), self.aside]

    def _compare(self, plan: Plan) -> None:
        """Show the piles, and which of the cards serve this plan, the other one or both."""
        other = self._others[self._other] if self._others else None
        serving: dict[str, sorting.Serves] = {}
        if other is not None:
            second = plan.sorted_for == other.id
            this = sorting.Serves.SECOND if second else sorting.Serves.FIRST
            pair = (other, plan) if second else (plan, other)
            serving = dict(sorting.serving(*pair))
            asked = [of.question.text for of in pair]
            self.table.legend.show_questions(asked[0], asked[1], this, serving)
        self.table.sync(plan, serving)
        self.aside.sync(plan, len(plan.piles) + 1, serving)
        self.table.legend.setVisible(other is not None)

    def _read_others(self, plan: Plan) -> list[Plan]:
        """Return the plan whose sort this one's began with, and those whose sort began with it."""
        ids = [plan.sorted_for] if plan.sorted_for else []
        ids += [summary.id for summary in self._library.plans.sorted_from(plan.id)]
        found = []
        for plan_id in ids:
            # It may have been deleted for good, be damaged, or be on another computer.
            with suppress(StoreError):
                found.append(self._library.plans.load(plan_id))
        return found

    def _choose(self, cards: set[str], focus: bool) -> None:
        """Select cards where they are, and bring them in view."""
        for box in self.every():
            if box.cards.choose_cards(cards):
                if focus:
                    box.cards.setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring(box.cards)
            else:
                box.cards.clearSelection()

    def _bring(self, cards: PileCards) -> None:
        """Scroll to the current card of a pile, once the layout has given that its place."""
        QTimer.singleShot(0, cards, partial(self._show_current, cards))

    @staticmethod
    def _show_current(cards: PileCards) -> None:
        area = cards.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is None or page is None:
            return
        rect = cards.visualRect(cards.currentIndex())
        point = cards.viewport().mapTo(page, rect.center())
        margin = min(rect.height() // 2 + GAP, area.viewport().height() // 2)
        area.ensureVisible(point.x(), point.y(), 0, margin)

    def _on_begun(self, pile_id: str) -> None:
        focused = QApplication.focusWidget()
        self._back = None if focused is None or self.isAncestorOf(focused) else focused
        box = self.table.boxes[pile_id]
        box.name.entered.connect(self._on_named)
        box.name.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, box, partial(self._area.ensureWidgetVisible, box, 0, 24))

    def _on_named(self) -> None:
        """Give the keyboard back to where the pile was begun from, or to its cards."""
        back, self._back = self._back, None
        focused = QApplication.focusWidget()
        box = next((b for b in self.table.boxes.values() if b.name is focused), None)
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif box is not None:
            box.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drag_began(self, payload: Payload) -> None:
        self._scroll.start()
        self.aside.open_to_drag(payload)

    def _on_drag_ended(self) -> None:
        self._scroll.stop()
        self.aside.open_to_drag(None)

    def _on_paragraphs(self) -> None:
        before = self._kit.session.plan
        if self._kit.session.apply(sorting.make_paragraphs, "make paragraphs of the piles"):
            self.made.emit(_said(before, self._kit.session.plan))

    def _on_taking(self) -> None:
        before = self._kit.session.plan
        if not self._kit.session.apply(sorting.make_piles, "take in the paragraphs"):
            return
        if self._kit.session.plan == before:
            self.told.emit("All that is in the paragraphs is on the table already.")
        else:
            self.told.emit("The paragraphs are piles on the table now, with their cards.")

    def _on_other_asked(self) -> None:
        if self._others:
            self.plan_asked.emit(self._others[self._other].id)

    def _on_compared(self, number: int) -> None:
        self._other = number
        self._compare(self._kit.session.plan)

    def _order_tabs(self) -> None:
        """Let Tab go through the piles in their order, whatever was made or moved last."""
        legend = self.table.legend
        stops: list[QWidget] = [self.paragraphs, self.taking, self.another]
        stops += [legend.open, legend.choice]
        for pile in self.table.in_order():
            stops += pile.tab_stops()
        stops += [self.table.new.add, self.aside.cards]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _lay(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools, 6)
        for tool in (self.paragraphs, self.taking, self.another):
            row.addWidget(tool)
        head = QVBoxLayout()
        head.setContentsMargins(18, 8, 18, 8)
        head.addWidget(tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 6, 18, 12)
        foot.addWidget(self.aside)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.paragraphs.clicked.connect(self._on_paragraphs)
        self.taking.clicked.connect(self._on_taking)
        self.another.clicked.connect(self.another_asked)
        self.table.legend.other_asked.connect(self._on_other_asked)
        self.table.legend.compared.connect(self._on_compared)
        self.sorter.landed.connect(self._choose)
        self.sorter.begun.connect(self._on_begun)
        self.table.laid.connect(self._order_tabs)
        self._kit.hands.drag_began.connect(self._on_drag_began)
        self._kit.hands.drag_ended.connect(self._on_drag_ended)


def _moved(before: Plan, after: Plan) -> set[str]:
    """Return the cards that are in another pile than before."""

    def homes(plan: Plan) -> dict[str, str]:
        piles = {p.card.id: pile.id for pile in plan.piles for p in pile.placements}
        return piles | {p.card.id: sorting.ASIDE for p in plan.aside}

    old = homes(before)
    return {card for card, pile in homes(after).items() if old.get(card) != pile}


def _said(before: Plan, after: Plan) -> str:
    """Say what making paragraphs did."""
    known = {p.paragraph for p in before.piles if before.paragraph(p.paragraph)}
    made = [pile for pile in after.piles if pile.paragraph and pile.paragraph not in known]
    if made:
        count = f"{len(made)} paragraphs" if len(made) > 1 else "One paragraph"
        return f"{count} made of the piles, with their names and their cards."
    if after != before:
        return "The paragraphs have the piles’ new cards and order now."
    return "The paragraphs are as the piles are already."
