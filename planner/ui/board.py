"""The board: the plan in reading order, from the line of argument to the conclusion."""

import itertools
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.model.plan import Field, Paragraph, Part, Plan
from planner.ui.board_page import Page
from planner.ui.controls import button
from planner.ui.drag_scroll import DragScroll
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.paragraph import ParagraphBox
from planner.ui.part_box import PartBox
from planner.ui.payload import Payload
from planner.ui.slot_cards import SlotCards

_AT_ONCE = 10
"""How many slots and paragraphs are made at a time; each takes some five milliseconds."""
_FIRST = 4
"""How many before the window is shown: as many as fill one of the usual size."""
_LOOKS = 6
"""How often a place is looked at anew: what unfolds is laid out in several turns."""


class Board(QScrollArea):
    """Shows the session's plan, and brings itself up to date by comparing."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._tabs: list[tuple[str, ...]] = []
        self._left: Iterator[None] = iter(())
        self._spare: list[ParagraphBox] = []
        self._unseen = self._held = False
        self.setAccessibleName("Board")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        essay = kit.frameworks.essay
        self.parts = {
            Part.LINE_OF_ARGUMENT: PartBox(kit, Part.LINE_OF_ARGUMENT, essay.line_of_argument),
            Part.INTRODUCTION: PartBox(kit, Part.INTRODUCTION, essay.introduction),
            Part.CONCLUSION: PartBox(kit, Part.CONCLUSION, essay.conclusion),
        }
        self.add = button("Add paragraph", "quiet")
        self.add.setIcon(icon(kit.theme, "plus"))
        self.add.clicked.connect(self._on_add)
        self._lay()
        self._scroller = DragScroll(self)
        kit.session.plan_changed.connect(self._on_plan_changed)
        kit.hands.drag_began.connect(self._on_drag_began)
        kit.hands.drag_ended.connect(self._on_drag_ended)
        kit.hands.landed.connect(self._on_landed)

    def choose(self, placements: set[str], focus: bool) -> None:
        """Select placed cards where they are, and bring them in view."""
        self._finish()
        for box in self._page.boxes.values():
            for slot in box.boxes.values():
                if slot.choose(placements):
                    if focus:
                        slot.cards.setFocus(Qt.FocusReason.OtherFocusReason)
                    self._bring(slot)
                    self._bring_card(slot.cards)

    def find_card(self, placement: str) -> None:
        """Select a placed card, bring it in view and give it the keyboard; unfold its paragraph."""
        self._on_landed({placement}, True)

    def show_place(self, field: Field) -> None:
        """Bring a field in view, and give it the keyboard; a heading stands for its paragraph."""
        box: QWidget | None
        text: QWidget | None
        self._finish()
        if field.part in self.parts:
            box, text = self.parts[field.part], self.parts[field.part].text
        elif field.of in self._page.boxes:
            box = self._page.boxes[field.of]
            text = self._page.boxes[field.of].heading
        else:
            box, text = self._slot_place(field)
        if box is not None and text is not None:
            self._bring(box)
            text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _slot_place(self, field: Field) -> tuple[QWidget | None, QWidget | None]:
        """Return a slot and its text, and unfold its paragraph."""
        for name, box in self._page.boxes.items():
            slot, paragraph = box.boxes.get(field.of), self._kit.session.plan.paragraph(name)
            if slot is not None and paragraph is not None:
                self._unfold(paragraph)
                return slot, slot.text
        return None, None

    def _on_landed(self, placements: set[str], focus: bool) -> None:
        """Select placed cards; where the keyboard goes to them, they are not left folded away."""
        for paragraph in self._kit.session.plan.paragraphs if focus else ():
            if any(p.id in placements for slot in paragraph.slots for p in slot.placements):
                self._unfold(paragraph)
        self.choose(placements, focus)

    def _unfold(self, paragraph: Paragraph) -> None:
        if paragraph.collapsed:
            self._kit.gestures.collapse(paragraph)

    def _bring(self, box: QWidget) -> None:
        """Scroll to a part of the board, once the layout has given it its place."""
        QTimer.singleShot(0, box, partial(self.ensureWidgetVisible, box, 0, 24))

    def _bring_card(self, cards: SlotCards, looks: int = _LOOKS) -> None:
        """Scroll to a slot's current card, until the layouts have given it its place."""
        rect = cards.visualRect(cards.currentIndex())
        point = cards.viewport().mapTo(self._page, rect.center())
        self.ensureVisible(point.x(), point.y(), 0, rect.height() // 2 + 24)
        if looks:
            QTimer.singleShot(0, cards, partial(self._bring_card, cards, looks - 1))

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is None:
            self._clear()
        for part, box in self.parts.items():
            box.text.show_words(plan.text(Field(part)))
        kept = {paragraph.id for paragraph in plan.paragraphs}
        for name, gone in list(self._page.boxes.items()):
            if name not in kept:
                self._take(gone)
                del self._page.boxes[name]
        self._left = self._steps(plan)
        self._unseen = before is None and not self.window().isVisible()
        self._held = False
        self._make(_FIRST if self._unseen else _AT_ONCE)
        if before is None:
            self.verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        """Make some of what is not there yet, and the rest once the window has answered.

        At the start, what is out of sight waits until the rest has been painted.
        """
        full = self._page.height() > self.contentsRect().height()
        self._held = self._unseen and full and self.isVisible()
        if self._held:
            self._page.update()
        else:
            self._make(_AT_ONCE)

    def _make(self, most: int) -> None:
        """Make so much of what is not there yet, and go on later where that is not all."""
        if sum(1 for _ in itertools.islice(self._left, most)) == most:
            self._kit.session.later.do(self, self._go_on)

    def _on_painted(self) -> None:
        if self._held:
            self._held = self._unseen = False
            self._kit.session.later.do(self, self._go_on)

    def _finish(self) -> None:
        """Make all that is not there yet: someone looks for it."""
        for _ in self._left:
            pass

    def _steps(self, plan: Plan) -> Iterator[None]:
        """Show the plan's paragraphs in their order; each step makes one of them or a slot."""
        page = self._page
        first = self._column.indexOf(self.parts[Part.INTRODUCTION]) + 1
        for at, paragraph in enumerate(plan.paragraphs):
            known = page.boxes.get(paragraph.id)
            turned = None if known else self._spared(paragraph)
            shown = known or turned or self._made(paragraph)
            page.boxes[paragraph.id] = shown
            if self._column.indexOf(shown) != first + at:
                self._column.insertWidget(first + at, shown)
            if shown is not known and shown is not turned:
                yield
            yield from shown.sync(paragraph, at + 1)
            if turned:
                # Not before: nothing can be typed where its words are not shown yet.
                yield
        for box in self._spare:
            box.deleteLater()
        self._spare.clear()
        self._order_tabs(plan)

    def _order_tabs(self, plan: Plan) -> None:
        """Let Tab go through the plan in reading order, whatever was made or moved last."""
        order = [(p.id, *(slot.id for slot in p.slots)) for p in plan.paragraphs]
        if order == self._tabs:
            return
        self._tabs = order
        stops: list[QWidget] = [
            *self.parts[Part.LINE_OF_ARGUMENT].tab_stops(),
            *self.parts[Part.INTRODUCTION].tab_stops(),
        ]
        for box in self._page.in_order():
            stops += box.tab_stops()
        stops += [self.add, *self.parts[Part.CONCLUSION].tab_stops()]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _clear(self) -> None:
        for box in self._page.boxes.values():
            self._put_away(box)
            self._spare.append(box)
        self._page.boxes.clear()
        self._tabs.clear()
        for part in self.parts.values():
            part.text.turn_to(part.text.field)

    def _made(self, paragraph: Paragraph) -> ParagraphBox:
        box = ParagraphBox(self._kit, paragraph, self._page)
        box.drag_began.connect(self._scroller.start)
        box.drag_ended.connect(self._scroller.stop)
        return box

    def _spared(self, paragraph: Paragraph) -> ParagraphBox | None:
        """Return what showed a paragraph of the plan before, which is sooner turned than made."""
        if not self._spare:
            return None
        box = self._spare.pop(0)
        box.turn_to(paragraph)
        box.show()
        return box

    def _take(self, box: ParagraphBox) -> None:
        self._put_away(box)
        box.deleteLater()

    def _put_away(self, box: ParagraphBox) -> None:
        self._column.removeWidget(box)
        box.hide()

    def _lay(self) -> None:
        self._page = Page(self._kit)
        self._page.painted.connect(self._on_painted)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.parts[Part.LINE_OF_ARGUMENT])
        column.addWidget(self.parts[Part.INTRODUCTION])
        column.addWidget(self.add)
        column.addWidget(self.parts[Part.CONCLUSION])
        self._column = column
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(22, 18, 22, 24)
        outer.addLayout(column)
        outer.addStretch(1)
        self.setWidget(self._page)

    def _on_add(self) -> None:
        self._kit.gestures.add_paragraph()
        paragraphs = self._kit.session.plan.paragraphs
        if paragraphs:
            self.show_place(Field(Part.HEADING, paragraphs[-1].id))

    def _on_drag_began(self, payload: Payload) -> None:
        for box in self._page.boxes.values():
            for slot in box.boxes.values():
                slot.open_to_drag(payload)
        self._scroller.start()

    def _on_drag_ended(self) -> None:
        self._scroller.stop()
        for box in self._page.boxes.values():
            for slot in box.boxes.values():
                slot.open_to_drag(None)
