"""Plans to export in tests."""

from msgspec.structs import replace

from planner.model import edits, ranking, sorting
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Essay, Framework, Role, SlotKind
from planner.model.plan import Field, Part, Plan

ESSAY = Essay(
    SlotKind("Line of argument", prompt="What will you argue?"),
    SlotKind("Introduction", prompt="Name your reasons in order."),
    SlotKind("Conclusion", prompt="Which reason mattered most?"),
)
PEEL = Framework(
    "peel",
    "PEEL",
    slots=(
        SlotKind("Point", Role.POINT, "What is your reason?"),
        SlotKind("Evidence", Role.EVIDENCE, "Which facts show it?"),
        SlotKind("Explain", Role.EXPLAIN, "Why did it matter?"),
        SlotKind("Link", Role.LINK),
    ),
)
QUESTION = Question("pack/why", "Why did Stalin win the power struggle?")
FUNERAL = Card(
    "pack/funeral",
    "The funeral trick",
    "Trotsky was not there.\nHe had the wrong date.",
    When("January 1924", "1924-01", "1924-01"),
    source="Course notes, page 3",
)
TESTAMENT = Card(
    "pack/testament", "The suppressed testament", "Few read it.", source="Course notes, page 3"
)
BALLOT = Card("pack/ballot", "Control of the ballots", when=When("1925"), source="Textbook, page 9")

NOTES = {
    "pack/funeral": "Miss says: link this to cunning.\n\n1. Learn the date.",
    "pack/nowhere": "On a card that is not in the plan.",
}


def empty() -> Plan:
    return edits.begin("plan", QUESTION, PEEL)


def write(plan: Plan, part: Part, words: str, of: str = "") -> Plan:
    return edits.write(plan, Field(part, of), words)


def filled() -> Plan:
    """Return a plan with two paragraphs filled, and the one between them empty."""
    plan = write(empty(), Part.LINE_OF_ARGUMENT, "Stalin was cunning.")
    plan = write(plan, Part.CONCLUSION, "Cunning came first.\nThe party came second.")
    first, _, third = plan.paragraphs
    plan = write(plan, Part.HEADING, "Cunning", first.id)
    plan = write(plan, Part.SLOT, "The main reason was cunning.", first.slots[0].id)
    plan = write(plan, Part.SLOT, "He hid it.\n\nThen he lied.", first.slots[1].id)
    plan = edits.place(plan, first.slots[1].id, [TESTAMENT, FUNERAL])
    return edits.place(plan, third.slots[1].id, [BALLOT, FUNERAL])


CUNNING = Factor("pack/cunning", "Cunning")
MACHINE = Factor("pack/machine", "Party machine")
LUCK = Factor("pack/luck", "Luck")


def thought() -> Plan:
    """Return the filled plan with a ranking, links, piles, and a dated card more."""
    plan = filled()
    ballot = replace(BALLOT, when=When("1925", "1925"), factors=(MACHINE.id,))
    plan = edits.place(plan, plan.paragraphs[2].slots[2].id, [ballot], factors=[MACHINE])
    for factor in (CUNNING, MACHINE, LUCK):
        plan = ranking.rank(plan, factor)
    plan = write(plan, Part.REASON, "He hid it.\n\nNobody saw.", CUNNING.id)
    first, _, third = plan.paragraphs
    plan = ranking.link(ranking.link(plan, first.id, third.id), LUCK.id, first.id)
    plan = write(plan, Part.BECAUSE, "it gave him\nthe time", plan.arrows[0].id)
    for name, cards in (("Cunning", [FUNERAL, TESTAMENT]), ("", [ballot]), ("", [])):
        plan = sorting.add_pile(plan, name)
        plan = sorting.sort_into(plan, plan.piles[-1].id, cards)
    return sorting.sort_into(plan, sorting.ASIDE, [Card("pack/aside", "Aside")])


def with_words(words: str) -> Plan:
    """Return a plan that says the same words in every place."""
    card = Card("pack/card", words, words, When(words), source=words)
    plan = edits.begin("plan", Question("pack/why", words), PEEL)
    for part in (Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION):
        plan = write(plan, part, words)
    paragraph = plan.paragraphs[0]
    plan = write(plan, Part.HEADING, words[:300], paragraph.id)
    for slot in paragraph.slots:
        plan = write(plan, Part.SLOT, words, slot.id)
    plan = ranking.rank(plan, Factor("pack/factor", words[:300]))
    plan = write(plan, Part.REASON, words, "pack/factor")
    plan = ranking.link(plan, paragraph.id, "pack/factor")
    plan = write(plan, Part.BECAUSE, words, plan.arrows[0].id)
    plan = sorting.add_pile(plan, words[:300])
    plan = sorting.sort_into(plan, plan.piles[0].id, [card])
    return edits.place(plan, paragraph.slots[1].id, [card])
