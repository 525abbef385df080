"""Take in each hostile file as the program does, and write down what that cost.

`python -m tests.packs.hostile.measure FOLDER LIBRARY` takes in the sound files first, so that the
library has the pack that others pretend to be. It prints a line of JSON a file: its name, the
message, the seconds of processor time, by how many bytes the memory's peak grew, and the library's
digest.
"""

import ctypes
import hashlib
import json
import sys
import time
from pathlib import Path

from planner.packs.errors import PackError
from planner.packs.fix_file import read_fix
from planner.packs.material import read_material
from planner.packs.pack_file import read_pack_file
from planner.packs.plan_file import read_plan
from planner.packs.trust import judge
from planner.store.library import Library

SLOW = 0.7
"""Seconds after which a file is taken in once more."""


def take_in(path: Path, library: Library) -> None:
    """Do with a file what the program does with one of its kind."""
    if path.suffix == ".essayplan":
        read_plan(path)
    elif path.suffix == ".evidencefix":
        read_fix(path)
    elif path.suffix == ".evidencepack":
        file = read_pack_file(path)
        judge(file, library.known(file.pack.info.id), path.name)
        library.install(file.pack, file.signer)
    else:
        read_material(path)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def memory(field: str) -> int:
    """Return what the system tells of this process's memory, in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


def begin_anew() -> None:
    """Give back what the last file left free, and let the peak begin anew from there."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def timed(path: Path, library: Library) -> tuple[str, float]:
    """Take a file in, and return why it was refused, and how long that took."""
    start = time.process_time()
    message = ""
    try:
        take_in(path, library)
    except PackError as error:
        message = str(error)
    return message, time.process_time() - start


def main(folder: Path, library: Path) -> None:
    """Take in every file of a folder, and print what came of each."""
    opened = Library.open(library)
    # What a first use loads is not any file's doing, either.
    for sound in sorted((folder / "sound").iterdir()):
        try:
            take_in(sound, opened)
        except PackError as error:
            raise SystemExit(f"{sound.name} should be sound: {error}") from error
    begin_anew()
    before = memory("VmRSS")
    for path in sorted(folder.glob("*.*")):
        begin_anew()
        message, spent = timed(path, opened)
        grown = memory("VmHWM") - before
        if spent > SLOW:
            # What else a machine does makes its processor slower; the quicker of two counts.
            spent = min(spent, timed(path, opened)[1])
        print(json.dumps([path.name, message, spent, grown, digest(library)]), flush=True)
    opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
