"""Zips written byte by byte, so that any part of one can say what is not so."""

import struct
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

STORED, DEFLATED = 0, 8


@dataclass
class Member:
    """One file of a zip.

    local and listed change what is said beside the file and in the directory, by the names in
    `_local` and `_listed`; packed stands in the file's place; after follows its bytes.
    """

    name: str | bytes
    data: bytes = b""
    method: int = STORED
    flags: int = 0
    packed: bytes | None = None
    local: dict[str, Any] = field(default_factory=dict)
    listed: dict[str, Any] = field(default_factory=dict)
    after: bytes = b""

    def said(self, changed: dict[str, Any]) -> dict[str, Any]:
        packed = self.body()
        name = self.name if isinstance(self.name, bytes) else self.name.encode()
        return {
            "name": name,
            "flags": self.flags,
            "method": self.method,
            "checksum": zlib.crc32(self.data),
            "packed": len(packed),
            "size": len(self.data),
            "extra": b"",
            "disk": 0,
            "attributes": 0,
            "comment": b"",
        } | changed

    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflated(self.data) if self.method == DEFLATED else self.data


# A zip tells of the same data in several places, and a bomb's takes a while to pack.
@lru_cache(maxsize=4)
def deflated(data: bytes) -> bytes:
    """Return data as it stands in a zip that packs it."""
    engine = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def zipped(
    *members: Member, before: bytes = b"", between: bytes = b"", after: bytes = b"", **end: Any
) -> bytes:
    """Return a zip of these members; end changes what the end of it says, as in `_end`."""
    held = before
    directory = b""
    for member in members:
        offset = len(held)
        held += _local(**member.said(member.local)) + member.body() + member.after
        directory += _listed(**({"offset": offset} | member.said(member.listed)))
    held += between
    said = {
        "disk": 0,
        "first": 0,
        "here": len(members),
        "count": len(members),
        "size": len(directory),
        "start": len(held),
        "comment": b"",
    } | end
    return held + directory + _end(**said) + after


def sizes_after(data: bytes, packed: int, mark: bytes = b"PK\x07\x08", huge: bool = False) -> bytes:
    """Return what follows a file whose sizes come after it; huge: in the form for huge files."""
    return mark + struct.pack("<L2Q" if huge else "<3L", zlib.crc32(data), packed, len(data))


def zip64(*numbers: int) -> bytes:
    """Return the addition to an entry that says numbers in the form for huge files."""
    return struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers)


def zip64_end(at: int, count: int, size: int, start: int, /, **changed: int) -> bytes:
    """Return the end of a zip in the form for huge files, and what tells where that stands.

    at: where this end will stand itself.
    """
    said = {"length": 44, "disk": 0, "here": count, "count": count, "size": size, "start": start}
    said |= {"at": at, "disks": 1} | changed
    places = (said["disk"], 0, said["here"], said["count"], said["size"], said["start"])
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", said["length"], 45, 45, *places)
    return end + struct.pack("<4sLQL", b"PK\x06\x07", 0, said["at"], said["disks"])


def _local(**said: Any) -> bytes:
    numbers = (said["flags"], said["method"], 0, 0, said["checksum"], said["packed"], said["size"])
    lengths = (len(said["name"]), len(said["extra"]))
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *numbers, *lengths) + (
        said["name"] + said["extra"]
    )


def _listed(**said: Any) -> bytes:
    numbers = (said["flags"], said["method"], 0, 0, said["checksum"], said["packed"], said["size"])
    lengths = (len(said["name"]), len(said["extra"]), len(said["comment"]))
    places = (said["disk"], 0, said["attributes"], said["offset"])
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 0x314, 20, *numbers, *lengths, *places) + (
        said["name"] + said["extra"] + said["comment"]
    )


def _end(**said: Any) -> bytes:
    numbers = (said["disk"], said["first"], said["here"], said["count"])
    places = (said["size"], said["start"], len(said["comment"]))
    return struct.pack("<4s4H2LH", b"PK\x05\x06", *numbers, *places) + said["comment"]
