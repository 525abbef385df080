"""Worked plans: the examples that a pack's source spells out, as plans."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, Role, SlotKind
from planner.model.pack import Pack
from planner.model.plan import Arrow, Paragraph, Pile, Placement, Plan, Ranked, Slot
from planner.packs.errors import quoted
from planner.packs.loose import Steps
from planner.packs.source_form import ParagraphSource, SlotSource, WorkedSource

_Part = TypeVar("_Part", Card, Factor, Question, Framework)

_PARAGRAPH = re.compile(r"paragraph ([1-9][0-9]?)\Z")

Report = Callable[[Steps, str, str], None]
"""Takes note of something wrong: where in the plan, what it is, and what to do."""


class Parts(Struct, frozen=True):
    """What worked plans can name: a pack's parts and Marshal's frameworks, by their ids."""

    pack: Pack
    frameworks: Mapping[str, Framework]
    factors: Mapping[str, Factor]
    questions: Mapping[str, Question]
    cards: Mapping[str, Card]


def parts_of(pack: Pack, frameworks: Iterable[Framework]) -> Parts:
    """Return what the worked plans of this pack can name."""
    return Parts(
        pack,
        {framework.id: framework for framework in frameworks},
        {factor.id: factor for factor in pack.factors},
        {question.id: question for question in pack.questions},
        {card.id: card for card in pack.cards},
    )


def worked_plan(source: WorkedSource, parts: Parts, report: Report) -> Plan | None:
    """Return the plan that a source describes, or None where it names no sound framework.

    What else is wrong is left out of the plan. Its paragraphs, slots, placements, piles and arrows
    are numbered as if they had been made in reading order.
    """
    return _Worked(source, parts, report).plan()


class _Worked:
    """One plan on its way from its source."""

    def __init__(self, source: WorkedSource, parts: Parts, report: Report) -> None:
        self._source = source
        self._parts = parts
        self._pack = parts.pack.info.id
        self._report = report
        self._serial = 0
        self._in_piles: set[str] = set()

    def plan(self) -> Plan | None:
        """Return the plan."""
        source, parts = self._source, self._parts
        question = self._named(source.question, parts.questions, "question", ("question",))
        if question is not None and not question.text:
            self._report(("question",), "The question has no text.", "Write it.")
        framework = source.framework
        if isinstance(framework, str):
            if framework not in parts.frameworks:
                says = f"Marshal has no framework {quoted(framework)}."
                do = f"Use one of these: {', '.join(parts.frameworks)}."
                self._report(("framework",), says, do)
                return None
            framework = parts.frameworks[framework]
        elif not all(kind.label for kind in framework.slots):
            self._report(("framework",), "The framework has a slot without a label.", "Name it.")
        if question is None:
            return None
        factors = self._factors()
        paragraphs = tuple(self._paragraphs(framework))
        piles, aside = tuple(self._piles(paragraphs)), tuple(self._aside())
        plan = Plan(
            f"{self._pack}/{source.id}",
            question,
            framework,
            name=source.name,
            factors=factors,
            line_of_argument=source.line_of_argument,
            introduction=source.introduction,
            conclusion=source.conclusion,
            paragraphs=paragraphs,
            piles=piles,
            aside=aside,
            sorted_for=self._whole(source.sorted_for) if source.sorted_for else "",
            ranking=tuple(self._ranking(factors)),
            diamond=source.diamond,
            needs=None if source.needs is UNSET else source.needs,
        )
        arrows = tuple(self._arrows(plan))
        return replace(plan, arrows=arrows, serial=self._serial + 1)

    def _factors(self) -> tuple[Factor, ...]:
        if self._source.factors is UNSET:
            return self._parts.pack.factors
        return tuple(self._each(self._source.factors, self._parts.factors, "factor", ("factors",)))

    def _paragraphs(self, framework: Framework) -> Iterator[Paragraph]:
        for at, source in enumerate(self._source.paragraphs):
            name = self._number()
            path = ("paragraphs", at, "slots")
            fill = self._free if source.free else self._framed
            yield Paragraph(
                name, source.heading, tuple(fill(source, framework, path)), source.collapsed
            )

    def _framed(self, source: ParagraphSource, framework: Framework, path: Steps) -> Iterator[Slot]:
        """Go through a framework's slots, each with what the next source of its label holds."""
        filled: dict[int, int] = {}
        first = 0
        for number, slot in enumerate(source.slots):
            labels = [kind.label for kind in framework.slots[first:]]
            if slot.slot not in labels:
                says = f"{quoted(slot.slot)} is no slot of the framework, or not in this place."
                do = f"The framework has these, in this order: {_listed(framework)}."
                self._report((*path, number, "slot"), says, do)
                continue
            first += labels.index(slot.slot) + 1
            filled[first - 1] = number
        names = [self._number() for _ in framework.slots]
        for place, (name, kind) in enumerate(zip(names, framework.slots, strict=True)):
            if (number_or_none := filled.get(place)) is None:
                yield Slot(name, kind)
            else:
                slot = source.slots[number_or_none]
                yield self._slot(name, kind, slot, (*path, number_or_none))

    def _free(self, source: ParagraphSource, framework: Framework, path: Steps) -> Iterator[Slot]:
        """Go through the very slots that a source lists."""
        names = [self._number() for _ in source.slots]
        for number, (name, slot) in enumerate(zip(names, source.slots, strict=True)):
            if not slot.slot:
                self._report((*path, number, "slot"), "The slot has no label.", "Name it.")
            yield self._slot(name, slot_kind(slot, framework), slot, (*path, number))

    def _slot(self, name: str, kind: SlotKind, source: SlotSource, path: Steps) -> Slot:
        cards = self._each(source.cards, self._parts.cards, "card", (*path, "cards"))
        placed = tuple(Placement(self._number(), card) for card in cards)
        return Slot(name, kind, source.text, placed)

    # What was thought about it

    def _piles(self, paragraphs: Sequence[Paragraph]) -> Iterator[Pile]:
        taken: set[int] = set()
        for at, source in enumerate(self._source.piles):
            path: Steps = ("piles", at)
            number = source.paragraph
            if number > len(paragraphs) or number in taken:
                says = f"The plan has no paragraph {number}."
                if number in taken:
                    says = f"Another pile has paragraph {number}."
                do = "Give the number of the paragraph that was made of this pile, or 0."
                self._report((*path, "paragraph"), says, do)
                number = 0
            taken |= {number} - {0}
            name = self._number()
            placed = tuple(self._sorted(source.cards, (*path, "cards")))
            made = paragraphs[number - 1].id if number else ""
            yield Pile(name, source.name, placed, made)

    def _aside(self) -> Iterator[Placement]:
        return self._sorted(self._source.aside, ("aside",))

    def _sorted(self, meant: Iterable[str | Card], path: Steps) -> Iterator[Placement]:
        """Go through cards that are sorted, each of them in one pile only."""
        for card in self._each(meant, self._parts.cards, "card", path):
            if card.id in self._in_piles:
                says = f"The card {quoted(card.id)} is in two piles."
                self._report(path, says, "Take it out of one of the two.")
                continue
            self._in_piles.add(card.id)
            yield Placement(self._number(), card)

    def _ranking(self, factors: Sequence[Factor]) -> Iterator[Ranked]:
        seen: set[str] = set()
        for at, source in enumerate(self._source.ranking):
            path: Steps = ("ranking", at, "factor")
            found = self._carried(source.factor, factors)
            if not found:
                self._report(path, *_no_factor(source.factor))
            elif found in seen:
                says = f"The factor {quoted(source.factor)} is ranked twice."
                self._report(path, says, "Take one of the two out.")
            else:
                seen.add(found)
                yield Ranked(found, source.reason)

    def _arrows(self, plan: Plan) -> Iterator[Arrow]:
        for at, source in enumerate(self._source.arrows):
            ends = []
            for field, words in (("start", source.start), ("end", source.end)):
                ends.append(self._end(words, plan))
                if not ends[-1]:
                    says, do = _no_factor(words)
                    do += " Or write which paragraph it is, such as “paragraph 2”."
                    self._report(("arrows", at, field), says, do)
            if not all(ends):
                continue
            if ends[0] == ends[1]:
                says = "The arrow leads to where it begins."
                self._report(("arrows", at, "end"), says, "Let it lead to something else.")
                continue
            yield Arrow(self._number(), ends[0], ends[1], source.because)

    def _end(self, words: str, plan: Plan) -> str:
        """Return the id of the factor or the paragraph that an arrow's end names, or nothing."""
        if found := self._carried(words, plan.factors):
            return found
        numbered = _PARAGRAPH.match(words)
        if numbered is None or int(numbered[1]) > len(plan.paragraphs):
            return ""
        return plan.paragraphs[int(numbered[1]) - 1].id

    def _carried(self, name: str, factors: Sequence[Factor]) -> str:
        """Return the id of the plan's factor of this name, or nothing."""
        ids = {factor.id for factor in factors}
        return next((of for of in (name, self._whole(name)) if of in ids), "")

    # What they share

    def _whole(self, name: str) -> str:
        return name if "/" in name else f"{self._pack}/{name}"

    def _each(
        self, meant: Iterable[str | _Part], held: Mapping[str, _Part], word: str, path: Steps
    ) -> Iterator[_Part]:
        """Go through the parts that are meant, one of each."""
        seen: set[str] = set()
        for at, one in enumerate(meant):
            found = self._named(one, held, word, (*path, at))
            if found is None:
                continue
            if found.id in seen:
                says = f"The {word} {quoted(found.id)} is there twice."
                self._report((*path, at), says, "Take one of the two out.")
                continue
            seen.add(found.id)
            yield found

    def _named(
        self, meant: str | _Part, held: Mapping[str, _Part], word: str, path: Steps
    ) -> _Part | None:
        if not isinstance(meant, str):
            return meant
        found = held.get(f"{self._pack}/{meant}")
        # Of a name that is wrong in itself, that was told.
        if found is None and meant:
            says = f"The pack has no {word} {quoted(meant)}."
            self._report(path, says, "Correct its name, or add it to the pack.")
        return found

    def _number(self) -> str:
        self._serial += 1
        return f"n{self._serial}"


def slot_kind(source: SlotSource, framework: Framework) -> SlotKind:
    """Return the kind of a slot in a free paragraph: its own, or the framework's of its label."""
    own = SlotKind(source.slot, source.role or Role.OTHER, source.prompt, source.starters)
    if source.role is not UNSET or source.prompt or source.starters:
        return own
    return next((kind for kind in framework.slots if kind.label == source.slot), own)


def _no_factor(name: str) -> tuple[str, str]:
    return f"The plan has no factor {quoted(name)}.", "Use the id of one of its factors."


def _listed(framework: Framework) -> str:
    return ", ".join(kind.label for kind in framework.slots)
