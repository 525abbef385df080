"""The verbs of the pack editor: every change to a pack, as a function from a pack to a pack.

Each raises EditError or TextError, with a sentence for the user, where the change cannot be made.
A draft may be unsound (a card without a headline); what it holds can always be kept.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from planner.model.asking import GENERAL
from planner.model.evidence import OWN, Card, Factor, Question, pack_of
from planner.model.framework import QuestionType
from planner.model.pack import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_QUESTIONS,
    MOST_TYPES,
    Pack,
    PackInfo,
)
from planner.model.pack_clean import clean_info, clean_part
from planner.model.pack_ids import with_prefix
from planner.model.pack_names import new_name as new_name
from planner.model.pack_names import new_pack_id, taken_names
from planner.model.pack_names import slug as slug
from planner.model.problems import NAME, is_name
from planner.model.tree import EditError as EditError
from planner.model.tree import inserted

Part: TypeAlias = Card | Factor | Question | QuestionType
"""What the editor's tables hold; two of one kind never have the same id."""

_Tagged = TypeVar("_Tagged", Card, Question)

_LISTS: dict[type[Part], tuple[str, int, str]] = {
    Card: ("cards", MOST_CARDS, "card"),
    Factor: ("factors", MOST_FACTORS, "factor"),
    Question: ("questions", MOST_QUESTIONS, "question"),
    QuestionType: ("question_types", MOST_TYPES, "question type"),
}


# The pack itself


def new_pack(title: str, author: str = "", taken: Iterable[str] = ()) -> Pack:
    """Return an empty pack under an id of its own; taken: the ids of the packs there are."""
    info = PackInfo(new_pack_id(title, set(taken)), title, author)
    return Pack(clean_info(info))


def draft_of(pack: Pack, taken: Iterable[str] = ()) -> Pack:
    """Return a pack as a draft, under a new id where its own is taken or cannot be a draft's."""
    held = set(taken)
    if pack.info.id not in held and pack.info.id != OWN and is_name(pack.info.id):
        return pack
    named = with_prefix(pack, new_pack_id(pack.info.title, held))
    return replace(named, info=replace(named.info, version=1))


def change_info(pack: Pack, info: PackInfo) -> Pack:
    """Put what a pack says of itself in the place of what it said; its id stays."""
    if info.id != pack.info.id:
        raise EditError("A pack’s id is changed by itself, and only before it is published.")
    return replace(pack, info=clean_info(info))


def rename_id(pack: Pack, pack_id: str) -> Pack:
    """Give the pack and all that is in it another id; only before it is first published."""
    if not is_name(pack_id):
        raise EditError(
            "A pack’s id has only small letters, digits and hyphens, such as cold-war-khan, "
            f"and at most {NAME} characters."
        )
    if pack_id == OWN:
        raise EditError("“own” stands for a student’s own cards. Choose another id.")
    return with_prefix(pack, pack_id)


# Cards, factors, questions and question types


def add(pack: Pack, parts: Sequence[Part], at: int | None = None) -> Pack:
    """Put in new parts of one kind, before number at (from 0) of that kind or after the last."""
    if not parts:
        return pack
    name, most, word = _LISTS[type(parts[0])]
    held: tuple[Part, ...] = getattr(pack, name)
    if len(held) + len(parts) > most:
        raise EditError(
            f"A pack can have at most {most:,} {word}s, and this would be "
            f"{len(held) + len(parts):,}. Make a second pack for the others."
        )
    taken = taken_names([pack])
    for part in parts:
        short = part.id.partition("/")[2]
        if pack_of(part.id) != pack.info.id or not short or short in taken:
            raise EditError(f"The id {part.id} cannot be a new {word}’s in this pack.")
        taken.add(short)
    factors = {factor.id for factor in pack.factors}
    if isinstance(parts[0], Factor):
        factors |= {part.id for part in parts}
    cleaned = [clean_part(part, factors) for part in parts]
    return replace(pack, **{name: inserted(held, cleaned, at)})


def put_cards(
    pack: Pack, cards: Sequence[Card], factors: Sequence[Factor] = (), at: int | None = None
) -> Pack:
    """Put in new cards with the new factors that they name; both have new ids in this pack."""
    return add(add(pack, factors), cards, at)


def change(pack: Pack, parts: Sequence[Part]) -> Pack:
    """Put parts in the places of those with their ids."""
    known = {factor.id for factor in pack.factors}
    for kind, (name, _, word) in _LISTS.items():
        wanted = {part.id: part for part in parts if isinstance(part, kind)}
        if not wanted:
            continue
        held: tuple[Part, ...] = getattr(pack, name)
        made = tuple(
            clean_part(wanted.pop(part.id), known | _factors_of(part))
            if part.id in wanted
            else part
            for part in held
        )
        if wanted:
            raise EditError(f"This {word} is no longer in the pack.")
        pack = replace(pack, **{name: made})
    return pack


def remove(pack: Pack, kind: type[Part], ids: Iterable[str]) -> Pack:
    """Take parts out; what names a factor loses it, and a question its type for the general one."""
    gone = {part.id for part in find(pack, kind, ids)}
    name = _LISTS[kind][0]
    kept = tuple(part for part in getattr(pack, name) if part.id not in gone)
    pack = replace(pack, **{name: kept})
    if kind is QuestionType:
        questions = (replace(q, type=GENERAL) if q.type in gone else q for q in pack.questions)
        return replace(pack, questions=tuple(questions))
    if kind is not Factor:
        return pack
    return replace(
        pack,
        cards=tuple(_without(card, gone) for card in pack.cards),
        questions=tuple(_without(question, gone) for question in pack.questions),
    )


def move(pack: Pack, kind: type[Part], ids: Iterable[str], to: int) -> Pack:
    """Move parts together, so that the first of them becomes number to (from 0)."""
    moved = find(pack, kind, ids)
    name = _LISTS[kind][0]
    names = {part.id for part in moved}
    others = tuple(part for part in getattr(pack, name) if part.id not in names)
    return replace(pack, **{name: inserted(others, moved, max(0, to))})


def duplicate(pack: Pack, kind: type[Part], ids: Iterable[str], taken: Iterable[str] = ()) -> Pack:
    """Add a copy of parts after the last of them, under ids of their own.

    taken: names, without their pack, that no copy may have beside those in the pack.
    """
    originals = find(pack, kind, ids)
    name, _, word = _LISTS[kind]
    names = taken_names([pack]) | set(taken)
    copies: list[Part] = []
    for part in originals:
        short = new_name(words_of(part), names, word)
        names.add(short)
        copies.append(replace(part, id=f"{pack.info.id}/{short}"))
    last = [part.id for part in getattr(pack, name)].index(originals[-1].id)
    return add(pack, copies, last + 1)


def remove_plan(pack: Pack, plan_id: str) -> Pack:
    """Take a worked plan out."""
    kept = tuple(plan for plan in pack.plans if plan.id != plan_id)
    if len(kept) == len(pack.plans):
        raise EditError("This worked plan is no longer in the pack.")
    return replace(pack, plans=kept)


# What they share


def find(pack: Pack, kind: type[Part], ids: Iterable[str]) -> list[Part]:
    """Return the parts with these ids in the pack's order, or raise where one is not there."""
    wanted = set(ids)
    name, _, word = _LISTS[kind]
    found: list[Part] = [part for part in getattr(pack, name) if part.id in wanted]
    if not found or len(found) < len(wanted):
        raise EditError(f"This {word} is no longer in the pack.")
    return found


def words_of(part: Part) -> str:
    """Return what a part is called: its headline, its name or its text."""
    match part:
        case Card():
            return part.headline
        case Factor() | QuestionType():
            return part.name
        case Question():
            return part.text


def next_hue(factors: Iterable[Factor]) -> int:
    """Return the first colour that no factor has."""
    used = {factor.hue for factor in factors}
    return next(hue for hue in range(len(used) + 1) if hue not in used)


def new_factors(pack: Pack, names: Iterable[str], taken: Iterable[str] = ()) -> list[Factor]:
    """Return factors of these names to be added, each with an id and a colour of its own.

    taken: names of ids, without their pack, that none of them may have.
    """
    used = taken_names([pack]) | set(taken)
    made: list[Factor] = []
    for name in names:
        short = new_name(name, used, "factor")
        used.add(short)
        hue = next_hue([*pack.factors, *made])
        made.append(Factor(f"{pack.info.id}/{short}", name, hue=hue))
    return made


def _factors_of(part: Part) -> set[str]:
    return set(part.factors) if isinstance(part, Card | Question) else set()


def _without(part: _Tagged, lost: set[str]) -> _Tagged:
    if not lost.intersection(part.factors):
        return part
    return replace(part, factors=tuple(name for name in part.factors if name not in lost))
