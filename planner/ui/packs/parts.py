"""What is in a pack, or differs between two versions of it, as a list to go through."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeVar

from planner.model.compare import Changes, Comparison, FieldChange, Named, PartChange, compare
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan

Part = Card | Factor | Question | Plan | QuestionType
_Part = TypeVar("_Part", bound=Part)


class Mark(Enum):
    """What happened to a part: its icon, the icon's colour, and the word for it."""

    NONE = ("", "", "")
    NEW = ("plus", "done", "New")
    CHANGED = ("pencil", "focus", "Changed")
    WITHDRAWN = ("minus", "warn", "Withdrawn")

    @property
    def word(self) -> str:
        """Return the word for it; empty for what nothing happened to."""
        return self.value[2]


@dataclass(frozen=True)
class Entry:
    """One line of the list: a part of a pack, and what is to be shown of it.

    changed: its fields where they differ; empty where they are read off the part itself.
    """

    name: str
    mark: Mark = Mark.NONE
    part: Part | None = None
    changed: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Group:
    """Lines of one kind under a heading."""

    heading: str
    entries: tuple[Entry, ...]


_KINDS = (
    ("cards", "card", "cards"),
    ("questions", "question", "questions"),
    ("factors", "factor", "factors"),
    ("question_types", "question type", "question types"),
    ("plans", "worked example", "worked examples"),
)


def pack_groups(pack: Pack) -> list[Group]:
    """Return all that is in a pack."""
    return [
        Group(
            f"{many.capitalize()} ({len(parts):,})",
            tuple(Entry(part_name(part), part=part) for part in parts),
        )
        for kind, _, many in _KINDS
        if (parts := getattr(pack, kind))
    ]


def change_groups(before: Pack, after: Pack, differs: Comparison) -> list[Group]:
    """Return what is new, changed and withdrawn, the cards first."""
    groups = []
    for kind, one, many in _KINDS:
        changes: Changes = getattr(differs, kind)
        new = {part.id: part for part in getattr(after, kind)}
        old = {part.id: part for part in getattr(before, kind)}
        for mark, found, parts in (
            (Mark.CHANGED, changes.changed, new),
            (Mark.NEW, changes.added, new),
            (Mark.WITHDRAWN, changes.withdrawn, old),
        ):
            if found:
                said = one if len(found) == 1 else many
                entries = tuple(_entries(found, mark, parts))
                groups.append(Group(f"{mark.word} {said} ({len(found):,})", entries))
    if differs.info:
        entry = Entry(after.info.title, Mark.CHANGED, changed=differs.info)
        groups.append(Group("About the pack", (entry,)))
    return groups


def summary(differs: Comparison) -> str:
    """Say how much differs: "Cards: 2 changed, 1 new. Questions: 1 withdrawn."."""
    said = []
    for kind, _, many in _KINDS:
        changes: Changes = getattr(differs, kind)
        counts = (
            (len(changes.changed), "changed"),
            (len(changes.added), "new"),
            (len(changes.withdrawn), "withdrawn"),
        )
        if found := [f"{count:,} {word}" for count, word in counts if count]:
            said.append(f"{many.capitalize()}: {', '.join(found)}.")
    if said:
        return " ".join(said)
    if differs.info:
        return "Only what the pack says of itself is changed."
    return "The same parts in another order." if differs.reordered else "Nothing that is shown."


def contents(pack: Pack) -> str:
    """Say how much is in a pack: "38 cards, 12 questions, 7 factors"."""
    counts = [(len(getattr(pack, kind)), one, many) for kind, one, many in _KINDS]
    said = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    return ", ".join(said) or "nothing"


def says(part: Part, factors: Sequence[Factor]) -> tuple[FieldChange, ...]:
    """Return the fields of a part that say something, as what they say now."""
    info = PackInfo("own", "")
    with_factors = partial(Pack, info)
    match part:
        case Card():
            bare, whole = (
                with_factors(factors=tuple(factors), cards=(one,))
                for one in (Card(part.id, ""), part)
            )
        case Question():
            bare, whole = (
                with_factors(factors=tuple(factors), questions=(one,))
                for one in (Question(part.id, "", ""), part)
            )
        case Factor():
            bare, whole = (with_factors(factors=(one,)) for one in (Factor(part.id, ""), part))
        case QuestionType():
            kinds_of = ((QuestionType(part.id, ""),), (part,))
            bare, whole = (with_factors(question_types=kind) for kind in kinds_of)
        case Plan():
            empty = Plan(part.id, Question(part.question.id, ""), part.framework)
            bare, whole = (with_factors(plans=(one,)) for one in (empty, part))
    found = compare(bare, whole)
    kinds = (found.cards, found.questions, found.factors, found.plans, found.question_types)
    fields = next((c.changed[0].fields for c in kinds if c.changed), ())
    # The dates that sort say nothing that "When" does not.
    return tuple(f for f in fields if not (isinstance(part, Card) and f.field in ("From", "To")))


def part_name(part: Part) -> str:
    """Return what a part is called."""
    match part:
        case Card():
            return part.headline
        case Factor() | QuestionType():
            return part.name
        case Question():
            return part.text
        case Plan():
            return part.title


def _entries(
    found: Sequence[Named | PartChange], mark: Mark, parts: Mapping[str, _Part]
) -> Iterator[Entry]:
    for one in found:
        changed = one.fields if isinstance(one, PartChange) else ()
        yield Entry(one.name, mark, parts[one.id], changed)
