"""The verbs: every change to a plan, as a function from a plan to a plan.

Each raises EditError, with a sentence for the user, where the change cannot be made; an edit
that changes nothing returns an equal plan.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from planner.model import text
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, SlotKind
from planner.model.plan import Field, Paragraph, Part, Placement, Plan, Slot
from planner.model.tree import EditError as EditError
from planner.model.tree import (
    find_home,
    find_paragraph,
    find_placements,
    find_slot,
    inserted,
    with_arrow,
    with_cards,
    with_factors,
    with_paragraph,
    with_paragraphs,
    with_pile,
    with_piles_after,
    with_ranked,
    with_slot,
    with_slots,
    without,
)

FIRST_PARAGRAPHS = 3
"""The paragraphs that a new plan begins with."""

_PASSAGES = {
    Part.LINE_OF_ARGUMENT: "The line of argument",
    Part.INTRODUCTION: "The introduction",
    Part.CONCLUSION: "The conclusion",
    Part.SLOT: "A slot",
    Part.REASON: "A reason",
    Part.BECAUSE: "An explanation",
}


def begin(
    plan_id: str, question: Question, framework: Framework, factors: Iterable[Factor] = ()
) -> Plan:
    """Return a new plan for a question: three empty paragraphs in a framework."""
    plan = with_factors(Plan(plan_id, question, framework), factors)
    for _ in range(FIRST_PARAGRAPHS):
        plan = add_paragraph(plan)
    return plan


# Text


def write(plan: Plan, field: Field, words: str) -> Plan:
    """Write the words in a field, in place of what was there."""
    match field.part:
        case Part.HEADING:
            heading = text.within(text.clean_line(words), text.LINE, "A heading")
            return with_paragraph(plan, field.of, lambda p: replace(p, heading=heading))
        case Part.SLOT:
            passage = _passage(field.part, words)
            return with_slot(plan, field.of, lambda s: replace(s, text=passage))
        case Part.LINE_OF_ARGUMENT:
            return replace(plan, line_of_argument=_passage(field.part, words))
        case Part.INTRODUCTION:
            return replace(plan, introduction=_passage(field.part, words))
        case Part.CONCLUSION:
            return replace(plan, conclusion=_passage(field.part, words))
        case Part.PILE:
            return _name_pile(plan, field.of, words)
        case Part.REASON:
            reason = _passage(field.part, words)
            return with_ranked(plan, field.of, lambda r: replace(r, reason=reason))
        case Part.BECAUSE:
            because = _passage(field.part, words)
            return with_arrow(plan, field.of, lambda a: replace(a, because=because))


def append_text(plan: Plan, slot_id: str, words: str) -> Plan:
    """Write the words after what a slot holds, on a line of their own."""
    held = find_slot(plan, slot_id).text
    return write(plan, Field(Part.SLOT, slot_id), f"{held}\n{words}" if held.strip() else words)


def rename_plan(plan: Plan, name: str) -> Plan:
    """Give the plan a name; an empty one, or its own question, leaves it named by its question."""
    name = text.within(text.clean_line(name), text.LINE, "A plan’s name")
    return replace(plan, name="" if name == plan.question.text else name)


def ask(plan: Plan, question: str) -> Plan:
    """Put another question in the place of the plan’s own, keeping its type and its minutes."""
    asked = question_text(question)
    return replace(plan, question=replace(plan.question, text=asked))


def question_text(words: str) -> str:
    """Return a question as it is kept; raise where it is empty or too long."""
    asked = text.within(text.clean_line(words), text.QUESTION, "A question")
    if not asked:
        raise EditError("A plan needs a question. Type the question first.")
    return asked


# Cards


def place(
    plan: Plan,
    slot_id: str,
    cards: Iterable[Card],
    at: int | None = None,
    factors: Iterable[Factor] = (),
) -> Plan:
    """Place cards in a slot, before its card number at (from 0), or after its last.

    factors: those that the cards speak to; the plan keeps the ones it does not carry yet.
    """
    return _place(plan, slot_id, (Placement("new", card) for card in cards), at, factors)


def move(plan: Plan, placement_ids: Sequence[str], slot_id: str, at: int | None = None) -> Plan:
    """Move placed cards to a slot, before its card number at (counted before the move)."""
    slot = find_slot(plan, slot_id)
    moved = find_placements(plan, placement_ids)
    names = {placement.id for placement in moved}
    if any(p.card.id in {m.card.id for m in moved} for p in slot.placements if p.id not in names):
        raise EditError("This card is in that slot already.")
    if at is not None:
        at -= sum(placement.id in names for placement in slot.placements[:at])
    return with_slot(without(plan, names), slot_id, lambda s: with_cards(s, moved, at))


def copy(plan: Plan, placement_ids: Sequence[str], slot_id: str, at: int | None = None) -> Plan:
    """Place the cards of these placements in a slot too, and leave them where they are."""
    return _place(plan, slot_id, find_placements(plan, placement_ids), at)


def remove(plan: Plan, placement_ids: Sequence[str]) -> Plan:
    """Take placed cards out of the plan."""
    find_placements(plan, placement_ids)
    return without(plan, set(placement_ids))


# Paragraphs


def add_paragraph(plan: Plan, at: int | None = None, heading: str = "") -> Plan:
    """Add an empty paragraph in the plan’s framework, before paragraph number at (from 0)."""
    paragraph = Paragraph(_name(plan.serial))
    plan = with_paragraphs(
        replace(plan, serial=plan.serial + 1), inserted(plan.paragraphs, [paragraph], at)
    )
    plan = reframe(plan, paragraph.id, plan.framework)
    return write(plan, Field(Part.HEADING, paragraph.id), heading)


def duplicate_paragraph(plan: Plan, paragraph_id: str) -> Plan:
    """Add a copy of a paragraph after it."""
    at, original = find_paragraph(plan, paragraph_id)
    serial = plan.serial
    slots = []
    for slot in original.slots:
        placements = tuple(
            replace(placement, id=_name(serial + 1 + i))
            for i, placement in enumerate(slot.placements)
        )
        slots.append(replace(slot, id=_name(serial), placements=placements))
        serial += 1 + len(placements)
    twin = replace(original, id=_name(serial), slots=tuple(slots))
    plan = replace(plan, serial=serial + 1)
    return with_paragraphs(plan, inserted(plan.paragraphs, [twin], at + 1))


def remove_paragraph(plan: Plan, paragraph_id: str) -> Plan:
    """Take a paragraph out of the plan, with all that is in it and the arrows from and to it.

    The pile that it was made of stays, called as it was.
    """
    at, _ = find_paragraph(plan, paragraph_id)
    arrows = tuple(arrow for arrow in plan.arrows if paragraph_id not in (arrow.start, arrow.end))
    piles = tuple(
        replace(pile, name=plan.pile_name(pile), paragraph="")
        if pile.paragraph == paragraph_id
        else pile
        for pile in plan.piles
    )
    plan = replace(plan, arrows=arrows, piles=piles)
    return with_paragraphs(plan, plan.paragraphs[:at] + plan.paragraphs[at + 1 :])


def move_paragraph(plan: Plan, paragraph_id: str, to: int) -> Plan:
    """Move a paragraph so that it becomes number to (from 0); its pile goes with it."""
    at, paragraph = find_paragraph(plan, paragraph_id)
    others = plan.paragraphs[:at] + plan.paragraphs[at + 1 :]
    return with_piles_after(with_paragraphs(plan, inserted(others, [paragraph], max(0, to))))


def collapse(plan: Plan, paragraph_id: str, collapsed: bool = True) -> Plan:
    """Fold a paragraph to its heading, or open it again."""
    return with_paragraph(plan, paragraph_id, lambda p: replace(p, collapsed=collapsed))


# Frameworks and slots


def use_framework(plan: Plan, framework: Framework) -> Plan:
    """Make this the plan’s framework: new paragraphs begin with it, and empty ones change to it."""
    plan = replace(plan, framework=framework)
    for paragraph in plan.paragraphs:
        if not any(slot.filled for slot in paragraph.slots):
            plan = reframe(plan, paragraph.id, framework)
    return plan


def reframe(plan: Plan, paragraph_id: str, framework: Framework) -> Plan:
    """Give a paragraph a framework’s slots, and keep all that was in its own.

    What a slot held goes to the first free new slot that has its label, or else its role; a slot
    that holds something and finds none stays, after the new ones.
    """
    _, paragraph = find_paragraph(plan, paragraph_id)
    if tuple(slot.kind for slot in paragraph.slots) == framework.slots:
        return plan
    slots = [Slot(_name(plan.serial + i), kind) for i, kind in enumerate(framework.slots)]
    left = [slot for slot in paragraph.slots if slot.filled]
    for same in (_same_label, _same_role):
        for old in tuple(left):
            at = next((i for i, s in enumerate(slots) if not s.filled and same(s, old)), None)
            if at is not None:
                slots[at] = replace(old, kind=slots[at].kind)
                left.remove(old)
    plan = replace(plan, serial=plan.serial + len(framework.slots))
    return with_slots(plan, paragraph_id, (*slots, *left))


def add_slot(plan: Plan, paragraph_id: str, kind: SlotKind, at: int | None = None) -> Plan:
    """Add a slot to a paragraph, before its slot number at (from 0), or after its last."""
    _, paragraph = find_paragraph(plan, paragraph_id)
    slot = Slot(_name(plan.serial), replace(kind, label=_label(kind.label)))
    plan = replace(plan, serial=plan.serial + 1)
    return with_slots(plan, paragraph_id, inserted(paragraph.slots, [slot], at))


def repeat_slot(plan: Plan, slot_id: str) -> Plan:
    """Add an empty slot of the same kind after a slot."""
    paragraph, at = find_home(plan, slot_id)
    return add_slot(plan, paragraph.id, paragraph.slots[at].kind, at + 1)


def rename_slot(plan: Plan, slot_id: str, label: str) -> Plan:
    """Call a slot something else, in its own paragraph only."""
    label = _label(label)
    return with_slot(plan, slot_id, lambda s: replace(s, kind=replace(s.kind, label=label)))


def remove_slot(plan: Plan, slot_id: str) -> Plan:
    """Take a slot out of its paragraph, with all that is in it."""
    paragraph, at = find_home(plan, slot_id)
    return with_slots(plan, paragraph.id, paragraph.slots[:at] + paragraph.slots[at + 1 :])


def move_slot(plan: Plan, slot_id: str, to: int) -> Plan:
    """Move a slot within its paragraph so that it becomes number to (from 0)."""
    paragraph, at = find_home(plan, slot_id)
    others = paragraph.slots[:at] + paragraph.slots[at + 1 :]
    moved = inserted(others, [paragraph.slots[at]], max(0, to))
    return with_slots(plan, paragraph.id, moved)


# What they share


def _name(number: int) -> str:
    return f"n{number}"


def _place(
    plan: Plan,
    slot_id: str,
    placements: Iterable[Placement],
    at: int | None,
    factors: Iterable[Factor] = (),
) -> Plan:
    """Place what these placements hold, under ids of their own."""
    held = {placement.card.id for placement in find_slot(plan, slot_id).placements}
    # One of each card, however often and in however many wordings it comes.
    asked: dict[str, Placement] = {}
    for placement in placements:
        asked.setdefault(placement.card.id, placement)
    new = [placement for card_id, placement in asked.items() if card_id not in held]
    if not new:
        raise EditError("This card is in this slot already.")
    placed = [replace(p, id=_name(plan.serial + i)) for i, p in enumerate(new)]
    wanted = {factor for placement in new for factor in placement.card.factors}
    plan = with_factors(plan, (factor for factor in factors if factor.id in wanted))
    plan = replace(plan, serial=plan.serial + len(placed))
    return with_slot(plan, slot_id, lambda s: with_cards(s, placed, at))


def _passage(part: Part, words: str) -> str:
    return text.within(text.clean_text(words), text.PASSAGE, _PASSAGES[part])


def _name_pile(plan: Plan, pile_id: str, words: str) -> Plan:
    """Call a pile something, and the paragraph that was made of it too."""
    name = text.within(text.clean_line(words), text.LINE, "A pile’s name")
    plan = with_pile(plan, pile_id, lambda p: replace(p, name=name))
    made = next(pile.paragraph for pile in plan.piles if pile.id == pile_id)
    if plan.paragraph(made):
        plan = with_paragraph(plan, made, lambda p: replace(p, heading=name))
    return plan


def _label(words: str) -> str:
    label = text.within(text.clean_line(words), text.LINE, "A slot’s name")
    if not label:
        raise EditError("A slot needs a name. Type one, such as Evidence.")
    return label


def _same_label(new: Slot, old: Slot) -> bool:
    return new.kind.label == old.kind.label


def _same_role(new: Slot, old: Slot) -> bool:
    return new.kind.role == old.kind.role
