"""The one way to open a zip from others: whole and plain, or not at all.

A zip says everything twice, beside each file and in a directory at its end, and programs differ in
which they believe. Here the two must agree, fill the archive without a gap, and claim no more than
is allowed, before anything is unpacked.
"""

import re
import stat
import zlib

from msgspec import Struct

from planner.model.text import clean_line
from planner.packs.errors import PackError, quoted
from planner.packs.zip_records import (
    IN_UTF8,
    SIZES_AFTER,
    Entry,
    Unsound,
    placed,
    read_directory,
)

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x2041
_KNOWN_FLAGS = 0x0006 | SIZES_AFTER | IN_UTF8
_MOST_NAME = 255
_WINDOWS = re.compile(r"[\\:*?\"<>|]")


class Limits(Struct, frozen=True):
    """What an archive may hold: how many files, and how many bytes when they are unpacked.

    names: the files that there may be; empty for any whose name stays inside a folder.
    """

    entries: int
    unpacked: int
    names: frozenset[str] = frozenset()


class Archive:
    """A zip whose outside is sound; the inside of a file is checked when it is read."""

    def __init__(self, data: bytes, name: str, entries: dict[str, Entry]) -> None:
        self._data = data
        self._name = name
        self._entries = {name: entry for name, entry in entries.items() if name[-1] != "/"}

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
                raise Unsound("is damaged: its checksum does not fit it")
        except Unsound as error:
            raise _refusal(self._name, f"{quoted(name)} in it {error}") from error
        return found


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """Return what a zip holds, or raise PackError before any is unpacked; name is the file's."""
    try:
        entries = read_directory(data, limits.entries)
        names = [_name(entry, number) for number, entry in enumerate(entries, 1)]
        for entry, called in zip(entries, names, strict=True):
            _check_kind(entry, called)
        if sum(entry.size for entry in entries) > limits.unpacked:
            raise Unsound(f"unpacked it would be larger than {limits.unpacked // 1_000_000} MB")
        _check_names(names, limits)
        return Archive(data, name, dict(zip(names, placed(data, entries), strict=True)))
    except Unsound as error:
        raise _refusal(name, str(error)) from error


def _refusal(name: str, what: str) -> PackError:
    return PackError(
        f"{name} cannot be opened: {what}. Nothing was taken from it. Ask whoever made it for the "
        "file again."
    )


def _name(entry: Entry, number: int) -> str:
    """Return a file's name, which stays inside any folder that it is put in."""
    place = f"file {number} in it"
    try:
        name = entry.name.decode("utf-8" if entry.flags & IN_UTF8 else "ascii")
    except UnicodeDecodeError as error:
        raise Unsound(f"the name of {place} is not written as text") from error
    if not name or len(name) > _MOST_NAME:
        raise Unsound(f"{place} has no name, or one that is too long")
    steps = name.removesuffix("/").split("/")
    if clean_line(name) != name or _WINDOWS.search(name) or {"", ".", ".."} & set(steps):
        raise Unsound(f"{place} has a name that it may not have, {quoted(name)}")
    return name


def _check_kind(entry: Entry, name: str) -> None:
    place = f"{quoted(name)} in it"
    if entry.flags & _ENCRYPTED:
        raise Unsound(f"{place} is encrypted")
    if entry.flags & ~_KNOWN_FLAGS or entry.method not in (_STORED, _DEFLATED):
        raise Unsound(f"{place} is packed in a way that Marshal does not read")
    folder = name.endswith("/")
    if stat.S_IFMT(entry.mode) not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
        raise Unsound(f"{place} is a link or a device, not a file")
    if (entry.packed != entry.size and entry.method == _STORED) or (entry.size and folder):
        raise Unsound(f"{place} does not have the size that it claims")


def _check_names(names: list[str], limits: Limits) -> None:
    seen: set[str] = set()
    for name in names:
        if limits.names and name not in limits.names:
            raise Unsound(f"{quoted(name)} is in it, which does not belong there")
        # Where capitals do not count, one of the two would be put over the other.
        folded = name.removesuffix("/").casefold()
        if folded in seen:
            raise Unsound(f"{quoted(name)} is in it twice")
        seen.add(folded)


def _inflated(packed: memoryview, size: int) -> bytes:
    """Return bytes unpacked, never more than one beyond the size that was declared."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = engine.decompress(packed, size + 1)
    except zlib.error as error:
        raise Unsound("is damaged and cannot be unpacked") from error
    if len(found) != size or not engine.eof or engine.unused_data:
        raise Unsound("does not have the size that it claims")
    return found
