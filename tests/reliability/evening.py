"""The program that test_power cuts: it works in a library, and notes what is safe by now.

Arguments: the library, how many steps. With MARSHAL_TEST_JOURNAL=wal, which nothing but this
program reads, the library is kept in a way that is known to lose what was saved.
"""

import os
import sys
from pathlib import Path

import msgspec

from planner.store import database
from planner.store.library import Library
from planner.store.opening import open_library
from tests.reliability import contents, shim
from tests.reliability.work import Evening


def main(path: Path, count: int) -> None:
    """Do so many steps, and note after each what the folder must hold from now on."""
    if os.environ.get("MARSHAL_TEST_JOURNAL") == "wal":
        frail = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL")
        vars(database)["_DURABLE"] = frail
    with open_library(path) as library:
        _tell(library)
        for step in Evening(library).steps(count):
            step()
            _tell(library)


def _tell(library: Library) -> None:
    shim.note(msgspec.json.encode(contents.of_folder(library)).decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
