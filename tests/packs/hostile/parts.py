"""What hostile files are made of: a sound pack, and ways to spoil it."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planner.model import edits, ranking, sorting
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Need, QuestionType, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.packs.pack_file import build_pack
from planner.packs.signing import SigningKey
from tests.packs.raw_zip import DEFLATED, Member, zipped

KEY = SigningKey.make()
"""The author's."""
OTHER = SigningKey.make()
"""Somebody else's."""

Content = tuple[bytes, str]
"""A file's bytes, and what the refusal has to say."""

BODY, SIGNATURE = "pack.json", "pack.json.minisig"


@dataclass(frozen=True)
class Hostile:
    """A file, by the name that it is written under, and what the refusal has to say of it."""

    name: str
    data: bytes
    words: str


def sample() -> Pack:
    """Return a sound pack."""
    factors = (Factor("usa/cunning", "Cunning"), Factor("usa/machine", "Machine", hue=1))
    question = Question("usa/why", "Why did Stalin win?", factors=("usa/cunning",))
    trick = Card(
        "usa/trick",
        "The funeral trick",
        "Trotsky missed it.",
        When("1924", "1924", "1925"),
        ("Stalin",),
        ("usa/machine",),
    )
    cards = (trick, Card("usa/post", "A post – for typing cards", "In his own words."))
    peel = Framework("peel", "PEEL", slots=(SlotKind("Point"), SlotKind("Evidence")))
    plan = edits.place(edits.begin("usa/worked", question, peel, factors), "n3", cards)
    for number, card in enumerate(cards):
        plan = sorting.add_pile(plan, f"Pile {number}")
        plan = sorting.sort_into(plan, plan.piles[-1].id, [card])
    plan = ranking.rank(ranking.rank(sorting.make_paragraphs(plan), factors[0]), factors[1])
    plan = ranking.link(plan, plan.paragraphs[0].id, factors[0].id)
    kind = QuestionType("usa/mock", "Our mock", stems=("Rank the … by",), needs=(Need.JUDGEMENT,))
    info = PackInfo("usa", "The struggle", version=3)
    return Pack(info, factors, (question,), cards, (plan,), (kind,))


SOUND = build_pack(sample(), KEY)


def body() -> bytes:
    """Return a sound pack's JSON."""
    data = build_pack(sample())
    return data[data.index(b"{") : data.index(b"PK\x01\x02")]


def pack_of(text: bytes | str, *more: Member) -> bytes:
    """Return an unsigned pack file around any text."""
    data = text if isinstance(text, bytes) else text.encode()
    return zipped(Member(BODY, data, DEFLATED), *more)


def spoilt(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a pack file in whose JSON the pack was changed."""
    held = json.loads(body())
    change(held["pack"])
    return pack_of(json.dumps(held, ensure_ascii=False))


def named(prefix: str, suffix: str, files: Iterable[tuple[str, Content]]) -> Iterator[Hostile]:
    """Yield files by their names, each given with the words that its refusal says."""
    for name, (data, words) in files:
        yield Hostile(f"{prefix}-{name}{suffix}", data, words)
