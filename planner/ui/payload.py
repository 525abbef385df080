"""What is dragged, dropped, copied and pasted: cards, where they come from, and their text."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QByteArray, QMimeData

from planner.model.evidence import Card, Factor
from planner.model.plan import Plan

CARDS = "application/vnd.marshal.cards+json"
PARAGRAPH = "application/vnd.marshal.paragraph"

MOST_BYTES = 4_000_000


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cards under way, with the factors they speak to.

    plan, placements: the plan and the placements that they come from; empty from the shelf.
    """

    cards: tuple[Card, ...]
    factors: tuple[Factor, ...] = ()
    plan: str = ""
    placements: tuple[str, ...] = ()

    def placed_in(self, plan: Plan) -> tuple[str, ...]:
        """Return the placements that the cards come from, where they are still in this plan."""
        if self.plan != plan.id:
            return ()
        held = {placement.id for placement in plan.placements()}
        return self.placements if held.issuperset(self.placements) else ()


def card_text(card: Card) -> str:
    """Return a card as plain text, for a word processor."""
    when = f" ({card.when.shown})" if card.when.shown else ""
    return f"{card.headline}{when}" + (f": {card.detail}" if card.detail else "")


def to_mime(payload: Payload) -> QMimeData:
    """Pack cards for a drag or for the clipboard, for Marshal and as text for any program."""
    mime = QMimeData()
    mime.setData(CARDS, QByteArray(msgspec.json.encode(payload)))
    mime.setText("\n".join(card_text(card) for card in payload.cards))
    return mime


def from_mime(mime: QMimeData) -> Payload | None:
    """Unpack cards, or return None where there are none; other programs may send anything."""
    if not mime.hasFormat(CARDS):
        return None
    data = bytes(mime.data(CARDS).data())
    if len(data) > MOST_BYTES:
        return None
    from planner.packs.errors import PackError
    from planner.packs.strict_json import convert, read_json
    from planner.packs.tidy import tidy

    # As strict as with a file: what is placed is kept in the plan.
    try:
        payload = tidy(convert(read_json(data, "The cards"), Payload, "The cards"))
    except PackError:
        return None
    return payload if payload.cards else None


def headlines(cards: Sequence[Card]) -> str:
    """Name cards in a few words, for the undo menu."""
    return cards[0].headline if len(cards) == 1 else f"{len(cards)} cards"
