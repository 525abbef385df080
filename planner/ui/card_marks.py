"""What is known of cards beside what they say: notes, new wordings, and what was withdrawn."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from planner.model.evidence import OWN, Card, pack_of, wording
from planner.model.plan import Placement, Plan
from planner.model.wordings import Offer, offered
from planner.store.library import Library
from planner.ui.session import Session


class CardMarks(QObject):
    """Follows the open plan and the library, for all that shows cards."""

    changed = Signal()

    def __init__(self, library: Library, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._session = library, session
        self._notes: dict[str, str] = {}
        self._learnt: set[str] = set()
        self._asked: set[str] = set()
        self._current: dict[str, Card] = {}
        self._shown: set[str] = set()
        session.plan_changed.connect(self._on_plan_changed)

    def refresh(self) -> None:
        """Read again what the library says of the plan's cards."""
        self._shown = {info.id for info in self._library.packs()}
        self._asked = set()
        if self._session.is_open:
            self._read(self._session.plan)
        self.changed.emit()

    # Notes

    def note(self, card_id: str) -> str:
        """Return the student's note on a card, of those that were learnt; empty for none."""
        return self._notes.get(card_id, "")

    def learn(self, card_ids: Iterable[str]) -> None:
        """Read the notes on these cards, where they are not known yet."""
        new = set(card_ids) - self._learnt
        if new:
            self._notes |= self._library.notes(new)
            self._learnt |= new

    @property
    def refusal(self) -> str:
        """Say why no note can be changed; empty where it can."""
        return self._library.refusal

    def set_note(self, card_id: str, text: str) -> None:
        """Keep a note; raises StoreError or TextError, in words, where it cannot be kept."""
        self._library.set_note(card_id, text)
        self._notes.pop(card_id, None)
        self._learnt.discard(card_id)
        self.learn([card_id])
        self.changed.emit()

    def notes_of(self, plan: Plan) -> dict[str, str]:
        """Return the notes on the cards of a plan, by the cards' ids."""
        return self._library.notes(plan.cards())

    # New wordings

    def offers(self) -> tuple[Offer, ...]:
        """Return the new wordings that the open plan's cards are offered, in reading order."""
        session = self._session
        if not session.is_open or session.is_worked:
            # An example is its pack's own, and comes anew with it.
            return ()
        return offered(session.plan, self._current.values())

    def is_offered(self, placement: Placement) -> bool:
        """Tell whether a placed card has a new wording, to take or to leave."""
        now = self._current.get(placement.card.id)
        if now is None or now == placement.card or self._session.is_worked:
            return False
        return placement.left != wording(now)

    def is_withdrawn(self, card_id: str) -> bool:
        """Tell whether a card of the open plan is in its pack no more, where that is shown."""
        pack = pack_of(card_id)
        known = card_id in self._asked and card_id not in self._current
        return known and pack != OWN and pack in self._shown

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is None:
            self.refresh()
        else:
            self._read(plan)

    def _read(self, plan: Plan) -> None:
        """Ask the library for the cards in a plan that it was not asked for yet."""
        new = set(plan.cards()) - self._asked
        if not new:
            return
        self._asked |= new
        for card_id in new:
            self._current.pop(card_id, None)
        self._current |= {card.id: card for card in self._library.cards(new)}
        self.learn(new)
