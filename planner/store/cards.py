"""Cards as rows of a library, and the search index that is kept true to them.

Each function expects the caller's transaction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, count, repeat
from typing import Any

import msgspec
from sqlite_utils import Database

from planner.model.evidence import OWN, Card, sort_key
from planner.store.words import all_kept, tag

# A card's number is its pack's place, then its place in the pack, so that one number orders the
# shelf and the index alike. The student's own are in place 0, the newest first: they count down.
_BITS = 24
MOST = (1 << _BITS) - 1
"""The most cards that a pack's numbers have room for."""

UNDATED = 1_000_000_000
"""Where a card without a date sorts: after all others."""

CHUNK = 250
"""The cards that are taken out at a time: some 20 ms of work."""

_CHUNKS = (1, 2, 4, 7, 11, 16)
"""How many times as many are put in at a time, at first and then on: 5 to 80 ms of work."""

_COLUMNS = ("number", "id", "pack", "start", "body", "headline", "names", "words", "tags")
_OWN_ID = re.compile(rf"{OWN}/[0-9a-f]{{1,64}}")
_NAMES = "SELECT id, json_extract(body, '$.name') FROM factors"
_SEARCHED = "headline, names, words, tags"
_INDEX = f"INSERT INTO search(rowid, {_SEARCHED})"
_INDEX_CHUNK = f"{_INDEX} SELECT number, {_SEARCHED} FROM cards WHERE number BETWEEN ? AND ?"
_SET = "INSERT INTO search(search, rank) VALUES (?, ?)"
# How many bytes the index gathers before it writes them; four times as many as it would by itself.
_GATHERED = ("hashsize", 4_194_304)
# Of how many pieces the index makes one as it grows; of none while a pack is put in, for it would
# write what it has just written again.
_MERGED, _NOT_MERGED = ("automerge", 4), ("automerge", 0)


def add_cards(db: Database, cards: Sequence[Card], place: int) -> Iterator[int]:
    """Put a pack's cards in, in their order; after each chunk, give how many that were."""
    # Factors of other packs too: a card may speak to them.
    names = _names_of(db, {factor for card in cards for factor in card.factors})
    first = place << _BITS

    def rows(chunk: range) -> list[tuple[Any, ...]]:
        # Few at a time stay in the processor's cache, and give other threads their turns.
        some = (_card_rows(cards[at : at + CHUNK], first + at, names) for at in chunk[::CHUNK])
        return [*chain.from_iterable(some)]

    with _growing(db), ThreadPoolExecutor(1, "rows") as beside:
        chunks = _chunks(len(cards))
        chunk = next(chunks, range(0))
        made = beside.submit(rows, chunk)
        while chunk:
            fill(db, "cards", _COLUMNS, made.result())
            following = next(chunks, range(0))
            # The one statement below needs Python no more than the rows need SQLite: the next
            # ones are made meanwhile, and no sooner, for the rows above need both in turn.
            made = beside.submit(rows, following)
            db.execute(_INDEX_CHUNK, [first + chunk.start, first + chunk.stop - 1])
            yield len(chunk)
            chunk = following


def _chunks(number: int) -> Iterator[range]:
    """Cut so many cards in chunks, each made in the time in which the one before it is indexed."""
    start, sizes = 0, chain(_CHUNKS, repeat(_CHUNKS[-1]))
    while start < number:
        stop = min(start + next(sizes) * CHUNK, number)
        yield range(start, stop)
        start = stop


@contextmanager
def _growing(db: Database) -> Iterator[None]:
    """Have the index take in much at a time."""
    db.execute(_SET, _GATHERED)
    db.execute(_SET, _NOT_MERGED)
    yield
    # What fails takes this back with the rest.
    db.execute(_SET, _MERGED)


def take_cards(db: Database, place: int) -> Iterator[int]:
    """Take all of a pack's cards out; after each chunk, give how many that were."""
    where = f"number BETWEEN {place << _BITS} AND {place << _BITS | MOST}"
    while taken := _take(db, f"{where} ORDER BY number LIMIT {CHUNK}"):
        yield taken


def save_own(db: Database, card: Card) -> None:
    """Put in one of the student's own cards, or put it in the place of its earlier wording."""
    if not _OWN_ID.fullmatch(card.id):
        raise ValueError(f"not an id of one of the student’s own cards: {card.id}")
    held = db.execute("SELECT number FROM cards WHERE id = ?", [card.id]).fetchone()
    if held is None:
        first = db.execute("SELECT min(number) FROM cards WHERE pack = ?", [OWN]).fetchone()[0]
        number = MOST if first is None else first - 1
    else:
        number = held[0]
        _take(db, "number = ?", [number])
    _put(db, _card_rows([card], number, _names_of(db, card.factors)))


def delete_own(db: Database, card_id: str) -> None:
    """Take out one of the student's own cards; does nothing where it is not there."""
    _take(db, "id = ? AND pack = ?", [card_id, OWN])


def factor_names(db: Database, pack_id: str) -> dict[str, str]:
    """Return the names of a pack's factors, by their ids."""
    return dict(db.execute(f"{_NAMES} WHERE pack = ?", [pack_id]).fetchall())


def rename_factors(db: Database, factors: Iterable[str]) -> None:
    """Index those cards again whose factors are called something else now, or nothing."""
    match = " OR ".join(f'"{tag(factor)}"' for factor in sorted(factors))
    if not match:
        return
    sql = (
        "SELECT number, body FROM cards "
        "WHERE number IN (SELECT rowid FROM search WHERE search MATCH ?)"
    )
    for number, body in db.execute(sql, [match]).fetchall():
        try:
            card = msgspec.json.decode(body, type=Card)
        except msgspec.DecodeError:
            # A damaged card is told where it is read, and keeps no other pack out.
            continue
        _take(db, "number = ?", [number])
        _put(db, _card_rows([card], number, _names_of(db, card.factors)))


def fill(db: Database, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table."""
    marks = ", ".join("?" * len(columns))
    # insert_all() builds a statement of its own for each batch, at twice the time.
    db.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _card_rows(
    cards: Sequence[Card], first: int, names: Mapping[str, str]
) -> list[tuple[Any, ...]]:
    """Return the rows of cards, numbered from first; names: of the factors, by their ids."""
    texts = list[str]()
    for card in cards:
        factors = [names.get(factor, "") for factor in card.factors]
        texts.append(card.headline)
        texts.append("\n".join((card.when.shown, *card.people, *factors)))
        texts.append(f"{card.detail}\n{card.source}")
    words = all_kept(texts)
    return [
        (
            number,
            card.id,
            card.pack,
            _start(card),
            msgspec.json.encode(card).decode(),
            *words[at : at + 3],
            _tags(card.factors),
        )
        for number, at, card in zip(count(first), range(0, len(words), 3), cards)
    ]


def _start(card: Card) -> int:
    start = sort_key(card.when.start)
    return UNDATED if start is None else start


# Many cards speak to the same factors.
@lru_cache(maxsize=1_000)
def _tags(factors: tuple[str, ...]) -> str:
    return "".join(f" {tag(factor)} " for factor in factors)


def _names_of(db: Database, factors: Iterable[str]) -> dict[str, str]:
    wanted = msgspec.json.encode(sorted(set(factors))).decode()
    sql = f"{_NAMES} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [wanted]).fetchall())


def _put(db: Database, rows: list[tuple[Any, ...]]) -> None:
    """Put rows among the cards, and what can be searched of them in the index."""
    fill(db, "cards", _COLUMNS, rows)
    db.conn.executemany(f"{_INDEX} VALUES (?, ?, ?, ?, ?)", ((row[0], *row[-4:]) for row in rows))


def _take(db: Database, where: str, values: Sequence[Any] = ()) -> int:
    """Take those rows out of the cards and the index, and return how many they were."""
    # The index has to be told the very words that it took in; the cards' rows still have them.
    rows = db.execute(f"SELECT number, {_SEARCHED} FROM cards WHERE {where}", values).fetchall()
    db.conn.executemany(
        f"INSERT INTO search(search, rowid, {_SEARCHED}) VALUES ('delete', ?, ?, ?, ?, ?)", rows
    )
    db.conn.executemany("DELETE FROM cards WHERE number = ?", ((row[0],) for row in rows))
    return len(rows)
