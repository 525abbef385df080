"""Kills at any moment: what the status bar had called saved is there at the next start."""

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.store.build import build_library
from planner.store.library import Library
from tests.reliability import shim
from tests.reliability.contents import digest
from tests.ui import samples

PARTS, LIVES, KILLS = 5, 2, 10
"""Kills: 100 in all, shared out so that all cores have some, two programs at a time."""


def killed(path: Path, chance: random.Random, said: Path) -> list[list[str]]:
    """Start Marshal, kill it at some moment, and return what it told until then."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(shim.ROOT)}
    command = [sys.executable, "-m", "tests.reliability.driven", str(path), str(chance.random())]
    with said.open("wb") as out, said.with_suffix(".errors").open("wb") as errors:
        program = subprocess.Popen(command, env=environ, cwd=shim.ROOT, stdout=out, stderr=errors)
        if chance.random() < 0.15:
            # Within its start, before there is a window.
            time.sleep(chance.uniform(0.1, 1.0))
        else:
            # After some saves, however long those take here, and at no moment in particular.
            saves, deadline = chance.randrange(5), time.monotonic() + 60
            while time.monotonic() < deadline:
                told = said.read_bytes()
                if b"open" in told and told.count(b"said") >= saves:
                    break
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.8))
        assert program.poll() is None, said.with_suffix(".errors").read_text()
        program.kill()
        program.wait()
    faults = said.with_suffix(".errors").read_text()
    assert "Traceback" not in faults, faults
    return [line.split() for line in said.read_text().splitlines()]


def held(path: Path, folder: Path) -> str:
    """Return the digest of the plan that a copy of the library and its journal holds."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(path.parent, folder)
    with Library.open(folder / path.name) as library:
        return digest(library.plans.load("plan"))


def life(name: str, place: Path, copy: Path) -> int:
    """Kill the program again and again over one library; return how often all was called saved."""
    chance = random.Random(name)
    place.mkdir()
    path = place / "evidence.db"
    build_library(path, [samples.pack()])
    with Library.open(path) as library:
        library.plans.save(samples.begun(), 1.0)
        library.set_setting("last_plan", "plan")
    last, called = held(path, copy), 0
    for _ in range(KILLS):
        # The next start meets the library as the kill left it, with whatever lies beside it.
        told = killed(path, chance, place.with_suffix(".said"))
        assert [plan for word, plan in told if word == "open"] in ([], [last])
        saved = [number for number, (word, _) in enumerate(told) if word == "said"]
        kept = told[saved[-1]][1] if saved else last
        since = [plan for word, plan in told[saved[-1] if saved else 0 :] if word == "trying"]
        last, called = held(path, copy), called + len(saved)
        assert last in (kept, *since)
    return called


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_was_called_saved_is_lost_in_a_kill(part, tmp_path, memory):
    names = [f"kill-{part}-{number}" for number in range(LIVES)]
    with ThreadPoolExecutor(LIVES) as pool:
        called = pool.map(life, names, map(tmp_path.joinpath, names), map(memory.joinpath, names))
        # Where little was saved, little could be lost.
        assert min(called) > KILLS
