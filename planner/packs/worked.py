"""Worked plans: the examples that a pack's source spells out, as plans."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from planner.model import edits
from planner.model.framework import Frameworks
from planner.model.pack import Pack
from planner.model.plan import Field, Paragraph, Part, Plan, Slot
from planner.model.text import Id, Line, Passage
from planner.packs.errors import quoted


class SlotSource(Struct, frozen=True, forbid_unknown_fields=True):
    """What a slot of a worked plan holds; slot is its label in the framework."""

    slot: Line
    text: Passage = ""
    cards: tuple[Id, ...] = ()


class ParagraphSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of a worked plan."""

    heading: Line = ""
    slots: tuple[SlotSource, ...] = ()


class WorkedSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A worked plan as it is written in a pack's source."""

    id: Annotated[str, Meta(max_length=90, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    question: Id
    framework: Id
    name: Line = ""
    line_of_argument: Passage = ""
    introduction: Passage = ""
    conclusion: Passage = ""
    paragraphs: tuple[ParagraphSource, ...] = ()


def worked_plan(source: WorkedSource, pack: Pack, frameworks: Frameworks) -> Plan:
    """Return the plan that a source describes; raise ValueError, in words, where it cannot be."""
    framework = next((f for f in frameworks.frameworks if f.id == source.framework), None)
    if framework is None:
        raise ValueError(f"framework {quoted(source.framework)} is none that Marshal knows")
    name = f"{pack.info.id}/{source.question}"
    question = next((q for q in pack.questions if q.id == name), None)
    if question is None:
        raise ValueError(f"question: the pack has no question {quoted(source.question)}")
    plan = Plan(f"{pack.info.id}/{source.id}", question, framework, factors=pack.factors)
    plan = edits.rename_plan(plan, source.name)
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        plan = edits.write(plan, Field(part), getattr(source, part))
    for number, paragraph in enumerate(source.paragraphs, 1):
        plan = edits.add_paragraph(plan, heading=paragraph.heading)
        try:
            plan = _filled(plan, plan.paragraphs[-1], paragraph.slots, pack)
        except ValueError as error:
            raise ValueError(f"paragraph {number}, {error}") from error
    return plan


def _filled(plan: Plan, paragraph: Paragraph, sources: Iterable[SlotSource], pack: Pack) -> Plan:
    """Fill a paragraph's slots, each source going to the next slot that has its label."""
    cards = {card.id: card for card in pack.cards}
    left = list(paragraph.slots)
    for source in sources:
        slot = _next(left, source.slot)
        del left[: left.index(slot) + 1]
        plan = edits.write(plan, Field(Part.SLOT, slot.id), source.text)
        placed = []
        for name in source.cards:
            card = cards.get(f"{pack.info.id}/{name}")
            if card is None:
                raise ValueError(f"slot {quoted(source.slot)}: the pack has no card {quoted(name)}")
            placed.append(card)
        if placed:
            plan = edits.place(plan, slot.id, placed)
    return plan


def _next(slots: Iterable[Slot], label: str) -> Slot:
    for slot in slots:
        if slot.kind.label == label:
            return slot
    raise ValueError(f"slot {quoted(label)} is not in the framework, or not in this place")
