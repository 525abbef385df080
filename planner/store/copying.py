"""A copy of an open library in a file that the user names."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from planner.files import put_in_place, sync_folder
from planner.store import errors
from planner.store.check import Advance, examine, verify
from planner.store.database import Database
from planner.store.errors import StoreError, store_error
from planner.store.holdings import OF_THIS_COMPUTER


def save_copy(database: Database, target: Path, advance: Advance | None = None) -> None:
    """Put a copy of all that a library holds in the place of a file, whole or not at all.

    It goes through the connection that holds the library, whatever became of the file.
    advance(done, total) is called between steps, and may raise to end it. Raises StoreError, and
    leaves the file as it was, where the copy cannot be written or read again.
    """
    target = Path(os.path.realpath(target))
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".marshal-", suffix=".part", dir=target.parent)
        os.close(handle)
        part = Path(name)
        _write(database, part, advance)
        put_in_place(part, target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error, StoreError) as error:
        raise store_error(errors.COPY_FAULT, target) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def write_clean(database: Database, target: Path, advance: Advance | None = None) -> None:
    """Write a copy of a library to a file, to be given away: nothing of this computer is in it.

    Nor is what was deleted for good and would still stand in the file. advance(done, total) is
    called between steps, and may raise to end it. Raises StoreError where it cannot be written.
    """
    try:
        _write(database, target, advance, _cleaned)
    except (OSError, sqlite3.Error) as error:
        # The file is a part of another as a rule, so that its folder says more than its name.
        raise store_error(errors.COPY_FAULT, target.parent) from error


def _cleaned(copy: sqlite3.Connection) -> None:
    for key in OF_THIS_COMPUTER:
        copy.execute("DELETE FROM settings WHERE key = ?", [key])
    copy.commit()
    copy.execute("VACUUM")


def _write(
    database: Database,
    part: Path,
    advance: Advance | None = None,
    change: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    with closing(sqlite3.connect(part)) as copy:
        copy.execute("PRAGMA synchronous=OFF").fetchall()
        database.copy_to(copy, advance)
        if change is not None:
            change(copy)
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    faults = verify(part).faults
    # What is damaged in the library itself is copied as it is: all else would be lost with it.
    if faults and faults != examine(database.rows).faults:
        raise store_error(errors.COPY_FAULT, part)
