"""Where the student's library is, and how it begins."""

import os
from collections.abc import Mapping
from pathlib import Path

from planner import shipped
from planner.files import write_file
from planner.store.errors import StoreError

NAME = "evidence.db"
VARIABLE = "MARSHAL_LIBRARY"
PORTABLE = "portable"


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


def start_library(path: Path) -> None:
    """Copy the shipped library to a file that is not there yet; leave one that is."""
    if os.path.lexists(path):
        return
    try:
        data = shipped.LIBRARY.read_bytes()
    except OSError as error:
        raise StoreError(
            f"Marshal’s own library, {shipped.LIBRARY}, cannot be read. Install Marshal again."
        ) from error
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
    except OSError as error:
        raise StoreError(
            f"No library could be made at {path}. Check that its folder can be written to and "
            "that the disk has space, or name another file with --library."
        ) from error
