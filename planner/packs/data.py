"""The frameworks, question types and starters that ship with Marshal."""

from collections.abc import Collection
from functools import cache
from typing import TypeVar

import msgspec

from planner.model.framework import Frameworks, QuestionType
from planner.model.starters import Starters, starter_faults
from planner.model.type_faults import type_faults
from planner.packs.errors import PackError, in_words, quoted
from planner.shipped import read_toml

_Value = TypeVar("_Value")

_TYPES = "question_types.toml"
_STARTERS = "starters.toml"
GENERAL = "general"
"""The id of the type for a question that is none of the others."""

_FULL = ("stem", "stems", "board", "level", "year", "marks", "minutes", "paragraphs", "framework")
"""What every shipped type says but the general one, which no stem and no board can tell."""


class _Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    types: tuple[QuestionType, ...]


# Kept once read: a window asks for each more than once, and so does every pack that is opened.
@cache
def read_frameworks() -> Frameworks:
    """Return the ways of building a paragraph, the default first, and the essay's own parts."""
    return msgspec.convert(read_toml("frameworks.toml"), Frameworks)


def read_question_types() -> dict[str, QuestionType]:
    """Return the kinds of exam question by their ids, in the order in which to offer them."""
    return dict(_shipped_types())


@cache
def _shipped_types() -> dict[str, QuestionType]:
    frameworks = {framework.id for framework in read_frameworks().frameworks}
    return question_types(read_toml(_TYPES), frameworks)


def question_types(held: object, frameworks: Collection[str]) -> dict[str, QuestionType]:
    """Return what question_types.toml holds, or raise PackError that names the type.

    frameworks: the ids of those that a type can begin with.
    """
    types = _convert(held, _Types, _TYPES).types
    for fault in type_faults(types, frameworks):
        raise PackError(f"{_TYPES}, type {quoted(fault.of)}: it {fault.says}.")
    if not types or types[-1].id != GENERAL:
        raise PackError(f"{_TYPES}: the last type should be {quoted(GENERAL)}.")
    for kind in types[:-1]:
        for field in _FULL:
            if not getattr(kind, field):
                raise PackError(f"{_TYPES}, type {quoted(kind.id)}: {field} is empty.")
    if types[-1].stems:
        raise PackError(f"{_TYPES}, type {quoted(GENERAL)}: stems should be empty.")
    return {kind.id: kind for kind in types}


@cache
def read_starters() -> Starters:
    """Return the prompts and sentence starters that kinds of question have."""
    return starters_of(read_toml(_STARTERS))


def starters_of(held: object) -> Starters:
    """Return what starters.toml holds, or raise PackError that names the family."""
    starters = _convert(held, Starters, _STARTERS)
    for family, says in starter_faults(starters):
        raise PackError(f"{_STARTERS}, family {quoted(family)}: {says}")
    return starters


def _convert(held: object, kind: type[_Value], name: str) -> _Value:
    try:
        return msgspec.convert(held, kind)
    except msgspec.ValidationError as error:
        place, fault = in_words(error)
        raise PackError(f"{name}: {place} {fault}." if place else f"{name} {fault}.") from error
