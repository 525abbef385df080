"""The one way to open a zip from others: whole and plain, or not at all.

A zip says everything twice, beside each file and in a directory at its end, and programs differ in
which they believe. Here the two must agree, fill the archive without a gap, and claim no more than
is allowed, before anything is unpacked.
"""

import re
import stat
import struct
import zlib

from msgspec import Struct
from msgspec.structs import replace

from planner.model.text import clean_line
from planner.packs.errors import PackError, quoted

_END = struct.Struct("<4s4H2LH")
_LISTED = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_SIZES = struct.Struct("<3L")
_EXTRA = struct.Struct("<2H")
_END_MARK, _LISTED_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_SIZES_MARK = b"PK\x07\x08"

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x2041
_SIZES_AFTER = 0x0008
_IN_UTF8 = 0x0800
_KNOWN_FLAGS = 0x0006 | _SIZES_AFTER | _IN_UTF8
_ZIP64, _OTHER_NAME, _AES = 0x0001, 0x7075, 0x9901
_HUGE = 0xFFFFFFFF
_MOST_NAME = 255
_WINDOWS = re.compile(r"[\\:*?\"<>|]")


class Limits(Struct, frozen=True):
    """What an archive may hold: how many files, and how many bytes when they are unpacked.

    names: the files that there may be; empty for any whose name stays inside a folder.
    """

    entries: int
    unpacked: int
    names: frozenset[str] = frozenset()


class _Unsound(ValueError):
    """What is wrong with an archive, in words that follow a colon."""


class _Entry(Struct, frozen=True):
    """One file as the directory lists it; start: where its bytes begin."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    start: int = 0

    @property
    def sums(self) -> tuple[int, int, int]:
        return self.checksum, self.packed, self.size


class Archive:
    """A zip whose outside is sound; the inside of a file is checked when it is read."""

    def __init__(self, data: bytes, name: str, entries: list[_Entry]) -> None:
        self._data = data
        self._name = name
        self._entries = {entry.name: entry for entry in entries if entry.name[-1] != "/"}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the files in the order of the directory, folders left out."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return a file unpacked; raise PackError where it is damaged, KeyError where missing."""
        entry = self._entries[name]
        packed = memoryview(self._data)[entry.start : entry.start + entry.packed]
        try:
            found = bytes(packed) if entry.method == _STORED else _inflated(packed, entry.size)
            if zlib.crc32(found) != entry.checksum:
                raise _Unsound("is damaged: its checksum does not fit it")
        except _Unsound as error:
            raise _refusal(self._name, f"{quoted(name)} in it {error}") from error
        return found


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """Return what a zip holds, or raise PackError before any is unpacked; name is the file's."""
    try:
        entries = _listed(data, limits)
        _check_names(entries, limits)
        return Archive(data, name, _placed(data, entries))
    except _Unsound as error:
        raise _refusal(name, str(error)) from error


def _refusal(name: str, what: str) -> PackError:
    return PackError(
        f"{name} cannot be opened: {what}. Nothing was taken from it. Ask whoever made it for the "
        "file again."
    )


def _listed(data: bytes, limits: Limits) -> list[_Entry]:
    """Return what the directory at the archive's end lists."""
    if not data.startswith(_LOCAL_MARK):
        raise _Unsound("it is another kind of file, or it is damaged")
    at = len(data) - _END.size
    if at < 0 or data[at : at + 4] != _END_MARK:
        raise _Unsound("it is cut short, or something stands after its end")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, at)
    if disk or first_disk or here != count:
        raise _Unsound("it is one part of several")
    if comment or start + size != at:
        raise _Unsound("the directory at its end is damaged")
    if count > limits.entries:
        raise _Unsound(f"it holds {count:,} files, and {limits.entries:,} is the most")
    entries = []
    where = start
    for number in range(1, count + 1):
        entry, where = _entry(data, where, at, f"file {number} in it")
        entries.append(entry)
    if where != at or not entries:
        raise _Unsound("the directory at its end is damaged")
    if sum(entry.size for entry in entries) > limits.unpacked:
        raise _Unsound(f"unpacked it would be larger than {limits.unpacked // 1_000_000} MB")
    return entries


def _entry(data: bytes, at: int, end: int, place: str) -> tuple[_Entry, int]:
    """Return what the directory says here of one file, and where it goes on."""
    if at + _LISTED.size > end or data[at : at + 4] != _LISTED_MARK:
        raise _Unsound("the directory at its end is damaged")
    fields = _LISTED.unpack_from(data, at)
    _, _, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = fields[:12]
    comment_size, disk, _, attributes, offset = fields[12:]
    name_end = at + _LISTED.size + name_size
    after = name_end + extra_size
    if after > end:
        raise _Unsound("the directory at its end is damaged")
    raw_name = data[at + _LISTED.size : name_end]
    name = _name(raw_name, flags, place)
    place = f"{quoted(name)} in it"
    if comment_size:
        raise _Unsound(f"{place} has a comment")
    if disk:
        raise _Unsound("it is one part of several")
    _check_kind(flags, method, attributes >> 16, name, place)
    _check_extra(data[name_end:after], place)
    if _HUGE in (packed, size, offset):
        raise _Unsound(f"{place} claims to be larger than 4 GB")
    if (packed != size and method == _STORED) or (size and name.endswith("/")):
        raise _Unsound(f"{place} does not have the size that it claims")
    return _Entry(name, raw_name, flags, method, checksum, packed, size, offset), after


def _name(raw: bytes, flags: int, place: str) -> str:
    """Return a file's name, which stays inside any folder that it is put in."""
    try:
        name = raw.decode("utf-8" if flags & _IN_UTF8 else "ascii")
    except UnicodeDecodeError as error:
        raise _Unsound(f"the name of {place} is not written as text") from error
    if not name or len(name) > _MOST_NAME:
        raise _Unsound(f"{place} has no name, or one that is too long")
    steps = name.removesuffix("/").split("/")
    if clean_line(name) != name or _WINDOWS.search(name) or {"", ".", ".."} & set(steps):
        raise _Unsound(f"{place} has a name that it may not have, {quoted(name)}")
    return name


def _check_kind(flags: int, method: int, mode: int, name: str, place: str) -> None:
    if flags & _ENCRYPTED:
        raise _Unsound(f"{place} is encrypted")
    if flags & ~_KNOWN_FLAGS or method not in (_STORED, _DEFLATED):
        raise _Unsound(f"{place} is packed in a way that Marshal does not read")
    folder = name.endswith("/")
    if stat.S_IFMT(mode) not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
        raise _Unsound(f"{place} is a link or a device, not a file")


def _check_extra(extra: bytes, place: str) -> None:
    """Refuse the additions to an entry that would make it mean something else."""
    at = 0
    while at < len(extra):
        if at + _EXTRA.size > len(extra):
            raise _Unsound(f"what is said of {place} is damaged")
        kind, size = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size + size
        if kind == _AES:
            raise _Unsound(f"{place} is encrypted")
        if kind == _ZIP64:
            raise _Unsound(f"{place} claims to be larger than 4 GB")
        if kind == _OTHER_NAME or at > len(extra):
            raise _Unsound(f"what is said of {place} is damaged")


def _check_names(entries: list[_Entry], limits: Limits) -> None:
    seen: set[str] = set()
    for entry in entries:
        if limits.names and entry.name not in limits.names:
            raise _Unsound(f"{quoted(entry.name)} is in it, which does not belong there")
        # Where capitals do not count, one of the two would be put over the other.
        name = entry.name.removesuffix("/").casefold()
        if name in seen:
            raise _Unsound(f"{quoted(entry.name)} is in it twice")
        seen.add(name)


def _placed(data: bytes, entries: list[_Entry]) -> list[_Entry]:
    """Return the entries with the place of their bytes, which fill all up to the directory."""
    starts: dict[str, int] = {}
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        place = f"{quoted(entry.name)} in it"
        if entry.offset != at:
            raise _Unsound(f"{place} does not begin where the file before it ends")
        starts[entry.name] = _start(data, entry, place)
        at = _after(data, entry, starts[entry.name] + entry.packed, place)
    if data[at : at + 4] != _LISTED_MARK:
        raise _Unsound("its files do not end where its directory begins")
    return [replace(entry, start=starts[entry.name]) for entry in entries]


def _start(data: bytes, entry: _Entry, place: str) -> int:
    """Return where a file's bytes begin, after what stands before them was found to agree."""
    at = entry.offset + _LOCAL.size
    if at > len(data):
        raise _Unsound(f"{place} is cut short")
    if data[entry.offset : entry.offset + 4] != _LOCAL_MARK:
        raise _Unsound(f"{place} is not where its directory says")
    fields: tuple[int, ...] = _LOCAL.unpack_from(data, entry.offset)
    _, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = fields
    # Sizes that come after may be left out here, and then are nought.
    sums = {entry.sums, (0, 0, 0)} if entry.flags & _SIZES_AFTER else {entry.sums}
    agrees = (flags, method) == (entry.flags, entry.method) and (checksum, packed, size) in sums
    start = at + name_size + extra_size
    if not agrees or data[at : at + name_size] != entry.raw_name:
        raise _Unsound(f"{place} is described twice, and differently")
    _check_extra(data[at + name_size : start], place)
    return start


def _after(data: bytes, entry: _Entry, end: int, place: str) -> int:
    """Return where the next file begins: after the sizes, where they come after."""
    if not entry.flags & _SIZES_AFTER:
        return end
    mark = len(_SIZES_MARK) if data[end : end + 4] == _SIZES_MARK else 0
    sums = data[end + mark : end + mark + _SIZES.size]
    if sums != _SIZES.pack(*entry.sums):
        raise _Unsound(f"{place} is described twice, and differently")
    return end + mark + _SIZES.size


def _inflated(packed: memoryview, size: int) -> bytes:
    """Return bytes unpacked, never more than one beyond the size that was declared."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = engine.decompress(packed, size + 1)
    except zlib.error as error:
        raise _Unsound("is damaged and cannot be unpacked") from error
    if len(found) != size or not engine.eof or engine.unused_data:
        raise _Unsound("does not have the size that it claims")
    return found
