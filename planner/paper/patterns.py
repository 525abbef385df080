"""Patterns that tell factors apart where there is no colour."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.paper.page import Rect

Ends = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PatternKind:
    """Lines in some directions, so far from one another and so wide in points, over a grey.

    across, down, rising, falling: the directions that its lines have. dots: the lines are dotted.
    """

    across: bool = False
    down: bool = False
    rising: bool = False
    falling: bool = False
    dots: bool = False
    gap: float = 3.4
    width: float = 0.7
    fill: int | None = None

    def lines(self, rect: Rect) -> Iterator[Ends]:
        """Go through the lines that cover a rectangle; their ends can be outside it."""
        gap, height = self.gap, rect.height
        if self.across or self.dots:
            for number in range(int(height / gap) + 1):
                y = rect.y + gap * (number + 0.5)
                yield rect.x + gap * 0.25, y, rect.right, y
        if self.down:
            for number in range(int(rect.width / gap) + 1):
                x = rect.x + gap * (number + 0.5)
                yield x, rect.y, x, rect.bottom
        # Slanting lines are as far from one another as the others, seen across them.
        step = gap * 1.414
        for number in range(int((rect.width + height) / step) + 1):
            x = rect.x + step * (number + 0.5)
            if self.rising:
                yield x, rect.y, x - height, rect.bottom
            if self.falling:
                yield x - height, rect.y, x, rect.bottom


PATTERNS = (
    PatternKind(fill=40),
    PatternKind(rising=True),
    PatternKind(dots=True, width=1.5),
    PatternKind(across=True, width=0.9),
    PatternKind(rising=True, falling=True, gap=3.8),
    PatternKind(),
    PatternKind(down=True, width=0.9),
    PatternKind(falling=True, width=1.7, gap=4.2),
    PatternKind(across=True, down=True, gap=3.6, width=0.6),
    PatternKind(fill=175),
)
