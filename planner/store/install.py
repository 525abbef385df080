"""Putting cards and packs into a library, and keeping the search index true to them.

Each function expects the caller's transaction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlite_utils import Database

from planner.model.evidence import OWN, Card, pack_of, sort_key
from planner.model.pack import Pack
from planner.store.errors import StoreError
from planner.store.plans import plan_row
from planner.store.words import kept, tag

# A card's number is its pack's place, then its place in the pack, so that one number orders the
# shelf and the index alike. The student's own are in place 0, the newest first: they count down.
_BITS = 24
_MOST = (1 << _BITS) - 1

UNDATED = 1_000_000_000
"""Where a card without a date sorts: after all others."""

_COLUMNS = ("number", "id", "pack", "start", "body", "headline", "names", "words", "tags")
_OWN_ID = re.compile(rf"{OWN}/[0-9a-f]{{1,64}}")
_NAMES = "SELECT id, json_extract(body, '$.name') FROM factors"
_INDEXED = "headline, names, words, tags"


def install_pack(db: Database, pack: Pack) -> None:
    """Put a pack in, in the place of an earlier version of it."""
    _check(pack)
    place = _place(db, pack)
    before = _factor_names(db, pack.info.id)
    remove_contents(db, pack.info.id)
    for table, values in (("factors", pack.factors), ("questions", pack.questions)):
        _fill(db, table, ("id", "pack", "position", "body"), _listed(pack.info.id, values))
    after = {factor.id: factor.name for factor in pack.factors}
    _fill(db, "cards", _COLUMNS, _card_rows(db, pack, place))
    low, high = place << _BITS, place << _BITS | _MOST
    _index(db, "number BETWEEN ? AND ?", [low, high])
    renamed = {name for name in before | after if before.get(name) != after.get(name)}
    _reindex(db, renamed, pack.info.id)
    db.table("worked").insert_all(
        {**plan_row(plan), "pack": pack.info.id, "position": position}
        for position, plan in enumerate(pack.plans)
    )


def remove_contents(db: Database, pack_id: str) -> None:
    """Take out all that a pack brought, and leave its place."""
    _unindex(db, "pack = ?", [pack_id])
    for table in ("cards", "factors", "questions", "worked"):
        db.table(table).delete_where("pack = ?", [pack_id])


def save_own(db: Database, card: Card) -> None:
    """Put in one of the student's own cards, or put it in the place of its earlier wording."""
    if not _OWN_ID.fullmatch(card.id):
        raise ValueError(f"not an id of one of the student’s own cards: {card.id}")
    held = db.execute("SELECT number FROM cards WHERE id = ?", [card.id]).fetchone()
    if held is None:
        first = db.execute("SELECT min(number) FROM cards WHERE pack = ?", [OWN]).fetchone()[0]
        number = _MOST if first is None else first - 1
    else:
        number = held[0]
        _unindex(db, "number = ?", [number])
        db.table("cards").delete(number)
    _fill(db, "cards", _COLUMNS, [_card_row(card, number, _names_of(db, card.factors))])
    _index(db, "number = ?", [number])


def delete_own(db: Database, card_id: str) -> None:
    """Take out one of the student's own cards; does nothing where it is not there."""
    _unindex(db, "id = ? AND pack = ?", [card_id, OWN])
    db.table("cards").delete_where("id = ? AND pack = ?", [card_id, OWN])


def _check(pack: Pack) -> None:
    name = pack.info.id
    if name == OWN or "/" in name:
        raise StoreError(f"A pack cannot have the id “{name}”. Nothing was installed.")
    parts: tuple[Any, ...] = (*pack.factors, *pack.questions, *pack.cards, *pack.plans)
    for part in parts:
        if pack_of(part.id) != name or part.id == name:
            raise StoreError(
                f"The pack “{name}” holds something that is not its own: “{part.id}”. "
                "Nothing was installed."
            )
    # One id may name a card and a question, but not two cards.
    for values in (pack.factors, pack.questions, pack.cards, pack.plans):
        if len({value.id for value in values}) != len(values):
            raise StoreError(f"The pack “{name}” has two things of one id. Nothing was installed.")
    if len(pack.cards) >= _MOST:
        raise StoreError(f"The pack “{name}” has too many cards. Nothing was installed.")


def _place(db: Database, pack: Pack) -> int:
    held = db.execute("SELECT place FROM packs WHERE id = ?", [pack.info.id]).fetchone()
    last = db.execute("SELECT max(place) FROM packs").fetchone()
    place = int(held[0] if held else last[0] + 1)
    info = msgspec.json.encode(pack.info).decode()
    db.table("packs").upsert({"id": pack.info.id, "place": place, "info": info}, pk="id")
    return place


def _fill(
    db: Database, table: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    names = list(columns)
    marks = ", ".join("?" * len(names))
    # insert_all() builds a statement of its own for each batch, at twice the time.
    db.conn.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _listed(pack_id: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for position, value in enumerate(values):
        yield value.id, pack_id, position, msgspec.json.encode(value).decode()


def _card_rows(db: Database, pack: Pack, place: int) -> Iterator[tuple[Any, ...]]:
    # Factors of other packs too: a card may speak to them.
    names = _names_of(db, {factor for card in pack.cards for factor in card.factors})
    for index, card in enumerate(pack.cards):
        yield _card_row(card, place << _BITS | index, names)


def _card_row(card: Card, number: int, names: Mapping[str, str]) -> tuple[Any, ...]:
    start = sort_key(card.when.start)
    around = (card.when.shown, *card.people, *(names.get(factor, "") for factor in card.factors))
    return (
        number,
        card.id,
        card.pack,
        UNDATED if start is None else start,
        msgspec.json.encode(card).decode(),
        kept(card.headline),
        kept("\n".join(around)),
        kept(f"{card.detail}\n{card.source}"),
        "".join(f" {tag(factor)} " for factor in card.factors),
    )


def _names_of(db: Database, factors: Iterable[str]) -> dict[str, str]:
    wanted = msgspec.json.encode(sorted(set(factors))).decode()
    sql = f"{_NAMES} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [wanted]).fetchall())


def _factor_names(db: Database, pack_id: str) -> dict[str, str]:
    return dict(db.execute(f"{_NAMES} WHERE pack = ?", [pack_id]).fetchall())


def _index(db: Database, where: str, values: list[Any]) -> None:
    db.execute(
        f"INSERT INTO search(rowid, {_INDEXED}) SELECT number, {_INDEXED} FROM cards "
        f"WHERE {where} ORDER BY number",
        values,
    )


def _unindex(db: Database, where: str, values: list[Any]) -> None:
    # The index has to be told the very words that it took in; the cards' row still has them.
    db.execute(
        f"INSERT INTO search(search, rowid, {_INDEXED}) SELECT 'delete', number, {_INDEXED} "
        f"FROM cards WHERE {where}",
        values,
    )


def _reindex(db: Database, factors: Iterable[str], except_pack: str) -> None:
    """Index other packs' cards again whose factors are called something else now."""
    match = " OR ".join(f'"{tag(factor)}"' for factor in factors)
    if not match:
        return
    sql = (
        "SELECT number, body FROM cards WHERE pack != ? "
        "AND number IN (SELECT rowid FROM search WHERE search MATCH ?)"
    )
    for number, body in db.execute(sql, [except_pack, match]).fetchall():
        card = msgspec.json.decode(body, type=Card)
        row = dict(zip(_COLUMNS, _card_row(card, number, _names_of(db, card.factors)), strict=True))
        _unindex(db, "number = ?", [number])
        db.table("cards").update(number, {"names": row["names"]})
        _index(db, "number = ?", [number])
