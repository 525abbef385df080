"""The program whose starts test_power cuts, each after a first cut; arguments: two folders.

It runs under the shim over the first one. For each folder within the second, Marshal is started
over a copy of what is there; the log tells where that begins, what it then shows, and where it is
over.
"""

import shutil
import sys
from pathlib import Path

import msgspec

from planner.store.opening import open_library
from tests.reliability import contents, shim
from tests.reliability.cuts import BEGINS, DONE, OVER


def main(folder: Path, left: Path) -> None:
    """Start Marshal over each of the folders."""
    for each in sorted(left.iterdir()):
        place = folder / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(each, place)
        shim.note(f"{BEGINS}{msgspec.json.encode(each.name).decode()}")
        with open_library(place / "evidence.db") as library:
            shim.note(f"{DONE}{msgspec.json.encode(contents.of_folder(library)).decode()}")
        shim.note(OVER)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
