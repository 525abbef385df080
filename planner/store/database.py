"""Opening a library file, reading from it, and writing to it in transactions.

Reading needs only the standard library. sqlite_utils takes long to import, so that it is loaded
at the first write, or when the window is idle.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from planner.store import errors
from planner.store.errors import in_words, store_error

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer

APPLICATION_ID = 0x4D525348
"""Written in each library's header, so that another program's file is not taken for one."""

VERSION = 3
"""The schema's number, kept as the file's user_version."""

SCHEMA = {
    "packs": "id place info digest cards hidden body",
    "signers": "pack key",
    "notes": "card text",
    "drafts": "id title cards touched deleted digest body",
    "published": "id version digest body",
    "factors": "id pack position body",
    "questions": "id pack position body",
    "cards": "number id pack start body headline names words tags",
    "search": "headline names words tags",
    "worked": "id title question filled total pack position digest body",
    "plans": "id title question filled total touched deleted digest body",
    "versions": "id plan at label digest body",
    "settings": "key value",
    "cards_by_pack": "number",
    "cards_by_date": "start number",
    "cards_by_headline": "headline number",
}
"""The columns of each table and named index: a damaged library may have lost one."""

_COLUMNS = """
SELECT schema.name, (SELECT group_concat(name, ' ') FROM pragma_table_info(schema.name))
FROM sqlite_schema AS schema WHERE type = 'table'
UNION ALL
SELECT schema.name, (SELECT group_concat(name, ' ') FROM pragma_index_info(schema.name))
FROM sqlite_schema AS schema WHERE type = 'index'
"""

_WAIT = 2.0
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100

_SAFE = ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON")
# TRUNCATE with FULL lost nothing in 2,000 simulated power cuts, and works on network folders.
_DURABLE = ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL")


class Database:
    """One open library file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._warming: Thread | None = None

    @classmethod
    def open(cls, path: Path, *, write: bool = True, immutable: bool = False) -> "Database":
        """Open a library, bring its schema up to date, and hold it for this process alone.

        write: False only reads: it changes nothing, and holds no lock between two reads.
        immutable: promise that nobody writes to the file meanwhile, so that no lock is needed.
        """
        with in_words(path):
            version = _inspect(path)
            mode = "rw" if write else "ro&immutable=1" if immutable else "ro"
            uri = f"{path.resolve().as_uri()}?mode={mode}"
            connection = sqlite3.connect(uri, uri=True, timeout=_WAIT)
        database = cls(path, connection, writable=write)
        try:
            database._prepare(version)
        except BaseException:
            connection.close()
            raise
        return database

    def close(self) -> None:
        """Close the file and let others have it."""
        if self._warming is not None:
            # A module that is half loaded when Python ends could bring it down.
            self._warming.join()
        self._connection.close()

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return every row that a query finds."""
        with in_words(self.path):
            return self._connection.execute(sql, tuple(values)).fetchall()

    def row(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a query finds, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> "Iterator[Writer]":
        """Give what writes, in one transaction: all of it lasts, or none.

        While it writes nothing else can: what it takes back would take the other with it.
        """
        if not self.writable:
            raise store_error(errors.READ_ONLY, self.path)
        if self._connection.in_transaction:
            raise store_error(errors.BUSY, self.path)
        with in_words(self.path), self._writer.atomic() as writer:
            yield writer

    def warm(self) -> None:
        """Load what the first write needs, beside whatever else is going on."""
        if self.writable and self._warming is None:
            self._warming = Thread(target=import_module, args=("sqlite_utils",), daemon=True)
            self._warming.start()

    @cached_property
    def _writer(self) -> "Writer":
        from sqlite_utils import Database as Writer

        return Writer(self._connection, recursive_triggers=False, execute_plugins=False)

    def _prepare(self, version: int) -> None:
        with in_words(self.path):
            for pragma in (*_SAFE, *(_DURABLE if self.writable else ("query_only=ON",))):
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
        if self.writable:
            self._hold()
            # A journal left by a killed process has been rolled back by now.
            version = int((self.row("PRAGMA user_version") or (0,))[0])
        if version < VERSION:
            self._migrate()
        if not dict(self.rows(_COLUMNS)).items() >= SCHEMA.items():
            raise store_error(errors.DAMAGED, self.path)

    def _hold(self) -> None:
        """Take the file's lock, and find out now whether it can be written to."""
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
            self._connection.execute(f"PRAGMA user_version={VERSION}")
            self._connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            # The file could be opened, and the journal beside it could not.
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
                raise store_error(errors.READ_ONLY, self.path) from error
            with in_words(self.path):
                raise

    def _migrate(self) -> None:
        if not self.writable:
            raise store_error(errors.OLDER, self.path)
        from planner.store.schema import MIGRATIONS

        # One transaction for all of them: what is killed meanwhile is as old as it was.
        with self.writing() as writer:
            MIGRATIONS.apply(writer)


def _inspect(path: Path) -> int:
    """Return the schema number in a file's header; raise where it is no library of ours."""
    if path.is_dir():
        raise store_error(errors.FOLDER, path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if not header:
        raise store_error(errors.EMPTY, path)
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise store_error(errors.FOREIGN, path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise store_error(errors.FOREIGN, path)
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise store_error(errors.NEWER, path)
    if version == 0:
        raise store_error(errors.DAMAGED, path)
    return version


def create(path: Path) -> None:
    """Make an empty library in a file that is not there yet."""
    from sqlite_utils import Database as Writer

    from planner.store.schema import MIGRATIONS

    with in_words(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size=4096")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        MIGRATIONS.apply(Writer(connection, recursive_triggers=False, execute_plugins=False))
