"""Importing a pack: read and verified, checked, and put in so that its cards can be searched."""

import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.measure import Clock, Figure
from benchmarks.samples import sample_pack
from planner.model.problems import problems
from planner.packs.pack_file import build_pack, read_pack_file
from planner.packs.signing import SigningKey
from planner.store.database import create
from planner.store.library import Library

_GOALS = {2_000: 0.5, 10_000: 2.5, 20_000: 5.0}
_SMALL = (2_000,)
_GOAL_FROM, _MOST_RATIO = 10_000, 1.5
"""From how many cards on there is a goal, but in a small run, and which."""


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what it takes to import packs of several sizes, and an update of each."""
    sizes = _SMALL if small else _GOALS
    return [figure for size in sizes for figure in measure_size(size, runs, small=small)]


def measure_size(size: int, runs: int, *, small: bool = False) -> list[Figure]:
    """Return what it takes to import a pack of so many cards, and a new version of it."""
    key = SigningKey.make()
    first, second = (build_pack(sample_pack(size, version), key) for version in (1, 2))
    clock = Clock()
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "evidence.db"
            create(path)
            with Library.open(path) as library:
                # What the program has loaded by the time that a file is chosen.
                library.set_setting("warm", "yes")
                for name, data in (("", first), ("update ", second)):
                    file = clock.time(f"{name}read", partial(read_pack_file, data))
                    clock.time(f"{name}check", partial(problems, file.pack))
                    install = partial(library.install, file.pack, file.signer)
                    clock.time(f"{name}install", install)
            _floor(clock, path, Path(folder) / "floor.db")
    floor = clock.median("floor")
    return [
        Figure("read and verify", size, clock.median("read")),
        Figure("check", size, clock.median("check")),
        Figure("install, searchable", size, clock.median("install"), floor),
        Figure(
            "read and install",
            size,
            clock.median("read", "install"),
            floor,
            most=_MOST_RATIO if small or size >= _GOAL_FROM else 0.0,
        ),
        Figure(
            "read, check and install",
            size,
            clock.median("read", "check", "install"),
            goal=_GOALS.get(size, 0.0),
        ),
        Figure(
            "the same, for a new version",
            size,
            clock.median("update read", "update check", "update install"),
            goal=_GOALS.get(size, 0.0),
        ),
    ]


def _floor(clock: Clock, library: Path, path: Path) -> None:
    """Time a bare bulk insert of the very rows, and one building of the index, in a transaction."""
    with closing(sqlite3.connect(library)) as connection:
        packs = connection.execute("SELECT * FROM packs WHERE place > 0").fetchall()
        rows = connection.execute("SELECT * FROM cards").fetchall()
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}").fetchall()

        def insert() -> None:
            connection.execute("BEGIN")
            for table, values in (("packs", packs), ("cards", rows)):
                marks = ", ".join("?" * len(values[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
            connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
            connection.execute("COMMIT")

        clock.time("floor", insert)
