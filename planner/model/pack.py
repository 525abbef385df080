"""Packs: what a teacher makes and hands out."""

from typing import Annotated

from msgspec import Meta, Struct

from planner.model.evidence import Card, Factor, Question
from planner.model.plan import Plan
from planner.model.text import Id, Line, Passage


class PackInfo(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a pack says of itself."""

    id: Id
    title: Line
    author: Line = ""
    subject: Line = ""
    licence: Line = ""
    version: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    language: Line = "en-GB"
    about: Passage = ""


class Pack(Struct, frozen=True):
    """A set of evidence for one subject: its factors, questions and cards, in their own order.

    plans: worked examples, whose ids begin with the pack's.
    """

    info: PackInfo
    factors: tuple[Factor, ...] = ()
    questions: tuple[Question, ...] = ()
    cards: tuple[Card, ...] = ()
    plans: tuple[Plan, ...] = ()
