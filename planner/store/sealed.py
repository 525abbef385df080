"""Values that are kept whole in one row: as JSON, beside the digest that finds damage in it."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from planner.model.digest import digest_of
from planner.store.errors import StoreError

_Value = TypeVar("_Value", bound=msgspec.Struct)


def sealed(value: msgspec.Struct) -> dict[str, str]:
    """Return the two columns that a row keeps of a value: its digest and its body."""
    body = msgspec.json.encode(value)
    return {"digest": digest_of(body), "body": body.decode()}


def refuse_unreadable(row: Mapping[str, Any], kind: type[msgspec.Struct]) -> None:
    """Raise StoreError where a value that was just sealed could not be read again.

    Values are checked where they are read, and not where they are made: what an edit made wrong
    would count as damaged at the next start.
    """
    if _value(row["body"].encode(), kind) is None:
        raise StoreError(
            "Marshal could not read this again if it were saved, by a mistake of its own, so it "
            "was not saved. What was saved before is safe. Undo what you did last, then go on."
        )


def unsealed(digest: str, body: str | bytes, kind: type[_Value]) -> _Value | None:
    """Return the value that a row keeps, or None where the row is damaged."""
    written = body.encode() if isinstance(body, str) else body
    if digest_of(written) != digest:
        return None
    return _value(written, kind)


def _value(written: bytes, kind: type[_Value]) -> _Value | None:
    try:
        return msgspec.json.decode(written, type=kind)
    except msgspec.DecodeError:
        return None
