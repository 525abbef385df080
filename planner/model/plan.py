"""A plan: an immutable tree of paragraphs, slots and placements, whole on any machine."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from planner.model.evidence import Card, Factor, Question, Wording
from planner.model.framework import Framework, Need, SlotKind
from planner.model.text import LINE, Id, Line, Passage

MOST_PARAGRAPHS = 60
MOST_SLOTS = 30
MOST_CARDS = 100
MOST_FACTORS = 500
"""The most paragraphs in a plan, slots in a paragraph, cards in a slot, and factors in a plan."""
MOST_PILES = 30
MOST_ASIDE = 2_000
MOST_RANKED = 50
MOST_ARROWS = 100
"""The most piles, cards set aside, factors in the ranking, and arrows in a plan."""


class Part(StrEnum):
    """A part of a plan that the student writes in."""

    LINE_OF_ARGUMENT = "line_of_argument"
    INTRODUCTION = "introduction"
    CONCLUSION = "conclusion"
    HEADING = "heading"
    SLOT = "slot"
    PILE = "pile"
    REASON = "reason"
    BECAUSE = "because"


class Field(Struct, frozen=True):
    """The address of one text in a plan; of is the id of what it is the text of.

    That is a paragraph, a slot, a pile, a ranked factor (for its reason) or an arrow.
    """

    part: Part
    of: str = ""


class Placement(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A card in a slot, worded as it was when it was placed.

    left: a wording that its pack gave the card since, and that the student left.
    """

    id: Id
    card: Card
    left: Wording = ""


class Slot(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One place in a paragraph, for sentences and for cards."""

    id: Id
    kind: SlotKind
    text: Passage = ""
    placements: Annotated[tuple[Placement, ...], Meta(max_length=MOST_CARDS)] = ()

    @property
    def filled(self) -> bool:
        """Tell whether anything is written or placed here."""
        return bool(self.placements or self.text.strip())


class Paragraph(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A paragraph of the essay: a heading and its slots."""

    id: Id
    heading: Line = ""
    slots: Annotated[tuple[Slot, ...], Meta(max_length=MOST_SLOTS)] = ()
    collapsed: bool = False


class Pile(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Cards that were sorted together; paragraph: the id of the one that was made of them."""

    id: Id
    name: Line = ""
    placements: Annotated[tuple[Placement, ...], Meta(max_length=MOST_CARDS)] = ()
    paragraph: Annotated[str, Meta(max_length=LINE)] = ""


class Ranked(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A factor in the ranking, and why it has its place."""

    factor: Id
    reason: Passage = ""


class Arrow(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one paragraph or factor did for another; start, end: their ids."""

    id: Id
    start: Id
    end: Id
    because: Passage = ""


class Plan(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A plan for one essay, with its question, its framework and its evidence in it.

    name: what the student calls it; empty means by its question.
    serial: the number that the next paragraph, slot, placement, pile or arrow is named by.
    aside: the cards that were sorted as not relevant. sorted_for: the id of the plan whose sort
    was copied for this one's question. diamond: the ranking is shown as a diamond nine.
    needs: what the answer is to have, where the student chose it; None for what its kind asks for.
    """

    id: Id
    question: Question
    framework: Framework
    name: Line = ""
    factors: Annotated[tuple[Factor, ...], Meta(max_length=MOST_FACTORS)] = ()
    line_of_argument: Passage = ""
    introduction: Passage = ""
    conclusion: Passage = ""
    paragraphs: Annotated[tuple[Paragraph, ...], Meta(max_length=MOST_PARAGRAPHS)] = ()
    serial: Annotated[int, Meta(ge=1)] = 1
    piles: Annotated[tuple[Pile, ...], Meta(max_length=MOST_PILES)] = ()
    aside: Annotated[tuple[Placement, ...], Meta(max_length=MOST_ASIDE)] = ()
    sorted_for: Annotated[str, Meta(max_length=LINE)] = ""
    ranking: Annotated[tuple[Ranked, ...], Meta(max_length=MOST_RANKED)] = ()
    diamond: bool = False
    arrows: Annotated[tuple[Arrow, ...], Meta(max_length=MOST_ARROWS)] = ()
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] | None = None

    @property
    def title(self) -> str:
        """Return the plan's name, or its question where it has none."""
        return self.name or self.question.text

    def slots(self) -> Iterator[Slot]:
        """Go through every slot, in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.slots

    def placements(self) -> Iterator[Placement]:
        """Go through every placement in a slot, in reading order."""
        for slot in self.slots():
            yield from slot.placements

    def sorted_placements(self) -> Iterator[Placement]:
        """Go through the cards in the piles, and those that were set aside."""
        for pile in self.piles:
            yield from pile.placements
        yield from self.aside

    def cards(self) -> dict[str, Card]:
        """Return the plan's cards by their ids, wherever they are, as each was first worded."""
        found: dict[str, Card] = {}
        for placement in (*self.placements(), *self.sorted_placements()):
            found.setdefault(placement.card.id, placement.card)
        return found

    def pile(self, pile_id: str) -> Pile | None:
        """Return the pile with this id, or None."""
        return next((p for p in self.piles if p.id == pile_id), None)

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """Return the paragraph with this id, or None."""
        return next((p for p in self.paragraphs if p.id == paragraph_id), None)

    def slot(self, slot_id: str) -> Slot | None:
        """Return the slot with this id, or None."""
        return next((s for s in self.slots() if s.id == slot_id), None)

    def text(self, field: Field) -> str:
        """Return what is written in a field; empty where the field is no more."""
        match field.part:
            case Part.HEADING:
                paragraph = self.paragraph(field.of)
                return paragraph.heading if paragraph else ""
            case Part.SLOT:
                slot = self.slot(field.of)
                return slot.text if slot else ""
            case Part.LINE_OF_ARGUMENT:
                return self.line_of_argument
            case Part.INTRODUCTION:
                return self.introduction
            case Part.CONCLUSION:
                return self.conclusion
            case Part.PILE:
                pile = self.pile(field.of)
                return self.pile_name(pile) if pile else ""
            case Part.REASON:
                return next((r.reason for r in self.ranking if r.factor == field.of), "")
            case Part.BECAUSE:
                return next((a.because for a in self.arrows if a.id == field.of), "")

    def pile_name(self, pile: Pile) -> str:
        """Return what a pile is called: as the paragraph made of it, where that has a heading."""
        paragraph = self.paragraph(pile.paragraph)
        return (paragraph.heading if paragraph else "") or pile.name

    def factor(self, factor_id: str) -> Factor | None:
        """Return the factor with this id as the plan carries it, or None."""
        return next((f for f in self.factors if f.id == factor_id), None)

    def used_in(self) -> dict[str, tuple[int, ...]]:
        """Return, for each card in the plan, the numbers of the paragraphs that use it."""
        found: dict[str, list[int]] = {}
        for number, paragraph in enumerate(self.paragraphs, 1):
            for slot in paragraph.slots:
                for placement in slot.placements:
                    numbers = found.setdefault(placement.card.id, [])
                    if number not in numbers:
                        numbers.append(number)
        return {card: tuple(numbers) for card, numbers in found.items()}


def slot_names(paragraph: Paragraph) -> list[str]:
    """Return each slot's name within its paragraph: its label, numbered where labels repeat."""
    names: list[str] = []
    for slot in paragraph.slots:
        name, number = slot.kind.label, 1
        while name in names:
            number += 1
            name = f"{slot.kind.label} {number}"
        names.append(name)
    return names
