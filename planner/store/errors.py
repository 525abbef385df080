"""What can go wrong with a library, in sentences for the user."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUSY = (
    "A pack is just being put into {path}, so the change was not saved. "
    "Wait until that is done, then try again."
)
DAMAGED = (
    "{path} is damaged and cannot be read. Marshal has left it as it was. "
    "Put a copy of your library in its place, then try again."
)
EMPTY = (
    "{path} is empty, so what it held is not there. Marshal has left it as it was. "
    "Put a copy of your library in its place, or move it away to start a new one."
)
FOLDER = "{path} is a folder. Name a library file instead."
FOREIGN = "{path} is not a Marshal library. It has been left as it was. Choose another file."
FULL = (
    "The disk is full, so the last change was not saved. What was saved before is safe. "
    "Free some space, then try again."
)
FAULT = (
    "The disk did not take or give the data of {path}. What was saved before is safe. "
    "Check that the disk is connected and has space, then try again."
)
LOCKED = (
    "{path} is open in another Marshal. Nothing was changed. "
    "Close the other one first, or use its window."
)
MISSING = "There is no library at {path}. Check the name of the file."
NEWER = (
    "{path} was made by a newer version of Marshal. It has been left as it was. "
    "Update Marshal to open it."
)
OLDER = (
    "{path} was made by an older version of Marshal, and has to be brought up to date first. "
    "Open it once in Marshal where it can be written to."
)
READ_ONLY = (
    "{path} cannot be written to. Nothing in it was changed. Make the file and its folder "
    "writable, or copy it to a folder of your own."
)
UNREADABLE = "{path} cannot be opened. Check that you are allowed to read it and its folder."

_SENTENCES = {
    sqlite3.SQLITE_AUTH: UNREADABLE,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_CANTOPEN: UNREADABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FAULT,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
}


class StoreError(Exception):
    """A library that cannot be used as asked; its message is a sentence for the user."""


def store_error(sentence: str, path: Path) -> StoreError:
    """Return the error with this sentence about a library."""
    return StoreError(sentence.format(path=path))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the faults of a disk or a library into StoreError; our own mistakes stay as they are."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise store_error(sentence, path) from error
    except UnicodeDecodeError as error:
        # SQLite keeps text as bytes, and Python reads it: damaged text fails here.
        raise store_error(DAMAGED, path) from error
    except FileNotFoundError as error:
        raise store_error(MISSING, path) from error
    except PermissionError as error:
        raise store_error(UNREADABLE, path) from error
    except OSError as error:
        raise store_error(FAULT, path) from error


def _sentence(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python itself raises this one, without SQLite's code.
        return DAMAGED if "Could not decode to UTF-8" in str(error) else None
    return _SENTENCES.get(code & 0xFF)
