"""A pack under another id: every id in it begins with its pack's."""

from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question
from planner.model.pack import Pack
from planner.model.plan import Paragraph, Placement, Plan, Slot


def with_prefix(pack: Pack, pack_id: str) -> Pack:
    """Return the pack under another id, with its parts and worked plans under it."""
    if pack_id == pack.info.id:
        return pack
    return _Renamer(pack.info.id, pack_id).pack(pack)


class _Renamer:
    """Puts one prefix in the place of another; the ids of other packs stay."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = f"{before}/", f"{after}/"

    def pack(self, pack: Pack) -> Pack:
        """Return a pack with all its ids renamed."""
        return Pack(
            replace(pack.info, id=self._after.rstrip("/")),
            tuple(map(self._factor, pack.factors)),
            tuple(map(self._question, pack.questions)),
            tuple(map(self._card, pack.cards)),
            tuple(map(self._plan, pack.plans)),
            tuple(replace(kind, id=self._id(kind.id)) for kind in pack.question_types),
        )

    def _id(self, name: str) -> str:
        if not name.startswith(self._before):
            return name
        return self._after + name.removeprefix(self._before)

    def _factor(self, factor: Factor) -> Factor:
        return replace(factor, id=self._id(factor.id))

    def _question(self, question: Question) -> Question:
        factors = tuple(map(self._id, question.factors))
        kind = self._id(question.type)
        return replace(question, id=self._id(question.id), type=kind, factors=factors)

    def _card(self, card: Card) -> Card:
        factors = tuple(map(self._id, card.factors))
        return replace(card, id=self._id(card.id), factors=factors)

    def _plan(self, plan: Plan) -> Plan:
        return replace(
            plan,
            id=self._id(plan.id),
            question=self._question(plan.question),
            factors=tuple(map(self._factor, plan.factors)),
            paragraphs=tuple(map(self._paragraph, plan.paragraphs)),
            piles=tuple(
                replace(pile, placements=tuple(map(self._placement, pile.placements)))
                for pile in plan.piles
            ),
            aside=tuple(map(self._placement, plan.aside)),
            sorted_for=self._id(plan.sorted_for),
            ranking=tuple(replace(r, factor=self._id(r.factor)) for r in plan.ranking),
            arrows=tuple(
                replace(arrow, start=self._id(arrow.start), end=self._id(arrow.end))
                for arrow in plan.arrows
            ),
        )

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, slots=tuple(map(self._slot, paragraph.slots)))

    def _slot(self, slot: Slot) -> Slot:
        return replace(slot, placements=tuple(map(self._placement, slot.placements)))

    def _placement(self, placement: Placement) -> Placement:
        return replace(placement, card=self._card(placement.card))
