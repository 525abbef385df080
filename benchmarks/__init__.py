"""How fast Marshal is, beside a floor that is measured in the same run: `python -m benchmarks`.

Each module named in `__main__` has `measure(runs, small)`, which returns figures; small: at sizes
that take seconds, whose ratios alone have a meaning. Each runs in a process of its own, where a
window can be opened.
"""
