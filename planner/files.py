"""Writing files so that a failure leaves what was there."""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

PATIENCE = 2.5
"""Seconds for which a file that another program has open on Windows is tried again."""

# Access denied, sharing violation, lock violation: a virus scanner or a copier looks at the file.
_SHARED = frozenset({5, 32, 33})
_LOOK = 0.05


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put data in the place of a file whole, or raise OSError and leave the file as it was.

    The data goes to a temporary file beside it, is synced, and is then put in place. private: the
    file is for its owner's eyes alone. On Windows this may take PATIENCE.
    """
    # Through a link to the file that it names, so that the link stays one.
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=".marshal-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            # The temporary file is its owner's alone already.
            _keep_mode(path, name)
        put_in_place(Path(name), path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(path.parent)


def put_in_place(source: Path, target: Path) -> None:
    """Give a file the name of another, whose place it takes, or raise OSError.

    On Windows no file can be replaced that another program has open: it is waited for.
    """
    _patiently(partial(os.replace, source, target))


def remove_file(path: Path) -> None:
    """Delete a file, or raise OSError; on Windows one that another program has is waited for."""
    _patiently(partial(os.unlink, path))


def _patiently(deed: Callable[[], None]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            deed()
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARED or time.monotonic() >= end:
                raise
        else:
            return
        time.sleep(_LOOK)


def _keep_mode(path: Path, name: str) -> None:
    """Give the new file the old one's permissions, or those of any new file."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    # A memory stick may know no permissions: the file matters more than its mode.
    with contextlib.suppress(OSError):
        os.chmod(name, mode)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are missing; their names last once it is made.

    One that is there already is no error. Raises OSError where one cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        # A power cut would take the folder with all that is in it.
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can.

    The file is in place by now, so a folder that cannot be synced is no failure to write it.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
