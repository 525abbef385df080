"""Signed packs whose signature is wrong, of another kind, or of another pack."""

import base64
import json
from collections.abc import Iterator

import minisign

from planner.packs.signing import SigningKey, hand_over
from tests.packs.hostile.parts import BODY, KEY, OTHER, SIGNATURE, Content, Hostile, body, named
from tests.packs.raw_zip import Member, zipped

_COMMENT = f"pack:usa version:3 key:{KEY.public}"
_DAMAGED = "the signature is damaged"
_WRONG = "the signature does not fit"


def signature_files() -> Iterator[Hostile]:
    """Yield packs that are signed, and should not be believed."""
    yield from named("signature", ".evidencepack", _texts().items())
    yield from named("signature", ".evidencepack", _others().items())
    yield from named("signature", ".evidencepack", _bits())
    yield from named("handover", ".evidencepack", _handovers().items())
    yield from named("trust", ".evidencepack", _untrusted().items())


def _signed(signature: bytes | list[str], data: bytes | None = None) -> bytes:
    text = signature if isinstance(signature, bytes) else "\n".join(signature).encode() + b"\n"
    return zipped(Member(BODY, body() if data is None else data), Member(SIGNATURE, text))


def _lines(key: SigningKey = KEY, comment: str = _COMMENT) -> list[str]:
    return key.sign(body(), comment).decode().splitlines()


def _texts() -> dict[str, Content]:
    """Return signatures that are not written as one is."""
    first, second, third, fourth = lines = _lines()
    text = "\n".join(lines).encode()
    return {
        "empty": (_signed(b""), _DAMAGED),
        "cut": (_signed(text[:150]), _DAMAGED),
        "without-last-line": (_signed(lines[:3]), _DAMAGED),
        "one-more-line": (_signed([*lines, "more"]), _DAMAGED),
        "doubled": (_signed([*lines, *lines]), _DAMAGED),
        "lines-swapped": (_signed([third, second, first, fourth]), _DAMAGED),
        "parts-swapped": (_signed([first, fourth, third, second]), _DAMAGED),
        "utf-16": (_signed(text.decode().encode("utf-16")), _DAMAGED),
        "mark": (_signed(b"\xef\xbb\xbf" + text), _DAMAGED),
        "binary": (_signed(bytes(range(256)) * 4), _DAMAGED),
        "huge": (_signed([first + "x" * 1_000_000, *lines[1:]]), _DAMAGED),
        "control": (_signed(["untrusted comment: \x1b]0;x\x07", *lines[1:]]), _DAMAGED),
        "not-base64": (_signed([first, "%" * 100, third, fourth]), _DAMAGED),
        "too-long": (_signed([first, second + "AAAA", third, fourth]), _DAMAGED),
        "spaces": (_signed([first, f" {second}", third, fourth]), _DAMAGED),
        "pgp": (_signed(b"-----BEGIN PGP SIGNATURE-----\n\nabc\n=x\n"), _DAMAGED),
    }


def _others() -> dict[str, Content]:
    """Return signatures that are written well, and fit something else."""
    first, second, third, fourth = _lines()
    other = _lines(OTHER)
    old = minisign.KeyPair.generate()
    comment = f"key:{old.public_key.to_base64().decode()}"
    legacy = bytes(old.secret_key.sign(body(), prehash=False, trusted_comment=comment))
    called_old = "RW" + second[2:]
    no_key = [first, second, "trusted comment: timestamp:1", fourth]
    renamed = f"trusted comment: key:{OTHER.public}"
    small = base64.b64encode(b"Ed" + bytes(8) + b"\x01" + bytes(31)).decode()
    return {
        "other-data": (_signed(_lines(), body().replace(b"trick", b"truth")), _WRONG),
        "one-space-more": (_signed(_lines(), body() + b" "), _WRONG),
        "nonsense-data": (_signed(_lines(), b"[" * 100_000), _WRONG),
        "comment-altered": (_signed([first, second, third.replace("3", "4", 1), fourth]), _WRONG),
        "comment-longer": (_signed([first, second, f"{third} more", fourth]), _WRONG),
        "key-exchanged": (
            _signed([first, second, renamed, fourth]),
            _WRONG,
        ),
        "by-another-in-this-name": (_signed(_lines(OTHER)), _WRONG),
        "half-by-another": (_signed([first, other[1], third, fourth]), _WRONG),
        "comment-by-another": (_signed([first, second, third, other[3]]), _WRONG),
        "of-another-pack": (_signed(KEY.sign(b"{}", _COMMENT)), _WRONG),
        "key-named-twice": (
            _signed(OTHER.sign(body(), f"key:{KEY.public} key:{OTHER.public}")),
            _WRONG,
        ),
        "no-key-named": (_signed(KEY.sign(body(), "by hand")), "does not say which key"),
        "key-taken-away": (_signed(no_key), "does not say which key"),
        "key-is-none": (_signed(KEY.sign(body(), "key:RW" + "!" * 54)), "does not say which key"),
        "key-of-nought": (_signed(KEY.sign(body(), f"key:{small}")), _WRONG),
        "legacy": (_signed(legacy), "of an old kind that Marshal does not trust"),
        "called-legacy": (_signed([first, called_old, third, fourth]), "of an old kind"),
    }


def _bits() -> Iterator[tuple[str, Content]]:
    """Yield signatures and texts with one bit changed, where the zip around them is sound."""
    text = "\n".join(_lines()).encode() + b"\n"
    for at in range(45, len(text), 37):
        changed = bytearray(text)
        changed[at] ^= 1
        yield f"bit-{at:03}", (_signed(bytes(changed)), "the signature ")
    for at in range(5, len(body()), 499):
        data = bytearray(body())
        data[at] ^= 1
        yield f"data-bit-{at:04}", (_signed(_lines(), bytes(data)), _WRONG)


def _handovers() -> dict[str, Content]:
    third = SigningKey.make()

    def told(key: SigningKey | None, *handovers: object) -> bytes:
        held = json.loads(body())
        held["handovers"] = list(handovers)
        data = json.dumps(held).encode()
        signed = Member(SIGNATURE, key.sign(data, f"key:{key.public}")) if key else None
        return zipped(Member(BODY, data), *([signed] if signed else []))

    def one(giver: SigningKey, taker: SigningKey, pack: str = "usa", **changed: str) -> object:
        handover = hand_over(giver, taker.public, pack)
        said = {name: getattr(handover, name) for name in ("old", "new", "signature")}
        return said | changed

    by_other = hand_over(OTHER, third.public, "usa").signature
    lost = "do not lead to this key"
    return {
        "of-another-pack": (told(OTHER, one(KEY, OTHER, "ussr")), f"handover 1: {_WRONG}"),
        "by-the-new-key": (told(OTHER, one(KEY, OTHER, signature=by_other)), "handover 1: the"),
        "to-another-key": (told(OTHER, one(KEY, third)), lost),
        "broken": (told(third, one(KEY, OTHER), one(KEY, third)), lost),
        "turned": (told(third, one(OTHER, third), one(KEY, OTHER)), lost),
        "unsigned": (told(None, one(KEY, OTHER)), lost),
        "old-exchanged": (told(OTHER, one(third, OTHER, old=KEY.public)), f"handover 1: {_WRONG}"),
        "no-signature": (told(OTHER, one(KEY, OTHER, signature="")), f"handover 1: {_DAMAGED}"),
        "no-key": (told(OTHER, one(KEY, OTHER, old="x")), "handover 1, old"),
        "unknown": (told(OTHER, one(KEY, OTHER, run="x")), "handover 1 has a field “run”"),
        "many": (told(OTHER, *[one(KEY, OTHER)] * 11), "handovers has more than 10 entries"),
    }


def _untrusted() -> dict[str, Content]:
    """Return packs that are sound, but not of the author whose version 3 is here."""

    def as_version(version: int, key: SigningKey | None, change: str = "") -> bytes:
        held = json.loads(body())
        held["pack"]["info"] |= {"version": version, "about": change}
        data = json.dumps(held).encode()
        signed = [Member(SIGNATURE, key.sign(data, f"key:{key.public}"))] if key else []
        return zipped(Member(BODY, data), *signed)

    return {
        "another-key": (as_version(4, OTHER), "it is signed by someone else"),
        "unsigned": (as_version(4, None), "nobody signed it"),
        "older": (as_version(2, KEY), "version 3 is here, which is newer"),
        "changed": (as_version(3, KEY, "x"), "says something else than the version"),
    }
