"""Finding rows in the bytes of a library whose tables cannot be gone through any more.

SQLite keeps rows in leaf pages, and what is too long for those in chains of overflow pages. Each
page is looked at by itself here, so that neither the header, nor the schema, nor the pages above
are needed. What a row says is believed only by who reads it: its digest tells.
"""

import struct
from collections.abc import Iterator

Value = None | int | float | str | bytes

_LEAF = 0x0D
_HEADER = 100
_USUAL = 4096
_SIZES = (4096, 512, 1024, 2048, 8192, 16_384, 32_768)
_LONGEST = 64 * 1024 * 1024
_MOST_COLUMNS = 16
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""How many bytes a whole number of each type takes."""


def carve(data: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Give the number and the values of each row that is found in a library’s bytes.

    Text that is no text is given as bytes. A row may be one that was deleted or changed since.
    """
    said = int.from_bytes(data[16:18], "big")
    # Where the header is gone, each size is tried: rows are found at the right one alone.
    for size in dict.fromkeys([said, _USUAL]) if said in _SIZES else _SIZES:
        for start in range(0, len(data), size):
            yield from _page(data, start, size)


def _page(data: bytes, start: int, size: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
    head = start + _HEADER if start == 0 else start
    if data[head : head + 1] != bytes([_LEAF]):
        return
    cells = int.from_bytes(data[head + 3 : head + 5], "big")
    for cell in range(min(cells, size // 4)):
        at = head + 8 + 2 * cell
        offset = int.from_bytes(data[at : at + 2], "big")
        if 8 <= offset < size:
            try:
                yield _row(data, start, start + offset, size)
            except (ValueError, IndexError, struct.error):
                continue


def _row(data: bytes, start: int, at: int, size: int) -> tuple[int, tuple[Value, ...]]:
    length, at = _varint(data, at)
    rowid, at = _varint(data, at)
    if not 0 < length <= min(_LONGEST, len(data)):
        raise ValueError
    local = _local(length, size)
    if at + local > start + size:
        raise ValueError
    payload = data[at : at + local]
    if local < length:
        payload += _overflow(data, int.from_bytes(data[at + local : at + local + 4], "big"), size)
        payload = payload[:length]
    if len(payload) < length:
        raise ValueError
    return rowid, tuple(_values(payload))


def _local(length: int, size: int) -> int:
    """Return how many bytes of a row are in the leaf page itself."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return length
    local = least + (length - least) % (size - 4)
    return local if local <= most else least


def _overflow(data: bytes, page: int, size: int) -> bytes:
    parts: list[bytes] = []
    seen: set[int] = set()
    while page and page not in seen and page * size <= len(data):
        seen.add(page)
        start = (page - 1) * size
        parts.append(data[start + 4 : start + size])
        page = int.from_bytes(data[start : start + 4], "big")
    return b"".join(parts)


def _values(payload: bytes) -> Iterator[Value]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end or not 0 < len(kinds) <= _MOST_COLUMNS:
        raise ValueError
    for kind in kinds:
        length = _WHOLE.get(kind, 8 if kind == 7 else max(0, kind - 12) // 2)
        part = payload[at : at + length]
        if len(part) < length:
            raise ValueError
        yield _value(kind, part)
        at += length


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind in _WHOLE:
        return int.from_bytes(part, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", part)[0])
    if kind in (8, 9):
        return kind - 8
    if kind < 12:
        raise ValueError
    try:
        return part.decode() if kind % 2 else part
    except UnicodeDecodeError:
        return part


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at a place, and the place after it."""
    number = 0
    for step in range(8):
        byte = data[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    return number << 8 | data[at + 8], at + 9
