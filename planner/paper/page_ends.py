"""Where pages end: which of the rows of a long text stand on which page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A line of a text, or a picture: how high it is and what may come of it, in points.

    gap: the room above it, which it does not need where a page begins. ends: a page may end below.
    """

    height: float
    gap: float = 0.0
    ends: bool = True


def pages(rows: Sequence[Row], height: float) -> Iterator[range]:
    """Go through the pages, by the numbers of the rows that each holds.

    Those are as many as its height has room for. A page ends below a row that may be the last one,
    or where none of them may, where it is full.
    """
    first = 0
    while first < len(rows):
        past = _full(rows, first, height)
        if past < len(rows):
            past = next((n for n in range(past, first, -1) if rows[n - 1].ends), past)
        yield range(first, past)
        first = past


def _full(rows: Sequence[Row], first: int, height: float) -> int:
    """Return the first row that has no room on a page that begins with another one."""
    filled = rows[first].height
    for number in range(first + 1, len(rows)):
        filled += rows[number].gap + rows[number].height
        if filled > height:
            return number
    return len(rows)
