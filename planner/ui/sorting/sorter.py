"""What hands do with cards and piles: sort, move, cut, copy and paste, by mouse, key or menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from planner.model import edits, sorting
from planner.model.plan import Plan
from planner.model.sorting import ASIDE
from planner.model.text import TextError
from planner.ui.controls import shortened
from planner.ui.hands import ask_in_menu, menu_text
from planner.ui.kit import Kit
from planner.ui.payload import Payload, from_mime, headlines, to_mime
from planner.ui.session import Edit

ASIDE_NAME = "Not relevant"
_NAME = 20
"""The most characters of a pile's name that a card on the shelf shows."""


class Sorter(QObject):
    """Turns gestures over cards and piles into named changes of the plan, and tells of them."""

    landed = Signal(object, bool)
    """Ids of cards to be selected where they are now, and whether the keyboard follows them."""
    begun = Signal(str)
    """The id of a new pile, to be named."""

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit

    @property
    def plan(self) -> Plan:
        """Return the plan that is sorted for."""
        return self._kit.session.plan

    # Cards

    def may_land(self, payload: Payload, pile_id: str, at: int | None = None) -> bool:
        """Tell whether cards may go into a pile: whether the edit that puts them there works."""
        return self._may(_sorted(payload, pile_id, at))

    def may_begin(self, payload: Payload) -> bool:
        """Tell whether a new pile may begin with these cards."""
        return self._may(_begun(payload))

    def land(self, payload: Payload, pile_id: str, at: int | None = None) -> bool:
        """Put cards into a pile, or aside, select them there, and say so."""
        what = headlines(payload.cards)
        name = pile_name(self.plan, pile_id)
        if not self._kit.session.apply(_sorted(payload, pile_id, at), f"sort {what}"):
            return False
        self._tell(payload)
        self._kit.hands.say(f"{what} {_verb(payload)} in {name}")
        return True

    def begin(self, payload: Payload) -> bool:
        """Begin a new pile with cards, ready to be named."""
        what = headlines(payload.cards)
        if not self._kit.session.apply(_begun(payload), f"begin a pile with {what}"):
            return False
        self._tell(payload)
        self.begun.emit(self.plan.piles[-1].id)
        return True

    def unsort(self, payload: Payload) -> None:
        """Take cards out of the piles, and say so."""
        what = headlines(payload.cards)
        cards = [card.id for card in payload.cards]
        if self._kit.session.apply(partial(sorting.unsort, card_ids=cards), f"unsort {what}"):
            self._kit.hands.say(f"{what} {_verb(payload)} in no pile now")

    def is_sorted(self, payload: Payload) -> bool:
        """Tell whether these cards come from the piles of this plan."""
        held = {placement.id for placement in self.plan.sorted_placements()}
        return (
            payload.plan == self.plan.id
            and bool(payload.placements)
            and held.issuperset(payload.placements)
        )

    def told(self) -> dict[str, str]:
        """Say of each card that is sorted which pile it is in, by the cards' ids."""
        found: dict[str, str] = {}
        for pile in (*(pile.id for pile in self.plan.piles), ASIDE):
            name = shortened(pile_name(self.plan, pile), _NAME)
            words = ASIDE_NAME if pile == ASIDE else f"✓ in {name}"
            found |= {p.card.id: words for p in sorting.pile_cards(self.plan, pile)}
        return found

    def shift(self, pile_id: str, payload: Payload, by: int) -> None:
        """Move cards of a pile one place to its beginning (-1) or to its end (1)."""
        placements = sorting.pile_cards(self.plan, pile_id)
        rows = [row for row, p in enumerate(placements) if p.id in payload.placements]
        if rows:
            at = rows[0] - 1 if by < 0 else rows[-1] + 2
            if 0 <= at <= len(placements):
                self.land(payload, pile_id, at)

    def carry(self, pile_id: str, payload: Payload, by: int) -> None:
        """Move cards to the pile before (-1) or after (1) this one; the last is what is aside."""
        piles = [*(pile.id for pile in self.plan.piles), ASIDE]
        here = piles.index(pile_id)
        onward = piles[here + 1 :] if by > 0 else piles[:here][::-1]
        for pile in onward:
            if self.may_land(payload, pile):
                self.land(payload, pile)
                return
        self._kit.hands.say("There is no other pile that way")

    def cut(self, payload: Payload) -> None:
        """Put cards on the clipboard and take them out of the piles."""
        QGuiApplication.clipboard().setMimeData(to_mime(payload))
        self.unsort(payload)

    def paste(self, pile_id: str, at: int | None = None) -> None:
        """Put the cards that are on the clipboard into a pile."""
        mime = QGuiApplication.clipboard().mimeData()
        payload = from_mime(mime) if mime else None
        if payload is not None:
            self.land(payload, pile_id, at)

    # Piles

    def add(self) -> None:
        """Add an empty pile after the others, ready to be named."""
        if self._kit.session.apply(sorting.add_pile, "add pile"):
            self.begun.emit(self.plan.piles[-1].id)

    def remove(self, pile_id: str) -> None:
        """Take a pile away; its cards are unsorted again."""
        words = f"remove {pile_name(self.plan, pile_id)}"
        self._kit.session.apply(partial(sorting.remove_pile, pile_id=pile_id), words)

    def move(self, pile_id: str, to: int) -> None:
        """Move a pile so that it becomes number to (from 0)."""
        words = f"move {pile_name(self.plan, pile_id)}"
        self._kit.session.apply(partial(sorting.move_pile, pile_id=pile_id, to=to), words)

    # Menus

    def ask_where(self, payload: Payload, point: QPoint, parent: QWidget) -> None:
        """Ask in a menu which pile cards go to, and put them there."""
        fill = partial(self.fill_places, payload=payload)
        ask_in_menu("Which pile?", fill, point, parent)

    def fill_places(self, menu: QMenu, payload: Payload) -> None:
        """Fill a menu with every pile that these cards may go to."""
        piles = [*(pile.id for pile in self.plan.piles), ASIDE]
        asked = {card.id for card in payload.cards}
        held = {p.card.id for p in self.plan.sorted_placements()}
        for pile in piles:
            if pile == ASIDE:
                self._offer(menu, "New pile", partial(self.begin, payload), self.may_begin(payload))
            name = pile_name(self.plan, pile)
            there = {p.card.id for p in sorting.pile_cards(self.plan, pile)}
            may = not asked <= there and self.may_land(payload, pile)
            self._offer(menu, name, partial(self.land, payload, pile), may)
        if asked & held:
            menu.addSeparator()
            self._offer(menu, "Take out of the piles", partial(self.unsort, payload), True)

    @staticmethod
    def _offer(menu: QMenu, words: str, deed: Callable[[], object], may: bool) -> QAction:
        action = menu.addAction(menu_text(words))
        action.triggered.connect(lambda: deed())
        action.setEnabled(may)
        return action

    def _may(self, edit: Edit) -> bool:
        try:
            edit(self.plan)
        except (edits.EditError, TextError):
            return False
        return True

    def _tell(self, payload: Payload) -> None:
        # Cards from the shelf leave the keyboard there, for the next one.
        self.landed.emit({card.id for card in payload.cards}, bool(payload.placements))


def pile_name(plan: Plan, pile_id: str) -> str:
    """Return how a pile is called on the screen: by its name, or by its number."""
    for number, pile in enumerate(plan.piles, 1):
        if pile.id == pile_id:
            return plan.pile_name(pile) or f"Pile {number}"
    return ASIDE_NAME


def _sorted(payload: Payload, pile_id: str, at: int | None) -> Edit:
    return partial(
        sorting.sort_into, pile_id=pile_id, cards=payload.cards, at=at, factors=payload.factors
    )


def _begun(payload: Payload) -> Edit:
    """Return the edit that adds a pile and puts cards into it, as one step."""

    def begin(plan: Plan) -> Plan:
        plan = sorting.add_pile(plan)
        return _sorted(payload, plan.piles[-1].id, None)(plan)

    return begin


def _verb(payload: Payload) -> str:
    return "is" if len(payload.cards) == 1 else "are"
