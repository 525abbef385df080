"""Timing, and what comes of it."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

_Done = TypeVar("_Done")
_FAR = 2.0
"""So many times its goal is a ratio that fails the run; less is noise of a busy machine."""


class Unit(StrEnum):
    """What a figure is counted in."""

    SECONDS = "seconds"
    BYTES = "bytes"


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, in its unit, and what it is held against.

    what, size: what was done, with how many. median: of all runs. floor: the median of the least
    that it could take, 0 for none. goal: the most that the median may be, 0 for none. most: the
    highest ratio to the floor. p99: what 99 of 100 do not exceed, where there are enough of them;
    goal_p99: the most that it may be.
    """

    what: str
    size: int
    median: float
    floor: float = 0.0
    goal: float = 0.0
    most: float = 0.0
    p99: float = 0.0
    goal_p99: float = 0.0
    unit: Unit = Unit.SECONDS

    @property
    def ratio(self) -> float:
        """Return how many times the floor this takes; 0 without a floor."""
        return self.median / self.floor if self.floor else 0.0

    @property
    def ratio_met(self) -> bool:
        """Tell whether the ratio is no higher than it may be."""
        return not self.most or self.ratio <= self.most

    @property
    def far_off(self) -> bool:
        """Tell whether the ratio is more than twice what it may be."""
        return bool(self.most) and self.ratio > _FAR * self.most

    @property
    def met(self) -> bool:
        """Tell whether every goal is met."""
        in_units = ((self.goal, self.median), (self.goal_p99, self.p99))
        return self.ratio_met and all(not goal or value <= goal for goal, value in in_units)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


class Clock:
    """Gathers the times of several runs, under the names of what was done."""

    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}

    def time(self, name: str, work: Callable[[], _Done]) -> _Done:
        """Do some work, note how long it took, and return what it returns."""
        gc.collect()
        start = time.perf_counter()
        done = work()
        self.note(name, time.perf_counter() - start)
        return done

    def note(self, name: str, value: float) -> None:
        """Note what was measured elsewhere, in seconds or bytes."""
        self._times.setdefault(name, []).append(value)

    def median(self, *names: str) -> float:
        """Return the median of what these took together, in what was noted."""
        runs = zip(*(self._times[name] for name in names), strict=True)
        return float(statistics.median(sum(run) for run in runs))

    def p99(self, name: str) -> float:
        """Return what 99 of 100 of these do not exceed: the highest, where there are fewer."""
        times = sorted(self._times[name])
        return times[-(len(times) // 100) - 1]
