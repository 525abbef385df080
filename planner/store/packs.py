"""Reading packs from a library: what is installed, what it holds, and what is remembered."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.framework import QuestionType
from planner.model.pack import Known, Pack, PackInfo
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import StoreError, store_error

Read = Callable[[str, list[Any]], Iterable[tuple[Any, ...]]]
"""Gives the rows that a query with these values finds."""

_TYPES = msgspec.json.Decoder(tuple[QuestionType, ...])
_INSTALLED = """
SELECT info, coalesce(key, ''), digest, hidden, cards
FROM packs LEFT JOIN signers ON signers.pack = packs.id WHERE place > 0 ORDER BY place
"""
PARTS = (
    ("factors", "factors", "position"),
    ("questions", "questions", "position"),
    ("cards", "cards", "number"),
    ("plans", "worked", "position"),
)
"""Each part of a pack as it is written, with its table, and the column that orders it."""


class InstalledPack(Struct, frozen=True):
    """A pack in the library; a hidden one is kept, and nothing of it is shown.

    signer: the public key that signs it; empty where nobody does. digest: of all that it says.
    cards: how many it has.
    """

    info: PackInfo
    signer: str
    digest: str
    hidden: bool
    cards: int


class PackState(Struct, frozen=True):
    """All that a library holds of a pack at one time, to be put back.

    place: among the packs, from 1; 0 where only its signer is remembered. body: as JSON.
    """

    signer: str
    place: int = 0
    hidden: bool = False
    body: bytes = b""


def installed_packs(database: Database) -> list[InstalledPack]:
    """List all packs, the hidden ones too, in the order in which they were installed."""
    return [
        InstalledPack(_info(database, info), signer, digest, bool(hidden), cards)
        for info, signer, digest, hidden, cards in database.rows(_INSTALLED)
    ]


def known_pack(database: Database, pack_id: str) -> Known | None:
    """Return what is remembered of a pack, also once it is removed; None where it is unknown."""
    signer = _signer(database, pack_id)
    held = database.row("SELECT info, digest FROM packs WHERE id = ? AND place > 0", [pack_id])
    if held is not None:
        return Known(signer, _info(database, held[0]).version, held[1])
    return Known(signer) if signer else None


def read_pack(database: Database, pack_id: str) -> Pack:
    """Return all of a pack, shown or hidden."""
    state = pack_state(database, pack_id)
    if state is None or not state.place:
        raise no_pack(pack_id)
    return unpacked(database, state.body)


def unpacked(database: Database, body: bytes) -> Pack:
    """Return the pack that a library keeps in these bytes."""
    try:
        return msgspec.json.decode(body, type=Pack)
    except msgspec.DecodeError as error:
        raise store_error(errors.DAMAGED, database.path) from error


def pack_state(database: Database, pack_id: str) -> PackState | None:
    """Return all that the library holds of a pack now; None where it never saw it."""
    signer = _signer(database, pack_id)
    sql = "SELECT place, hidden, body FROM packs WHERE id = ? AND place > 0"
    held = database.row(sql, [pack_id])
    if held is None:
        return PackState(signer) if signer else None
    place, hidden, body = held
    whole = body.encode() if hidden else written_pack(database.rows, pack_id)
    return PackState(signer, place, bool(hidden), whole)


def written_pack(read: Read, pack_id: str) -> bytes:
    """Return a pack that is shown as JSON: the very bytes that its digest is of.

    Its rows hold each part as it is written, so that nothing has to be read and written again.
    """
    ((info, types),) = read("SELECT info, body FROM packs WHERE id = ?", [pack_id])
    pack: dict[str, object] = {"info": msgspec.Raw(info.encode())}
    for name, table, order in PARTS:
        sql = f"SELECT body FROM {table} WHERE pack = ? ORDER BY {order}"
        bodies = [msgspec.Raw(body.encode()) for (body,) in read(sql, [pack_id])]
        if bodies:
            pack[name] = bodies
    if types is not None:
        pack["question_types"] = msgspec.Raw(types.encode())
    return msgspec.json.encode(pack)


def pack_types(database: Database) -> list[QuestionType]:
    """List the question types of the packs that are shown, in the packs’ order and their own."""
    sql = "SELECT body FROM packs WHERE NOT hidden AND body IS NOT NULL ORDER BY place"
    try:
        kept = [_TYPES.decode(body) for (body,) in database.rows(sql)]
    except msgspec.DecodeError as error:
        raise store_error(errors.DAMAGED, database.path) from error
    return [kind for kinds in kept for kind in kinds]


def no_pack(pack_id: str) -> StoreError:
    """Return the error that a pack is not in the library."""
    return StoreError(f"There is no pack “{pack_id}” in the library. Nothing was changed.")


def _signer(database: Database, pack_id: str) -> str:
    found = database.row("SELECT key FROM signers WHERE pack = ?", [pack_id])
    return str(found[0]) if found else ""


def _info(database: Database, info: str) -> PackInfo:
    try:
        return msgspec.json.decode(info, type=PackInfo)
    except msgspec.DecodeError as error:
        raise store_error(errors.DAMAGED, database.path) from error
