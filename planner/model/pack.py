"""Packs: what a teacher makes and hands out."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from planner.model.digest import digest_of
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.plan import Plan
from planner.model.text import Id, Line, Passage

MOST_CARDS = 20_000
MOST_QUESTIONS = 2_000
MOST_FACTORS = 500
MOST_WORKED = 50
MOST_TYPES = 20
"""The most cards, questions, factors, worked plans and question types in a pack."""

MOST_VERSION = 1_000_000


class PackInfo(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a pack says of itself; its version is a whole number that only rises."""

    id: Id
    title: Line
    author: Line = ""
    subject: Line = ""
    licence: Line = ""
    version: Annotated[int, Meta(ge=1, le=MOST_VERSION)] = 1
    language: Line = "en-GB"
    about: Passage = ""


class Pack(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A set of evidence for one subject: its factors, questions and cards, in their own order.

    plans: worked examples, whose ids begin with the pack's. question_types: kinds of question that
    Marshal does not ship; a question names one by its whole id.
    """

    info: PackInfo
    factors: Annotated[tuple[Factor, ...], Meta(max_length=MOST_FACTORS)] = ()
    questions: Annotated[tuple[Question, ...], Meta(max_length=MOST_QUESTIONS)] = ()
    cards: Annotated[tuple[Card, ...], Meta(max_length=MOST_CARDS)] = ()
    plans: Annotated[tuple[Plan, ...], Meta(max_length=MOST_WORKED)] = ()
    question_types: Annotated[tuple[QuestionType, ...], Meta(max_length=MOST_TYPES)] = ()


class Known(Struct, frozen=True):
    """What a library remembers of a pack, to judge what comes under its name.

    signer: the public key that signed it first, in minisign's form; empty where nobody did.
    version, digest: of what is in the library; 0 and empty where it was removed.
    """

    signer: str = ""
    version: int = 0
    digest: str = ""


def pack_digest(pack: Pack) -> str:
    """Return the SHA-256 of all that a pack says, in hexadecimal."""
    return digest_of(msgspec.json.encode(pack))
