"""Plan files: one plan, with its evidence and the notes on it, to take to another machine."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from planner.model.plan import Plan
from planner.model.text import Id, Passage
from planner.packs.errors import PackError
from planner.packs.format import Format
from planner.packs.read import read_bytes
from planner.packs.save import save_bytes
from planner.packs.strict_json import convert, read_json
from planner.packs.tidy import tidy

SUFFIX = ".essayplan"
FORMAT = "marshal-plan"
VERSION = 1
_KIND = Format(FORMAT, VERSION, "plan file")
_OUTER = {"format", "version", "plan"}
_NOTES = "notes"

_MOST_SERIAL = 10**12
_NUMBERED = re.compile(r"n(0|[1-9]\d*)")


class PlanFile(Struct, frozen=True):
    """What a plan file holds; notes: the student's notes on the plan's cards, by their ids."""

    plan: Plan
    notes: dict[str, str] = {}


def plan_bytes(plan: Plan, notes: Mapping[str, str] | None = None) -> bytes:
    """Return a plan as the bytes of a plan file, readable, and the same each time.

    notes: the student's notes by the ids of cards; those on cards of the plan go with it.
    """
    holder: dict[str, object] = {"format": FORMAT, "version": VERSION, "plan": plan}
    held = {card: notes[card] for card in plan.cards() if notes.get(card)} if notes else {}
    if held:
        holder[_NOTES] = held
    return msgspec.json.format(msgspec.json.encode(holder), indent=2) + b"\n"


def save_plan_file(plan: Plan, path: Path, notes: Mapping[str, str] | None = None) -> None:
    """Write a plan file; where that fails, the file that was there stays."""
    save_bytes(plan_bytes(plan, notes), path)


def read_plan(source: Path | bytes, name: str = "") -> Plan:
    """Return the plan in a file, or in the bytes of one; name is the file's, for messages."""
    return read_plan_file(source, name).plan


def read_plan_file(source: Path | bytes, name: str = "") -> PlanFile:
    """Return all that is in a plan file, or in the bytes of one."""
    if isinstance(source, Path):
        name = name or source.name
        source = read_bytes(source)
    name = name or "This file"
    held = _held(read_json(source, name), name)
    plan = sound_plan(tidy(convert(held["plan"], Plan, name)), name)
    return PlanFile(plan, _notes(held.get(_NOTES, {}), plan, name))


def sound_plan(plan: Plan, name: str) -> Plan:
    """Return a plan that every edit works on, or raise PackError; name begins its message.

    The plan is the same but for its serial, which is raised where it was too low.
    """
    _check_texts(plan, name)
    return _check_names(plan, name)


def _held(value: object, name: str) -> dict[str, object]:
    """Return a plan file's outermost group: its plan, and perhaps notes."""
    held = value if isinstance(value, dict) else {}
    _KIND.check(held.get("format"), held.get("version"), name)
    if set(held) - {_NOTES} != _OUTER:
        raise _KIND.unsound(name)
    return held


def _notes(value: object, plan: Plan, name: str) -> dict[str, str]:
    """Return the notes in a plan file, without those that say nothing."""
    place = f"{name}, notes"
    notes = convert(value, dict[Id, Passage], place)
    if set(notes) - set(plan.cards()):
        raise PackError(f"{place}: there is a note on a card that the plan does not use.")
    return {card: note for card, note in notes.items() if note.strip()}


def _check_texts(plan: Plan, name: str) -> None:
    if not plan.question.text:
        raise PackError(f"{name}: the plan has no question.")
    for number, paragraph in enumerate(plan.paragraphs, 1):
        if not all(slot.kind.label for slot in paragraph.slots):
            raise PackError(f"{name}: paragraph {number} has a slot without a name.")
        for slot in paragraph.slots:
            cards = [placement.card.id for placement in slot.placements]
            if len(set(cards)) != len(cards):
                raise PackError(f"{name}: paragraph {number} has a slot that holds a card twice.")
    if not all(kind.label for kind in plan.framework.slots):
        raise PackError(f"{name}: the plan’s framework has a slot without a name.")
    factors = [factor.id for factor in plan.factors]
    if len(set(factors)) != len(factors):
        raise PackError(f"{name}: the plan carries a factor twice.")
    _check_thoughts(plan, set(factors), name)


def _check_thoughts(plan: Plan, factors: set[str], name: str) -> None:
    """Raise PackError where the piles, the ranking or the arrows do not fit together."""
    cards = [placement.card.id for placement in plan.sorted_placements()]
    if len(set(cards)) != len(cards):
        raise PackError(f"{name}: the piles hold a card twice.")
    made = [pile.paragraph for pile in plan.piles if pile.paragraph]
    if len(set(made)) != len(made):
        raise PackError(f"{name}: two piles have the same paragraph.")
    paragraphs = {paragraph.id for paragraph in plan.paragraphs}
    if not paragraphs.issuperset(made):
        raise PackError(f"{name}: a pile has a paragraph that the plan lacks.")
    ranked = [each.factor for each in plan.ranking]
    if len(set(ranked)) != len(ranked) or not factors.issuperset(ranked):
        raise PackError(f"{name}: the ranking has a factor twice, or one that the plan lacks.")
    ends = factors | paragraphs
    for arrow in plan.arrows:
        if arrow.start == arrow.end or not {arrow.start, arrow.end} <= ends:
            raise PackError(f"{name}: an arrow leads from or to what the plan lacks.")


def _check_names(plan: Plan, name: str) -> Plan:
    """Return the plan with a serial beyond every name in it, so that new names are new."""
    names = list(_names(plan))
    if len(set(names)) != len(names):
        raise PackError(f"{name}: two parts of the plan have the same id.")
    numbers = [int(found[1]) for found in map(_NUMBERED.fullmatch, names) if found]
    serial = max([plan.serial, *(number + 1 for number in numbers)])
    if serial > _MOST_SERIAL:
        raise PackError(f"{name}: the ids in the plan are larger than Marshal gives.")
    return replace(plan, serial=serial)


def _names(plan: Plan) -> Iterator[str]:
    for paragraph in plan.paragraphs:
        yield paragraph.id
        for slot in paragraph.slots:
            yield slot.id
            yield from (placement.id for placement in slot.placements)
    yield from (pile.id for pile in plan.piles)
    yield from (placement.id for placement in plan.sorted_placements())
    yield from (arrow.id for arrow in plan.arrows)
