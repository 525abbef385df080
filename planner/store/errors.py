"""What can go wrong with a library, in sentences for the user."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BACKUP_FAULT = (
    "No backup of {path} could be made. The library itself is safe as it is. Check that its "
    "folder can be written to, then try again."
)
BACKUP_FULL = (
    "The disk has too little space for a backup of {path}. The library itself is safe as it is. "
    "Free some space, then try again."
)
BUSY = (
    "A pack is just being put into {path}, so the change was not saved. "
    "Wait until that is done, then try again."
)
CHANGING = (
    "{path} is being written to without a pause, so it cannot be read now. Wait until that is "
    "done, then try again."
)
COPY_FAULT = (
    "No copy could be saved in {path}. Choose another folder or another disk, and check that it "
    "can be written to and has space."
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
HELD_THERE = (
    "{path} is open on the computer “{host}”. Nothing was changed. Close it there first, or open "
    "it here only to read."
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
READING = "{path.name} is open only to read here, so nothing in it was changed."
GONE = (
    "There is no library at {path} any more, but backups of one are beside it. "
    "Restore one of them, or start a new library."
)
READ_ONLY = (
    "{path} cannot be written to. Nothing in it was changed. Make the file and its folder "
    "writable, or copy it to a folder of your own."
)
REPLACED = (
    "{path} was moved, deleted or replaced by another program since Marshal opened it, so nothing "
    "more is saved to it. All that you did is still here: save a copy of it elsewhere."
)
TAKEN = (
    "{path} was opened on the computer “{host}” while this one was away, so nothing more is saved "
    "to it here. All that you did is still here: save a copy of it elsewhere."
)
UNREADABLE = "{path} cannot be opened. Check that you are allowed to read it and its folder."

_OF_DAMAGE = {DAMAGED, EMPTY, FOREIGN, GONE}

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


_ERROR_OF_DAMAGE = (
    "Could not decode to UTF-8",
    "fts5: ",
    "invalid fts5 file format",
    "malformed JSON",
    "unsupported file format",
    "vtable constructor failed",
)
"""What SQLite and Python say of damage under a code that could mean anything."""


class StoreError(Exception):
    """A library that cannot be used as asked; its message is a sentence for the user."""


class Damaged(StoreError):
    """A file that is not, or not any more, the sound library that it should be.

    path: the file, which is as it was found.
    """

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


class Locked(StoreError):
    """A library that another process has locked."""


def store_error(sentence: str, path: Path) -> StoreError:
    """Return the error with this sentence about a library."""
    message = sentence.format(path=path)
    return Damaged(message, path) if sentence in _OF_DAMAGE else StoreError(message)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the faults of a disk or a library into StoreError; our own mistakes stay as they are."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        if sentence is LOCKED:
            raise Locked(sentence.format(path=path)) from error
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
    known = None if code is None else _SENTENCES.get(code & 0xFF)
    if known is None and any(words in str(error) for words in _ERROR_OF_DAMAGE):
        return DAMAGED
    return known
