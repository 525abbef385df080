"""Pack files: a pack as it is handed out, with its author's signature."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from planner.model.evidence import OWN, Card, Factor, Question, sort_key
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.packs.archive import Limits, open_archive
from planner.packs.errors import PackError, quoted
from planner.packs.format import Format
from planner.packs.plan_file import sound_plan
from planner.packs.read import MOST_BYTES, check_size, read_bytes
from planner.packs.save import save_bytes
from planner.packs.signing import (
    MOST_HANDOVERS,
    Handover,
    SigningKey,
    verify,
    verify_handover,
)
from planner.packs.strict_json import check_json, convert, decode
from planner.packs.tidy import hidden, tidy

SUFFIX = ".evidencepack"
FORMAT = "marshal-pack"
VERSION = 1
_KIND = Format(FORMAT, VERSION, "pack file")

_BODY = "pack.json"
_SIGNATURE = "pack.json.minisig"
_LIMITS = Limits(2, MOST_BYTES, frozenset({_BODY, _SIGNATURE}))
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE = 0o100644 << 16

_Handovers = Annotated[tuple[Handover, ...], Meta(max_length=MOST_HANDOVERS)]


class PackFile(Struct, frozen=True):
    """What a pack file holds: a sound pack, and who vouches for it.

    signer: the public key that it is signed with, empty where nobody signed it.
    handovers: how the key came to be the signer's, each new key the next one's old one.
    """

    pack: Pack
    signer: str = ""
    handovers: tuple[Handover, ...] = ()


class _Head(Struct):
    format: object = None
    version: object = None


class _Whole(Struct, omit_defaults=True, forbid_unknown_fields=True):
    format: str
    version: int
    pack: Pack
    handovers: _Handovers = ()


def build_pack(
    pack: Pack, key: SigningKey | None = None, handovers: Iterable[Handover] = ()
) -> bytes:
    """Return a pack file, the same bytes each time; raise PackError where the pack is unsound.

    What read_pack_file then returns is the pack with its texts tidied.
    """
    info = pack.info
    name = f"The pack {quoted(info.title or info.id)}"
    whole = _Whole(FORMAT, VERSION, tidy(pack), tuple(handovers))
    body = msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
    files = [(_BODY, body)]
    if key is not None:
        comment = f"pack:{info.id} version:{info.version} key:{key.public}"
        files.append((_SIGNATURE, key.sign(body, comment)))
    data = _zipped(files)
    # Whatever a reader refuses is told to the author, and not to all who receive it.
    read_pack_file(data, name)
    return data


def save_pack_file(data: bytes, path: Path) -> None:
    """Write a pack file; where that fails, the file that was there stays."""
    save_bytes(data, path)


def read_pack_file(source: Path | bytes, name: str = "", *, signer: str = "") -> PackFile:
    """Return what is in a pack file, or in the bytes of one, or raise PackError.

    name: the file's, for messages. signer: the public key to check a signature with that names
    none. The signature is checked before anything that it covers is read.
    """
    if isinstance(source, Path):
        name = name or source.name
        source = read_bytes(source)
    name = name or "This file"
    check_size(source, name)
    archive = open_archive(source, name, _LIMITS)
    if _BODY not in archive.names:
        raise PackError(f"{name} is not a {_KIND.word}: there is no {_BODY} in it.")
    body = archive.read(_BODY)
    signature = archive.read(_SIGNATURE) if _SIGNATURE in archive.names else None
    # What was packed is as large again, and is not needed further.
    del archive, source
    signer = "" if signature is None else verify(body, signature, name, signer)
    whole = _read(body, name)
    _check_handovers(whole.handovers, whole.pack.info.id, signer, name)
    return PackFile(whole.pack, signer, whole.handovers)


def check_pack(pack: Pack, name: str) -> None:
    """Raise PackError where the parts of a pack do not fit together; name begins its message."""
    info = pack.info
    if "/" in info.id or info.id == OWN:
        raise PackError(f"{name}: the pack’s id cannot be {quoted(info.id)}.")
    if not info.title:
        raise PackError(f"{name}: the pack has no title.")
    _check_ids(info.id, "factor", pack.factors, name)
    _check_ids(info.id, "question", pack.questions, name)
    _check_ids(info.id, "card", pack.cards, name)
    _check_ids(info.id, "plan", pack.plans, name)
    for factor in pack.factors:
        if not factor.name:
            raise PackError(f"{name}, factor {quoted(factor.id)}: name is empty.")
    factors = {factor.id for factor in pack.factors}
    for question in pack.questions:
        place = f"{name}, question {quoted(question.id)}"
        if not question.text:
            raise PackError(f"{place}: text is empty.")
        _check_factors(question, factors, place)
    for card in pack.cards:
        _check_card(card, factors, name)
    for plan in pack.plans:
        place = f"{name}, plan {quoted(plan.id)}"
        if sound_plan(plan, place) != plan:
            raise PackError(f"{place}: its serial is one that its parts have already.")


def _read(body: bytes, name: str) -> _Whole:
    """Return all that a pack file says, tidy and sound."""
    check_json(body, name)
    head = decode(body, _Head, name)
    _KIND.check(head.format, head.version, name)
    whole = decode(body, _Whole, name)
    if place := hidden(whole.pack):
        raise PackError(
            f"{name}: {place} holds characters that cannot be seen, which could mislead. Ask its "
            "author for a pack without them."
        )
    pack = tidy(whole.pack)
    if pack is not whole.pack:
        # Composing characters can make a text longer.
        pack = convert(msgspec.to_builtins(pack), Pack, name)
    check_pack(pack, name)
    return msgspec.structs.replace(whole, pack=pack)


def _check_ids(
    pack_id: str, kind: str, parts: Sequence[Card | Factor | Question | Plan], name: str
) -> None:
    seen: set[str] = set()
    for part in parts:
        place = f"{name}, {kind} {quoted(part.id)}"
        if part.id.rpartition("/")[0] != pack_id:
            raise PackError(f"{place}: its id should be {quoted(pack_id)}, a slash and a name.")
        if part.id in seen:
            raise PackError(f"{place}: this id is there twice.")
        seen.add(part.id)


def _check_card(card: Card, factors: set[str], name: str) -> None:
    place = f"{name}, card {quoted(card.id)}"
    if not card.headline:
        raise PackError(f"{place}: headline is empty.")
    if card.when.end:
        start, end = sort_key(card.when.start), sort_key(card.when.end, last=True)
        if start is None or (end is not None and end < start):
            raise PackError(f"{place}: when: the end is before the start.")
    _check_factors(card, factors, place)


def _check_factors(part: Card | Question, factors: set[str], place: str) -> None:
    for factor in part.factors:
        if factor not in factors:
            raise PackError(f"{place}: factors: the pack has no factor {quoted(factor)}.")


def _check_handovers(handovers: Sequence[Handover], pack_id: str, signer: str, name: str) -> None:
    """Raise PackError where the handovers do not lead, each sound, to the signer's key."""
    chain = [*(handover.old for handover in handovers[1:]), signer]
    if handovers and chain != [handover.new for handover in handovers]:
        raise PackError(f"{name}: the changes of its author’s key do not lead to this key.")
    for number, handover in enumerate(handovers, 1):
        verify_handover(handover, pack_id, f"{name}, handover {number}")


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip that is the same on every machine: stored as it is, on no day in particular."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = _UNIX
            info.external_attr = _FILE
            archive.writestr(info, data)
    return held.getvalue()
