"""Measuring in a process of its own."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.measure import Figure


def apart(name: str, runs: int, *, small: bool) -> list[Figure]:
    """Run a measure in a new process, so that what it loads or keeps disturbs no other."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as process:
        return process.submit(_measure, name, runs, small).result()


def _measure(name: str, runs: int, small: bool) -> list[Figure]:
    figures: list[Figure] = import_module(f"benchmarks.{name}").measure(runs, small)
    return figures
