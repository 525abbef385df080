"""3,000 damaged libraries: nothing is lost silently, changed silently, or written over."""

import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from planner.store import backup as backups
from planner.store.aside import set_aside_before
from planner.store.check import verify
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.opening import open_library, rescue_library
from planner.store.rescue import rescue
from planner.store.search import Query
from tests.reliability.damage import NOW, PAGE, Files, Sound, damaged

PARTS, RUNS = 10, 300
"""Runs: 3,000 in all, shared out so that all cores have some."""
FULL = 7
"""Each so many damaged libraries are taken through all that the window offers."""


@pytest.fixture(scope="session")
def sound(memory: Path) -> Sound:
    """The library that is damaged."""
    return Sound(memory / "sound")


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_libraries(sound, memory, part):
    faults, counts = run(sound, memory / "damaged", range(part * RUNS, (part + 1) * RUNS))
    assert not faults, f"{len(faults)} of {RUNS}:\n" + "\n\n".join(faults[:5])
    print("\n" + "\n".join(f"{number:6} {what}" for what, number in sorted(counts.items())))
    assert counts["untouched plans rescued"] == counts["untouched plans"] > RUNS / 2
    assert counts["opened"] > RUNS / 5
    assert counts["refused as damaged"] > RUNS / 3


def run(sound: Sound, folder: Path, seeds: range) -> tuple[list[str], Counter]:
    """Damage a library once for each seed; return what went wrong, and how much was met."""
    faults, counts = [], Counter()
    for seed in seeds:
        kind, files = damaged(sound, seed)
        place = folder / str(seed)
        place.mkdir(parents=True)
        try:
            one(sound, files, place, counts, full=seed % FULL == 0)
        except Exception:
            faults.append(f"Seed {seed}, {kind}: {traceback.format_exc()}")
        finally:
            shutil.rmtree(place)
    return faults, counts


def one(sound: Sound, files: Files, folder: Path, counts: Counter, *, full: bool) -> None:
    path = folder / "library.db"
    for mark, data in files.items():
        Path(f"{path}{mark}").write_bytes(data)
    (folder / "library-backups").mkdir()
    shutil.copy(sound.backup, folder / "library-backups")
    library, error = attempt(lambda: open_library(path))
    if library is not None:
        counts["opened"] += 1
        with library:
            went_through(sound, library, files, full=full)
    elif isinstance(error, Damaged):
        counts["refused as damaged"] += 1
        assert str(path) in str(error)
        left_alone(path, files)
        rescued(sound, files, path, counts)
        if full:
            taken_through(sound, files, path)
    else:
        # One flipped bit can make it look like the library of a later version.
        counts["refused as newer"] += 1
        assert "newer version" in str(error)
        left_alone(path, files)
    assert set(os.listdir(folder)) - allowed(path, folder) == set()


def attempt(call: Callable[[], Any]) -> tuple[Any, StoreError | None]:
    """Return what a call gives, or the StoreError that it raises; any other is a fault."""
    try:
        return call(), None
    except StoreError as error:
        return None, error


def allowed(path: Path, folder: Path) -> set[str]:
    """Return the names that may be beside a library afterwards."""
    asides = {f"{a.name}{mark}" for a in set_aside_before(path) for mark in MARKS}
    return {f"{path.name}{mark}" for mark in MARKS} | asides | {"library-backups", "rescued"}


MARKS = ("", "-journal", "-wal", "-shm")


def left_alone(path: Path, files: Files) -> None:
    """Hold that a library and what was beside it are byte for byte as they were found."""
    for mark, data in files.items():
        assert Path(f"{path}{mark}").read_bytes() == data, f"changed: {mark}"


def untouched(sound: Sound, files: Files) -> set[str]:
    """Return the plans none of whose pages is another than in the sound library."""
    data = files[""]
    if "-journal" in files and len(files) > 1:
        # Which bytes count depends on what is played.
        return set()
    changed = {
        at // PAGE
        for at in range(0, len(sound.data), PAGE)
        if data[at : at + PAGE] != sound.data[at : at + PAGE]
    }
    return {plan_id for plan_id, pages in sound.pages.items() if not pages & changed}


def went_through(sound: Sound, library: Library, files: Files, *, full: bool) -> None:
    """Read all of an opened library: each plan is one that was saved, or is told to be damaged."""
    store = library.plans
    listed = {summary.id for summary in [*store.summaries(), *store.deleted()]}
    assert listed == sound.ids, "plans are missing, and nobody was told"
    loaded = set()
    for plan_id in sound.ids:
        plan, error = attempt(partial(store.load, plan_id))
        if plan is None:
            assert "damaged" in str(error)
            continue
        assert plan in sound.states[plan_id], "a plan changed silently"
        loaded.add(plan_id)
    assert untouched(sound, files) <= loaded
    for read in (
        lambda: [library.versions.load(v.id) for i in sound.ids for v in library.versions.list(i)],
        lambda: [library.drafts.load(draft.id) for draft in library.drafts.summaries()],
        lambda: [library.pack(pack.id) for pack in library.packs()],
        lambda: [store.load(plan.id) for plan in store.worked()],
        lambda: library.notes([f"usa/{n}" for n in range(9)]),
        lambda: library.setting("theme"),
        lambda: [library.factors(), library.questions(), library.question_types()],
        lambda: store.using(["usa/1"]),
        lambda: library.page(Query("card"), 0, 50),
        lambda: library.page(Query(), 0, 50),
        lambda: library.check(),
        lambda: full and library.back_up("work", NOW),
    ):
        _, error = attempt(read)
        assert error is None or str(error).endswith(".")


def rescued(sound: Sound, files: Files, path: Path, counts: Counter) -> None:
    """Rescue what is readable without a backup's help."""
    target = path.parent / "rescued" / "library.db"
    target.parent.mkdir()
    rescue(path, target)
    left_alone(path, files)
    intact = untouched(sound, files)
    with Library.open(target) as library:
        held = {s.id for s in [*library.plans.summaries(), *library.plans.deleted()]}
        for plan_id in held:
            assert library.plans.load(plan_id) in sound.states[plan_id]
        assert library.check().sound
    counts["untouched plans"] += len(intact)
    counts["untouched plans rescued"] += len(intact & held)
    if not intact <= held:
        raise AssertionError(f"not rescued: {sorted(intact - held)}")
    counts["touched plans"] += len(sound.ids - intact)
    counts["touched plans rescued"] += len(held - intact)


def taken_through(sound: Sound, files: Files, path: Path) -> None:
    """Do what the window offers: the newest backup is at hand, and nothing is written over."""
    offered = backups.newest_sound(path)
    assert offered is not None
    assert offered.path.name == sound.backup.name
    library, _ = rescue_library(path, NOW)
    with library:
        held = {s.id for s in [*library.plans.summaries(), *library.plans.deleted()]}
        assert held == sound.ids
        for plan_id in held:
            assert library.plans.load(plan_id) in sound.states[plan_id]
    assert verify(path).sound
    (aside,) = set_aside_before(path)
    left_alone(aside, files)
