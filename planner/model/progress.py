"""How far a plan is: what is filled, and how its evidence is spread."""

from collections import Counter

from msgspec import Struct

from planner.model.evidence import Factor
from planner.model.plan import Paragraph, Plan


class Progress(Struct, frozen=True):
    """How many of the places to fill are filled."""

    filled: int
    total: int

    @property
    def share(self) -> float:
        """Return the share that is filled, from 0 to 1."""
        return self.filled / self.total if self.total else 0.0


def paragraph_progress(paragraph: Paragraph) -> Progress:
    """Count the slots of a paragraph that are filled."""
    return Progress(sum(slot.filled for slot in paragraph.slots), len(paragraph.slots))


def plan_progress(plan: Plan) -> Progress:
    """Count what is filled in a plan: the parts around the paragraphs, and each slot."""
    around = (plan.line_of_argument, plan.introduction, plan.conclusion)
    within = [paragraph_progress(paragraph) for paragraph in plan.paragraphs]
    return Progress(
        sum(bool(text.strip()) for text in around) + sum(p.filled for p in within),
        len(around) + sum(p.total for p in within),
    )


def evidence_by_factor(plan: Plan) -> list[tuple[Factor, int]]:
    """Count the different cards that speak to each factor, for every factor the plan carries."""
    cards = {placement.card.id: placement.card for placement in plan.placements()}
    count = Counter(name for card in cards.values() for name in set(card.factors))
    return [(factor, count[factor.id]) for factor in plan.factors]
