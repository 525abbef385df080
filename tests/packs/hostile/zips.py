"""Zips that are bombs, lie, lead elsewhere, or are none."""

import stat
import struct
import zlib
from collections.abc import Iterator

from tests.packs.hostile.parts import BODY, SIGNATURE, SOUND, Content, Hostile, body, named, pack_of
from tests.packs.raw_zip import DEFLATED, Member, deflated, sizes_after, zipped

_SUFFIX = ".evidencepack"
_FAR_TOO_MUCH = 100_000_000


def zip_files() -> Iterator[Hostile]:
    """Yield packs whose outside is hostile."""
    for prefix, files in (
        ("bomb", _bombs()),
        ("entries", _entries()),
        ("kind", _kinds()),
        ("twice", _said_twice()),
        ("around", _around()),
        ("other", _other_kinds()),
    ):
        yield from named(prefix, _SUFFIX, files.items())
    for number, (name, words) in enumerate(_NAMES.items(), 1):
        data = zipped(Member(name, body(), flags=0x0800))
        yield Hostile(f"name-{number:02}{_SUFFIX}", data, words)


_MISLEADS = "has a name that it may not have"
_STRANGER = "which does not belong there"
_NAMES = {
    "/pack.json": _MISLEADS,
    "//server/share/pack.json": _MISLEADS,
    "../pack.json": _MISLEADS,
    "a/../../pack.json": _MISLEADS,
    "./pack.json": _MISLEADS,
    "pack.json/..": _MISLEADS,
    "..\\pack.json": _MISLEADS,
    "\\\\server\\share\\pack.json": _MISLEADS,
    "C:\\pack.json": _MISLEADS,
    "C:pack.json": _MISLEADS,
    "pack.json:stream": _MISLEADS,
    "pack.json\0.txt": _MISLEADS,
    "pack.json\n": _MISLEADS,
    "pack.json ": _MISLEADS,
    "\u202enosj.kcap": _MISLEADS,
    "\ufeffpack.json": _MISLEADS,
    "pack\u0301.json": _MISLEADS,
    "": "has no name",
    "p" * 60_000: "has no name, or one that is too long",
    "Pack.json": _STRANGER,
    "folder/pack.json": _STRANGER,
    "pack.json/": "does not have the size",
    "pаck.json": _STRANGER,
    "~/.bashrc": _STRANGER,
    "CON": _STRANGER,
}


def _bombs() -> dict[str, Content]:
    flat = Member(BODY, bytes(_FAR_TOO_MUCH), DEFLATED)
    said = {"size": 100, "checksum": zlib.crc32(bytes(100))}
    small = Member(BODY, b"", DEFLATED, packed=flat.body(), local=said, listed=said)
    huge = {"size": 0xFFFFFFFE}
    lying = Member(BODY, body(), DEFLATED, local=huge, listed=huge)
    inner = zipped(Member("bomb", bytes(19_000_000), DEFLATED))
    shared = Member(BODY, bytes(15_000_000), DEFLATED)
    again = Member(SIGNATURE, shared.data, DEFLATED, listed={"offset": 0})
    sharing = Member(SIGNATURE, b"x", listed={"offset": 0, "packed": 10_000, "size": 10_000})
    half = Member(BODY, bytes(10_000_001), DEFLATED)
    other = Member(SIGNATURE, bytes(10_000_000), DEFLATED)
    ends = deflated(bytes(19_000_000))
    after = {"size": 19_000_000, "checksum": zlib.crc32(bytes(19_000_000))}
    return {
        "flat": (zipped(flat), "larger than 20 MB"),
        "one-byte-too-many": (zipped(Member(BODY, bytes(20_000_001), DEFLATED)), "than 20 MB"),
        "in-two-halves": (zipped(half, other), "larger than 20 MB"),
        "said-to-be-small": (zipped(small), "“pack.json” in it does not have the size"),
        "said-to-be-4-gb": (zipped(lying), "larger than 20 MB"),
        "nested": (zipped(Member(BODY, inner)), "is not UTF-8 text"),
        "nested-beside": (pack_of(body(), Member("more.zip", inner)), _STRANGER),
        "of-zeros": (zipped(Member(BODY, bytes(19_900_000), DEFLATED)), "line 1 is not written"),
        "overlapping": (zipped(shared, again), "larger than 20 MB"),
        "overlapping-in-part": (zipped(Member(BODY, body()), sharing), "does not begin where"),
        "with-a-second-one-after": (
            zipped(Member(BODY, b"", DEFLATED, packed=ends + ends, local=after, listed=after)),
            "does not have the size",
        ),
    }


def _entries() -> dict[str, Content]:
    one = Member(BODY, body())
    many = [Member(f"{number}", b"") for number in range(9_999)]
    return {
        "twice": (zipped(one, one), "“pack.json” is in it twice"),
        "twice-but-for-capitals": (zipped(one, Member("PACK.JSON")), _STRANGER),
        "thrice": (zipped(one, Member(SIGNATURE), Member(SIGNATURE)), "holds 3 files, and 2"),
        "ten-thousand": (zipped(*many), "holds 9,999 files, and 2 is the most"),
        "readme": (pack_of(body(), Member("readme.txt", b"Open me")), _STRANGER),
        "program": (pack_of(body(), Member("marshal.exe", b"MZ")), _STRANGER),
        "macos": (pack_of(body(), Member("__MACOSX/._pack.json")), _STRANGER),
        "none": (zipped(), "another kind of file"),
        "only-a-signature": (zipped(Member(SIGNATURE, b"x")), "there is no pack.json in it"),
        "fewer-than-said": (zipped(one, here=2, count=2), "the directory at its end is damaged"),
        "more-than-said": (zipped(one, Member(SIGNATURE), here=1, count=1), "directory at its end"),
        "65535-said": (zipped(one, here=0xFFFF, count=0xFFFF), "holds 65,535 files"),
    }


def _kinds() -> dict[str, Content]:
    def one(method: int = 0, flags: int = 0, mode: int = 0, extra: bytes = b"") -> bytes:
        listed = {"attributes": mode << 16, "extra": extra}
        return zipped(Member(BODY, body(), method, flags, packed=body(), listed=listed))

    methods = {"shrunk": 1, "imploded": 6, "deflate64": 9, "bzip2": 12, "lzma": 14, "zstd": 93}
    modes = {"link": stat.S_IFLNK, "pipe": stat.S_IFIFO, "device": stat.S_IFCHR}
    modes |= {"block": stat.S_IFBLK, "socket": stat.S_IFSOCK, "folder": stat.S_IFDIR}
    return {
        **{name: (one(method), "packed in a way") for name, method in methods.items()},
        **{name: (one(mode=mode | 0o777), "is a link or a device") for name, mode in modes.items()},
        "method-65535": (one(0xFFFF), "packed in a way"),
        "patched": (one(flags=0x20), "packed in a way"),
        "encrypted": (one(flags=0x01), "is encrypted"),
        "encrypted-strongly": (one(flags=0x41), "is encrypted"),
        "encrypted-directory": (one(flags=0x2000), "is encrypted"),
        "encrypted-aes": (one(99), "packed in a way"),
        "encrypted-aes-beside": (one(extra=struct.pack("<2H", 0x9901, 0)), "is encrypted"),
        "another-name-beside": (one(extra=struct.pack("<2H", 0x7075, 0)), "is damaged"),
        "zip64": (one(extra=struct.pack("<2H2Q", 1, 16, 2**40, 2**40)), "larger than 4 GB"),
        "extra-cut": (one(extra=struct.pack("<2H", 7, 99)), "is damaged"),
    }


def _said_twice() -> dict[str, Content]:
    differs = "described twice, and differently"

    def one(**more: object) -> bytes:
        return zipped(Member(BODY, body(), DEFLATED, **more))

    wrong = sizes_after(body(), 7)
    return {
        "name": (one(local={"name": b"evil.json"}), differs),
        "method": (one(local={"method": 0}), differs),
        "flags": (one(local={"flags": 0x0800}), differs),
        "checksum": (one(local={"checksum": 7}), differs),
        "packed": (one(local={"packed": 7}), differs),
        "size": (one(local={"size": 7}), differs),
        "sizes-after-missing": (one(flags=0x0008), differs),
        "sizes-after-wrong": (one(flags=0x0008, after=wrong), differs),
        "size-too-small": (one(local={"size": 9}, listed={"size": 9}), "does not have the size"),
        "size-too-large": (
            one(local={"size": 999_999}, listed={"size": 999_999}),
            "does not have the size",
        ),
        "size-nought": (one(local={"size": 0}, listed={"size": 0}), "does not have the size"),
        "checksum-of-another": (
            one(local={"checksum": 7}, listed={"checksum": 7}),
            "its checksum does not fit it",
        ),
        "stored-larger": (
            zipped(Member(BODY, body(), listed={"size": 9})),
            "does not have the size",
        ),
        "packed-beyond-the-end": (
            one(local={"packed": 9**6}, listed={"packed": 9**6}),
            "do not end where its directory begins",
        ),
        "offset-beyond-the-end": (one(listed={"offset": 9**6}), "does not begin where"),
        "nonsense-inside": (one(packed=b"\xff" * 99), "cannot be unpacked"),
        "cut-inside": (one(packed=deflated(body())[:-9]), "does not have the size"),
        "more-inside": (one(packed=deflated(body()) + b"more"), "does not have the size"),
    }


def _around() -> dict[str, Content]:
    one = Member(BODY, body())
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    after = "something stands after its end"
    return {
        "program-before": (zipped(one, before=b"MZ" + bytes(200)), "another kind of file"),
        "file-before": (zipped(one, before=b"PK\x03\x04" + bytes(99)), "does not begin where"),
        "script-after": (SOUND + b"<script>", after),
        "zip-after": (SOUND + zipped(Member("a", b"x")), "directory at its end is damaged"),
        "comment": (zipped(one, comment=b"Call this number"), after),
        "comment-with-an-end": (
            zipped(one, comment=b"\0" * 40 + SOUND[-22:]),
            "the directory at its end is damaged",
        ),
        "comment-of-a-file": (zipped(Member(BODY, body(), listed={"comment": b"x"})), "a comment"),
        "between": (zipped(one, between=b"hidden"), "do not end where its directory begins"),
        "between-files": (
            zipped(Member(BODY, body(), after=b"hidden"), Member(SIGNATURE)),
            "does not begin where",
        ),
        "zip64-end": (zipped(one, between=locator), "do not end where its directory begins"),
        "disk": (zipped(one, disk=1, first=1), "one part of several"),
        "disk-of-a-file": (zipped(Member(BODY, body(), listed={"disk": 3})), "one part of several"),
        "directory-elsewhere": (zipped(one, start=0), "the directory at its end is damaged"),
        "directory-too-large": (zipped(one, size=2**31), "the directory at its end is damaged"),
    }


def _other_kinds() -> dict[str, Content]:
    other = "another kind of file"
    return {
        "empty": (b"", "is empty"),
        "only-an-end": (SOUND[-22:], other),
        "bare-json": (body(), other),
        "program": (b"MZ\x90\x00" + bytes(5_000), other),
        "page": (b"<!DOCTYPE html><script>alert(1)</script>", other),
        "database": (b"SQLite format 3\0" + bytes(5_000), other),
        "anki": (zipped(Member("collection.anki2", b"SQLite format 3\0")), _STRANGER),
        "tar": (b"pack.json" + bytes(10_231), other),
        "gzip": (b"\x1f\x8b\x08\x00" + bytes(50), other),
        "too-large": (SOUND + bytes(20_000_000), "is larger than 20 MB"),
    }
