"""Writing a pack as a source that its author can read and edit."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, QuestionType, SlotKind
from planner.model.pack import Pack
from planner.model.plan import Paragraph, Placement, Plan, Slot
from planner.model.problems import is_name
from planner.packs.data import read_frameworks
from planner.packs.errors import PackError, quoted
from planner.packs.source_form import SlotSource
from planner.packs.toml_text import Fields, entry_lines, field_lines
from planner.packs.worked import Parts, parts_of, slot_kind


def source_toml(pack: Pack) -> str:
    """Return a pack as the text of a TOML source; what is read from it is the same pack.

    Only in worked plans, paragraphs, slots, placements, piles and arrows are numbered anew, and
    forgotten are which wordings of cards were left, and the plan outside the pack that a sort was
    copied from. Raises PackError where an id cannot stand in a source.
    """
    return "\n".join(_Writer(pack).lines()) + "\n"


class _Writer:
    """One pack on its way to TOML."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._parts = parts_of(pack, read_frameworks().frameworks)

    def lines(self) -> Iterator[str]:
        """Go through the lines of the source; a text of several lines is one of them."""
        pack = self._pack
        if not is_name(pack.info.id):
            raise _no_name(pack.info.id)
        yield from field_lines(_info(pack))
        for at, factor in enumerate(pack.factors):
            yield from entry_lines("factors", self._factor(factor, at))
        for question in pack.questions:
            yield from entry_lines("questions", self._question(question))
        for card in pack.cards:
            yield from entry_lines("cards", self._card(card))
        for kind in pack.question_types:
            yield from entry_lines("question_types", self._kind(kind))
        for plan in pack.plans:
            yield from self._plan(plan)

    def _factor(self, factor: Factor, at: int) -> Fields:
        return {
            "id": self._name(factor.id),
            "name": factor.name,
            "about": factor.about or None,
            "hue": None if factor.hue == at else factor.hue,
        }

    def _question(self, question: Question) -> Fields:
        return {
            "id": self._name(question.id),
            "text": question.text,
            "type": self._type(question.type),
            "marks": question.marks,
            "minutes": question.minutes,
            "factors": [self._name(factor) for factor in question.factors] or None,
        }

    def _type(self, of: str) -> str:
        """Return the id of a type as a source has it: the pack’s own without the pack before it."""
        if of.startswith(f"{self._pack.info.id}/"):
            return self._name(of)
        if any(kind.id.partition("/")[2] == of for kind in self._pack.question_types):
            raise _no_name(of)
        return of

    def _kind(self, kind: QuestionType) -> Fields:
        fields: Fields = msgspec.to_builtins(kind)
        return {**fields, "id": self._name(kind.id)}

    def _card(self, card: Card) -> Fields:
        return {
            "id": self._name(card.id),
            "headline": card.headline,
            "detail": card.detail or None,
            "when": msgspec.to_builtins(card.when) or None,
            "people": list(card.people) or None,
            "factors": [self._name(factor) for factor in card.factors] or None,
            "source": card.source or None,
        }

    def _plan(self, plan: Plan) -> Iterator[str]:
        parts, pack = self._parts, self._pack
        factors = [self._named(factor, parts.factors) for factor in plan.factors]
        fields = {
            "id": self._name(plan.id),
            "name": plan.name or None,
            "question": self._named(plan.question, parts.questions),
            "framework": _framework(plan.framework, parts),
            "factors": None if plan.factors == pack.factors else factors,
            "line_of_argument": plan.line_of_argument or None,
            "introduction": plan.introduction or None,
            "conclusion": plan.conclusion or None,
            "aside": self._cards(plan.aside) or None,
            "sorted_for": self._sorted_for(plan),
            "diamond": plan.diamond or None,
            "needs": plan.needs,
        }
        yield from entry_lines("plans", fields)
        for paragraph in plan.paragraphs:
            yield from self._paragraph(paragraph, plan.framework)
        yield from self._thoughts(plan)

    def _thoughts(self, plan: Plan) -> Iterator[str]:
        """Go through the lines of a plan's piles, its ranking and its arrows."""
        numbers = {paragraph.id: at for at, paragraph in enumerate(plan.paragraphs, 1)}
        for pile in plan.piles:
            fields: Fields = {
                "name": pile.name or None,
                "cards": self._cards(pile.placements) or None,
                "paragraph": numbers.get(pile.paragraph),
            }
            yield from entry_lines("plans.piles", fields)
        known = {factor.id for factor in plan.factors}
        for ranked in plan.ranking:
            fields = {
                "factor": self._carried(ranked.factor, known),
                "reason": ranked.reason or None,
            }
            yield from entry_lines("plans.ranking", fields)
        for arrow in plan.arrows:
            start, end = (
                f"paragraph {numbers[of]}" if of in numbers else self._carried(of, known)
                for of in (arrow.start, arrow.end)
            )
            fields = {"start": start, "end": end, "because": arrow.because or None}
            yield from entry_lines("plans.arrows", fields)

    def _carried(self, of: str, known: Collection[str]) -> str:
        """Return what names one of a plan's factors: its whole id where it is not the pack's."""
        home, _, name = of.partition("/")
        return name if home == self._pack.info.id and name not in known else of

    def _sorted_for(self, plan: Plan) -> str | None:
        """Return the name of the plan whose sort was copied, where the pack has that."""
        known = any(other.id == plan.sorted_for for other in self._pack.plans)
        return self._name(plan.sorted_for) if known else None

    def _cards(self, placements: Iterable[Placement]) -> list[str | Fields]:
        return [self._named(placed.card, self._parts.cards) for placed in placements]

    def _paragraph(self, paragraph: Paragraph, framework: Framework) -> Iterator[str]:
        free = tuple(slot.kind for slot in paragraph.slots) != framework.slots
        fields = {
            "heading": paragraph.heading or None,
            "free": free or None,
            "collapsed": paragraph.collapsed or None,
        }
        yield from entry_lines("plans.paragraphs", fields)
        for slot in paragraph.slots:
            own = _own_kind(slot.kind, framework) if free else {}
            yield from entry_lines("plans.paragraphs.slots", {**self._slot(slot), **own})

    def _slot(self, slot: Slot) -> Fields:
        cards = self._cards(slot.placements) or None
        return {"slot": slot.kind.label, "text": slot.text or None, "cards": cards}

    def _named(
        self, part: Card | Factor | Question, held: Mapping[str, Card | Factor | Question]
    ) -> str | Fields:
        """Return the name of what the pack has just so, or else all of it."""
        if held.get(part.id) == part:
            return self._name(part.id)
        fields: Fields = msgspec.to_builtins(part)
        return fields

    def _name(self, of: str) -> str:
        """Return an id without the pack before it."""
        home, _, name = of.partition("/")
        if home != self._pack.info.id or not is_name(name):
            raise _no_name(of)
        return name


def _info(pack: Pack) -> Fields:
    info = pack.info
    return {
        "id": info.id,
        "title": info.title,
        "author": info.author or None,
        "subject": info.subject or None,
        "licence": info.licence or None,
        "version": info.version,
        "language": info.language,
        "about": info.about or None,
    }


def _framework(framework: Framework, parts: Parts) -> str | Fields:
    if parts.frameworks.get(framework.id) == framework:
        return framework.id
    fields: Fields = msgspec.to_builtins(framework)
    return fields


def _own_kind(kind: SlotKind, framework: Framework) -> Fields:
    """Return what tells a slot's kind, where its label and the framework do not."""
    if slot_kind(SlotSource(kind.label), framework) == kind:
        return {}
    return {
        "role": str(kind.role),
        "prompt": kind.prompt or None,
        "starters": list(kind.starters) or None,
    }


def _no_name(words: str) -> PackError:
    return PackError(
        f"The id {quoted(words)} cannot stand in a pack’s source. Give the part of the pack that "
        "has it another id, of small letters, digits and hyphens."
    )
