"""Reading a library that another Marshal holds: from a private copy, with nothing written to it."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.store import errors
from planner.store.database import Database
from planner.store.errors import in_words, store_error
from planner.store.library import Library

TRIES = 40
_PAUSE = 0.05
_JOURNAL = "-journal"
_SAFE = ("PRAGMA trusted_schema=OFF", "PRAGMA query_only=ON")
_INTEGRITY = "PRAGMA integrity_check"


def open_copy(path: Path) -> Library:
    """Open a library as it is now, only to read; whoever holds it is not disturbed.

    The copy is played back and brought up to date in a folder of its own, and then kept in memory
    alone: nothing is left of it, however this process ends.
    """
    with TemporaryDirectory(prefix="marshal-") as folder:
        copy = Path(folder) / "copy.db"
        with in_words(path):
            _copy(path, copy)
        memory = sqlite3.connect(":memory:")
        try:
            with closing(Database.open(copy)) as database:
                database.copy_to(memory)
            return Library(_only_read(path, memory))
        except BaseException:
            memory.close()
            raise


def _only_read(path: Path, memory: sqlite3.Connection) -> Database:
    database = Database(path, memory, writable=False, refusal=errors.READING)
    for pragma in _SAFE:
        database.rows(pragma)
    if database.row(_INTEGRITY) != ("ok",):
        raise store_error(errors.DAMAGED, path)
    return database


def _copy(path: Path, copy: Path) -> None:
    """Copy a library and its journal as they are at one moment; raise where there is no such."""
    journal = path.with_name(path.name + _JOURNAL)
    for _ in range(TRIES):
        before = _state(path), _state(journal)
        played = journal.read_bytes() if before[1] else b""
        data = path.read_bytes()
        # With its journal a library is whole in the midst of a change: what was begun is undone.
        if (_state(path), _state(journal)) == before:
            copy.write_bytes(data)
            copy.with_name(copy.name + _JOURNAL).write_bytes(played)
            return
        time.sleep(_PAUSE)
    raise store_error(errors.CHANGING, path)


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is written; nothing where it is empty or not there."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found.st_size else ()
