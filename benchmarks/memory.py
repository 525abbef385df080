"""How much memory a program takes, as the system counts it."""

import os
from collections.abc import Iterator
from pathlib import Path

_KILO = 1024


def memory_of(pid: int) -> int:
    """Return the bytes that a process and all that it started have in memory together.

    It is the resident set size, whose part that is shared with others, such as the code of
    libraries, is counted whole: so it does not hang on what else runs. Raises OSError where the
    system does not tell.
    """
    return sum(_memory(member) for member in _family(pid))


def is_told() -> bool:
    """Tell whether this system says how much memory a process takes."""
    return Path(f"/proc/{os.getpid()}/smaps_rollup").exists()


def _memory(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    told = dict(line.split(":", 1) for line in rollup.splitlines()[1:])
    return int(told["Rss"].split()[0]) * _KILO


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text(encoding="ascii").split():
            yield from _family(int(child))
