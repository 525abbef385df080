"""Starting: until the window is painted with the last plan, and the memory that it takes then."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.measure import Clock, Figure, Unit
from benchmarks.memory import is_told, memory_of
from benchmarks.samples import sample_pack
from planner.store.opening import open_library

_ROOT = Path(__file__).resolve().parent.parent
_LEAST_RUNS, _LEAST_SMALL = 7, 5
_LEAST_RUNS_MEMORY = 3
_REST = 2.0
"""Seconds after the first frame until memory is read."""
_PATIENCE = 120.0
_MOST_START, _MOST_MEMORY, _MOST_GROWTH = 1.8, 1.6, 1.1
_CHILD = {
    "bare": "import sys; from benchmarks.painted import bare; bare(*sys.argv[1:])",
    # As Marshal's own start does it, before anything else imports Qt.
    "marshal": "import sys; from planner.ui.importing import import_qt; import_qt(); "
    "from benchmarks.painted import marshal; marshal(*sys.argv[1:])",
}


@dataclass(frozen=True)
class _Size:
    """A library to start with."""

    cards: int
    plans: int


_USUAL, _LARGE, _LARGE_SMALL = _Size(2_000, 1), _Size(100_000, 1_000), _Size(10_000, 100)


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what it takes to come back to the shipped plan, of 3 paragraphs with 9 cards.

    The floor is a window of Qt's with a menu, a list and a field, started in turns with it.
    """
    large = _LARGE_SMALL if small else _LARGE
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        compiled = str(Path(folder) / "compiled")
        libraries = {"bare": ("", "A field")}
        for name, size in (("usual", _USUAL), ("large", large)):
            path = Path(folder) / name / "evidence.db"
            libraries[name] = (str(path), make_library(path, size.cards, size.plans))
        # The first of each compiles and reads from the disk what those after it find there.
        for run in range(max(runs, _LEAST_SMALL if small else _LEAST_RUNS) + 1):
            for name, (library, words) in libraries.items():
                seen = time_start(name, library, words, compiled)
                if run:
                    clock.note(name, seen["painted"])
                    clock.note(f"{name} processor", seen["processor"])
        for _ in range(_LEAST_RUNS_MEMORY if is_told() else 0):
            for name, (library, _words) in libraries.items():
                clock.note(f"{name} memory", _memory(name, library, compiled))
    figures = _figures(clock, "start to the plan painted", large, _MOST_START)
    figures += _figures(clock, "start: its processor time", large, 0.0, " processor")
    if is_told():
        figures += _figures(clock, "memory then", large, _MOST_MEMORY, " memory")
    return figures


def make_library(path: Path, cards: int, plans: int) -> str:
    """Make a library with so many made-up cards and plans, of which the last was open last.

    The plans are copies of the shipped example. Return words that its window is to show.
    """
    path.parent.mkdir(parents=True)
    with open_library(path) as library:
        worked = library.plans.load(library.plans.worked()[0].id)
        library.install(sample_pack(cards))
        now = time.time()
        for number in range(plans):
            plan = replace(worked, id=f"plan-{number}", name=f"A plan, number {number}")
            library.plans.save(plan, now - plans + number)
        library.set_setting("last_plan", f"plan-{plans - 1}")
    return worked.line_of_argument


def time_start(name: str, library: str, words: str, compiled: str) -> dict[str, Any]:
    """Start a program, and return when its window was painted, in seconds from its start.

    name: "bare", or else it is Marshal. compiled: a folder for Python's bytecode. Raises
    RuntimeError where the window does not show the words, or the screen not the window.
    """
    began = time.monotonic()
    with _started(name, library, words, compiled) as process:
        told, _ = process.communicate(timeout=_PATIENCE)
    seen: dict[str, Any] = json.loads(told.splitlines()[-1])
    if not (seen["shows"] and seen["whole"]):
        raise RuntimeError(f"the window of {name} is not painted as it should be: {seen}")
    return {**seen, "painted": seen["painted"] - began}


def _memory(name: str, library: str, compiled: str) -> float:
    with _started(name, library, "", compiled) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(_REST)
        memory = memory_of(process.pid)
        process.communicate(timeout=_PATIENCE)
    return memory


def _started(name: str, library: str, words: str, compiled: str) -> "subprocess.Popen[str]":
    run = "bare" if name == "bare" else "marshal"
    command = [sys.executable, "-c", _CHILD[run], library, words]
    # As when it is installed: what was compiled at the first start is not compiled again.
    env = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(command, cwd=_ROOT, env=env, stdout=subprocess.PIPE, text=True)


def _figures(clock: Clock, what: str, large: _Size, most: float, of: str = "") -> list[Figure]:
    unit = Unit.BYTES if of == " memory" else Unit.SECONDS
    bare, usual, grown = (clock.median(f"{name}{of}") for name in ("bare", "usual", "large"))
    growth = f"{what}, with {large.plans:,} plans, beside {_USUAL.cards:,} cards"
    most_growth = _MOST_GROWTH if most else 0.0
    return [
        Figure(what, _USUAL.cards, usual, bare, most=most, unit=unit),
        Figure(growth, large.cards, grown, usual, most=most_growth, unit=unit),
    ]
