"""JSON from others, read so that it has one meaning or none."""

import codecs
import json
import math
from typing import Any, NoReturn, TypeVar

import msgspec

from planner.packs.errors import PackError, in_words
from planner.packs.read import check_size
from planner.packs.tidy import MOST_DEEP, Refused, clean

_Value = TypeVar("_Value")

_MOST_DIGITS = 16
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_json(data: bytes, name: str) -> object:
    """Return what JSON holds, every text in it clean; name is the file's, for messages."""
    check_size(data, name)
    if data.startswith(_MARKS):
        raise PackError(f"{name} is not plain UTF-8 text, but begins with a byte order mark.")
    try:
        text = data.decode()
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
        return clean(value)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackError(f"{name} is not UTF-8 text: line {line} has other bytes.") from error
    except json.JSONDecodeError as error:
        raise PackError(
            f"{name} cannot be read: line {error.lineno} is not written as JSON should be. "
            "The file may be cut short or damaged."
        ) from error
    except RecursionError as error:
        raise PackError(f"{name} is nested more than {MOST_DEEP} levels deep.") from error
    except Refused as error:
        raise PackError(f"{name} {error}.") from error


def convert(value: object, kind: type[_Value], name: str) -> _Value:
    """Return a value as one of this kind, or raise PackError that names the place."""
    try:
        return msgspec.convert(value, type=kind, strict=True)
    except msgspec.ValidationError as error:
        place, fault = in_words(error)
        raise PackError(f"{name}: {place} {fault}." if place else f"{name} {fault}.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("says the same thing twice: one group has two fields of one name")
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise Refused(f"holds {constant}, which is not a number")


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Refused("holds a number that is too large")
    return number


def _int(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS:
        raise Refused("holds a number that is too large")
    return int(digits)
