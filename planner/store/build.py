"""Building the shipped library: the same content whenever and wherever it is built."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from planner.files import write_file
from planner.model.pack import Pack
from planner.store.database import create
from planner.store.errors import in_words
from planner.store.library import Library

_DATE = "2000-01-01 00:00:00+00:00"
_SET_DATE = "UPDATE _sqlite_migrations SET applied_at = ?"
_TIDY_INDEX = "INSERT INTO search(search) VALUES ('optimize')"
_TIDY_FILE = "VACUUM"


def build_library(target: Path, packs: Iterable[Pack]) -> None:
    """Build a library that holds these packs, and put it in the place of the target."""
    with (
        in_words(target),
        tempfile.TemporaryDirectory(prefix=".marshal-", dir=target.parent) as folder,
    ):
        path = Path(folder) / target.name
        create(path)
        with Library.open(path) as library:
            for pack in packs:
                library.install(pack)
        _settle(path)
        write_file(target, path.read_bytes())


def _settle(path: Path) -> None:
    """Leave nothing in the file that tells when or how it was built."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(_SET_DATE, [_DATE])
        connection.execute(_TIDY_INDEX)
        connection.commit()
        connection.execute(_TIDY_FILE)
