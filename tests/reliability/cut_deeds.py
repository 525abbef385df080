"""The program whose deeds test_power cuts; arguments: a folder, names of deeds.

It runs under the shim. Of each deed the log tells where it begins, with what is to be there before
it and after it, where it is done, and where it is over.
"""

import sys
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from tests.reliability import shim
from tests.reliability.cuts import BEGINS, DONE, OVER
from tests.reliability.stage import Stage, make_template


def main(folder: Path, names: list[str]) -> None:
    """Do the deeds with these names."""
    # Sheets are laid out with the fonts of Qt.
    app = QApplication(sys.argv[:1])
    template = make_template(folder)
    place = folder / "place"
    for name in names:
        stage = Stage(name, template, place)
        at = stage.place()
        shim.note(f"{BEGINS}{msgspec.json.encode((name, stage.expected)).decode()}")
        stage.deed(at)
        shim.note(DONE)
        at.close()
        shim.note(OVER)
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
