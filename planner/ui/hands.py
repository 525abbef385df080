"""What hands do with cards: drag, place, carry, cut, copy and paste, by mouse, key or menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from planner.model.evidence import Card
from planner.model.framework import Role
from planner.model.plan import Plan, Slot, slot_names
from planner.ui.controls import announce
from planner.ui.gestures import Gestures, place_name
from planner.ui.menus import pop_up
from planner.ui.payload import Payload, from_mime, headlines, to_mime
from planner.ui.session import Session


class Hands(QObject):
    """Carries cards for the shelf and the slots alike."""

    drag_began = Signal(object)
    drag_ended = Signal()
    landed = Signal(object, bool)
    """Placements to be selected where they are now, and whether the keyboard follows them."""
    card_opened = Signal(object)
    """A card to be shown whole."""
    fix_asked = Signal(object)
    """A pack's card that a fix is to be suggested for."""
    wording_asked = Signal(str)
    """The id of a card whose new wording is to be looked at."""

    def __init__(self, session: Session, gestures: Gestures, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._gestures = session, gestures
        self._parent = parent

    def land(
        self, payload: Payload, slot_id: str, at: int | None = None, *, copy: bool = False
    ) -> bool:
        """Place or move cards to a slot, select them there, and say so."""
        before = {placement.id for placement in self._session.plan.placements()}
        moved = set() if copy else set(payload.placed_in(self._session.plan))
        if not self._gestures.land(payload, slot_id, at, copy=copy):
            return False
        plan = self._session.plan
        new = {placement.id for placement in plan.placements()} - before
        # Cards from the shelf leave the keyboard there, for the next one.
        self.landed.emit(moved or new, bool(payload.placements))
        self.say(
            f"{headlines(payload.cards)} is in {place_name(plan, slot_id)}"
            if len(payload.cards) == 1
            else f"{headlines(payload.cards)} are in {place_name(plan, slot_id)}"
        )
        return True

    def remove(self, placements: Sequence[str]) -> None:
        """Take cards out of the plan, and say so."""
        if self._gestures.remove(placements):
            self.say("Removed from the plan")

    def shift(self, slot: Slot, payload: Payload, by: int) -> None:
        """Move cards of a slot by one place to the left (-1) or to the right (1)."""
        rows = [r for r, p in enumerate(slot.placements) if p.id in payload.placements]
        if not rows:
            return
        at = rows[0] - 1 if by < 0 else rows[-1] + 2
        if 0 <= at <= len(slot.placements):
            self.land(payload, slot.id, at)

    def carry(self, slot_id: str, payload: Payload, by: int) -> None:
        """Move cards to the evidence slot before (-1) or after (1) this one."""
        slots = list(self._session.plan.slots())
        here = next((i for i, slot in enumerate(slots) if slot.id == slot_id), -1)
        onward = slots[here + 1 :] if by > 0 else slots[:here][::-1]
        if any(slot.kind.role is Role.EVIDENCE for slot in slots):
            onward = [slot for slot in onward if slot.kind.role is Role.EVIDENCE]
        for slot in onward:
            if self._gestures.may_land(payload, slot.id, None, copy=False):
                self.land(payload, slot.id)
                return
        self.say("There is no other slot that way")

    def copy(self, payload: Payload) -> None:
        """Put cards on the clipboard, for Marshal and as text for other programs."""
        QGuiApplication.clipboard().setMimeData(to_mime(payload))
        self.say(f"Copied {headlines(payload.cards)}")

    def cut(self, payload: Payload) -> None:
        """Put cards on the clipboard and take them out of the plan."""
        QGuiApplication.clipboard().setMimeData(to_mime(payload))
        self.remove(payload.placements)

    def paste(self, slot_id: str, at: int | None = None) -> None:
        """Place what is on the clipboard in a slot: cards as cards, other text as text."""
        mime = QGuiApplication.clipboard().mimeData()
        payload = from_mime(mime) if mime else None
        if payload is not None:
            self.land(payload, slot_id, at, copy=True)
        elif mime and mime.hasText():
            self._gestures.add_text(slot_id, mime.text())

    def ask_where(self, payload: Payload, point: QPoint, parent: QWidget) -> None:
        """Ask in a menu where cards go, and put them there."""
        fill = partial(self.fill_places, payload=payload)
        ask_in_menu("Where does it go?", fill, point, parent)

    def fill_places(self, menu: QMenu, payload: Payload) -> None:
        """Fill a menu with every slot that these cards may go to, evidence slots first."""
        plan = self._session.plan
        others: list[tuple[str, Slot]] = []
        for number, paragraph in enumerate(plan.paragraphs, 1):
            names = slot_names(paragraph)
            heading = f"   {paragraph.heading}" if paragraph.heading else ""
            for name, slot in zip(names, paragraph.slots, strict=True):
                label = f"{name}, paragraph {number}"
                if slot.kind.role is Role.EVIDENCE:
                    self._add_place(menu, label + heading, slot, payload)
                else:
                    others.append((label, slot))
        more = menu.addMenu("Another slot") if menu.actions() and others else menu
        for label, slot in others:
            self._add_place(more, label, slot, payload)
        placed = payload.placed_in(plan)
        if placed:
            menu.addSeparator()
            action = menu.addAction("Remove from the plan")
            action.triggered.connect(lambda: self.remove(placed))
        if not menu.actions():
            menu.addAction("Add a paragraph first").setEnabled(False)

    def _add_place(self, menu: QMenu, label: str, slot: Slot, payload: Payload) -> QAction:
        action = menu.addAction(menu_text(label))
        action.setEnabled(self._gestures.may_land(payload, slot.id, None, copy=False))
        action.triggered.connect(lambda: self.land(payload, slot.id))
        return action

    def open_card(self, card: Card) -> None:
        """Ask for a card to be shown whole."""
        self.card_opened.emit(card)

    def say(self, words: str) -> None:
        """Tell a screen reader what just happened."""
        announce(self._parent, words)


def ask_in_menu(
    question: str, fill: Callable[[QMenu], None], point: QPoint, parent: QWidget
) -> None:
    """Ask in a menu at a point, the first of what can be chosen marked."""
    menu = QMenu(question, parent)
    menu.setAccessibleName(question)
    fill(menu)
    offered = [action for action in menu.actions() if action.isEnabled()]
    if offered:
        menu.setActiveAction(offered[0])
    pop_up(menu, point)


def menu_text(text: str, most: int = 60) -> str:
    """Return text as a menu shows it: short, and with no letter made a shortcut."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    return short.replace("&", "&&")


def moved(before: Plan, after: Plan) -> set[str]:
    """Return the placements that are new in a plan, or in another slot than before."""
    homes = {p.id: slot.id for slot in before.slots() for p in slot.placements}
    return {p.id for slot in after.slots() for p in slot.placements if homes.get(p.id) != slot.id}
