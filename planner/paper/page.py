"""A page as a list of what is drawn on it, in points from its upper left corner.

Sheets are laid out as pages; what paints a page, on paper or on the screen, is given the same
list. There is no colour: a grey is a whole number from 0 (black) to 255 (white).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from planner.paper.type import Style, leftward, width_of

BLACK, DARK, MIDDLE, LIGHT, PALE, WHITE = 0, 70, 125, 185, 236, 255
"""The greys in use: DARK is the lightest that text has."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends on the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.y + self.height

    def inset(self, across: float, down: float) -> "Rect":
        """Return the rectangle that lies within by so much on every side."""
        return Rect(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line, from x on, with their baseline at y."""

    x: float
    y: float
    words: str
    style: Style
    grey: int = BLACK


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; dashed where it only suggests."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    grey: int = BLACK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined or both; radius rounds its corners."""

    rect: Rect
    fill: int | None = None
    outline: int | None = None
    radius: float = 0.0
    width: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rectangle in one of the patterns of `marks`, with an outline."""

    rect: Rect
    number: int


Item: TypeAlias = Text | Line | Box | Pattern


@dataclass(slots=True)
class Page:
    """A page on its way to the printer. cards: the ids of the cards whose texts stand on it."""

    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, words: str, style: Style, grey: int = BLACK) -> None:
        """Write words on one line that begins at x and has its top at top."""
        if words:
            self.items.append(Text(x, top + style.rise, words, style, grey))

    def text_before(
        self, right: float, top: float, words: str, style: Style, grey: int = BLACK
    ) -> None:
        """Write words on one line that ends at right."""
        self.text(right - width_of(words, style), top, words, style, grey)

    def text_amid(
        self, middle: float, top: float, words: str, style: Style, grey: int = BLACK
    ) -> None:
        """Write words on one line, half of it on each side of middle."""
        self.text(middle - width_of(words, style) / 2, top, words, style, grey)

    def lines(
        self,
        x: float,
        top: float,
        lines: Iterable[str],
        style: Style,
        grey: int = BLACK,
        *,
        width: float = 0.0,
    ) -> float:
        """Write lines below one another, and return where they end.

        width: of the room that they have, at whose other side a script begins that is written
        from right to left; 0 where they all begin at x.
        """
        lines = list(lines)
        across = width > 0 and leftward(" ".join(lines))
        for words in lines:
            at = x + width - width_of(words, style) if across else x
            self.text(at, top, words, style, grey)
            top += style.leading
        return top

    def rule(self, rect: Rect, gap: float) -> None:
        """Draw lines to write on, so far from one another, in all of a rectangle."""
        for y in ruled(rect, gap):
            self.items.append(Line(rect.x, y, rect.right, y, 0.5, LIGHT))


def ruled(rect: Rect, gap: float) -> Iterator[float]:
    """Go through the heights of the lines to write on in a rectangle; the last is at its foot."""
    count = int(rect.height / gap + 0.01)
    yield from (rect.bottom - gap * number for number in reversed(range(count)))
