"""Figures as lines for a terminal, and as a file that a later run is set beside."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measure import Figure, Unit

Ratios = Mapping[tuple[str, int], float]
"""The ratios of another run, by what was done and with how many."""


def table(
    figures: Sequence[Figure], beside: Ratios | None = None, *, ratios_only: bool = False
) -> str:
    """Return the figures as lines for a terminal.

    beside: the ratios of an earlier run, for a column of their own. ratios_only: leave out what
    has no meaning on another machine or at another size, which is all but the ratios.
    """
    head = ["what", "size", "median", "p99", "floor", "ratio", "goal", "then", ""]
    shown = [figure for figure in figures if figure.ratio or not ratios_only]
    rows = [head, *(_row(figure, beside or {}, ratios_only) for figure in shown)]
    filled = [n for n in range(len(head)) if any(row[n] for row in rows[1:])]
    widths = {n: max(len(row[n]) for row in rows) for n in filled}
    lines = []
    for row in rows:
        first, *others = (row[n].rjust(widths[n]) for n in filled)
        lines.append("  ".join([first.strip().ljust(widths[0]), *others]).rstrip())
    return "\n".join(lines)


def read_ratios(path: Path) -> Ratios:
    """Return the ratios of the run that this file is of."""
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return {(figure["what"], figure["size"]): figure["ratio"] for figure in figures}


def _row(figure: Figure, beside: Ratios, ratios_only: bool) -> list[str]:
    then = beside.get((figure.what, figure.size), 0.0)
    met = figure.ratio_met if ratios_only else figure.met
    return [
        figure.what,
        f"{figure.size:,}",
        "" if ratios_only else _told(figure.median, figure.unit),
        "" if ratios_only else _told(figure.p99, figure.unit),
        "" if ratios_only else _told(figure.floor, figure.unit),
        f"{figure.ratio:.2f} x" if figure.floor else "",
        ", ".join(_goals(figure, ratios_only)),
        f"{then:.2f} x" if then else "",
        "" if met else "FAR OFF" if figure.far_off else "MISSED",
    ]


def _goals(figure: Figure, ratios_only: bool) -> list[str]:
    goals = []
    if figure.goal and not ratios_only:
        goals.append(_round(figure.goal, figure.unit))
    if figure.goal_p99 and not ratios_only:
        goals.append(f"p99 {_round(figure.goal_p99, figure.unit)}")
    if figure.most:
        goals.append(f"{figure.most:g} x")
    return goals


def _told(value: float, unit: Unit) -> str:
    if not value:
        return ""
    return f"{value / 2**20:,.1f} MiB" if unit is Unit.BYTES else f"{value * 1000:,.1f} ms"


def _round(value: float, unit: Unit) -> str:
    """Return a goal, which is a round number: of megabytes where it is of memory or of files."""
    return f"{value / 1e6:,g} MB" if unit is Unit.BYTES else f"{value * 1000:,g} ms"
