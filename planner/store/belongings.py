"""All that Marshal has made on this computer for one library: where it is, and deleting it.

Only what bears the name that Marshal gives is named here: a file of another’s in the same folder
is never counted, and never touched.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from planner import shipped
from planner.files import remove_file, sync_folder
from planner.log import log_path, logs
from planner.store.aside import SIDECARS, set_aside_before
from planner.store.backup import folder_of
from planner.store.database import inspect
from planner.store.errors import Damaged, StoreError, in_words
from planner.store.hold import held_here, mark_path, read_mark, refuse_held
from planner.store.place import KEY, key_path

_STAMP = r"\d{4}-\d\d-\d\d \d{6}"
_BESIDE = r"(-journal|-wal|-shm)?"
_PART = re.compile(r"\.marshal-[a-z0-9_]{1,20}\.part", re.ASCII)
_FOLDER = re.compile(r"\.marshal-[a-z0-9_]{8}", re.ASCII)
_KEY = re.compile(rf"{Path(KEY).stem}(-[0-9A-Za-z]+)?\.(key|pub)", re.ASCII)
_SECRET = b"untrusted comment:"
_WAIT = 0.5


class Kind(StrEnum):
    """What a file is to Marshal."""

    LIBRARY = "library"
    BACKUPS = "backups"
    ASIDE = "set aside"
    LOG = "log"
    KEY = "signing key"
    PARTS = "half-written"


class Belonging(Struct, frozen=True):
    """Files of one kind that are there; place: the file or the folder to name them by.

    size: of all of them, in bytes.
    """

    kind: Kind
    place: Path
    files: tuple[Path, ...]
    size: int


def belongings(path: Path) -> list[Belonging]:
    """List what is there for the library in a file, going by names; no library is opened."""
    real = Path(os.path.realpath(path))
    aside = [Path(f"{file}{mark}") for file in set_aside_before(path) for mark in ("", *SIDECARS)]
    found: list[tuple[Kind, Path, Iterable[Path]]] = [
        (Kind.LIBRARY, path, [real, *_beside(real)]),
        (Kind.BACKUPS, folder_of(path), _backups(path)),
        (Kind.ASIDE, real.parent, aside),
        (Kind.LOG, log_path(path), logs(path)),
        (Kind.KEY, key_path(path), _keys(path)),
        (Kind.PARTS, path.parent, _parts(path)),
    ]
    made = []
    for kind, place, files in found:
        there = tuple(file for file in files if os.path.isfile(file))
        if there:
            made.append(Belonging(kind, place, there, sum(map(_size, there))))
    return made


def erase(path: Path) -> list[Path]:
    """Delete all that is there for the library in a file, and return what could not be deleted.

    Raises StoreError, with nothing deleted, where the library is open or is no library of ours.
    What is cut short is finished by a second call: the library itself goes last.
    """
    refuse_erasing(path)
    found = {each.kind: each.files for each in belongings(path)}
    left = []
    for kind in (Kind.PARTS, Kind.BACKUPS, Kind.ASIDE, Kind.LOG, Kind.KEY, Kind.LIBRARY):
        # The library’s own file goes last of all: while it is there, nothing new is begun.
        left += [file for file in reversed(found.get(kind, ())) if not _removed(file)]
    for folder in (folder_of(path), *_folders(path)):
        with suppress(OSError):
            # One that holds something of another’s stays.
            folder.rmdir()
    if path.is_symlink() and not path.exists():
        left += [path] if not _removed(path) else []
    sync_folder(path.parent)
    return left


def refuse_erasing(path: Path) -> None:
    """Raise StoreError where a library is open elsewhere, or where a file is not Marshal’s."""
    if os.path.realpath(path) == os.path.realpath(shipped.LIBRARY):
        raise StoreError(
            f"{path} is the library that Marshal ships with. It holds nothing of yours, and was "
            "left as it is."
        )
    if not path.exists():
        return
    refuse_held(path)
    with suppress(sqlite3.DatabaseError):
        _refuse_locked(path)
    try:
        with in_words(path):
            inspect(path)
    except Damaged as error:
        # One that has lost its contents is nobody’s; one that has others is somebody’s.
        if path.stat().st_size:
            raise StoreError(
                f"{path} is no library of Marshal’s, or is too damaged to tell. Nothing was "
                "deleted. If it is yours, delete it yourself first, then try again."
            ) from error
    except StoreError:
        # Of a newer version, for one: it is Marshal’s all the same.
        if path.is_dir():
            raise


def _refuse_locked(path: Path) -> None:
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise held_here(path) from error


def _beside(real: Path) -> Iterator[Path]:
    yield from (Path(f"{real}{mark}") for mark in SIDECARS)
    if read_mark(real) is not None:
        yield mark_path(real)


def _backups(path: Path) -> list[Path]:
    name = re.compile(
        rf"{re.escape(path.stem)} {_STAMP} [a-z]+( damaged)?\.db(\.part)?{_BESIDE}", re.ASCII
    )
    return [file for file in _in(folder_of(path)) if name.fullmatch(file.name)]


def _parts(path: Path) -> list[Path]:
    """List what was half-written here when a process was ended."""
    name = re.compile(re.escape(Path(os.path.realpath(path)).name) + _BESIDE)
    inner = [file for folder in _folders(path) for file in _in(folder)]
    parts = [file for file in _in(path.parent) if _PART.fullmatch(file.name)]
    return [*parts, *(file for file in inner if name.fullmatch(file.name))]


def _folders(path: Path) -> list[Path]:
    return [f for f in _in(path.parent) if _FOLDER.fullmatch(f.name) and f.is_dir()]


def _in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _keys(path: Path) -> list[Path]:
    """List the key that signs, those that signed before it, and their public halves."""
    return [file for file in _in(path.parent) if _KEY.fullmatch(file.name) and _is_key(file)]


def _is_key(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SECRET)) == _SECRET
    except OSError:
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _removed(file: Path) -> bool:
    try:
        remove_file(file)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
