"""Backups: whole copies of a library, read through before they count, in a folder beside it."""

import errno
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from planner.files import make_folder, put_in_place, sync_folder
from planner.store import errors
from planner.store.check import Advance, Report, examine, verify
from planner.store.database import Database
from planner.store.errors import Damaged, StoreError, store_error
from planner.store.packs import Read
from planner.store.thinning import kept

STAMP = "%Y-%m-%d %H%M%S"
"""How a moment stands in the name of a file, in UTC."""

_PART = ".part"
_DAMAGED = " damaged"
_STALE = 3_600.0
"""The seconds after which a half-written backup is one that was given up."""
_TRIES = 3
_SPARE = 1 << 16
_BREATH = 0.002

_SEALED = """
SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND columns.name = 'digest'
"""


class Backup(Struct, frozen=True):
    """A copy of a library as it was; at: when, in seconds since 1970. size: in bytes.

    reason: what it was made for, in a word. sound: False where the library had a damaged row then.
    """

    path: Path
    at: float
    reason: str
    size: int
    sound: bool = True


def backups(path: Path) -> list[Backup]:
    """List the backups of a library, the newest first, going by their names; [] where none are."""
    name = re.compile(
        re.escape(path.stem) + r" (\d{4}-\d\d-\d\d \d{6}) ([a-z]+)( damaged)?\.db", re.ASCII
    )
    found = []
    with suppress(OSError):
        for file in folder_of(path).iterdir():
            named = name.fullmatch(file.name)
            # What is gone meanwhile, or has a day that is none, is no backup.
            with suppress(OSError, ValueError):
                if named and file.is_file():
                    at = moment(named[1])
                    sound = not named[3]
                    found.append(Backup(file, at, named[2], file.stat().st_size, sound))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def newest_sound(path: Path) -> Backup | None:
    """Return the newest backup of a library that reads through soundly now, or None."""
    sound = (backup for backup in backups(path) if backup.sound and verify(backup.path).sound)
    return next(sound, None)


def folder_of(path: Path) -> Path:
    """Return the folder that a library’s backups are in, or would be in."""
    return path.with_name(f"{path.stem}-backups")


def stamp(at: float) -> str:
    """Return a moment as it stands in the names of files."""
    return datetime.fromtimestamp(at, UTC).strftime(STAMP)


def moment(stamped: str) -> float:
    """Return the moment that stands in a name; raise ValueError where it is none."""
    return datetime.strptime(stamped, STAMP).replace(tzinfo=UTC).timestamp()


def back_up(database: Database, reason: str, now: float, advance: Advance | None = None) -> Backup:
    """Write a backup of an open library, read it through, and only then give it its name.

    From any thread: the library can be read and written meanwhile. advance(done, total) is called
    between steps, and may raise to end it. Raises StoreError where none could be made.
    """
    path = database.path
    with _told(path):
        folder = folder_of(path)
        make_folder(folder)
        _clear(folder)
        _find_room(database, folder)
        part = _claim(path, reason, now)
    try:
        with _told(path):
            report = _copied(database, part, _breathing(advance))
            made = _named(path, part, sound=report.sound)
    finally:
        with suppress(OSError):
            part.unlink()
    _prune(path, now, made)
    return made


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what befalls a backup as that, since the library itself is as it was."""
    try:
        yield
    except (OSError, sqlite3.Error, StoreError) as error:
        cause = error.__cause__ if isinstance(error, StoreError) else error
        if isinstance(error, Damaged) or not isinstance(cause, OSError | sqlite3.Error):
            raise
        full = isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
        full = full or getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        sentence = errors.BACKUP_FULL if full else errors.BACKUP_FAULT
        raise store_error(sentence, path) from error


def _find_room(database: Database, folder: Path) -> None:
    ((size,),) = database.rows(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise store_error(errors.BACKUP_FULL, database.path)


def _clear(folder: Path) -> None:
    """Remove what a killed process left half-written."""
    for file in folder.glob(f"*{_PART}"):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _STALE:
                file.unlink()


def _claim(path: Path, reason: str, now: float) -> Path:
    """Make the empty file that a backup is written to, under a name that none has."""
    while True:
        stem = f"{path.stem} {stamp(now)} {reason}"
        part = folder_of(path) / f"{stem}.db{_PART}"
        taken = [part.with_name(f"{stem}{mark}.db").exists() for mark in ("", _DAMAGED)]
        if not any(taken):
            with suppress(FileExistsError):
                part.touch(exist_ok=False)
                return part
        now += 1


def _copied(database: Database, part: Path, advance: Advance) -> Report:
    """Copy a library, and say what is wrong with it; raise where only the copy is not sound."""
    for _ in range(_TRIES):
        before, changes = _seals(database.rows), database.changes
        _write(database, part, advance)
        report = verify(part, advance)
        with closing(_reader(part)) as copy:
            held = _seals(copy.execute)
        after = _seals(database.rows)
        if database.changes == changes:
            whole = held == before
        else:
            # What was changed meanwhile may be in the copy as it was before, between or after.
            whole = held is not None and (before or set()) & (after or set()) <= held
        if whole and (report.sound or examine(database.rows).faults == report.faults):
            return report
    raise store_error(errors.BACKUP_FAULT, database.path)


def _write(database: Database, part: Path, advance: Advance) -> None:
    with part.open("r+b") as file:
        file.truncate(0)
    with closing(sqlite3.connect(part)) as target:
        # Until it has its name nothing rests on it.
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            target.execute(f"PRAGMA {pragma}")
        database.copy_to(target, advance)
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _seals(read: Read) -> set[tuple[str, ...]] | None:
    """Return the digest of each row that has one; None where that cannot be read."""
    try:
        return {
            (table, *row)
            for (table,) in read(_SEALED, [])
            for row in read(f"SELECT id, digest FROM {table}", [])
        }
    except (StoreError, sqlite3.Error, UnicodeDecodeError):
        return None


def _named(path: Path, part: Path, *, sound: bool) -> Backup:
    name = part.name.removesuffix(f".db{_PART}") + ("" if sound else _DAMAGED) + ".db"
    final = part.with_name(name)
    put_in_place(part, final)
    sync_folder(final.parent)
    return next(backup for backup in backups(path) if backup.path.name == name)


def _prune(path: Path, now: float, made: Backup) -> None:
    """Thin the backups out; sound ones only where a sound one has come."""
    alike = [backup for backup in backups(path) if backup.sound == made.sound]
    keep = {*kept((backup.at for backup in alike), now), made.at}
    for backup in alike:
        if backup.at not in keep:
            with suppress(OSError):
                backup.path.unlink()


def _breathing(advance: Advance | None) -> Advance:
    """Return what tells how far it is, and lets the window’s thread run between two steps."""
    last = time.monotonic()

    def breathe(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _BREATH:
            time.sleep(_BREATH / 4)
            last = time.monotonic()
        if advance is not None:
            advance(done, total)

    return breathe
