"""Measure, print a table, and write a JSON file: `python -m benchmarks [NAME ...] --json FILE`."""

import argparse
import json
import platform
from pathlib import Path

from benchmarks import coach, imports
from benchmarks.measure import table

_MEASURES = {"imports": imports.measure, "coach": coach.measure}


def main() -> None:
    """Run what was asked for, or all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(_MEASURES))
    parser.add_argument("--runs", type=int, default=5, help="take the median of so many runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(_MEASURES)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    figures = [
        figure for name in asked.names or _MEASURES for figure in _MEASURES[name](asked.runs)
    ]
    print(table(figures))
    if asked.json:
        told = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "runs": asked.runs,
            "figures": [figure.as_json() for figure in figures],
        }
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
