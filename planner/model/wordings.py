"""New wordings of cards that a plan holds: offered by their packs, taken or left by the student.

A plan never changes because a pack does.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, wording
from planner.model.plan import Placement, Plan
from planner.model.tree import with_factors, with_placements


class Offer(Struct, frozen=True):
    """A card as it reads in the plan, and as it reads in its pack now."""

    card_id: str
    before: Card
    after: Card


def offered(plan: Plan, current: Iterable[Card]) -> tuple[Offer, ...]:
    """Return what the plan’s cards are offered, in reading order: one offer for each old wording.

    current: the cards as they read now; one that the plan lacks, or has as it is, counts for
    nothing, nor does one whose new wording was left wherever it is placed.
    """
    cards = {card.id: card for card in current}
    found: dict[Card, Offer] = {}
    for placement in (*plan.placements(), *plan.sorted_placements()):
        before, after = placement.card, cards.get(placement.card.id)
        if after is None or after == before or placement.left == wording(after):
            continue
        found.setdefault(before, Offer(before.id, before, after))
    return tuple(found.values())


def take_wording(plan: Plan, cards: Sequence[Card], factors: Iterable[Factor] = ()) -> Plan:
    """Give every placement of these cards their new wording.

    factors: those that the cards speak to; the plan keeps the ones it does not carry yet.
    """
    placed = plan.cards()
    wanted = {factor for card in cards if card.id in placed for factor in card.factors}
    plan = with_factors(plan, (factor for factor in factors if factor.id in wanted))
    return _reworded(plan, cards, lambda placement, card: replace(placement, card=card, left=""))


def leave_wording(plan: Plan, cards: Sequence[Card]) -> Plan:
    """Keep these cards as they read in the plan, and have this new wording offered no more."""
    return _reworded(plan, cards, lambda placement, card: replace(placement, left=wording(card)))


def _reworded(
    plan: Plan, cards: Sequence[Card], change: Callable[[Placement, Card], Placement]
) -> Plan:
    """Return the plan with each placement changed whose card reads otherwise now."""
    now = {card.id: card for card in cards}

    def reworded(placement: Placement) -> Placement:
        card = now.get(placement.card.id, placement.card)
        return placement if card == placement.card else change(placement, card)

    return with_placements(plan, reworded)
