"""Making a backup ready to be put in a library’s place: of today’s schema, and sound."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from planner.store.check import verify
from planner.store.database import Database
from planner.store.errors import StoreError, in_words

NOT_SOUND = (
    "The backup {path} is damaged, so nothing was restored. Your library is as it was. "
    "Choose another backup."
)

_OF_PACKS = "signed:"
"""What settings begin with that say which key a pack was published with."""

_SETTINGS = "SELECT key, value FROM settings"
_DELETE_ALL_BUT = "DELETE FROM settings WHERE substr(key, 1, ?) <> ?"
_PUT = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)"


@contextmanager
def ready(backup: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a copy of a backup, brought up to date and read through.

    The backup itself stays as it is. Raises StoreError where it is not sound.
    """
    with in_words(backup), tempfile.TemporaryDirectory(prefix="marshal-") as folder:
        copy = Path(folder) / "library.db"
        make_ready(backup, copy)
        with closing(sqlite3.connect(copy)) as connection:
            yield connection


def keep_settings(database: Database, source: sqlite3.Connection) -> None:
    """Put the settings of a library in a copy that is to take its place.

    How a window looks and works is no part of what is brought back. What only the copy knows of
    the keys of its packs is kept, since without it they could not be published again.
    """
    with in_words(database.path), source:
        source.execute(_DELETE_ALL_BUT, [len(_OF_PACKS), _OF_PACKS])
        source.executemany(_PUT, database.rows(_SETTINGS))


def make_ready(backup: Path, copy: Path) -> None:
    """Copy a backup to a file that is not there yet, bring it up to date, and read it through."""
    with in_words(backup):
        shutil.copyfile(backup, copy)
    try:
        Database.open(copy).close()
        sound = verify(copy).sound
    except StoreError as error:
        # What it says is of the copy, which nobody knows.
        raise StoreError(str(error).replace(str(copy), str(backup))) from error
    if not sound:
        raise StoreError(NOT_SOUND.format(path=backup))
