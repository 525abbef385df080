"""Opening the student’s library at the start, and what can be done where it is damaged.

Nothing starts empty unasked, and nothing that cannot be read is written over: a file that is no
sound library is set aside with all that is beside it, and only when the student has chosen.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from planner.files import put_in_place, sync_folder
from planner.store import errors
from planner.store.aside import copy_beside, hot, set_aside, set_aside_before
from planner.store.errors import Damaged, in_words, store_error
from planner.store.library import Library
from planner.store.place import start_library

if TYPE_CHECKING:
    from planner.store.hold import Mark
    from planner.store.rescue import Rescued

_ROOM = 1_000_000
"""Bytes by which bringing an earlier library up to date may make it grow."""


def open_library(path: Path, past: "Mark | None" = None) -> Library:
    """Open the student’s library, making it at the first start, and look whether it can be used.

    Raises Damaged where it is there and cannot be used, or where only backups of it are left; the
    file is as it was found. past: see Library.open.
    """
    start_library(path)
    with in_words(path):
        interrupted = hot(path)
    return _played(path, past) if interrupted else _looked_at(Library.open(path, past=past))


def restore_backup(path: Path, backup: Path, now: float) -> Library:
    """Set a damaged library aside, put a backup in its place, and open that.

    Raises StoreError where the backup is not sound; nothing has changed then.
    """
    from planner.store.restore import make_ready

    with _in_place(path, now) as fresh:
        make_ready(backup, fresh)
    return Library.open(path)


def rescue_library(path: Path, now: float) -> "tuple[Library, Rescued]":
    """Set a damaged library aside, put what can be read of it into a new one, and open that.

    Where the library is gone, the one that was set aside last is read.
    """
    from planner.store.backup import newest_sound
    from planner.store.rescue import rescue

    damaged = path if path.exists() else next(iter(set_aside_before(path)), path)
    newest = newest_sound(path)
    with _in_place(path, now) as fresh:
        rescued = rescue(damaged, fresh, newest.path if newest else None)
    return Library.open(path), rescued


def start_anew(path: Path, now: float) -> Library:
    """Set a damaged library aside, and begin a new one."""
    with _in_place(path, now) as fresh:
        start_library(fresh, anew=True)
    return Library.open(path)


@contextmanager
def _in_place(path: Path, now: float) -> Iterator[Path]:
    """Give a place for a new library; once that is whole, the one that is there makes way."""
    real = Path(os.path.realpath(path))
    with (
        in_words(path),
        tempfile.TemporaryDirectory(prefix=".marshal-", dir=real.parent) as folder,
    ):
        fresh = Path(folder) / real.name
        yield fresh
        with fresh.open("r+b") as file:
            os.fsync(file.fileno())
        if os.path.lexists(real):
            set_aside(path, now)
        put_in_place(fresh, real)
        sync_folder(real.parent)


def _played(path: Path, past: "Mark | None") -> Library:
    """Open a library in whose midst a process ended, with what that did not finish taken back.

    The journal may be one that does not belong to it, or be damaged itself: what is played is
    read through, and taken back where it does not hold.
    """
    real, library = Path(os.path.realpath(path)), None
    try:
        with (
            in_words(path),
            tempfile.TemporaryDirectory(prefix=".marshal-", dir=real.parent) as folder,
        ):
            copy_beside(path, Path(folder))
            most = _ROOM + 2 * sum(file.stat().st_size for file in (real, *hot(path)))
            try:
                library = Library.open(path, past=past)
                # A damaged journal can make a file of terabytes that are not there, too long to
                # read through. Pages that are merely too many are found by reading.
                if real.stat().st_size > most or not library.check().sound:
                    raise store_error(errors.DAMAGED, path)
                return _looked_at(library)
            except Damaged:
                if library is not None:
                    library.close()
                # The library last: what was played into it can be played again.
                for name in sorted(os.listdir(folder), key=lambda name: name == real.name):
                    put_in_place(Path(folder) / name, real.with_name(name))
                raise
    except BaseException:
        # Whatever failed, the removal of the copies too, leaves nothing held: it may go next time.
        if library is not None:
            library.close()
        raise


def _looked_at(library: Library) -> Library:
    """Return a library all of whose lists can be read, or close it and raise."""
    lists: tuple[Callable[[], object], ...] = (
        library.installed,
        library.question_types,
        library.plans.summaries,
        library.plans.deleted,
        library.plans.worked,
        library.drafts.summaries,
    )
    try:
        for read in lists:
            read()
    except BaseException:
        library.close()
        raise
    return library
