"""Power cuts: no acknowledged edit is lost, and no library damaged, wherever the power goes."""

import random
import shutil
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from planner.store.errors import Damaged, StoreError
from planner.store.opening import open_library
from tests.reliability import contents, shim
from tests.reliability.contents import DAMAGED, Contents
from tests.reliability.cuts import Cut, cuts_within, lay
from tests.reliability.deeds import DEEDS, MENDS, UPDATES, Place
from tests.reliability.power import Disk
from tests.reliability.stage import Expected, apart, hold_sound, state

STEPS = 160
PARTS, CUTS = 8, 175
"""Cut points of the evening: 1,400 in all, shared out so that all cores have some."""
DEED_PARTS, DEED_CUTS = 4, 10
"""Cut points of each deed, besides two as soon as it is done: some 480 in all."""
STARTS, START_CUTS = 40, 4
"""Starts after a cut that are cut again, and how often, besides two once it is open: 240 in all."""


def recorded(program: Path, folder: Path, name: str, *given: object, **settings: str) -> list:
    """Return the log of a program that works in a folder."""
    log = folder.with_name("log")
    shutil.rmtree(folder, ignore_errors=True)
    log.unlink(missing_ok=True)
    folder.mkdir()
    shim.run(name, *given, environ={**shim.under(program, folder, log), **settings})
    return list(shim.records(log.read_bytes()))


@pytest.fixture(scope="session")
def evening(memory):
    return memory / "evening"


@pytest.fixture(scope="session")
def log(shim, evening):
    return recorded(shim, evening, "evening", evening / "evidence.db", STEPS)


@pytest.fixture(scope="session")
def frail_log(shim, evening):
    path = evening / "evidence.db"
    return recorded(shim, evening, "evening", path, STEPS, MARSHAL_TEST_JOURNAL="wal")


def cuts(log: list[shim.Record], evening: Path, count: int, seed: str):
    """Cut the power at so many places; give each with what may be there after it."""
    chance = random.Random(seed)
    states = [msgspec.json.decode(r.data, type=Contents) for r in log if r.kind == shim.NOTE]
    # Past the first note: before it, no one was told that anything is there.
    places = sorted(chance.randrange(1, len(log) + 1) for _ in range(count))
    disk, done = Disk(evening), 0
    for place in places:
        for record in log[done:place]:
            disk.follow(record)
        done = place
        told = len(disk.told)
        # What was being done may be done or not; all before it is there.
        possible = states[max(0, told - 1) : told + 1]
        yield f"call {place} of {len(log)}, edit {told}", disk.cut(chance), possible


def look(folder: Path, files: dict[str, bytes], possible: list[Contents]) -> str:
    """Start Marshal on what a cut left, and say what is wrong; empty where nothing is."""
    path = lay(folder, files) / "evidence.db"
    try:
        with open_library(path) as library:
            found = contents.of_folder(library)
        hold_sound(path)
    except (StoreError, AssertionError) as error:
        return str(error)
    if found in possible:
        return ""
    last = possible[0]
    return f"differs in {sorted(k for k in {*last, *found} if last.get(k) != found.get(k))}"


def looks(log: list[shim.Record], evening: Path, count: int, seed: str) -> list[str]:
    """Cut the power at so many places, and say what was wrong after each."""
    folder = evening.with_name("cut")
    found = [(at, look(folder, *left)) for at, *left in cuts(log, evening, count, seed)]
    return [f"after {at}: {wrong}" for at, wrong in found if wrong]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_was_saved_is_lost_in_a_power_cut(log, evening, part):
    assert looks(log, evening, CUTS, f"cut {part}") == []


@pytest.mark.parametrize("part", range(DEED_PARTS))
def test_a_deed_is_done_or_not_after_a_power_cut(shim, memory, part):
    names = [*DEEDS, *MENDS][part::DEED_PARTS]
    folder = memory / "deeds"
    log = recorded(shim, folder, "cut_deeds", folder, *names)
    faults, seen = [], set()
    for cut in cuts_within(log, folder / "place", DEED_CUTS, f"deeds {part}"):
        name, expected = msgspec.json.decode(cut.part, type=tuple[str, Expected])
        seen.add(name)
        try:
            after_deed(name, cut, expected, memory / "cut")
        except (StoreError, AssertionError) as error:
            faults.append(f"{name}, after call {cut.place}, told {cut.told}: {error}")
    assert faults == []
    assert seen == set(names)


def after_deed(name: str, cut: Cut, expected: Expected, folder: Path) -> None:
    """Start Marshal on what a cut left, and hold that the deed was done, or that it was not."""
    path = lay(folder, cut.files) / "evidence.db"
    place, done = Place(folder), cut.told is not None
    damaged = expected.before.get(DAMAGED)
    try:
        place.held = open_library(path)
    except Damaged:
        # It was damaged before, and is so still; nothing was begun in its place.
        assert damaged, "it is refused as damaged"
        assert not done
    now = state(place)
    place.close()
    if damaged:
        kept = [now.get(DAMAGED), *contents.of_asides(path).values()]
        assert damaged in kept, "the damaged library was not kept"
    if not damaged or (DAMAGED not in now and path.exists()):
        expected.hold(now, done=done)
        hold_sound(path)
    # A start brings an earlier library up to date, where the cut has left that as it was.
    changed = name in UPDATES or apart(now) == apart(expected.after) != apart(expected.before)
    if done or changed:
        # What it replaces was kept first, and is there for as long as the change is.
        expected.hold_copies(now, keeps=name in UPDATES or name == "restore a backup")


def test_a_start_after_a_cut_can_be_cut(shim, log, evening, memory):
    # The first cut was in the midst of a change, which the start takes back from its journal.
    hot = (
        (files, possible)
        for _, files, possible in cuts(log, evening, 3_000, "first")
        if files.get("evidence.db-journal", b"").startswith(JOURNAL)
    )
    possible = {}
    for number, (files, states) in enumerate(islice(hot, STARTS)):
        possible[lay(memory / "first" / f"{number:03}", files).name] = states
    assert len(possible) == STARTS
    folder = memory / "starts"
    again = recorded(shim, folder, "cut_starts", folder, memory / "first")
    shown = {}
    for cut in cuts_within(again, folder / "place", START_CUTS, "second"):
        name = msgspec.json.decode(cut.part)
        if cut.told is not None:
            shown[name] = msgspec.json.decode(cut.told, type=Contents)
            assert shown[name] in possible[name]
        wrong = look(memory / "cut", cut.files, [shown[name]] if cut.told else possible[name])
        assert not wrong, f"start {name}, after call {cut.place}: {wrong}"
    assert len(shown) == STARTS


JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""How a journal begins that SQLite has to play back."""


def test_every_kind_of_call_is_cut_at(log):
    # What the shim does not see cannot be cut.
    kinds = {record.kind for record in log}
    assert kinds >= {shim.OPEN, shim.WRITE, shim.TRUNCATE, shim.SYNC, shim.RENAME, shim.NOTE}
    assert sum(record.kind == shim.NOTE for record in log) == STEPS + 1
    assert len(log) > 10 * STEPS


def test_a_library_that_is_not_kept_so_loses_edits(frail_log, evening):
    # The same work and the same cuts, in SQLite's usual fast way: the test would see a loss.
    faults = looks(frail_log, evening, CUTS, "cut 0")
    assert len([fault for fault in faults if "differs in" in fault]) > CUTS / 4, faults[:3]
