"""Timing, and what comes of it."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

_Done = TypeVar("_Done")


@dataclass(frozen=True)
class Figure:
    """One thing that was measured: medians in seconds, and what they are held against.

    what, size: what was done, with how many. floor: the least that it could take, 0 for none.
    goal: the most seconds that it may take, 0 for none. most: the highest ratio to the floor.
    """

    what: str
    size: int
    seconds: float
    floor: float = 0.0
    goal: float = 0.0
    most: float = 0.0

    @property
    def ratio(self) -> float:
        """Return how many times the floor this takes; 0 without a floor."""
        return self.seconds / self.floor if self.floor else 0.0

    @property
    def met(self) -> bool:
        """Tell whether every goal is met."""
        return (not self.goal or self.seconds <= self.goal) and (
            not self.most or self.ratio <= self.most
        )

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
        self._times.setdefault(name, []).append(time.perf_counter() - start)
        return done

    def median(self, *names: str) -> float:
        """Return the median of what these took together, in seconds."""
        runs = zip(*(self._times[name] for name in names), strict=True)
        return float(statistics.median(sum(run) for run in runs))


def table(figures: list[Figure]) -> str:
    """Return the figures as lines for a terminal."""
    head = ("what", "size", "median", "floor", "ratio", "goal", "")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([first.strip().ljust(widths[0]), *others]).rstrip())
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    goals = []
    if figure.goal:
        goals.append(f"{figure.goal:g} s")
    if figure.most:
        goals.append(f"{figure.most:g} x")
    return (
        figure.what,
        f"{figure.size:,}",
        f"{figure.seconds * 1000:,.1f} ms",
        f"{figure.floor * 1000:,.1f} ms" if figure.floor else "",
        f"{figure.ratio:.2f} x" if figure.floor else "",
        ", ".join(goals),
        "" if figure.met else "MISSED",
    )
