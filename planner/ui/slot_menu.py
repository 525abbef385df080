"""What can be done with a slot and its cards, and the ways to begin its sentence, as menus."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from planner.model import edits
from planner.model.evidence import OWN, Card
from planner.model.framework import SlotKind
from planner.model.plan import Paragraph, Slot
from planner.ui.hands import menu_text
from planner.ui.kit import Kit
from planner.ui.messages import ask_text
from planner.ui.plan_text import PlanText


def fill_starters(menu: QMenu, starters: Iterable[str], text: PlanText) -> None:
    """Offer ways to begin a sentence, which are written where the cursor is."""
    menu.clear()
    for starter in starters:
        menu.addAction(menu_text(starter, 90), partial(text.begin_with, starter))


def fill_of_pack(menu: QMenu, kit: Kit, card: Card) -> None:
    """Offer what can be done about a card's wording, which is its pack's."""
    if any(offer.card_id == card.id for offer in kit.marks.offers()):
        menu.addAction("New wording…", partial(kit.hands.wording_asked.emit, card.id))
    if card.pack != OWN:
        menu.addAction("Suggest a fix…", partial(kit.hands.fix_asked.emit, card))


def fill_slot_menu(
    menu: QMenu, kit: Kit, paragraph: Paragraph, slot: Slot, parent: QWidget
) -> None:
    """Offer what can be done with a slot in its own paragraph."""
    menu.clear()
    at = paragraph.slots.index(slot)
    gestures = kit.gestures
    menu.addAction("Rename…", partial(_rename, kit, slot, parent))
    menu.addAction("Repeat", partial(gestures.repeat_slot, slot))
    fill_new_slots(menu.addMenu("Add below"), kit, paragraph, at + 1, parent)
    menu.addSeparator()
    up = menu.addAction("Move up", partial(gestures.move_slot, slot, at - 1))
    up.setEnabled(at > 0)
    down = menu.addAction("Move down", partial(gestures.move_slot, slot, at + 1))
    down.setEnabled(at < len(paragraph.slots) - 1)
    menu.addSeparator()
    menu.addAction("Paste cards or text", partial(kit.hands.paste, slot.id))
    menu.addSeparator()
    menu.addAction("Remove this slot", partial(gestures.remove_slot, slot))


def fill_new_slots(menu: QMenu, kit: Kit, paragraph: Paragraph, at: int, parent: QWidget) -> None:
    """Offer every kind of slot that the plan's and the other frameworks have, and one's own."""
    kinds: dict[str, SlotKind] = {}
    plan = kit.session.plan
    for framework in (plan.framework, *kit.frameworks.frameworks):
        for kind in framework.slots:
            kinds.setdefault(kind.label, kind)
    for kind in kinds.values():
        menu.addAction(menu_text(kind.label), partial(kit.gestures.add_slot, paragraph, kind, at))
    menu.addSeparator()
    menu.addAction("Another name…", partial(_add_named, kit, paragraph, at, parent))


def _rename(kit: Kit, slot: Slot, parent: QWidget) -> None:
    name = ask_text(
        parent,
        "Rename slot",
        "Name in this paragraph",
        slot.kind.label,
        partial(edits.rename_slot, kit.session.plan, slot.id),
    )
    if name is not None:
        kit.gestures.rename_slot(slot, name)


def _add_named(kit: Kit, paragraph: Paragraph, at: int, parent: QWidget) -> None:
    plan = kit.session.plan
    name = ask_text(
        parent,
        "Add a slot",
        "Name of the slot",
        "",
        lambda words: edits.add_slot(plan, paragraph.id, SlotKind(words), at),
    )
    if name is not None:
        kit.gestures.add_slot(paragraph, SlotKind(name), at)
