"""Sorting: cards in piles, and the paragraphs that are made of the piles."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial

from msgspec.structs import replace

from planner.model import edits, text
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Role
from planner.model.plan import (
    MOST_ASIDE,
    MOST_CARDS,
    MOST_PILES,
    Field,
    Paragraph,
    Part,
    Pile,
    Placement,
    Plan,
    Slot,
)
from planner.model.tree import (
    EditError,
    find_paragraph,
    inserted,
    rearranged,
    with_cards,
    with_factors,
    with_pile,
    with_piles_after,
    with_slot,
)

ASIDE = "aside"
"""Stands for the pile of what is not relevant, where a pile's id is asked for."""


class Serves(StrEnum):
    """Which of two questions a card was sorted for."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


# Piles


def add_pile(plan: Plan, name: str = "", at: int | None = None) -> Plan:
    """Add an empty pile before pile number at (from 0), or after the last."""
    if len(plan.piles) >= MOST_PILES:
        raise EditError(f"There can be at most {MOST_PILES} piles. Use one that is there.")
    name = text.within(text.clean_line(name), text.LINE, "A pile’s name")
    pile = Pile(f"n{plan.serial}", name)
    return replace(plan, serial=plan.serial + 1, piles=inserted(plan.piles, [pile], at))


def remove_pile(plan: Plan, pile_id: str) -> Plan:
    """Take a pile away; its cards are unsorted again, and its paragraph stays."""
    _find(plan, pile_id)
    return replace(plan, piles=tuple(pile for pile in plan.piles if pile.id != pile_id))


def move_pile(plan: Plan, pile_id: str, to: int) -> Plan:
    """Move a pile so that it becomes number to (from 0)."""
    pile = _find(plan, pile_id)
    others = tuple(each for each in plan.piles if each.id != pile_id)
    return replace(plan, piles=inserted(others, [pile], max(0, to)))


# Cards


def sort_into(
    plan: Plan,
    pile_id: str,
    cards: Iterable[Card],
    at: int | None = None,
    factors: Iterable[Factor] = (),
) -> Plan:
    """Put cards into a pile, or aside, before its card number at, out of any pile they are in.

    at: counted before the change. factors: those that the cards speak to.
    """
    asked = [Placement("new", card) for card in cards]
    wanted = {factor for placement in asked for factor in placement.card.factors}
    plan = with_factors(plan, (factor for factor in factors if factor.id in wanted))
    return _sort(plan, pile_id, asked, at)


def unsort(plan: Plan, card_ids: Iterable[str]) -> Plan:
    """Take cards out of the piles; where they stand in paragraphs they stay."""
    cards = set(card_ids)
    if not cards & {placement.card.id for placement in plan.sorted_placements()}:
        raise EditError("This card is in no pile.")
    return _unsorted(plan, cards)


def pile_cards(plan: Plan, pile_id: str) -> tuple[Placement, ...]:
    """Return what is in a pile, or aside."""
    return plan.aside if pile_id == ASIDE else _find(plan, pile_id).placements


# Piles and paragraphs


def make_paragraphs(plan: Plan) -> Plan:
    """Make a paragraph of each pile, in their order, with its name and its cards.

    A pile that has a paragraph gives that its new cards, and paragraphs that were begun without a
    heading and hold nothing are used first. Nothing that is in a paragraph is lost; a card that was
    sorted into another pile since goes to that pile's paragraph.
    """
    if not any(_tells(plan, pile) for pile in plan.piles):
        raise EditError("There is nothing sorted yet. Put cards into a pile first.")
    for pile in plan.piles:
        if _tells(plan, pile):
            plan = _with_paragraph(plan, pile.id)
    for pile in plan.piles:
        if pile.paragraph:
            plan = _with_cards(plan, pile)
    return _in_order(plan)


def make_piles(plan: Plan) -> Plan:
    """Make a pile of each paragraph that has a heading or cards, and none yet.

    A pile that has its paragraph takes the cards that were placed there and are in no pile. The
    piles then have the order of the paragraphs.
    """
    made = {pile.paragraph: pile.id for pile in plan.piles}
    for paragraph in plan.paragraphs:
        placed = [placement for slot in paragraph.slots for placement in slot.placements]
        if paragraph.id not in made:
            if not paragraph.heading and not placed:
                continue
            plan = add_pile(plan, paragraph.heading)
            made[paragraph.id] = plan.piles[-1].id
            plan = _with_made(plan, made[paragraph.id], paragraph.id)
        known = {placement.card.id for placement in plan.sorted_placements()}
        new = [placement for placement in placed if placement.card.id not in known]
        plan = _sort(plan, made[paragraph.id], new)
    return with_piles_after(plan)


# Another question


def copy_sort(plan: Plan, plan_id: str, question: Question) -> Plan:
    """Return a new plan for another question, with this one's piles and what is aside."""
    copied = edits.begin(plan_id, question, plan.framework, plan.factors)
    for pile in plan.piles:
        copied = add_pile(copied, plan.pile_name(pile))
        copied = _sort(copied, copied.piles[-1].id, pile.placements)
    return replace(_sort(copied, ASIDE, plan.aside), sorted_for=plan.id)


def serving(first: Plan, second: Plan) -> Mapping[str, Serves]:
    """Return, for the ids of the cards in two plans' piles, which of their questions they serve.

    What is aside, or in no pile, serves nothing.
    """
    one, two = (
        {placement.card.id for pile in plan.piles for placement in pile.placements}
        for plan in (first, second)
    )
    both = dict.fromkeys(one & two, Serves.BOTH)
    return dict.fromkeys(one - two, Serves.FIRST) | dict.fromkeys(two - one, Serves.SECOND) | both


# What they share


def _find(plan: Plan, pile_id: str) -> Pile:
    pile = plan.pile(pile_id)
    if pile is None:
        raise EditError("This pile is no longer there.")
    return pile


def _sort(plan: Plan, pile_id: str, placements: Iterable[Placement], at: int | None = None) -> Plan:
    """Put what these placements hold into a pile; what is in one already keeps its id."""
    before = pile_cards(plan, pile_id)
    held = {placement.card.id: placement for placement in plan.sorted_placements()}
    asked: dict[str, Placement] = {}
    for placement in placements:
        asked.setdefault(placement.card.id, placement)
    if at is not None:
        at -= sum(placement.card.id in asked for placement in before[:at])
    serial = plan.serial
    for card_id, placement in asked.items():
        if card_id in held:
            asked[card_id] = held[card_id]
        else:
            asked[card_id] = replace(placement, id=f"n{serial}")
            serial += 1
    plan = _unsorted(replace(plan, serial=serial), set(asked))
    after = inserted(pile_cards(plan, pile_id), list(asked.values()), at)
    most = MOST_ASIDE if pile_id == ASIDE else MOST_CARDS
    if len(after) > most:
        raise EditError(f"A pile can hold at most {most:,} cards. Use another pile.")
    if pile_id == ASIDE:
        return replace(plan, aside=after)
    return with_pile(plan, pile_id, lambda p: replace(p, placements=after))


def _tells(plan: Plan, pile: Pile) -> bool:
    return bool(pile.placements or plan.pile_name(pile))


def _unsorted(plan: Plan, cards: set[str]) -> Plan:
    def left(placements: tuple[Placement, ...]) -> tuple[Placement, ...]:
        return tuple(p for p in placements if p.card.id not in cards)

    piles = tuple(replace(pile, placements=left(pile.placements)) for pile in plan.piles)
    return replace(plan, piles=piles, aside=left(plan.aside))


def _with_made(plan: Plan, pile_id: str, paragraph_id: str) -> Plan:
    """Return the plan in which a pile and a paragraph belong together."""
    return with_pile(plan, pile_id, lambda p: replace(p, paragraph=paragraph_id))


def _with_paragraph(plan: Plan, pile_id: str) -> Plan:
    """Return the plan with a paragraph for a pile, which is called as the pile is."""
    pile = _find(plan, pile_id)
    paragraph = plan.paragraph(pile.paragraph)
    if paragraph is None:
        made = {each.paragraph for each in plan.piles}
        free = (p for p in plan.paragraphs if p.id not in made and _is_blank(p))
        paragraph = next(free, None)
        if paragraph is None:
            plan = edits.add_paragraph(plan)
            paragraph = plan.paragraphs[-1]
        plan = _with_made(plan, pile_id, paragraph.id)
    if not paragraph.heading:
        plan = edits.write(plan, Field(Part.HEADING, paragraph.id), pile.name)
    return plan


def _is_blank(paragraph: Paragraph) -> bool:
    return not paragraph.heading and not any(slot.filled for slot in paragraph.slots)


def _with_cards(plan: Plan, pile: Pile) -> Plan:
    """Return the plan with a pile's cards in its paragraph: moved from others', or placed."""
    _, paragraph = find_paragraph(plan, pile.paragraph)
    here = {p.card.id for slot in paragraph.slots for p in slot.placements}
    new = [placement for placement in pile.placements if placement.card.id not in here]
    if not new:
        return plan
    if not paragraph.slots:
        plan = edits.reframe(plan, paragraph.id, plan.framework)
    slot = _evidence(plan, paragraph.id)
    others = {each.paragraph for each in plan.piles} - {paragraph.id}
    elsewhere = {
        placement.card.id: placement.id
        for each in plan.paragraphs
        if each.id in others
        for each_slot in each.slots
        for placement in each_slot.placements
    }
    for placement in new:
        if placement.card.id in elsewhere:
            plan = edits.move(plan, [elsewhere[placement.card.id]], slot.id)
        else:
            copied = replace(placement, id=f"n{plan.serial}")
            plan = replace(plan, serial=plan.serial + 1)
            plan = with_slot(plan, slot.id, partial(with_cards, new=[copied], at=None))
    return plan


def _evidence(plan: Plan, paragraph_id: str) -> Slot:
    """Return the slot that cards go into: the first for evidence, or else the first."""
    _, paragraph = find_paragraph(plan, paragraph_id)
    if not paragraph.slots:
        raise EditError("The framework of this plan has no slots for the cards to go into.")
    return next((s for s in paragraph.slots if s.kind.role is Role.EVIDENCE), paragraph.slots[0])


def _in_order(plan: Plan) -> Plan:
    """Return the plan with the paragraphs of the piles in the piles' order, others where they are.

    The places that they have together stay theirs.
    """
    order = [paragraph for pile in plan.piles if (paragraph := plan.paragraph(pile.paragraph))]
    return replace(plan, paragraphs=rearranged(plan.paragraphs, order))
