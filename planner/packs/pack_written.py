"""Packs as Marshal writes them, and the quick way to read one that is.

Most packs are, byte for byte. What JSON says twice, or hides between what it says, is then not
there, and need not be looked for: see pack_json for all other packs.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct
from msgspec.json import Decoder
from msgspec.structs import replace

from planner.model.pack import Pack
from planner.packs.format import Format
from planner.packs.signing import MOST_HANDOVERS, Handover
from planner.packs.tidy import is_tidy, tidy

FORMAT = Format("marshal-pack", 1, "pack file")
LISTS = ("factors", "questions", "cards", "plans", "question_types")
"""A pack's lists of parts. Factors come first: the others speak to them."""

# The beginning of a pack's JSON; whether it is the right one in all is seen later.
_BEGINNING = b'{\n  "format": "%s",\n  "version": %d,\n' % (FORMAT.name.encode(), FORMAT.version)
_TOGETHER = 25
_LARGEST = 1_000_000
"""How many parts are written again at a time, and how many bytes those may have."""
MOST_ROOM = 56_000_000
"""The most bytes that a pack's JSON and its values may take together."""
# The most bytes for a byte of a text, and for a text besides, in a list of which it takes eight.
# Text that is not all ASCII is moved as it widens, and leaves gaps.
_ASCII, _WIDE = (1, 64), (3, 88)
_FOUR_BYTES = tuple(bytes([first]) for first in range(0xF0, 0xF5))
# Stands for a list's parts: a number that no pack has.
_MARK = b"1e999"
# What stands around the parts of a list that is as deep in other lists as a pack's are.
_BEFORE, _BETWEEN, _AFTER = b"[\n  [\n    [\n      ", b",\n      ", b"\n    ]\n  ]\n]"


class Whole(Struct, omit_defaults=True, forbid_unknown_fields=True):
    """All that a pack's JSON says; handovers: how its author's key changed."""

    format: str
    version: int
    pack: Pack
    handovers: Annotated[tuple[Handover, ...], Meta(max_length=MOST_HANDOVERS)] = ()


_DECODER = Decoder(Whole)


def write_pack_json(whole: Whole) -> bytes:
    """Return the JSON of a pack file."""
    return _laid_out(msgspec.json.encode(whole)) + b"\n"


def read_written(body: bytes) -> Whole | None:
    """Return all that a pack's JSON says if it is tidy and Marshal's own, or None.

    Whether the pack's parts fit together is not looked at.
    """
    if not body.startswith(_BEGINNING) or len(body) + room(body) > MOST_ROOM:
        return None
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        whole = _DECODER.decode(body)
        at = 0
        for parts, bare, text in _pieces(whole):
            if len(bare) > _LARGEST or not body.startswith(text, at) or not _are_tidy(parts, bare):
                return None
            at += len(text)
        return whole if body[at:] == b"\n" else None
    return None


def room(body: bytes) -> int:
    """Return the most bytes that the values of a pack may take that JSON holds."""
    widest, beside = _ASCII if body.isascii() else _WIDE
    if any(first in body for first in _FOUR_BYTES):
        widest = 4
    return len(body) * widest + body.count(b'"') // 2 * beside


def _pieces(whole: Whole) -> Iterator[tuple[Sequence[Struct], bytes, bytes]]:
    """Yield what Marshal writes, a piece at a time.

    Each is some parts, their JSON without spaces, and what stands of them in a file.
    """
    lists = {field: parts for field in LISTS if (parts := getattr(whole.pack, field))}
    pack = replace(whole.pack, **dict.fromkeys(lists, (Raw(_MARK),)))
    bare = msgspec.json.encode(replace(whole, pack=pack))
    # Where the mark stands in a text too, what is yielded is not what Marshal writes.
    for text, parts in zip(_laid_out(bare).split(_MARK), [*lists.values(), ()], strict=False):
        yield (whole.pack.info,), bare, text
        between = b""
        for first in range(0, len(parts), _TOGETHER):
            some = parts[first : first + _TOGETHER]
            listed = msgspec.json.encode([[some]])
            yield some, listed, between + _laid_out(listed)[len(_BEFORE) : -len(_AFTER)]
            between = _BETWEEN


def _are_tidy(parts: Iterable[Struct], bare: bytes) -> bool:
    # Where a text has two lines, or quotation marks, the parts are looked at one by one.
    return is_tidy(bare) or all(
        is_tidy(msgspec.json.encode(part)) or tidy(part) is part for part in parts
    )


def _laid_out(bare: bytes) -> bytes:
    return msgspec.json.format(bare, indent=2)
