"""Power cuts: no acknowledged edit is lost, and no library damaged, wherever the power goes."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from planner.store.errors import StoreError
from planner.store.opening import open_library
from tests.reliability import contents, shim
from tests.reliability.contents import Contents
from tests.reliability.power import Disk

STEPS = 160
PARTS, CUTS = 8, 250
"""Cut points: 2,000 in all, shared out so that all cores have some."""


def recorded(program: Path, memory: Path, **settings: str) -> list[shim.Record]:
    """Return the log of an evening's work."""
    folder, log = memory / "evening", memory / "log"
    shutil.rmtree(folder, ignore_errors=True)
    log.unlink(missing_ok=True)
    folder.mkdir()
    environ = {**shim.under(program, folder, log), **settings}
    shim.run("evening", folder / "evidence.db", STEPS, environ=environ)
    return list(shim.records(log.read_bytes()))


@pytest.fixture(scope="session")
def log(shim, memory):
    return recorded(shim, memory)


@pytest.fixture(scope="session")
def frail_log(shim, memory):
    return recorded(shim, memory, MARSHAL_TEST_JOURNAL="wal")


def cuts(log: list[shim.Record], count: int, seed: str, folder: Path) -> list[str]:
    """Cut the power at so many places, and say what was wrong after each."""
    chance = random.Random(seed)
    states = [msgspec.json.decode(r.data, type=Contents) for r in log if r.kind == shim.NOTE]
    # Past the first note: before it, no one was told that anything is there.
    places = sorted(chance.randrange(1, len(log) + 1) for _ in range(count))
    disk, done, faults = Disk(), 0, []
    for place in places:
        for record in log[done:place]:
            disk.follow(record)
        done = place
        told = len(disk.told)
        # What was being done may be done or not; all before it is there.
        possible = states[max(0, told - 1) : told + 1]
        wrong = look(folder, disk.cut(chance), possible)
        faults += [f"after call {place} of {len(log)}, edit {told}: {wrong}"] if wrong else []
    return faults


def look(folder: Path, files: dict[str, bytes], possible: list[Contents]) -> str:
    """Start Marshal on what a cut left, and say what is wrong; empty where nothing is."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "evidence.db"
    try:
        with open_library(path) as library:
            found = contents.of_folder(library)
    except StoreError as error:
        return str(error)
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            return str(sound)
    if found in possible:
        return ""
    last = possible[0]
    return f"differs in {sorted(k for k in {*last, *found} if last.get(k) != found.get(k))}"


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_was_saved_is_lost_in_a_power_cut(log, memory, part):
    assert cuts(log, CUTS, f"cut {part}", memory / "cut") == []


def test_every_kind_of_call_is_cut_at(log):
    # What the shim does not see cannot be cut.
    kinds = {record.kind for record in log}
    assert kinds >= {shim.OPEN, shim.WRITE, shim.TRUNCATE, shim.SYNC, shim.RENAME, shim.NOTE}
    assert sum(record.kind == shim.NOTE for record in log) == STEPS + 1
    assert len(log) > 10 * STEPS


def test_a_library_that_is_not_kept_so_loses_edits(frail_log, memory):
    # The same work and the same cuts, in SQLite's usual fast way: the test would see a loss.
    faults = cuts(frail_log, CUTS, "cut 0", memory / "cut")
    assert len([fault for fault in faults if "differs in" in fault]) > CUTS / 4, faults[:3]
