"""One slot of a paragraph: its letter and label, its cards, its text and its menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
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
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.model.framework import Role
from planner.model.plan import Field, Paragraph, Part, Slot
from planner.ui.controls import icon_button, label, set_tip
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.payload import PARAGRAPH, Payload, from_mime
from planner.ui.plan_text import PlanText
from planner.ui.slot_cards import SlotCards
from planner.ui.slot_menu import fill_of_pack, fill_slot_menu, fill_starters


class SlotBox(QGroupBox):
    """A slot on the board; cards and text can be dropped anywhere on it."""

    def __init__(self, kit: Kit, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.slot = slot
        self.paragraph: Paragraph | None = None
        self._open_to_drag = False
        self._over = False
        self._payload: Payload | None = None
        self.setAcceptDrops(True)
        self.badge = label(kind="badge")
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setFixedSize(26, 26)
        self.caption = label(kind="slot", wrap=True)
        self.caption.setFixedWidth(84)
        field = Field(Part.SLOT, slot.id)
        # With a parent from the first: to be given another costs as much as all else.
        self.text = PlanText(kit.session, field, slot.kind.label, parent=self)
        self.text.take_cards()
        self.text.cards_pasted.connect(self._on_cards_pasted)
        self._cards: SlotCards | None = None
        self.starters = icon_button(kit.theme, "text-quote", "Sentence starters", "hint")
        self.options = icon_button(kit.theme, "ellipsis", "Slot options", "hint")
        self._menu(self.starters, self._on_starters_shown)
        self._menu(self.options, self._on_options_shown)
        self._lay()
        kit.prompting.changed.connect(self._show_prompt)

    @property
    def cards(self) -> SlotCards:
        """Return the list of the slot’s cards, made when it is first wanted: few slots have any."""
        if self._cards is None:
            kit = self._kit
            self._cards = SlotCards(kit.session, kit.painter, kit.factors, kit.marks, parent=self)
            self._cards.hide()
            self._cards.setAccessibleName(f"{self.accessibleName()}, cards")
            self._connect_cards(self._cards)
            if self.slot.kind.role is Role.EVIDENCE:
                self._content.insertWidget(0, self._cards)
            else:
                self._content.addWidget(self._cards)
                # The board has put the others in their order by now.
                QWidget.setTabOrder(self.text, self._cards)
        return self._cards

    def turn_to(self, slot: Slot) -> None:
        """Be ready to show another slot, of the same role; sync() shows it."""
        self.text.turn_to(Field(Part.SLOT, slot.id))
        if self._cards is not None:
            self._cards.cards.sync(())

    def sync(self, slot: Slot, paragraph: Paragraph, name: str, number: int) -> None:
        """Show the slot as it is now, under its name in paragraph number."""
        kind = slot.kind
        told = f"{name}, paragraph {number}"
        if told != self.accessibleName():
            self.setAccessibleName(told)
            self.text.setAccessibleName(f"{told}, text")
            if self._cards is not None:
                self._cards.setAccessibleName(f"{told}, cards")
            self.starters.setAccessibleName(f"Sentence starters for {told}")
            self.options.setAccessibleName(f"Options for {told}")
        before = self.slot if self.caption.text() else None
        self.slot, self.paragraph = slot, paragraph
        if self.caption.text() != name:
            self.caption.setText(name)
        if before is None or before.kind != kind:
            self._show_kind()
        if slot is not before:
            self.text.show_words(slot.text)
            # An evidence slot shows where its cards go; another has a list once it has cards.
            shown = kind.role is Role.EVIDENCE or bool(slot.placements)
            if shown or self._cards is not None:
                self.cards.cards.sync(slot.placements)
                self.cards.setVisible(shown)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        content = [self.text] if self._cards is None else [self.text, self._cards]
        if self.slot.kind.role is Role.EVIDENCE:
            content.reverse()
        return [*content, self.starters, self.options]

    def choose(self, placements: set[str]) -> bool:
        """Select these of the slot’s cards and no others; tell whether any is here."""
        if self._cards is None:
            return False
        found = self._cards.choose(placements)
        if not found:
            self._cards.clearSelection()
        return found

    def open_to_drag(self, payload: Payload | None) -> None:
        """Light up where these cards may land; None ends it."""
        opened = payload is not None and self._kit.gestures.may_land(
            payload, self.slot.id, None, copy=False
        )
        if opened != self._open_to_drag:
            self._open_to_drag = opened
            self.update()
        if payload is None:
            # The pointer that dragged over the field never told it that it left.
            self.text.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.text.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._payload = from_mime(event.mimeData())
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        action = self._answer(event)
        if action is None:
            self._leave()
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        self._over = True
        if self._payload is not None and self._cards is not None:
            self._cards.mark(self._at(event))
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._leave()

    def dropEvent(self, event: QDropEvent) -> None:
        action = self._answer(event)
        at = self._at(event)
        payload, self._payload = self._payload, None
        self._leave()
        if action is None:
            event.ignore()
            return
        event.setDropAction(action)
        event.accept()
        if payload is not None:
            copy = action == Qt.DropAction.CopyAction
            self._kit.hands.land(payload, self.slot.id, at, copy=copy)
        else:
            self._kit.gestures.add_text(self.slot.id, event.mimeData().text())

    def paintEvent(self, event: QPaintEvent) -> None:
        of = self._kit.theme.tokens
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(of.border))
        if not (self._open_to_drag or self._over):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -3.5)
        if self._over:
            painter.setBrush(QColor(of.accent_soft))
        edge = QColor(of.accent_text if self._over else of.strong_border)
        # Many places may light up at once; the one that would take the card stands out.
        edge.setAlpha(255 if self._over else 130)
        painter.setPen(QPen(edge, 1.5 if self._over else 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 7, 7)

    def _answer(self, event: QDropEvent) -> Qt.DropAction | None:
        """Return what dropping here would do, or None where it may not land."""
        mime: QMimeData = event.mimeData()
        if self._payload is None:
            takes = mime.hasText() and not mime.hasFormat(PARAGRAPH)
            return Qt.DropAction.CopyAction if takes else None
        placed = bool(self._payload.placed_in(self._kit.session.plan))
        copy = not placed or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._kit.gestures.may_land(self._payload, self.slot.id, self._at(event), copy=copy):
            return None
        return Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction

    def _at(self, event: QDropEvent) -> int:
        if self._cards is None:
            return 0
        point = self._cards.viewport().mapFrom(self, event.position().toPoint())
        return self._cards.place_at(point)

    def _leave(self) -> None:
        self._over = False
        if self._cards is not None:
            self._cards.mark(-1)
        self.update()

    def _show_kind(self) -> None:
        """Show what kind of slot it is; of which role it is, is in the colours."""
        kind = self.slot.kind
        set_tip(self.caption, kind.prompt)
        self.badge.setText(kind.label[:1].upper())
        for part in (self.badge, self.caption):
            part.setProperty("role", kind.role.value)
            if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                part.style().unpolish(part)
                part.style().polish(part)
        self._show_prompt()

    def _show_prompt(self) -> None:
        """Show the prompt, and offer starters, as far as they are wanted."""
        kind, prompting = self.slot.kind, self._kit.prompting
        prompt = prompting.prompt(kind)
        if kind.role is Role.EVIDENCE:
            self.cards.show_prompt(prompt)
            prompt = "Say in your own words what it shows" if prompt else ""
        self.text.show_prompt(prompt)
        self.starters.setVisible(bool(prompting.starters(kind)))

    def _lay(self) -> None:
        self._content = QVBoxLayout()
        self._content.setSpacing(4)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 8, 9)
        row.setSpacing(7)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.badge, 0, top)
        row.addWidget(self.caption, 0, top)
        row.addLayout(self._content, 1)
        row.addWidget(self.starters, 0, top)
        row.addWidget(self.options, 0, top)

    def _connect_cards(self, cards: SlotCards) -> None:
        hands = self._kit.hands
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

    def _menu(self, of: QToolButton, fill: Callable[[], None]) -> None:
        of.setMenu(QMenu(of))
        of.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        of.menu().aboutToShow.connect(fill)

    def _on_starters_shown(self) -> None:
        fill_starters(self.starters.menu(), self._kit.prompting.starters(self.slot.kind), self.text)

    def _on_options_shown(self) -> None:
        if self.paragraph is not None:
            fill_slot_menu(self.options.menu(), self._kit, self.paragraph, self.slot, self)

    def _on_cards_pasted(self, mime: QMimeData) -> None:
        payload = from_mime(mime)
        if payload is not None:
            self._kit.hands.land(payload, self.slot.id, copy=True)

    def _on_placing_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.ask_where(payload, self.cards.menu_point(), self)

    def _on_opening_asked(self) -> None:
        for card in self.cards.chosen()[:1]:
            self._kit.hands.open_card(card)

    def _on_menu_asked(self, point: QPoint) -> None:
        payload = self.cards.payload()
        if payload is None:
            return
        menu = QMenu(self)
        menu.addAction("Show the whole card\tSpace", self._on_opening_asked)
        fill_of_pack(menu, self._kit, payload.cards[0])
        menu.addSeparator()
        self._kit.hands.fill_places(menu.addMenu("Move to"), payload)
        menu.addAction("Move left\tAlt+Left", partial(self._on_shifting_asked, -1))
        menu.addAction("Move right\tAlt+Right", partial(self._on_shifting_asked, 1))
        menu.addSeparator()
        menu.addAction("Cut\tCtrl+X", self._on_cutting_asked)
        menu.addAction("Copy\tCtrl+C", self._on_copying_asked)
        menu.addAction("Paste\tCtrl+V", self._on_pasting_asked)
        menu.addAction("Remove from the plan\tDel", self._on_removing_asked)
        pop_up(menu, point)

    def _on_removing_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.remove(payload.placements)

    def _on_cutting_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.cut(payload)

    def _on_copying_asked(self) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.copy(payload)

    def _on_pasting_asked(self) -> None:
        rows = [index.row() for index in self.cards.chosen_indexes()]
        self._kit.hands.paste(self.slot.id, rows[-1] + 1 if rows else None)

    def _on_shifting_asked(self, by: int) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.shift(self.slot, payload, by)

    def _on_carrying_asked(self, by: int) -> None:
        payload = self.cards.payload()
        if payload is not None:
            self._kit.hands.carry(self.slot.id, payload, by)
