"""Measure how fast Marshal is, print a table, and write a JSON file where one is asked for."""

import argparse
import json
import os
import platform
import sys
from pathlib import Path

from benchmarks.apart import apart
from benchmarks.measure import Figure
from benchmarks.screen import a_screen
from benchmarks.table import read_ratios, table

_NAMES = ("start", "size", "search", "shelf", "desk", "imports", "coach", "exports")
"""Modules of this package, each with `measure(runs, small)`, in the order of the table."""
_RUNS, _RUNS_SMALL = 5, 3


def main() -> int:
    """Run what was asked for, or all of it; return 1 where a ratio is far off its goal."""
    asked = _asked()
    runs = asked.runs or (_RUNS_SMALL if asked.small else _RUNS)
    beside = read_ratios(asked.beside) if asked.beside else None
    figures = list[Figure]()
    with a_screen() as screen:
        for name in asked.names or _NAMES:
            print(f"{name} ...", file=sys.stderr, flush=True)
            figures += apart(name, runs, small=asked.small)
    machine = (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; {screen}; runs: {runs}"
    )
    print(machine)
    print(table(figures, beside, ratios_only=asked.small))
    if asked.json:
        told = {
            "machine": machine,
            "small": asked.small,
            "figures": [figure.as_json() for figure in figures],
        }
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return int(any(figure.far_off for figure in figures))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to measure: {' '.join(_NAMES)}"
    )
    parser.add_argument("--runs", type=int, help="take the median of so many runs")
    parser.add_argument(
        "--small", action="store_true", help="measure at small sizes, and print the ratios alone"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--beside",
        type=Path,
        metavar="FILE",
        help="print the ratios of this earlier run beside (benchmarks/released.json: the last "
        "release’s, at small sizes)",
    )
    asked = parser.parse_args()
    unknown = set(asked.names) - set(_NAMES)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
