"""How fast Marshal is, beside a floor that is measured in the same run: `python -m benchmarks`."""
