"""A small pack of evidence to plan with."""

from planner.model import edits
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Field, Part, Plan, Slot

CUNNING = Factor("usa/cunning", "Stalin’s cunning", "What Stalin did himself", hue=0)
MACHINE = Factor("usa/machine", "The party machine", hue=1)
FACTORS = (CUNNING, MACHINE)

TESTAMENT = Card(
    "usa/testament",
    "The suppressed testament",
    "Few delegates heard it.",
    When("May 1924", "1924-05", "1924-05"),
    ("Lenin",),
    (CUNNING.id,),
    "Notes, page 2",
)
FUNERAL = Card(
    "usa/funeral",
    "The funeral trick",
    "Trotsky was not there.",
    When("January 1924", "1924-01", "1924-01"),
    ("Stalin", "Trotsky"),
    (CUNNING.id,),
    "Notes, page 3",
)
CHARGE = Card(
    "usa/charge",
    "The factionalism charge",
    "Éric was expelled.",
    When("1927–28", "1927", "1928"),
    ("Éric Dupont",),
    (MACHINE.id,),
)
POST = Card(
    "usa/post",
    "General Secretary",
    "A dull post & a strong one.",
    When("1922", "1922", "1922"),
    factors=(MACHINE.id, CUNNING.id),
)
MOOD = Card("usa/mood", "An open race", "Nobody knew who would win.")
CARDS = (TESTAMENT, FUNERAL, CHARGE, POST, MOOD)

WHY = Question("usa/why", "Why did Stalin win the power struggle?", "explain-why", 12, 18)
HOW = Question("usa/how", "How far was Trotsky to blame?", "how-far", 16, 25)

PEEL = Framework(
    "peel",
    "PEEL",
    slots=(
        SlotKind("Point", Role.POINT, "What is your reason?", ("One reason was …",)),
        SlotKind("Evidence", Role.EVIDENCE, "Drag cards here"),
        SlotKind("Explain", Role.EXPLAIN, "Why did it matter?"),
        SlotKind("Link", Role.LINK, "How does it answer the question?"),
    ),
)

ODD = "a\u00a0b\nשלום עולם 😀\ttab"
"""Text that an editor could alter without being asked to."""


def begun(plan_id: str = "plan", question: Question = WHY) -> Plan:
    """Return a new plan: three empty PEEL paragraphs."""
    return edits.begin(plan_id, question, PEEL, FACTORS)


def write(plan: Plan, part: Part, words: str, of: str = "") -> Plan:
    return edits.write(plan, Field(part, of), words)


def worked() -> Plan:
    """Return the pack's worked example."""
    plan = edits.rename_plan(begun("usa/worked"), "Worked example")
    plan = write(plan, Part.LINE_OF_ARGUMENT, "Stalin was cunning.")
    return edits.place(plan, evidence(plan).id, [TESTAMENT])


def pack() -> Pack:
    return Pack(PackInfo("usa", "The struggle"), FACTORS, (WHY, HOW), CARDS, (worked(),))


def slot(plan: Plan, label: str, paragraph: int = 1) -> Slot:
    """Return the first slot with this label in paragraph number."""
    return next(s for s in plan.paragraphs[paragraph - 1].slots if s.kind.label == label)


def evidence(plan: Plan, paragraph: int = 1) -> Slot:
    return slot(plan, "Evidence", paragraph)


def headlines(held: Slot) -> list[str]:
    return [placement.card.headline for placement in held.placements]


def placed(plan: Plan, *cards: Card, paragraph: int = 1) -> Plan:
    """Return the plan with cards in a paragraph's evidence."""
    return edits.place(plan, evidence(plan, paragraph).id, cards, factors=FACTORS)
