"""Write the hostile files into a folder: python -m tests.packs.hostile FOLDER."""

import sys
from pathlib import Path

from tests.packs.hostile.makers import hostile_files

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file in hostile_files():
        (folder / file.name).write_bytes(file.data)
