"""The program whose disk is really full, or read-only; arguments: a folder, names of deeds.

It runs with mounts of its own and prints what it found, as JSON.
"""

import sys
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from tests.reliability.mounts import filled, mount_small, read_only
from tests.reliability.stage import make_template
from tests.reliability.trial import Trial

SIZE = 8 << 20
ROOMS = (0, 1, 2, 4, 8, 20, 60, 120)
"""How much is left on the disk, in blocks of 4,096 bytes."""


def main(folder: Path, names: list[str]) -> None:
    """Try the deeds with these names."""
    # Sheets are laid out with the fonts of Qt.
    app = QApplication(sys.argv[:1])
    template = make_template(folder)
    disk = folder / "disk"
    disk.mkdir()
    mount_small(disk, SIZE)
    place, found = disk / "place", {}
    for name in names:
        trial = Trial(name, template, place)
        for blocks in ROOMS:
            room = partial(filled, disk, blocks * 4_096)
            trial.attempt(f"room for {blocks} blocks", room, may_leave=False)
        trial.attempt("a read-only folder", partial(read_only, place), may_leave=False)
        found[name] = trial.found
    print(msgspec.json.encode(found).decode())
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
