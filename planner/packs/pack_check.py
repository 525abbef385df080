"""Whether the parts of a pack fit together, each looked at once and in its turn.

What a question type has to fit to is not all there before the pack is whole: see pack_types.
"""

from collections.abc import Iterable

from planner.model.evidence import OWN, Card, Factor, Question, sort_key
from planner.model.framework import QuestionType
from planner.model.pack import PackInfo
from planner.model.plan import Plan
from planner.packs.errors import PackError, quoted
from planner.packs.plan_file import sound_plan

Part = Card | Factor | Question | Plan | QuestionType
_KINDS: dict[type[Part], str] = {
    Factor: "factor",
    Question: "question",
    Card: "card",
    Plan: "plan",
    QuestionType: "question type",
}


class PackCheck:
    """The check of one pack; it has to be given the factors before what speaks to them."""

    def __init__(self, info: PackInfo, name: str) -> None:
        """Begin with what the pack says of itself; name begins every message."""
        if "/" in info.id or info.id == OWN:
            raise PackError(f"{name}: the pack’s id cannot be {quoted(info.id)}.")
        if not info.title:
            raise PackError(f"{name}: the pack has no title.")
        self._id = info.id
        self._name = name
        self._seen: dict[type[Part], set[str]] = {kind: set() for kind in _KINDS}
        self._factors = self._seen[Factor]

    def add(self, part: Part) -> None:
        """Raise PackError where the pack’s next part does not fit to those before it."""
        seen = self._seen[type(part)]
        name = part.id
        if name.rpartition("/")[0] != self._id:
            raise self._fault(part, f"its id should be {quoted(self._id)}, a slash and a name.")
        if name in seen:
            raise self._fault(part, "this id is there twice.")
        seen.add(name)
        if isinstance(part, Card):
            self._check_card(part)
        elif isinstance(part, Question):
            if not part.text:
                raise self._fault(part, "text is empty.")
            self._check_factors(part, part.factors)
        elif isinstance(part, Factor):
            if not part.name:
                raise self._fault(part, "name is empty.")
        elif isinstance(part, Plan) and sound_plan(part, self._place(part)) != part:
            raise self._fault(part, "its serial is one that its parts have already.")

    def _check_card(self, card: Card) -> None:
        if not card.headline:
            raise self._fault(card, "headline is empty.")
        when = card.when
        # Most are of one day, month or year, which is said twice.
        if when.end and when.end != when.start:
            start, end = sort_key(when.start), sort_key(when.end, last=True)
            if start is None or (end is not None and end < start):
                raise self._fault(card, "when: the end is before the start.")
        self._check_factors(card, card.factors)

    def _check_factors(self, part: Part, factors: Iterable[str]) -> None:
        if self._factors.issuperset(factors):
            return
        unknown = next(factor for factor in factors if factor not in self._factors)
        raise self._fault(part, f"factors: the pack has no factor {quoted(unknown)}.")

    def _place(self, part: Part) -> str:
        return f"{self._name}, {_KINDS[type(part)]} {quoted(part.id)}"

    def _fault(self, part: Part, fault: str) -> PackError:
        return PackError(f"{self._place(part)}: {fault}")
