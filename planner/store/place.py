"""Where the student's library is, and how it begins."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from planner import shipped
from planner.files import make_folder, write_file
from planner.store import errors
from planner.store.errors import StoreError, store_error

NAME = "evidence.db"
VARIABLE = "MARSHAL_LIBRARY"
PORTABLE = "portable"
KEY = "marshal.key"


def library_path(given: str | None, environ: Mapping[str, str]) -> Path:
    """Return the file that the library is in, or is to be in.

    given: the file that the user names, if any. After it come the environment's, a folder named
    portable beside the program, and the user's own data folder.
    """
    named = given or environ.get(VARIABLE)
    if named:
        path = Path(named).expanduser().absolute()
        if not path.parent.is_dir():
            raise StoreError(
                f"There is no folder {path.parent}, so no library can be in it. "
                "Make the folder first, or name another file."
            )
        return path
    if (shipped.ROOT / PORTABLE).is_dir():
        return shipped.ROOT / PORTABLE / NAME
    import platformdirs

    return platformdirs.user_data_path("Marshal", appauthor=False) / NAME


def key_path(library: Path) -> Path:
    """Return the file that a teacher's signing key is in: beside the library."""
    return library.with_name(KEY)


def start_library(path: Path, *, anew: bool = False) -> None:
    """Copy the shipped library to a file that is not there yet; leave one that is.

    Where backups of a library that is gone are beside it, none is begun unasked: Damaged is raised
    there. anew: begin one all the same.
    """
    if os.path.lexists(path):
        return
    _make_way(path, anew=anew)
    try:
        data = shipped.LIBRARY.read_bytes()
    except OSError as error:
        raise StoreError(
            f"Marshal’s own library, {shipped.LIBRARY}, cannot be read. Install Marshal again."
        ) from error
    try:
        make_folder(path.parent)
        write_file(path, data)
    except OSError as error:
        raise StoreError(
            f"No library could be made at {path}. Check that its folder can be written to and "
            "that the disk has space, or name another file with --library."
        ) from error


def _make_way(path: Path, *, anew: bool) -> None:
    """See to what is left beside the place of a library that is not there."""
    from planner.store.aside import hot, set_aside, set_aside_before
    from planner.store.backup import backups

    if not anew and (backups(path) or set_aside_before(path)):
        raise store_error(errors.GONE, path)
    if hot(path):
        # SQLite would play the journal of another library into the new one.
        set_aside(path, time.time())
