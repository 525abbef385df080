"""Paragraph frameworks (PEEL and its relatives) and question types, which come as data."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from planner.model.text import Id, Line, Passage


class Role(StrEnum):
    """What a slot does in a paragraph, whatever a school calls it."""

    POINT = "point"
    EVIDENCE = "evidence"
    EXPLAIN = "explain"
    LINK = "link"
    JUDGEMENT = "judgement"
    OTHER = "other"


class SlotKind(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A kind of slot: its label, a one-line prompt and a few ways to begin its sentence."""

    label: Line
    role: Role = Role.OTHER
    prompt: Line = ""
    starters: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()


class Framework(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An order of slots that a paragraph can start from."""

    id: Id
    name: Line
    about: Passage = ""
    slots: Annotated[tuple[SlotKind, ...], Meta(max_length=20)] = ()


class Essay(Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of an essay around its paragraphs, with their prompts and starters."""

    line_of_argument: SlotKind
    introduction: SlotKind
    conclusion: SlotKind


class Frameworks(Struct, frozen=True, forbid_unknown_fields=True):
    """All that `resources/frameworks.toml` holds; the first framework is the default."""

    essay: Essay
    frameworks: tuple[Framework, ...]

    def named(self, framework_id: str) -> Framework:
        """Return the framework with this id, or the default where there is none."""
        return next((f for f in self.frameworks if f.id == framework_id), self.frameworks[0])


class Need(StrEnum):
    """Something that a kind of question asks an answer to have."""

    BOTH_SIDES = "both-sides"
    STATED_FACTOR = "stated-factor"
    OWN_POINT = "own-point"
    JUDGEMENT = "judgement"
    CRITERION = "criterion"
    COMPARISON = "comparison"
    LINKED_STAGES = "linked-stages"


NEEDS = {
    Need.STATED_FACTOR: "the stated factor",
    Need.BOTH_SIDES: "both sides",
    Need.OWN_POINT: "a point of your own",
    Need.LINKED_STAGES: "linked stages",
    Need.COMPARISON: "a comparison",
    Need.JUDGEMENT: "a judgement",
    Need.CRITERION: "the test it goes by",
}
"""What an answer may have to have, in words, in the order in which to name them."""


class QuestionType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A kind of exam question: how it is recognised, what it is worth, and what it asks for.

    stem: how it begins, as it is shown; stems: patterns of words that it is recognised by.
    board, level: whose question it is, empty where several boards ask it. year: when this was
    checked. command: the word or words that say what to do. paragraphs: how many are usual.
    framework: the id of the one to begin with. rewarded: what markers look for, in our own words.
    """

    id: Id
    name: Line
    stem: Line = ""
    marks: Annotated[int, Meta(ge=0, le=500)] = 0
    minutes: Annotated[int, Meta(ge=0, le=500)] = 0
    board: Line = ""
    level: Line = ""
    year: Annotated[int, Meta(ge=0, le=3000)] = 0
    command: Line = ""
    stems: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    paragraphs: Annotated[int, Meta(ge=0, le=20)] = 0
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] = ()
    framework: Line = ""
    rewarded: Passage = ""
