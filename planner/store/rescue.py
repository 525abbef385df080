"""Rescuing what can be read of a damaged library into a fresh one."""

import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from planner import shipped
from planner.store.aside import copy_beside, hot
from planner.store.database import Database
from planner.store.errors import in_words
from planner.store.finds import TABLES, Finds
from planner.store.library import Library
from planner.store.place import start_library


class Rescued(Struct, frozen=True):
    """How many of each were rescued, and what became of plans that could not be read.

    older: the titles of plans that are as they were in the newest sound backup. lost: the titles,
    as far as they could be read, of those that are nowhere.
    """

    plans: int = 0
    versions: int = 0
    drafts: int = 0
    cards: int = 0
    notes: int = 0
    packs: int = 0
    older: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def rescue(path: Path, target: Path, backup: Path | None = None) -> Rescued:
    """Read what can be read of a damaged library, and put it into a new one at the target.

    Only what is whole is taken: plans, versions and packs whose digest holds. The damaged file
    and its sidecars stay as they are. backup: gives what is missing, as it was then.
    """
    with in_words(path), tempfile.TemporaryDirectory(prefix="marshal-") as name:
        finds = Finds()
        whole = _search(finds, path, Path(name), backup)
        missing = finds.lost
        found = set(finds.rows["plans"])
        if backup is not None:
            finds.read(backup, None if not whole else missing)
        plans = finds.rows["plans"]
        older = tuple(plans[key]["title"] for key in plans if key not in found)
        _write(finds, target)
    counts = {table: len(finds.rows[table]) for table in ("versions", "drafts", "cards", "notes")}
    lost = tuple(finds.lost.values())
    return Rescued(len(plans), **counts, packs=len(finds.packs), older=older, lost=lost)


def _search(finds: Finds, path: Path, folder: Path, backup: Path | None) -> bool:
    """Look through copies of a damaged library, the best first; tell whether one is all there."""
    plain = folder / "plain.db"
    plain.write_bytes(path.read_bytes())
    copies = [plain]
    if hot(path):
        played = _played(path, folder)
        most = sum(file.stat().st_size for file in (path, *hot(path)))
        # A damaged journal can make a file of terabytes that are not there.
        if played.stat().st_size <= most:
            copies.insert(0, played)
    whole = finds.read(copies[0])
    if whole:
        for copy in copies[1:]:
            finds.read(copy, finds.lost)
        return True
    for copy in copies[1:]:
        finds.read(copy)
    for copy in copies:
        finds.carve(copy.read_bytes())
    for donor in (backup, shipped.LIBRARY):
        if donor is not None:
            grafted = folder / "grafted.db"
            grafted.write_bytes(_grafted(plain.read_bytes(), donor.read_bytes()))
            finds.read(grafted)
    return False


def _played(path: Path, folder: Path) -> Path:
    """Return a copy of a library into which SQLite has played the journal beside it."""
    (folder / "played").mkdir()
    copy = copy_beside(path, folder / "played")
    with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.rollback()
    return copy


def _grafted(data: bytes, donor: bytes) -> bytes:
    """Return a library with the first page, which says where all tables begin, of another."""
    size = int.from_bytes(donor[16:18], "big")
    page = bytearray(donor[:size])
    page[28:32] = (len(data) // size).to_bytes(4, "big")
    # What is free is not known; nothing is written to this copy.
    page[32:40] = bytes(8)
    return bytes(page) + data[size:]


def _write(finds: Finds, target: Path) -> None:
    from planner.store.cards import save_own

    start_library(target, anew=True)
    with closing(Database.open(target)) as database:
        library = Library(database)
        for pack_id, state in finds.packs.items():
            library.put_back(pack_id, state)
        with database.writing() as db:
            for table in TABLES:
                rows = finds.rows[table].values()
                if table == "cards":
                    # The newest is put in last, and comes first.
                    for row in sorted(rows, key=lambda row: -row["number"]):
                        save_own(db, row["card"])
                else:
                    db.table(table).upsert_all(rows)
