"""Putting packs into a library, hiding them, and taking them out again.

Each function expects the caller's transaction. Each tells between two chunks of work how far it
is, in cards: advance(done, total), which may raise to have all of it taken back.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import msgspec
from sqlite_utils import Database

from planner.model.evidence import OWN, pack_of
from planner.model.pack import Pack, PackInfo, pack_digest
from planner.store.cards import MOST, add_cards, factor_names, fill, rename_factors, take_cards
from planner.store.errors import StoreError
from planner.store.packs import PackState, no_pack
from planner.store.plans import plan_row

Advance = Callable[[int, int], None]
"""Is told how many cards are done, and of how many."""

_PART = ("id", "pack", "position", "body")
_ROOM = 40_000
"""KiB, of which a pack of the most cards fills some 35,000."""
_COUNT = "SELECT count(*) FROM cards WHERE pack = ?"


def install_pack(db: Database, pack: Pack, signer: str, advance: Advance | None) -> None:
    """Put a pack in, in the place of an earlier version of it, and show it.

    signer: the public key that it is signed with, to remember; empty leaves what is remembered.
    """
    _check(pack)
    place = _place(db, pack.info.id) or _last_place(db) + 1
    _put_row(db, pack, place)
    if signer:
        _remember(db, pack.info.id, signer)
    _put_contents(db, pack, place, advance)


def hide_pack(db: Database, pack: Pack, advance: Advance | None) -> None:
    """Take out all that a pack brought, and keep it, whole and in its place."""
    place = _place(db, pack.info.id)
    _put_row(db, pack, place, hidden=True)
    _put_contents(db, Pack(pack.info), place, advance)


def remove_pack(db: Database, pack_id: str, advance: Advance | None) -> None:
    """Take a pack out; who signs it is still remembered."""
    place = _place(db, pack_id)
    if not place:
        raise no_pack(pack_id)
    _put_contents(db, Pack(PackInfo(pack_id, "")), place, advance)
    db.table("packs").delete(pack_id)


def put_back(
    db: Database, pack_id: str, state: PackState | None, pack: Pack | None, advance: Advance | None
) -> None:
    """Make the library hold of a pack what it held once, in the place where it was then.

    pack: what the state holds; None where it was not in the library.
    """
    if pack is None or state is None:
        if _place(db, pack_id):
            remove_pack(db, pack_id, advance)
    else:
        # Where it was removed, another may have come into its place.
        place = _place(db, pack_id) or _free_place(db, state.place)
        _put_row(db, pack, place, hidden=state.hidden)
        _put_contents(db, Pack(pack.info) if state.hidden else pack, place, advance)
    if state is not None and state.signer:
        _remember(db, pack_id, state.signer)
    else:
        db.table("signers").delete_where("pack = ?", [pack_id])


def _check(pack: Pack) -> None:
    name = pack.info.id
    if name == OWN or "/" in name:
        raise StoreError(f"A pack cannot have the id “{name}”. Nothing was installed.")
    kinds: tuple[tuple[Any, ...], ...] = (
        pack.factors,
        pack.questions,
        pack.cards,
        pack.plans,
        pack.question_types,
    )
    for part in chain.from_iterable(kinds):
        if pack_of(part.id) != name or part.id == name:
            raise StoreError(
                f"The pack “{name}” holds something that is not its own: “{part.id}”. "
                "Nothing was installed."
            )
    # One id may name a card and a question, but not two cards.
    for values in kinds:
        if len({value.id for value in values}) != len(values):
            raise StoreError(f"The pack “{name}” has two things of one id. Nothing was installed.")
    if len(pack.cards) >= MOST:
        raise StoreError(f"The pack “{name}” has too many cards. Nothing was installed.")


def _place(db: Database, pack_id: str) -> int:
    """Return a pack's place, or 0 where it is not in the library."""
    held = db.execute("SELECT place FROM packs WHERE id = ?", [pack_id]).fetchone()
    return int(held[0]) if held else 0


def _last_place(db: Database) -> int:
    return int(db.execute("SELECT max(place) FROM packs").fetchone()[0])


def _free_place(db: Database, wanted: int) -> int:
    taken = db.table("packs").count_where("place = ?", [wanted])
    return _last_place(db) + 1 if taken else wanted


def _put_row(db: Database, pack: Pack, place: int, *, hidden: bool = False) -> None:
    row = {
        "id": pack.info.id,
        "place": place,
        "info": msgspec.json.encode(pack.info).decode(),
        "digest": pack_digest(pack),
        "cards": len(pack.cards),
        "hidden": int(hidden),
        "body": _body(pack, hidden=hidden),
    }
    db.table("packs").upsert(row, pk="id")


def _body(pack: Pack, *, hidden: bool) -> str | None:
    """Return all of a hidden pack, and of another what has no table: its question types."""
    kept = pack if hidden else pack.question_types
    return msgspec.json.encode(kept).decode() if kept else None


def _remember(db: Database, pack_id: str, signer: str) -> None:
    db.table("signers").upsert({"pack": pack_id, "key": signer}, pk="pack")


def _put_contents(db: Database, pack: Pack, place: int, advance: Advance | None) -> None:
    """Make a pack's factors, questions, cards and worked plans these, and no others."""
    name = pack.info.id
    held = int(db.execute(_COUNT, [name]).fetchone()[0])
    before, after = factor_names(db, name), {factor.id: factor.name for factor in pack.factors}
    steps = _contents(db, pack, place, {n for n in before | after if before.get(n) != after.get(n)})
    with _room(db):
        _follow(steps, held + len(pack.cards), advance)


@contextmanager
def _room(db: Database) -> Iterator[None]:
    """Let a transaction keep as much in memory as the largest pack fills, and write it once.

    What had no room would be written and synced before the end, and more than once.
    """
    ((usual,),) = db.execute("PRAGMA cache_size").fetchall()
    db.execute(f"PRAGMA cache_size=-{_ROOM}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size={usual}")


def _contents(db: Database, pack: Pack, place: int, renamed: Iterable[str]) -> Iterator[int]:
    """Change a pack's contents; after each chunk, give how many cards that were."""
    name = pack.info.id
    yield from take_cards(db, place)
    for table, values in (("factors", pack.factors), ("questions", pack.questions)):
        db.table(table).delete_where("pack = ?", [name])
        fill(db, table, _PART, _listed(name, values))
    # While only other packs' cards are in the index: the pack's own will have the new names.
    rename_factors(db, renamed)
    yield from add_cards(db, pack.cards, place)
    db.table("worked").delete_where("pack = ?", [name])
    db.table("worked").insert_all(
        {**plan_row(plan), "pack": name, "position": position}
        for position, plan in enumerate(pack.plans)
    )


def _listed(pack_id: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for position, value in enumerate(values):
        yield value.id, pack_id, position, msgspec.json.encode(value).decode()


def _follow(steps: Iterable[int], total: int, advance: Advance | None) -> None:
    """Go through the steps of some work, and tell at its start and after each how far it is."""
    done = 0
    if advance is not None:
        advance(done, total)
    for step in steps:
        done += step
        if advance is not None:
            advance(done, total)
