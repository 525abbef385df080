"""Finding a part of a plan, and putting another in its place."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from planner.model.evidence import Factor
from planner.model.plan import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_PARAGRAPHS,
    MOST_SLOTS,
    Arrow,
    Paragraph,
    Pile,
    Placement,
    Plan,
    Ranked,
    Slot,
)

_Item = TypeVar("_Item")


class EditError(ValueError):
    """A change that cannot be made; its message is a sentence for the user."""


def find_paragraph(plan: Plan, paragraph_id: str) -> tuple[int, Paragraph]:
    """Return a paragraph and its place, or raise where it is no longer there."""
    for at, paragraph in enumerate(plan.paragraphs):
        if paragraph.id == paragraph_id:
            return at, paragraph
    raise EditError("This paragraph is no longer in the plan.")


def find_home(plan: Plan, slot_id: str) -> tuple[Paragraph, int]:
    """Return the paragraph that a slot is in, and the slot’s place in it."""
    for paragraph in plan.paragraphs:
        for at, slot in enumerate(paragraph.slots):
            if slot.id == slot_id:
                return paragraph, at
    raise EditError("This slot is no longer in the plan.")


def find_slot(plan: Plan, slot_id: str) -> Slot:
    """Return a slot, or raise where it is no longer there."""
    paragraph, at = find_home(plan, slot_id)
    return paragraph.slots[at]


def find_placements(plan: Plan, placement_ids: Sequence[str]) -> list[Placement]:
    """Return these placements in the order asked for, one of each card."""
    wanted = set(placement_ids)
    found = {placement.id: placement for placement in plan.placements() if placement.id in wanted}
    if not wanted or len(found) != len(wanted):
        raise EditError("This card is no longer in the plan.")
    # In the order asked for, and one of each card: a slot holds a card once.
    unique: dict[str, Placement] = {}
    for placement_id in placement_ids:
        unique.setdefault(found[placement_id].card.id, found[placement_id])
    return list(unique.values())


def inserted(items: tuple[_Item, ...], new: Sequence[_Item], at: int | None) -> tuple[_Item, ...]:
    """Return the items with new ones before number at, or after the last."""
    at = len(items) if at is None else max(0, min(at, len(items)))
    return (*items[:at], *new, *items[at:])


def rearranged(items: tuple[_Item, ...], order: Sequence[_Item]) -> tuple[_Item, ...]:
    """Return the items with some of them in this order, in the places that these have together."""
    following = iter(order)
    return tuple(next(following) if item in order else item for item in items)


def with_cards(slot: Slot, new: Sequence[Placement], at: int | None) -> Slot:
    """Return the slot with new cards before its card number at, or after its last."""
    placements = inserted(slot.placements, new, at)
    if len(placements) > MOST_CARDS:
        raise EditError(f"A slot can hold at most {MOST_CARDS} cards. Use another slot.")
    return replace(slot, placements=placements)


def without(plan: Plan, names: set[str]) -> Plan:
    """Return the plan without the placements that have these ids."""
    return with_placements(plan, lambda p: None if p.id in names else p)


def with_placements(plan: Plan, change: Callable[[Placement], Placement | None]) -> Plan:
    """Return the plan with each placement as it is changed to be, or without it for None.

    Those in piles and those that were set aside are among them.
    """
    plan = with_paragraphs(plan, tuple(_changed(p, change) for p in plan.paragraphs))
    if not plan.piles and not plan.aside:
        return plan
    piles = tuple(
        replace(pile, placements=tuple(filter(None, map(change, pile.placements))))
        for pile in plan.piles
    )
    return replace(plan, piles=piles, aside=tuple(filter(None, map(change, plan.aside))))


def _changed(paragraph: Paragraph, change: Callable[[Placement], Placement | None]) -> Paragraph:
    slots = tuple(
        replace(slot, placements=tuple(filter(None, map(change, slot.placements))))
        for slot in paragraph.slots
    )
    # What reads as it did stays the same value, which nothing need look into.
    return paragraph if slots == paragraph.slots else replace(paragraph, slots=slots)


def with_factors(plan: Plan, factors: Iterable[Factor]) -> Plan:
    """Return the plan with those of these factors that it does not carry yet."""
    carried = {factor.id: factor for factor in plan.factors}
    for factor in factors:
        carried.setdefault(factor.id, factor)
    if len(carried) > MOST_FACTORS:
        raise EditError(f"A plan can carry at most {MOST_FACTORS} factors.")
    return replace(plan, factors=tuple(carried.values()))


def with_paragraphs(plan: Plan, paragraphs: tuple[Paragraph, ...]) -> Plan:
    """Return the plan with these paragraphs in place of its own."""
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise EditError(f"A plan can have at most {MOST_PARAGRAPHS} paragraphs.")
    return replace(plan, paragraphs=paragraphs)


def with_paragraph(plan: Plan, paragraph_id: str, change: Callable[[Paragraph], Paragraph]) -> Plan:
    """Return the plan with one paragraph changed."""
    at, paragraph = find_paragraph(plan, paragraph_id)
    paragraphs = plan.paragraphs
    return replace(plan, paragraphs=(*paragraphs[:at], change(paragraph), *paragraphs[at + 1 :]))


def with_piles_after(plan: Plan) -> Plan:
    """Return the plan with the piles that have paragraphs in the order of these."""
    piles = {pile.paragraph: pile for pile in plan.piles}
    order = [piles[paragraph.id] for paragraph in plan.paragraphs if paragraph.id in piles]
    return replace(plan, piles=rearranged(plan.piles, order))


def with_slots(plan: Plan, paragraph_id: str, slots: tuple[Slot, ...]) -> Plan:
    """Return the plan with these slots in place of a paragraph’s own."""
    if len(slots) > MOST_SLOTS:
        raise EditError(f"A paragraph can have at most {MOST_SLOTS} slots.")
    return with_paragraph(plan, paragraph_id, lambda p: replace(p, slots=slots))


def with_slot(plan: Plan, slot_id: str, change: Callable[[Slot], Slot]) -> Plan:
    """Return the plan with one slot changed."""
    paragraph, at = find_home(plan, slot_id)
    slots = (*paragraph.slots[:at], change(paragraph.slots[at]), *paragraph.slots[at + 1 :])
    return with_slots(plan, paragraph.id, slots)


def with_pile(plan: Plan, pile_id: str, change: Callable[[Pile], Pile]) -> Plan:
    """Return the plan with one pile changed."""
    if plan.pile(pile_id) is None:
        raise EditError("This pile is no longer there.")
    return replace(plan, piles=tuple(change(p) if p.id == pile_id else p for p in plan.piles))


def with_ranked(plan: Plan, factor_id: str, change: Callable[[Ranked], Ranked]) -> Plan:
    """Return the plan with what the ranking says of one factor changed."""
    if all(ranked.factor != factor_id for ranked in plan.ranking):
        raise EditError("This factor is no longer in the ranking.")
    ranking = tuple(change(r) if r.factor == factor_id else r for r in plan.ranking)
    return replace(plan, ranking=ranking)


def with_arrow(plan: Plan, arrow_id: str, change: Callable[[Arrow], Arrow]) -> Plan:
    """Return the plan with one arrow changed."""
    if all(arrow.id != arrow_id for arrow in plan.arrows):
        raise EditError("This arrow is no longer there.")
    return replace(plan, arrows=tuple(change(a) if a.id == arrow_id else a for a in plan.arrows))
