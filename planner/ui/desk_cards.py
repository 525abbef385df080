"""What is done with one card at the desk: showing, making, changing, deleting, correcting it."""

import uuid
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.model.evidence import OWN, Card, Factor
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.file_asking import usual_folder
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.notice import Notice


class DeskCards(QObject):
    """Asks what is to be done with a card, and keeps it in the library."""

    kept = Signal(str)
    """A card of the student's own is new or reads otherwise."""
    deleted = Signal()

    def __init__(
        self, desk: QWidget, kit: Kit, library: Library, memory: Memory, notice: Notice
    ) -> None:
        super().__init__(desk)
        self._desk, self._kit = desk, kit
        self._library, self._memory, self._notice = library, memory, notice

    def new(self) -> None:
        """Ask for a card of the student's own, and put it on the shelf."""
        from planner.ui.card_form import ask_card

        if self._kit.session.refuses():
            return
        card = ask_card(self._desk, Card(f"{OWN}/{uuid.uuid4().hex}", ""), self._offered())
        if card is not None:
            self._keep(card)

    def edit(self, card: Card) -> None:
        """Let one of the student's own cards be changed; plans keep the wording they have."""
        from planner.ui.card_form import ask_card

        if self._kit.session.refuses():
            return
        changed = ask_card(self._desk, card, self._offered())
        if changed is not None:
            self._keep(changed)

    def delete(self, card: Card) -> None:
        """Delete one of the student's own cards, in a way that can be undone."""
        try:
            self._library.delete_card(card.id)
        except StoreError as error:
            self._notice.warn(str(error))
            return
        self.deleted.emit()
        self._notice.tell(
            f"Deleted the card “{card.headline}”. Plans that use it keep it.",
            "Undo",
            partial(self._keep, card),
        )

    def open(self, card: Card) -> None:
        """Show a card whole, and do what is wished for then."""
        from planner.ui.card_view import Wish, show_card

        kit = self._kit
        numbers = kit.session.plan.used_in().get(card.id, ())
        match show_card(self._desk, card, kit.factors, numbers, kit.marks):
            case Wish.EDIT:
                # A placed card keeps its wording; what is edited is the card on the shelf.
                self.edit(self._on_shelf(card))
            case Wish.FIX:
                self.suggest_fix(card)
            case Wish.WORDING:
                self.look_at_wordings(card.id)

    def look_at_wordings(self, first: str = "") -> None:
        """Show the new wordings that the plan's cards are offered; first: a card's id."""
        from planner.ui.packs.wording_dialog import ask_wordings

        ask_wordings(self._desk, self._kit, first)

    def suggest_fix(self, card: Card) -> None:
        """Ask for a fix of a pack's card as its pack has it, to be sent to who made it."""
        from planner.ui.packs.fix_dialog import suggest_fix

        known = {pack.info.id: pack.info.version for pack in self._library.installed()}
        told = suggest_fix(
            self._desk,
            self._on_shelf(card),
            self._library.factors(card.pack) or self._of_card(card),
            known.get(card.pack, 1),
            usual_folder(self._memory),
        )
        if told:
            self._notice.tell(told)

    def _on_shelf(self, card: Card) -> Card:
        found = self._library.cards([card.id])
        return found[0] if found else card

    def _of_card(self, card: Card) -> list[Factor]:
        """Return the factors of a card whose pack is not here, as the plan carries them."""
        return [self._kit.factors[name] for name in card.factors if name in self._kit.factors]

    def _offered(self) -> list[Factor]:
        plan = self._kit.session.plan
        return list(plan.factors or self._library.factors())

    def _keep(self, card: Card) -> None:
        try:
            self._library.save_card(card)
        except StoreError as error:
            self._notice.warn(str(error), "Try again", partial(self._keep, card))
            return
        self.kept.emit(card.id)
