"""Cuts of the power within the parts of a log: each begins over a quiet disk, and is over."""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.reliability import shim
from tests.reliability.power import Disk

BEGINS, DONE, OVER = "begins ", "done ", "over"
"""How the notes of a program begin whose parts are cut; what follows is its own."""


class Cut(NamedTuple):
    """What a cut left; part, told: what was noted as the part began, and as it was done.

    told is None before that.
    """

    place: int
    part: str
    told: str | None
    files: dict[str, bytes]


def cuts_within(log: Sequence[shim.Record], folder: Path, each: int, seed: str) -> Iterator[Cut]:
    """Cut the power at so many places of each part, and twice more as soon as it is done."""
    chance, disk = random.Random(seed), Disk(folder)
    places, part, told = _places(log, each, chance), "", None
    for number, record in enumerate(log):
        disk.follow(record)
        if record.kind == shim.NOTE:
            note = record.data.decode()
            if note.startswith(BEGINS):
                disk.settle()
                part, told = note.removeprefix(BEGINS), None
            elif note.startswith(DONE):
                told = note.removeprefix(DONE)
        for _ in range(places.count(number)):
            yield Cut(number, part, told, disk.cut(chance))


def _places(log: Sequence[shim.Record], each: int, chance: random.Random) -> list[int]:
    places = []
    notes = [number for number, record in enumerate(log) if record.kind == shim.NOTE]
    assert len(notes) % 3 == 0, "a part was not over"
    for begins, done, over in zip(notes[::3], notes[1::3], notes[2::3], strict=True):
        assert log[begins].data.startswith(BEGINS.encode())
        assert log[done].data.startswith(DONE.encode())
        places += [chance.randint(begins, over) for _ in range(each)]
        places += [done, done]
    return places


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    """Write the files that a cut left into a folder, which is emptied first; return it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
