"""Setting a damaged library aside, with the files beside it, byte for byte and under a new name."""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from planner.files import sync_folder
from planner.store.errors import StoreError

SIDECARS = ("-journal", "-wal", "-shm")
"""What SQLite has beside a library while it writes, or after it was ended in the midst of that."""

NOT_ASIDE = (
    "{path} could not be set aside, so nothing was changed. Check that its folder can be written "
    "to and that no other program has the file open, then try again."
)


def sidecars(path: Path) -> list[Path]:
    """Return the files that are beside a library and belong to it."""
    path = Path(os.path.realpath(path))
    return [file for mark in SIDECARS if (file := Path(f"{path}{mark}")).exists()]


def hot(path: Path) -> list[Path]:
    """Return those of them that hold something, which SQLite would play into the library."""
    return [file for file in sidecars(path) if file.stat().st_size]


def set_aside(path: Path, now: float) -> Path:
    """Rename a library and its sidecars to a name that says so, and return that name.

    Nothing is there afterwards under the old names, and no other file is overwritten. The library
    itself may be missing. Raises StoreError where it fails; all is as it was then.
    """
    real = Path(os.path.realpath(path))
    target = _free(real, now)
    # The sidecars first: without the library they are harmless, beside another they are not.
    files = [*sidecars(real), *([real] if real.exists() else [])]
    done: list[tuple[Path, Path]] = []
    try:
        for file in files:
            place = Path(f"{target}{file.name.removeprefix(real.name)}")
            os.rename(file, place)
            done.append((file, place))
    except OSError as error:
        for file, place in reversed(done):
            with suppress(OSError):
                os.rename(place, file)
        raise StoreError(NOT_ASIDE.format(path=path)) from error
    sync_folder(real.parent)
    return target


def set_aside_before(path: Path) -> list[Path]:
    """List the libraries that were set aside here, the newest first."""
    real = Path(os.path.realpath(path))
    name = re.compile(
        re.escape(real.stem) + r" damaged \d{4}-\d\d-\d\d \d{6}" + re.escape(real.suffix), re.ASCII
    )
    with suppress(OSError):
        return sorted((f for f in real.parent.iterdir() if name.fullmatch(f.name)), reverse=True)
    return []


def copy_beside(path: Path, folder: Path) -> Path:
    """Copy a library and its sidecars, as they are, into a folder; return the library’s copy."""
    real = Path(os.path.realpath(path))
    for file in (real, *sidecars(real)):
        shutil.copyfile(file, folder / file.name)
    return folder / real.name


def _free(real: Path, now: float) -> Path:
    from planner.store.backup import stamp

    while True:
        target = real.with_name(f"{real.stem} damaged {stamp(now)}{real.suffix}")
        if not any(os.path.lexists(f"{target}{mark}") for mark in ("", *SIDECARS)):
            return target
        now += 1
