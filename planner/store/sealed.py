"""Values that are kept whole in one row: as JSON, beside the digest that finds damage in it."""

import hashlib
from typing import TypeVar

import msgspec

_Value = TypeVar("_Value", bound=msgspec.Struct)


def sealed(value: msgspec.Struct) -> dict[str, str]:
    """Return the two columns that a row keeps of a value: its digest and its body."""
    body = msgspec.json.encode(value)
    return {"digest": hashlib.sha256(body).hexdigest(), "body": body.decode()}


def unsealed(digest: str, body: str | bytes, kind: type[_Value]) -> _Value | None:
    """Return the value that a row keeps, or None where the row is damaged."""
    written = body.encode() if isinstance(body, str) else body
    if hashlib.sha256(written).hexdigest() != digest:
        return None
    try:
        return msgspec.json.decode(written, type=kind)
    except msgspec.DecodeError:
        return None
