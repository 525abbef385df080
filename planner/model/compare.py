"""What differs between two versions of a pack, field by field and in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan, slot_names

_AnyPart = Card | Factor | Question | Plan | QuestionType
_Part = TypeVar("_Part", Card, Factor, Question, Plan, QuestionType)
_Parts = Sequence[_AnyPart]
_Fields = Callable[[_Part], dict[str, str]]


class FieldChange(Struct, frozen=True):
    """One field that reads otherwise; either text may be empty."""

    field: str
    before: str
    after: str


class PartChange(Struct, frozen=True):
    """A card, factor, question, worked plan or question type that is there in both, and differs.

    name: what it is called now.
    """

    id: str
    name: str
    fields: tuple[FieldChange, ...]


class Named(Struct, frozen=True):
    """A part that is only there before, or only after, by what it is called."""

    id: str
    name: str


class Changes(Struct, frozen=True):
    """What is new, changed and withdrawn among parts of one kind, each in its pack's order."""

    added: tuple[Named, ...] = ()
    changed: tuple[PartChange, ...] = ()
    withdrawn: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


class Comparison(Struct, frozen=True):
    """All that differs between two versions of a pack.

    reordered: the parts that are in both come in another order, of any kind.
    """

    info: tuple[FieldChange, ...] = ()
    factors: Changes = Changes()
    questions: Changes = Changes()
    cards: Changes = Changes()
    plans: Changes = Changes()
    question_types: Changes = Changes()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.info
            or self.factors
            or self.questions
            or self.cards
            or self.plans
            or self.question_types
            or self.reordered
        )


def compare(before: Pack | None, after: Pack) -> Comparison:
    """Return what differs; without a pack before, all of it is new."""
    old = before if before is not None else Pack(PackInfo(after.info.id, ""))
    names = _names(factor for pack in (old, after) for factor in pack.factors)
    kinds: tuple[tuple[_Parts, _Parts], ...] = (
        (old.factors, after.factors),
        (old.questions, after.questions),
        (old.cards, after.cards),
        (old.plans, after.plans),
        (old.question_types, after.question_types),
    )
    return Comparison(
        _between(_info(old.info), _info(after.info)) if before is not None else (),
        _changes(old.factors, after.factors, _factor),
        _changes(old.questions, after.questions, lambda q: _question(q, names)),
        _changes(old.cards, after.cards, lambda card: card_fields(card, names)),
        _changes(old.plans, after.plans, _plan),
        _changes(old.question_types, after.question_types, _type),
        any(_is_reordered(one, other) for one, other in kinds),
    )


def card_changes(before: Card, after: Card, factors: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Return the fields in which two wordings of a card differ; factors are names by their ids."""
    return _between(card_fields(before, factors), card_fields(after, factors))


def card_fields(card: Card, factors: Mapping[str, str]) -> dict[str, str]:
    """Return what a card says, by the names of its fields as the screen shows them."""
    return {
        "Headline": card.headline,
        "Detail": card.detail,
        "When": card.when.shown,
        "From": card.when.start,
        "To": card.when.end,
        "People": _listed(card.people),
        "Factors": _listed(factors.get(name, name) for name in card.factors),
        "Source": card.source,
    }


def _info(info: PackInfo) -> dict[str, str]:
    return {
        "Title": info.title,
        "Author": info.author,
        "Subject": info.subject,
        "Licence": info.licence,
        "Language": info.language,
        "About": info.about,
    }


def _factor(factor: Factor) -> dict[str, str]:
    return {"Name": factor.name, "About": factor.about, "Colour": str(factor.hue + 1)}


def _question(question: Question, factors: Mapping[str, str]) -> dict[str, str]:
    return {
        "Question": question.text,
        "Type": question.type,
        "Marks": str(question.marks or ""),
        "Minutes": str(question.minutes or ""),
        "Factors": _listed(factors.get(name, name) for name in question.factors),
    }


def _plan(plan: Plan) -> dict[str, str]:
    slots = [
        (number, name, slot)
        for number, paragraph in enumerate(plan.paragraphs, 1)
        for name, slot in zip(slot_names(paragraph), paragraph.slots, strict=True)
    ]
    cards = [(n, name, placed.card) for n, name, slot in slots for placed in slot.placements]
    return {
        "Name": plan.name,
        "Question": plan.question.text,
        "Framework": plan.framework.name,
        "Line of argument": plan.line_of_argument,
        "Introduction": plan.introduction,
        "Paragraphs": "\n".join(f"{n}. {p.heading}" for n, p in enumerate(plan.paragraphs, 1)),
        "Slots": "\n".join(f"{number}. {name}" for number, name, _ in slots),
        "Sentences": "\n".join(f"{n}. {name}: {s.text}" for n, name, s in slots if s.text),
        "Cards": "\n".join(f"{n}. {name}: {_said(card)}" for n, name, card in cards),
        "Conclusion": plan.conclusion,
    }


def _type(kind: QuestionType) -> dict[str, str]:
    return {
        "Name": kind.name,
        "Stem": kind.stem,
        "Recognised by": "\n".join(kind.stems),
        "Board": kind.board,
        "Level": kind.level,
        "Checked in": str(kind.year or ""),
        "Command": kind.command,
        "Marks": str(kind.marks or ""),
        "Minutes": str(kind.minutes or ""),
        "Paragraphs": str(kind.paragraphs or ""),
        "Asks for": ", ".join(kind.needs),
        "Framework": kind.framework,
        "Rewarded": kind.rewarded,
    }


def _said(card: Card) -> str:
    return " – ".join(filter(None, (card.headline, card.when.shown, card.detail)))


def _names(factors: Iterable[Factor]) -> dict[str, str]:
    """Return what factors are called, the latest last, no two of them alike."""
    names = {factor.id: factor.name for factor in factors}
    often = Counter(names.values())
    return {of: name if name and often[name] == 1 else of for of, name in names.items()}


def _listed(names: Iterable[str]) -> str:
    # “Lenin, Stalin” can be one name by mistake, and then is to differ from two.
    return ", ".join(f"“{name}”" if "," in name else name for name in names)


def _changes(before: Sequence[_Part], after: Sequence[_Part], fields: _Fields[_Part]) -> Changes:
    old = {part.id: part for part in before}
    new = {part.id: part for part in after}
    changed = tuple(
        PartChange(part.id, _name(part), differ)
        for part in after
        if part.id in old and old[part.id] != part
        if (differ := _between(fields(old[part.id]), fields(part)))
    )
    return Changes(
        tuple(Named(part.id, _name(part)) for part in after if part.id not in old),
        changed,
        tuple(Named(part.id, _name(part)) for part in before if part.id not in new),
    )


def _between(before: dict[str, str], after: dict[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field, before[field], words)
        for field, words in after.items()
        if before[field] != words
    )


def _name(part: _AnyPart) -> str:
    match part:
        case Card():
            return part.headline
        case Factor() | QuestionType():
            return part.name
        case Question():
            return part.text
        case Plan():
            return part.title


def _is_reordered(before: _Parts, after: _Parts) -> bool:
    new = {part.id for part in after}
    old = {part.id for part in before}
    return [p.id for p in before if p.id in new] != [p.id for p in after if p.id in old]
