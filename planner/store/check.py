"""Checking a library: at a glance when it is opened, and through and through in a copy of it.

SQLite’s own check finds little of what can happen to bytes. Each plan, version, draft and pack has
a digest, and what is said of it in columns of its own must follow from what the digest is of.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.evidence import OWN, Card
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.store import errors
from planner.store.database import COLUMNS, SCHEMA, SCHEMA_NUMBER, VERSION, Database, inspect
from planner.store.errors import StoreError, in_words, store_error
from planner.store.packs import PARTS, Read
from planner.store.plans import plan_said
from planner.store.sealed import unsealed
from planner.store.words import kept

Advance = Callable[[int, int], None]
"""Is told how many steps are done, and of how many; may raise to end the work."""

_SINCE = {"signers": 2, "notes": 2, "drafts": 2, "published": 2, "versions": 3}
"""The version of the schema that brought a table; the first one had the others."""
_HELD = {*_SINCE, "packs", "factors", "questions", "cards", "worked", "plans", "settings"}
_CHUNK = 500
_OK = [("ok",)]
_FAULTS = (sqlite3.Error, StoreError, UnicodeDecodeError, TypeError, ValueError)
"""What reading a damaged row can raise; msgspec’s own errors are ValueErrors."""

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
_NAMES = "SELECT name FROM pragma_table_info(?)"
_CELLS_TOO = "PRAGMA cell_size_check=ON"
_INTEGRITY = "PRAGMA integrity_check"
_PLANS_INTEGRITY = "PRAGMA integrity_check(plans)"
_KINDS = """
SELECT tables.name, columns.name, lower(columns.type), columns."notnull", columns.pk
FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name IN ({names})
"""
_SUMMARY = ("id", "title", "question", "filled", "total")
_PLAN = (*_SUMMARY, "digest", "body")
_KEPT = ("plan", "label", "digest", "body")
_DRAFT = ("id", "title", "cards", "digest", "body")
_PUBLISHED = ("id", "digest", "body")
_PACK = ("digest", "info", "body")
_CARD = ("id", "headline", "words", "body")
"""The columns of a plan, a version, a draft and so on, that are compared."""


class Report(Struct, frozen=True):
    """What is wrong with a library, a sentence each; nothing where it is sound."""

    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults


def verify(path: Path, advance: Advance | None = None) -> Report:
    """Read every row of a library that nobody has open, and compare all that can be compared.

    The file stays as it is, whatever is wrong with it.
    """
    try:
        with in_words(path):
            inspect(path)
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
        with closing(connection):
            connection.execute(_CELLS_TOO)

            def read(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
                return connection.execute(sql, tuple(values)).fetchall()

            return examine(read, advance)
    except StoreError as error:
        return Report((str(error),))


def examine(read: Read, advance: Advance | None = None) -> Report:
    """Check an open library in the same way."""
    try:
        tables = [str(name) for (name,) in read(_TABLES, [])]
        ((version,),) = read(SCHEMA_NUMBER, [])
    except _FAULTS:
        return Report(("The file is damaged from its beginning.",))
    checks = [("The file", _structure(read, version, tables))]
    checks += [(f"“{table}”", _whole(read, table)) for table in tables]
    checks += [
        ("The plans", _plans(read, "plans", "The plan")),
        ("The worked plans", _plans(read, "worked", "The worked plan")),
        ("The versions of plans", _versions(read, tables)),
        ("The packs made here", _drafts(read, tables)),
        ("The packs", _packs(read)),
        ("The cards of your own", _own_cards(read)),
    ]
    faults: list[str] = []
    for done, (what, check) in enumerate(checks):
        if advance is not None:
            advance(done, len(checks))
        try:
            for fault in check:
                if fault:
                    faults.append(fault)
                elif advance is not None:
                    advance(done, len(checks))
        except _FAULTS:
            faults.append(f"{what} cannot be read to the end.")
    return Report(tuple(dict.fromkeys(faults)))


def glance(database: Database, version: int) -> None:
    """Raise Damaged where a list would silently lack a row, or hold what is no text or number.

    This reads no bodies but the plans’, so that it takes next to no time.
    """
    names = ", ".join(f"'{name}'" for name in SCHEMA if name not in ("cards", "search"))
    tables = {str(name) for (name,) in database.rows(_TABLES)}
    if not _wanted(version) <= tables:
        raise store_error(errors.DAMAGED, database.path)
    odd: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    for table, column, kind, needed, key in database.rows(_KINDS.format(names=names)):
        if column in SCHEMA[table].split():
            kinds = f"'{kind}'" if needed else f"'{kind}', 'null'"
            odd.setdefault(table, []).append(f"typeof({column}) NOT IN ({kinds})")
            if key:
                keys[table] = column
    tests = [
        f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(tests)})"
        # What is counted along the index of the ids, and row by row.
        f" OR (SELECT count(*) FROM {table} WHERE {keys[table]} >= '')"
        f" <> (SELECT count(*) FROM {table} NOT INDEXED)"
        for table, tests in odd.items()
        if table in keys
    ]
    odd_rows = tests and any(found for (found,) in database.rows(" UNION ALL ".join(tests)))
    # A thousand plans take 20 ms, and each has to be found when it is opened.
    if odd_rows or ("plans" in keys and database.rows(_PLANS_INTEGRITY) != _OK):
        raise store_error(errors.DAMAGED, database.path)


# Each of these gives a sentence for each fault, and an empty one for each row that is sound.


def _structure(read: Read, version: int, tables: list[str]) -> Iterator[str]:
    try:
        held = list(read(_INTEGRITY, []))
    except _FAULTS:
        held = []
    if held != _OK:
        yield "The structure of the file is damaged."
    # Of an earlier version, migrating it says whether its columns are all there.
    whole = version < VERSION or dict(read(COLUMNS, [])).items() >= SCHEMA.items()
    if not whole or not _wanted(version) <= set(tables):
        yield "The tables in the file are not whole."


def _wanted(version: int) -> set[str]:
    """Return the tables that a library of a version has."""
    return {name for name in _HELD if _SINCE.get(name, 1) <= version}


def _whole(read: Read, table: str) -> Iterator[str]:
    """Read all of a table, which stays within SQLite."""
    columns = [str(name).replace('"', '""') for (name,) in read(_NAMES, [table])]
    lengths = " + ".join(f'coalesce(length("{name}"), 0)' for name in columns)
    name = table.replace('"', '""')
    read(f'SELECT total({lengths}) FROM "{name}"', [])
    yield ""


def _bytes(columns: Iterable[str]) -> str:
    # As bytes: text that is none is told of its own row, and keeps no other from being read.
    return ", ".join(f"CAST({name} AS BLOB)" for name in columns)


def _rows(read: Read, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Go through a table in chunks, with each value as bytes; numbers as their digits."""
    last = -(2**63)
    sql = (
        f"SELECT rowid, {_bytes(columns)} FROM {table} WHERE rowid > ? "
        f"ORDER BY rowid LIMIT {_CHUNK // 10}"
    )
    while rows := list(read(sql, [last])):
        yield from (row[1:] for row in rows)
        last = rows[-1][0]


def _plans(read: Read, table: str, named: str) -> Iterator[str]:
    for row in _rows(read, table, _PLAN):
        plan = unsealed(_text(row[-2]), row[-1], Plan)
        sound = plan is not None and _said(plan_said(plan), _SUMMARY) == row[:-2]
        yield "" if sound else f"{named} “{_text(row[1])}” is damaged."


def _versions(read: Read, tables: list[str]) -> Iterator[str]:
    if "versions" not in tables:
        return
    for of, label, digest, body in _rows(read, "versions", _KEPT):
        plan = unsealed(_text(digest), body, Plan)
        if plan is None or plan.id.encode() != of:
            yield f"The version “{_text(label)}” of a plan is damaged."
        else:
            yield ""


def _drafts(read: Read, tables: list[str]) -> Iterator[str]:
    if "drafts" not in tables:
        return
    for name, title, cards, digest, body in _rows(read, "drafts", _DRAFT):
        pack = unsealed(_text(digest), body, Pack)
        said = pack and (pack.info.id, pack.info.title, str(len(pack.cards)))
        sound = said == (_text(name), _text(title), _text(cards))
        yield "" if sound else f"The pack “{_text(title)}” of yours is damaged."
    for name, digest, body in _rows(read, "published", _PUBLISHED):
        sound = unsealed(_text(digest), body, Pack) is not None
        yield "" if sound else f"What was published of the pack “{_text(name)}” is damaged."


def _packs(read: Read) -> Iterator[str]:
    from hashlib import sha256

    columns = [str(name) for (name,) in read(_NAMES, ["packs"])]
    if "digest" not in columns:
        # The first version kept none.
        return
    sql = f"SELECT id, hidden, {_bytes(_PACK)} FROM packs WHERE place > 0"
    for name, hidden, digest, info, body in read(sql, []):
        whole = sha256(body or b"") if hidden else sha256()
        for piece in () if hidden else _pieces(read, name, info, body):
            whole.update(piece)
            yield ""
        if whole.hexdigest().encode() != digest:
            yield f"The pack “{name}” is damaged."


def _pieces(read: Read, pack: str, info: bytes, types: bytes | None) -> Iterator[bytes]:
    """Give a pack that is shown as JSON, joined within SQLite: see packs.written_pack."""
    yield b'{"info":' + info
    for name, table, order in PARTS:
        sql = (
            f"SELECT max({order}), CAST(group_concat(body, ',') AS BLOB) FROM (SELECT {order}, "
            f"body FROM {table} WHERE pack = ? AND {order} > ? ORDER BY {order} LIMIT {_CHUNK})"
        )
        last, before = -1, f',"{name}":['.encode()
        while True:
            ((last, bodies),) = read(sql, [pack, last])
            if bodies is None:
                break
            yield before + bodies
            before = b","
        if before == b",":
            yield b"]"
    if types is not None:
        yield b',"question_types":' + types
    yield b"}"


def _own_cards(read: Read) -> Iterator[str]:
    sql = f"SELECT {_bytes(_CARD)} FROM cards WHERE pack = '{OWN}' ORDER BY number"
    for name, headline, words, body in read(sql, []):
        try:
            card = msgspec.json.decode(body, type=Card)
        except msgspec.DecodeError:
            yield f"A card of your own, “{_text(headline).strip()}”, is damaged."
            continue
        said = (card.id, kept(card.headline), kept(f"{card.detail}\n{card.source}"))
        sound = said == (_text(name), _text(headline), _text(words))
        yield "" if sound else f"A card of your own, “{card.headline}”, is damaged."


def _said(row: dict[str, Any], columns: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(str(row[name]).encode() for name in columns)


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace")
