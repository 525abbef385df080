"""What a zip says of its files, in a directory at its end and beside each, as one account.

Programs that stream a zip write a file's sizes after it, and some use the form for huge files
(“zip64”) for all. Every way of saying it is read; what two places say differently is refused.
"""

import struct
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from planner.packs.errors import quoted

LOCAL_MARK = b"PK\x03\x04"
IN_UTF8 = 0x0800
SIZES_AFTER = 0x0008

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LISTED = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_EXTRA = struct.Struct("<2H")
_END_MARK, _END_64_MARK, _LOCATOR_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LISTED_MARK, _SIZES_MARK = b"PK\x01\x02", b"PK\x07\x08"
_ZIP64, _OTHER_NAME, _AES = 0x0001, 0x7075, 0x9901
_ELSEWHERE = 0xFFFFFFFF
_ELSEWHERE_AT_END = (*4 * [0xFFFF], _ELSEWHERE, _ELSEWHERE)
"""In the place of a number that stands in the form for huge files."""
_DAMAGED = "the directory at its end is damaged"
_DIFFERS = "is described twice, and differently"


class Unsound(ValueError):
    """What is wrong with an archive, in words that follow a colon."""


class Entry(Struct, frozen=True):
    """One file as the directory lists it; start: where its bytes begin.

    name: as it stands there. mode: what kind of file it was, as Unix tells it; 0 for unknown.
    """

    name: bytes
    flags: int
    method: int
    mode: int
    checksum: int
    packed: int
    size: int
    offset: int
    start: int = 0

    @property
    def called(self) -> str:
        """Return what to call it in a message."""
        return f"{quoted(self.name.decode(errors='replace'))} in it"


def read_directory(data: bytes, most: int) -> list[Entry]:
    """Return what the directory at a zip's end lists; raise Unsound where that is more than most.

    Nothing is said yet of what stands beside the files; `placed` looks there.
    """
    end, count, size, start = _read_end(data)
    if start + size != end:
        raise Unsound(_DAMAGED)
    if count > most:
        raise Unsound(f"it holds {count:,} files, and {most:,} is the most")
    entries = []
    at = start
    for _ in range(count):
        entry, at = _read_listed(data, at, end)
        entries.append(entry)
    if at != end or not entries:
        raise Unsound(_DAMAGED)
    return entries


def placed(data: bytes, entries: list[Entry]) -> list[Entry]:
    """Return the entries with the place of their bytes, which fill all up to the directory."""
    starts: dict[int, int] = {}
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset != at:
            raise Unsound(f"{entry.called} does not begin where the file before it ends")
        starts[at] = _read_local(data, entry)
        at = _after(data, entry, starts[at] + entry.packed)
    if data[at : at + 4] != _LISTED_MARK:
        raise Unsound("its files do not end where its directory begins")
    return [replace(entry, start=starts[entry.offset]) for entry in entries]


def _read_end(data: bytes) -> tuple[int, int, int, int]:
    """Return where the directory ends, how many files it lists, its size and where it starts."""
    if not data.startswith(LOCAL_MARK):
        raise Unsound("it is another kind of file, or it is damaged")
    at = len(data) - _END.size
    if at < 0 or data[at : at + 4] != _END_MARK:
        raise Unsound("it is cut short, or something stands after its end")
    _, *said, comment = _END.unpack_from(data, at)
    disk, first_disk, here, count, size, start = said
    if comment:
        raise Unsound(_DAMAGED)
    locator = at - _LOCATOR.size
    if locator > 0 and data[locator : locator + 4] == _LOCATOR_MARK:
        numbers = _read_end_64(data, locator)
        for short, number, elsewhere in zip(said, numbers, _ELSEWHERE_AT_END, strict=True):
            if short not in (number, elsewhere):
                raise Unsound(_DAMAGED)
        disk, first_disk, here, count, size, start = numbers
        at = locator - _END_64.size
    if disk or first_disk or here != count:
        raise Unsound("it is one part of several")
    return at, count, size, start


def _read_end_64(data: bytes, locator: int) -> tuple[int, ...]:
    """Return the numbers of the end in its form for huge files, which stands before its locator."""
    at = locator - _END_64.size
    if _LOCATOR.unpack_from(data, locator) != (_LOCATOR_MARK, 0, at, 1) or at < 0:
        raise Unsound(_DAMAGED)
    mark, size, _, _, *numbers = _END_64.unpack_from(data, at)
    if mark != _END_64_MARK or size != _END_64.size - 12:
        raise Unsound(_DAMAGED)
    return tuple(numbers)


def _read_listed(data: bytes, at: int, end: int) -> tuple[Entry, int]:
    """Return what the directory says here of one file, and where it goes on."""
    if at + _LISTED.size > end or data[at : at + 4] != _LISTED_MARK:
        raise Unsound(_DAMAGED)
    fields: tuple[int, ...] = _LISTED.unpack_from(data, at)
    _, _, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = fields[:12]
    comment_size, disk, _, attributes, offset = fields[12:]
    name_end = at + _LISTED.size + name_size
    after = name_end + extra_size
    if after > end:
        raise Unsound(_DAMAGED)
    name = data[at + _LISTED.size : name_end]
    entry = Entry(name, flags, method, attributes >> 16, checksum, packed, size, offset)
    if comment_size:
        raise Unsound(f"{entry.called} has a comment")
    if disk:
        raise Unsound("it is one part of several")
    extra = data[name_end:after]
    size, packed, offset = _full((size, packed, offset), extra, entry.called)
    return replace(entry, packed=packed, size=size, offset=offset), after


def _read_local(data: bytes, entry: Entry) -> int:
    """Return where a file's bytes begin, after what stands before them was found to agree."""
    at = entry.offset + _LOCAL.size
    if at > len(data):
        raise Unsound(f"{entry.called} is cut short")
    if data[entry.offset : entry.offset + 4] != LOCAL_MARK:
        raise Unsound(f"{entry.called} is not where its directory says")
    fields: tuple[int, ...] = _LOCAL.unpack_from(data, entry.offset)
    _, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = fields
    start = at + name_size + extra_size
    if (flags, method) != (entry.flags, entry.method) or data[at : at + name_size] != entry.name:
        raise Unsound(f"{entry.called} {_DIFFERS}")
    size, packed = _full((size, packed), data[at + name_size : start], entry.called)
    for said, so in ((checksum, entry.checksum), (packed, entry.packed), (size, entry.size)):
        # What comes after may be left out here, and then is nought.
        if said != so and (said or not flags & SIZES_AFTER):
            raise Unsound(f"{entry.called} {_DIFFERS}")
    return start


def _full(numbers: tuple[int, ...], extra: bytes, called: str) -> tuple[int, ...]:
    """Return the numbers said of a file, with those that stand in its additions in their place.

    Refuses the additions that would make the file another.
    """
    at = 0
    huge = b""
    while at < len(extra):
        if at + _EXTRA.size > len(extra):
            raise Unsound(f"what is said of {called} is damaged")
        kind, size = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size + size
        if kind == _AES:
            raise Unsound(f"{called} is encrypted")
        if kind == _OTHER_NAME or at > len(extra) or (kind == _ZIP64 and huge):
            raise Unsound(f"what is said of {called} is damaged")
        if kind == _ZIP64:
            huge = extra[at - size : at]
    elsewhere = numbers.count(_ELSEWHERE)
    if len(huge) != 8 * elsewhere:
        raise Unsound(f"{called} claims to be larger than 4 GB, and is not")
    found = iter(struct.unpack(f"<{elsewhere}Q", huge))
    return tuple(next(found) if number == _ELSEWHERE else number for number in numbers)


def _after(data: bytes, entry: Entry, end: int) -> int:
    """Return where the next file begins: after the sizes, where they come after."""
    if not entry.flags & SIZES_AFTER:
        return end
    # The longer form first: of an empty file, the shorter one is its beginning.
    for form, mark in product("QL", (_SIZES_MARK, b"")):
        sizes = mark + struct.pack(f"<L2{form}", entry.checksum, entry.packed, entry.size)
        if data.startswith(sizes, end):
            return end + len(sizes)
    raise Unsound(f"{entry.called} {_DIFFERS}")
