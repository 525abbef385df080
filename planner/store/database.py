"""Opening a library file, reading from it, and writing to it in transactions.

Reading needs only the standard library. sqlite_utils takes long to import, so that it is loaded
at the first write, or when the window is idle.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any

from planner.store import errors
from planner.store.errors import Damaged, Locked, StoreError, in_words, store_error
from planner.store.hold import Hold, Mark, held_here, refuse_held

if TYPE_CHECKING:
    from sqlite_utils import Database as Writer

APPLICATION_ID = 0x4D525348
"""Written in each library's header, so that another program's file is not taken for one."""

VERSION = 4
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

COLUMNS = """
SELECT schema.name, (SELECT group_concat(name, ' ') FROM pragma_table_info(schema.name))
FROM sqlite_schema AS schema WHERE type = 'table'
UNION ALL
SELECT schema.name, (SELECT group_concat(name, ' ') FROM pragma_index_info(schema.name))
FROM sqlite_schema AS schema WHERE type = 'index'
"""
"""Gives the columns that a file has, as SCHEMA has them."""

SCHEMA_NUMBER = "PRAGMA user_version"

_WAIT = 2.0
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_FORMATS = (b"\x01\x01\x00\x40\x20\x20", b"\x02\x02\x00\x40\x20\x20")
_LAST = 1_000
"""No version of the schema comes near this: a higher number is damage."""

# A backup holds the library for as long as a chunk of pages takes, and lets others in between.
_PAGES = 64
_BREATH = 0.002

_SAFE = ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON")
# TRUNCATE with FULL lost nothing in 2,000 simulated power cuts, and works on network folders.
_DURABLE = ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL")
_READING = ("query_only=ON",)
_PAGE_SIZE = "PRAGMA page_size=4096"
_TAKE, _LET_GO = "BEGIN EXCLUSIVE", "ROLLBACK"
_TRY = "SELECT count(*) FROM sqlite_schema"


class Database:
    """One open library file."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        writable: bool,
        refusal: str = errors.READ_ONLY,
    ) -> None:
        """Take an open connection; refusal: what is said of a change where none can be made."""
        self.path = path
        self.writable = writable
        self._refusal = refusal
        self._connection = connection
        self._held: Hold | None = None
        self._warming: Thread | None = None
        self._shaken = False
        self.damaged = False
        self._copying, self._replacing = RLock(), RLock()
        self._closing = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = True,
        immutable: bool = False,
        past: Mark | None = None,
        migrating: "Callable[[Database], object] | None" = None,
    ) -> "Database":
        """Open a library, bring its schema up to date, and hold it for this process alone.

        write: False only reads: it changes nothing, and holds no lock between two reads.
        immutable: promise that nobody writes to the file meanwhile, so that no lock is needed.
        past: see refuse_held. migrating: is called before an earlier schema is brought up to date.
        Raises Held where it is open elsewhere, and Damaged where it is no sound library.
        """
        with in_words(path):
            version = inspect(path)
            if write:
                refuse_held(path, past)
            mode = "rw" if write else "ro&immutable=1" if immutable else "ro"
            uri = f"{path.resolve().as_uri()}?mode={mode}"
            # The threads of this process may share it: a backup is made beside the window's work.
            connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, check_same_thread=False)
        database = cls(path, connection, writable=write)
        try:
            database._prepare(version, migrating)
        except BaseException as error:
            database.close()
            if isinstance(error, Locked):
                raise held_here(path) from error
            raise
        return database

    def close(self) -> None:
        """Close the file and let others have it."""
        if self._warming is not None:
            # A module that is half loaded when Python ends could bring it down.
            self._warming.join()
        if self._held is not None:
            # Before the lock, so that whoever takes that next is not mistaken for this one.
            self._held.release()
            self._held = None
        self._closing = True
        with self._copying:
            self._connection.close()

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return every row that a query finds."""
        with self._in_use():
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
        if self.refusal:
            raise StoreError(self.refusal)
        self.check_held()
        if self._connection.in_transaction:
            raise store_error(errors.BUSY, self.path)
        with self._in_use(), self._writer.atomic() as writer:
            yield writer

    @property
    def refusal(self) -> str:
        """Say why nothing can be changed; empty where it can."""
        return "" if self.writable else self._refusal.format(path=self.path)

    def check_held(self) -> None:
        """Raise Replaced where the file that is held is no longer the library."""
        if self._held is not None:
            self._held.check()

    def beat(self) -> None:
        """Say to other computers that the library is still open here, or raise Replaced."""
        if self._held is not None:
            self._held.renew()

    @property
    def changes(self) -> int:
        """Return how many rows were changed since it was opened."""
        return self._connection.total_changes

    def copy_to(
        self, target: sqlite3.Connection, advance: "Callable[[int, int], None] | None" = None
    ) -> None:
        """Copy all that the library holds, through this connection, into another.

        From any thread: others read and write between two chunks, and what they write is copied
        too. advance(done, total) is called between chunks, and may raise to end it.
        """

        def step(_status: int, left: int, total: int) -> None:
            if self._closing:
                raise store_error(errors.BACKUP_FAULT, self.path)
            if advance is not None:
                advance(total - left, total)
            time.sleep(_BREATH)

        with self._copying, in_words(self.path):
            self._connection.backup(target, pages=_PAGES, progress=step, sleep=_BREATH)

    def replace_from(self, source: sqlite3.Connection) -> None:
        """Make the library hold what another holds, in one transaction; it stays open and held."""
        if self.refusal:
            raise StoreError(self.refusal)
        self.check_held()
        # Until it is done, SQLite wants nothing else asked of this connection.
        with self._copying, self._replacing, in_words(self.path):
            source.backup(self._connection)

    def warm(self) -> None:
        """Load what the first write needs, beside whatever else is going on."""
        if self.writable and self._warming is None:
            self._warming = Thread(target=import_module, args=("sqlite_utils",), daemon=True)
            self._warming.start()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Turn faults into words, and do not let one that is over stand in the way of the next."""
        if self._shaken:
            self._shaken = False
            # After a disk has failed, SQLite repeats that once, also where it is well again. What
            # it repeats may even be that the library is damaged, though none of it is.
            with suppress(sqlite3.Error):
                self._connection.execute(_TRY).fetchall()
        try:
            with self._replacing, in_words(self.path):
                yield
        except StoreError as error:
            self._shaken = True
            self.damaged = self.damaged or isinstance(error, Damaged)
            raise

    @cached_property
    def _writer(self) -> "Writer":
        from planner.store.writer import writer

        return writer(self._connection)

    def _prepare(
        self, version: int, migrating: "Callable[[Database], object] | None" = None
    ) -> None:
        with in_words(self.path):
            for pragma in (*_SAFE, *(_DURABLE if self.writable else _READING)):
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
        if self.writable:
            self._hold()
            # A journal left by a killed process has been rolled back by now.
            ((version,),) = self.rows(SCHEMA_NUMBER)
        from planner.store.check import glance

        with self._known():
            glance(self, version)
        if version < VERSION:
            self._migrate(migrating)
        with self._known():
            if not dict(self.rows(COLUMNS)).items() >= SCHEMA.items():
                raise store_error(errors.DAMAGED, self.path)

    @contextmanager
    def _known(self) -> Iterator[None]:
        """Take whatever SQLite says of queries that are known to be right for damage."""
        try:
            yield
        except sqlite3.Error as error:
            raise store_error(errors.DAMAGED, self.path) from error

    def _hold(self) -> None:
        """Take the file's lock, and find out now whether it can be written to."""
        try:
            self._connection.execute(_TAKE)
            self._connection.execute(f"{SCHEMA_NUMBER}={VERSION}")
            self._connection.execute(_LET_GO)
        except sqlite3.OperationalError as error:
            # The file could be opened, and the journal beside it could not.
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
                raise store_error(errors.READ_ONLY, self.path) from error
            with in_words(self.path):
                raise
        self._held = Hold.begin(self.path)

    def _migrate(self, migrating: "Callable[[Database], object] | None") -> None:
        if not self.writable:
            raise store_error(errors.OLDER, self.path)
        from planner.store.schema import MIGRATIONS

        if migrating is not None:
            migrating(self)
        # One transaction for all of them: what is killed meanwhile is as old as it was.
        with self._known(), self.writing() as writer:
            MIGRATIONS.apply(writer)


def inspect(path: Path) -> int:
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
    if VERSION < version < _LAST:
        raise store_error(errors.NEWER, path)
    # The file's format, which SQLite would take for one that it may not write to, or worse.
    if version == 0 or version >= _LAST or header[18:24] not in _FORMATS:
        raise store_error(errors.DAMAGED, path)
    return version


def create(path: Path) -> None:
    """Make an empty library in a file that is not there yet."""
    from planner.store.schema import MIGRATIONS
    from planner.store.writer import writer

    with in_words(path), closing(sqlite3.connect(path)) as connection:
        connection.execute(_PAGE_SIZE)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        MIGRATIONS.apply(writer(connection))
