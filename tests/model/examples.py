"""One small essay to try the verbs on."""

from planner.model import edits
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Role, SlotKind
from planner.model.plan import Paragraph, Plan, Slot

PEEL = Framework(
    "peel",
    "PEEL",
    slots=(
        SlotKind("Point", Role.POINT),
        SlotKind("Evidence", Role.EVIDENCE),
        SlotKind("Explain", Role.EXPLAIN),
        SlotKind("Link", Role.LINK),
    ),
)
PEA = Framework(
    "pea",
    "PEA",
    slots=(
        SlotKind("Point", Role.POINT),
        SlotKind("Example", Role.EVIDENCE),
        SlotKind("Analysis", Role.EXPLAIN),
    ),
)
QUESTION = Question("power-struggle/why", "Why did Stalin win?", "explain-why", 12, 15)
CUNNING = Factor("power-struggle/cunning", "Cunning")
MACHINE = Factor("power-struggle/machine", "Party machine", hue=1)
TESTAMENT = Card(
    "power-struggle/testament",
    "The suppressed testament",
    when=When("May 1924", "1924-05", "1924-05"),
    factors=(CUNNING.id,),
)
FUNERAL = Card("power-struggle/funeral", "The funeral trick", factors=(CUNNING.id,))
CHARGE = Card("power-struggle/charge", "The factionalism charge", factors=(MACHINE.id,))
CARDS = (TESTAMENT, FUNERAL, CHARGE)


def essay() -> Plan:
    """Return a new plan: three empty PEEL paragraphs."""
    return edits.begin("plan-1", QUESTION, PEEL, [CUNNING])


def slot(plan: Plan, label: str = "Evidence", paragraph: int = 1) -> Slot:
    """Return the first slot with this label, in the paragraph with this number."""
    slots = plan.paragraphs[paragraph - 1].slots
    return next(s for s in slots if s.kind.label == label)


def headlines(held: Slot) -> list[str]:
    """Return the headlines of the cards in a slot."""
    return [placement.card.headline for placement in held.placements]


def slot_labels(paragraph: Paragraph) -> list[str]:
    """Return the labels of a paragraph's slots."""
    return [s.kind.label for s in paragraph.slots]
