"""The data files that people edit: checked here, and put down in the form that a start reads.

Reading and checking them at each start would take a fiftieth of it.
"""

from collections.abc import Collection
from typing import TypeVar

import msgspec

from planner.model.framework import Frameworks, QuestionType
from planner.model.starters import Starters, starter_faults
from planner.model.type_faults import type_faults
from planner.packs.data import Data
from planner.packs.errors import PackError, in_words, quoted
from planner.shipped import read_toml

_Value = TypeVar("_Value")

_FRAMEWORKS = "frameworks.toml"
_TYPES = "question_types.toml"
_STARTERS = "starters.toml"
GENERAL = "general"
"""The id of the type for a question that is none of the others."""

_FULL = ("stem", "stems", "board", "level", "year", "marks", "minutes", "paragraphs", "framework")
"""What every shipped type says but the general one, which no stem and no board can tell."""


class _Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    types: tuple[QuestionType, ...]


def read_data() -> Data:
    """Read and check the data files, or raise PackError that says where one is wrong."""
    frameworks = _convert(read_toml(_FRAMEWORKS), Frameworks, _FRAMEWORKS)
    types = question_types(read_toml(_TYPES), {held.id for held in frameworks.frameworks})
    return Data(frameworks, tuple(types.values()), starters_of(read_toml(_STARTERS)))


def data_bytes(data: Data) -> bytes:
    """Return what the data file holds that is made from the others; the same for the same data."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


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
