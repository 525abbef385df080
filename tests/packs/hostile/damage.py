"""A sound, signed pack that was cut short or changed on its way."""

from collections.abc import Iterator

from tests.packs.hostile.parts import BODY, SIGNATURE, SOUND, Hostile

_SUFFIX = ".evidencepack"


def damaged_files() -> Iterator[Hostile]:
    """Yield the pack cut at many places, and with one bit changed at many others."""
    for number in range(1, 20):
        at = len(SOUND) * number // 20
        yield Hostile(f"cut-at-{at:05}{_SUFFIX}", SOUND[:at], "it is cut short")
    for less in (1, 2, 21, 22, 23):
        yield Hostile(f"cut-by-{less:02}{_SUFFIX}", SOUND[:-less], "it is cut short")
    for place, at in _places().items():
        changed = bytearray(SOUND)
        changed[at] ^= 0x10
        yield Hostile(f"bit-in-{place}{_SUFFIX}", bytes(changed), "cannot be opened")


def _places() -> dict[str, int]:
    """Return places where a changed bit changes what is said, by what stands there."""
    local = SOUND.index(b"PK\x03\x04", 1)
    listed = SOUND.index(b"PK\x01\x02")
    last = SOUND.index(b"PK\x01\x02", listed + 1)
    end = len(SOUND) - 22
    text = SOUND.index(b"{")
    signature = local + 30 + len(SIGNATURE)
    lines = [SOUND.index(start, signature) for start in (b"RU", b"trusted comment: p", b"\n")]
    local_fields = {"mark": 0, "flags": 6, "method": 8, "checksum": 14, "packed": 18, "size": 22}
    local_fields |= {"name-length": 26, "extra-length": 28, "name": 30}
    listed_fields = {"mark": 0, "flags": 8, "method": 10, "checksum": 16, "packed": 20, "size": 24}
    listed_fields |= {"name-length": 28, "extra-length": 30, "comment-length": 32, "disk": 34}
    listed_fields |= {"mode": 41, "offset": 42, "name": 46}
    end_fields = {"mark": 0, "disk": 4, "here": 8, "count": 10, "size": 12, "start": 16}
    end_fields |= {"comment-length": 20}
    return {
        **{f"first-{name}": at for name, at in local_fields.items()},
        **{f"second-{name}": local + at for name, at in local_fields.items()},
        **{f"listed-first-{name}": listed + at for name, at in listed_fields.items()},
        **{f"listed-second-{name}": last + at for name, at in listed_fields.items()},
        **{f"end-{name}": end + at for name, at in end_fields.items()},
        **{f"json-{number}": text + len(BODY) * number**2 for number in range(12)},
        **{f"signature-{number}": at + 20 for number, at in enumerate(lines)},
    }
