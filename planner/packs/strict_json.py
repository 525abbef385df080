"""JSON from others, read so that it has one meaning or none, in little memory."""

import codecs
import json
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import msgspec

from planner.model.pack import MOST_CARDS
from planner.model.text import PASSAGE
from planner.packs.errors import PackError, in_words
from planner.packs.read import MOST_BYTES, check_size
from planner.packs.tidy import MOST_DEEP, Refused, clean

_Value = TypeVar("_Value")

MOST_SMALL = 5_000_000
"""The most bytes of what is read at once and not in parts: a plan, a fix, cards that are copied."""
TWICE = "says the same thing twice: one group has two fields of one name"

_MOST_DIGITS = 16
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST = {b'"': 1_500_000, b"{": 150_000, b"[": 200_000, b",": 1_500_000}
"""How many of each sign a file of the most bytes may have, in its texts and between them.

A pack of the most cards has half as many. Each value takes far more room than its few signs, and
would be made before its list could be told to be too long.
"""
# A character takes twelve bytes at most, written as two escapes.
_TOO_LONG = re.compile(rb'"[^"]{%d}' % (12 * PASSAGE + 1))
_AT_BYTE = re.compile(r"\(byte (\d+)\)")
# How msgspec tells of half of a pair of escapes; where the other half cannot follow, of an end.
_HALF = re.compile("surrogate|hex escape")
_HALF_AT_END = re.compile(rb"\\u[dD][89a-bA-B]")
_END = 16
_PART = 1_000_000


def read_json(data: bytes, name: str, most: int = MOST_SMALL) -> object:
    """Return what JSON holds, every text in it clean; name is the file's, for messages.

    most: the bytes that it may have.
    """
    check_load(data, name, most)
    with _told(data, name):
        value = json.loads(
            data.decode(),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
        return clean(value)


def check_json(data: bytes, name: str) -> None:
    """Raise PackError that names the line where data is not JSON of one meaning.

    For decode, which lets pass what is said twice.
    """
    check_load(data, name)
    check_sense(data, name)


def check_load(data: bytes, name: str, most: int = MOST_BYTES) -> None:
    """Raise PackError where data is no text, or would take many times its room once it is read."""
    check_size(data, name, most)
    if data.startswith(_MARKS):
        raise PackError(f"{name} is not plain UTF-8 text, but begins with a byte order mark.")
    with _told(data, name):
        for sign, signs in _MOST.items():
            if data.count(sign) > signs * most // MOST_BYTES:
                raise Refused("holds more texts and lists than Marshal reads from one file")
        if too_long := _TOO_LONG.search(data):
            line = _line(data, too_long.start())
            raise Refused(f"holds a text of more than {PASSAGE:,} characters in line {line}")
        _check_text(data)


def check_sense(data: bytes, name: str) -> None:
    """Raise PackError where data is not JSON of one meaning; what is in it is made, and let go."""
    with _told(data, name):
        # Latin-1 gives each byte one character, where Unicode could take four; what JSON goes by
        # stays as it is.
        json.loads(
            data.decode("latin-1"),
            object_pairs_hook=_forget,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )


def decode(data: bytes, kind: type[_Value], name: str) -> _Value:
    """Return what checked JSON holds as one of this kind, or raise PackError that names the place.

    Its texts are as they are in the file, and not clean.
    """
    with _told(data, name):
        return msgspec.json.decode(data, type=kind, strict=True)


def convert(value: object, kind: type[_Value], name: str) -> _Value:
    """Return a value as one of this kind, or raise PackError that names the place."""
    try:
        return msgspec.convert(value, type=kind, strict=True)
    except msgspec.ValidationError as error:
        raise misshapen(error, name) from error


def misshapen(error: msgspec.ValidationError, name: str) -> PackError:
    """Return the error that says in words what msgspec says; name begins it."""
    place, fault = in_words(error)
    return PackError(f"{name}: {place} {fault}." if place else f"{name} {fault}.")


@contextmanager
def _told(data: bytes, name: str) -> Iterator[None]:
    """Tell what goes wrong in the reading of data as PackError."""
    try:
        yield
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise PackError(f"{name} is not UTF-8 text: line {line} has other bytes.") from error
    except json.JSONDecodeError as error:
        raise _unwritten(error.lineno, name) from error
    except msgspec.ValidationError as error:
        raise misshapen(error, name) from error
    except msgspec.DecodeError as error:
        at = _AT_BYTE.search(str(error))
        line = _line(data, int(at[1]) if at else len(data))
        if not _HALF.search(str(error)) and not _HALF_AT_END.search(data[-_END:]):
            raise _unwritten(line, name) from error
        raise PackError(
            f"{name}, line {line}, holds half of a character, which no text can have."
        ) from error
    except RecursionError as error:
        raise PackError(f"{name} is nested more than {MOST_DEEP} levels deep.") from error
    except Refused as error:
        raise PackError(f"{name} {error}.") from error


def _unwritten(line: int, name: str) -> PackError:
    return PackError(
        f"{name} cannot be read: line {line} is not written as JSON should be. "
        "The file may be cut short or damaged."
    )


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _check_text(data: bytes) -> None:
    """Raise UnicodeDecodeError where data is not UTF-8, after a part at a time was looked at."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PART):
        part = data[start : start + _PART]
        before = len(decoder.getstate()[0])
        try:
            decoder.decode(part, final=start + _PART >= len(data))
        except UnicodeDecodeError as error:
            error.start += start - before
            raise


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(TWICE)
    return found


def _forget(pairs: list[tuple[str, Any]]) -> None:
    _object(pairs)
    if any(isinstance(held, list) and len(held) > MOST_CARDS for _, held in pairs):
        raise Refused(f"has a list of more than {MOST_CARDS:,} entries")


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
