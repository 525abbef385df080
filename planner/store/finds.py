"""What is found in a damaged library: rows that are read, and believed only where sound."""

import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec

from planner.model.evidence import OWN, Card
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.model.text import PASSAGE, clean_line, clean_text
from planner.store.carve import Value, carve
from planner.store.database import SCHEMA
from planner.store.packs import PackState, written_pack
from planner.store.plans import plan_row
from planner.store.sealed import sealed, unsealed

Row = dict[str, Any]

TABLES = ("plans", "versions", "drafts", "published", "cards", "notes", "signers", "settings")
"""The tables that are gone through row by row; packs are taken whole, or not at all."""

_KEY = re.compile(r"RW[A-Za-z0-9+/=]{54}")
_CARD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9/-]+")
_OWN_ID = re.compile(rf"{OWN}/[0-9a-f]{{1,64}}")
_LENGTHS = {9: "plans", 6: "versions", 7: "drafts", 4: "published"}
_FAULTS = (sqlite3.Error, msgspec.MsgspecError, ValueError, TypeError)


class Finds:
    """Sound rows by table and key, and the titles of plans of which none was found.

    Of two the one that was saved last stays, and of others the one that was found first.
    """

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Row]] = {table: {} for table in TABLES}
        self.packs: dict[str, PackState] = {}
        self._unsound: dict[str, str] = {}

    @property
    def lost(self) -> dict[str, str]:
        """Return the titles of the plans that were seen and never found sound, by their ids."""
        held = self.rows["plans"]
        return {key: title for key, title in self._unsound.items() if key not in held}

    def read(self, path: Path, only: Collection[str] | None = None) -> bool:
        """Read what SQLite can read of a file that nobody writes to; tell whether that was all.

        only: the ids of the plans to look for, and of nothing else; None for everything.
        """
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as connection:
                # Text that is none fails its digest, and keeps no other row from being read.
                connection.text_factory = _text
                connection.execute("PRAGMA cell_size_check=ON")
                tables = TABLES if only is None else ("plans",)
                whole = [self._read_table(connection, table, only) for table in tables]
                if only is None:
                    whole.append(self._read_packs(connection))
                check = connection.execute("PRAGMA integrity_check").fetchall()
                return all(whole) and check == [("ok",)]
        except _FAULTS:
            return False

    def carve(self, data: bytes) -> None:
        """Look for rows in the bytes of a file, whatever its tables say; the last saved first."""
        found = []
        for number, values in carve(data):
            table = _table_of(values)
            if table is not None:
                row = dict(zip(SCHEMA[table].split(), values, strict=True))
                if table == "cards":
                    row["number"] = number
                touched = row.get("touched")
                late = touched if isinstance(touched, int | float) else 0
                found.append((late, table, row))
        for _, table, row in sorted(found, key=lambda each: each[0], reverse=True):
            self._take(table, row)

    def _read_table(
        self, connection: sqlite3.Connection, table: str, only: Collection[str] | None
    ) -> bool:
        """Read a table from both its ends, as far as that goes."""
        columns = SCHEMA[table].split()
        whole = True
        for way in ("ASC", "DESC"):
            sql = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid {way}"
            try:
                for values in connection.execute(sql):
                    if only is None or values[0] in only:
                        self._take(table, dict(zip(columns, values, strict=True)))
            except _FAULTS:
                whole = False
            if whole:
                break
        return whole

    def _read_packs(self, connection: sqlite3.Connection) -> bool:
        def read(sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
            return connection.execute(sql, tuple(values)).fetchall()

        whole = True
        sql = "SELECT id, place, hidden, digest, body FROM packs WHERE place > 0 ORDER BY place"
        try:
            for pack_id, place, hidden, digest, body in read(sql):
                with suppress(*_FAULTS):
                    written = body.encode() if hidden else written_pack(read, pack_id)
                    if hashlib.sha256(written).hexdigest() == digest:
                        signer = self.rows["signers"].get(pack_id, {}).get("key", "")
                        state = PackState(signer, place, bool(hidden), written)
                        self.packs.setdefault(pack_id, state)
        except _FAULTS:
            whole = False
        return whole

    def _take(self, table: str, row: Row) -> None:
        sound = None
        with suppress(*_FAULTS, AttributeError):
            sound = _SOUND[table](row)
        if sound is not None:
            rows, named = self.rows[table], next(iter(sound.values()))
            # Of two copies of a plan the one that was saved last counts: a journal may be old.
            if named not in rows or sound.get("touched", 0) > rows[named].get("touched", 0):
                rows[named] = sound
        elif table == "plans" and isinstance(row["id"], str) and _is_own(row):
            self._unsound.setdefault(row["id"], clean_line(row["title"]))


def _table_of(values: tuple[Value, ...]) -> str | None:
    """Return the table that a row without a home belongs to, going by its shape."""
    if len(values) == 2:
        if not all(isinstance(value, str) for value in values):
            return None
        if _KEY.fullmatch(str(values[1])):
            return "signers"
        return "notes" if _CARD.fullmatch(str(values[0])) else None
    if len(values) == 9 and values[0] is None:
        return "cards" if values[2] == OWN else None
    return _LENGTHS.get(len(values))


def _plan(row: Row) -> Row | None:
    plan = unsealed(row["digest"], row["body"], Plan)
    if plan is None or not _is_own(row):
        return None
    deleted = row["deleted"]
    return {
        **plan_row(plan),
        "touched": _number(row["touched"]),
        "deleted": None if deleted is None else _number(deleted),
    }


def _is_own(row: Row) -> bool:
    """Tell a plan’s row from a worked one’s, which has the name of its pack for a moment.

    A worked plan comes back with its pack.
    """
    return isinstance(row["title"], str) and isinstance(row["touched"], int | float)


def _version(row: Row) -> Row | None:
    plan = unsealed(row["digest"], row["body"], Plan)
    if plan is None or not row["id"].isalnum():
        return None
    label, at = clean_line(row["label"]), _number(row["at"])
    return {"id": row["id"], "plan": plan.id, "at": at, "label": label, **sealed(plan)}


def _draft(row: Row) -> Row | None:
    pack = unsealed(row["digest"], row["body"], Pack)
    if pack is None:
        return None
    return {
        "id": pack.info.id,
        "title": pack.info.title,
        "cards": len(pack.cards),
        "touched": _number(row["touched"]),
        "deleted": int(bool(row["deleted"])),
        **sealed(pack),
    }


def _published(row: Row) -> Row | None:
    pack = unsealed(row["digest"], row["body"], Pack)
    if pack is None:
        return None
    return {"id": pack.info.id, "version": pack.info.version, **sealed(pack)}


def _card(row: Row) -> Row | None:
    if row["pack"] != OWN:
        return None
    card = msgspec.json.decode(row["body"], type=Card)
    sound = card.id == row["id"] and _OWN_ID.fullmatch(card.id)
    return {"id": card.id, "number": int(row["number"]), "card": card} if sound else None


def _note(row: Row) -> Row | None:
    text = clean_text(row["text"])[:PASSAGE]
    return {"card": row["card"], "text": text} if _CARD.fullmatch(row["card"]) else None


def _signer(row: Row) -> Row | None:
    return row if _KEY.fullmatch(row["key"]) and row["pack"] == clean_line(row["pack"]) else None


def _setting(row: Row) -> Row | None:
    return row if row["key"] == clean_line(row["key"]) and clean_text(row["value"]) else None


_SOUND = {
    "plans": _plan,
    "versions": _version,
    "drafts": _draft,
    "published": _published,
    "cards": _card,
    "notes": _note,
    "signers": _signer,
    "settings": _setting,
}


def _number(value: object) -> float:
    """Return a moment; 0 where none can have been meant."""
    whole = isinstance(value, int | float) and 0 <= value < 1e11
    return float(value) if whole else 0.0  # type: ignore[arg-type]


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
