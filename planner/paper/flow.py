"""Text that flows through columns, and from the last of them to the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.model.evidence import Card
from planner.paper.page import DARK, LIGHT, Line, Page, Rect
from planner.paper.type import SMALLEST, Style, broken, leftward, width_of

GAP = 16.0
"""Between two columns, in points."""

_BETWEEN = 6.0
_USUAL = Style(8)
# The fewest lines of an entry to leave at a column's foot.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a column: its words, or some on each side."""

    left: str
    style: Style
    grey: int = 0
    right: str = ""
    right_style: Style = _USUAL

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.style.leading


@dataclass(frozen=True, slots=True)
class Entry:
    """What a column says of one card, or the rest of it; the rest has no card's id."""

    card: str
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Return how high all of it is, with the room after it."""
        return sum(row.height for row in self.rows) + _BETWEEN


def card_entry(card: Card, size: float, width: float) -> Entry:
    """Return a card as an entry: headline and date, and below them what it says.

    size: of the type, in points. width: of the column.
    """
    bold, small, usual = Style(size + 0.5, 700), Style(max(SMALLEST, size - 0.5), 600), Style(size)
    heads = broken(card.headline or "No headline", bold, width)
    when = card.when.shown
    beside = bool(when) and (
        width_of(heads[-1], bold) + width_of(when, small) + 10 <= width
        and not leftward(card.headline)
    )
    rows = [Row(words, bold) for words in heads]
    if beside:
        rows[-1] = Row(heads[-1], bold, 0, when, small)
    elif when:
        rows += [Row(words, small, DARK) for words in broken(when, small, width)]
    rows += [Row(words, usual) for words in broken(card.detail, usual, width)]
    return Entry(card.id, tuple(rows))


def fill(entries: Sequence[Entry], heights: Iterator[float]) -> list[list[tuple[float, Entry]]]:
    """Return which entries stand in each column, with how far from its top.

    heights: of the columns, which never end. An entry that is higher than a column is parted.
    """
    height = next(heights)
    columns: list[list[tuple[float, Entry]]] = [[]]
    used = 0.0
    for entry in entries:
        rest = entry
        while used + rest.height - _BETWEEN > height + 0.01:
            part, after = _part(rest, height - used)
            if rest.height > height / 2 and (len(part.rows) >= _FEWEST or not columns[-1]):
                if not part.rows:
                    # Not even a line has room here, and so none has anywhere.
                    break
                columns[-1].append((used, part))
                rest = after
            height, used = next(heights), 0.0
            columns.append([])
        columns[-1].append((used, rest))
        used += rest.height
    return columns


def fits(entries: Sequence[Entry], height: float, columns: int) -> bool:
    """Tell whether entries fit in so many columns of a height."""
    # Adding up is quicker than filling, where there is far too much.
    if sum(entry.height for entry in entries) - _BETWEEN * columns > height * columns:
        return False
    return len(fill(entries, _always(height))) <= columns


def balanced(entries: Sequence[Entry], height: float, columns: int) -> float:
    """Return the least height, to some points, at which entries fit in so many columns."""
    # No entry is parted only to make the columns even.
    low = max(sum(entry.height for entry in entries) / columns, *(e.height for e in entries))
    steps = int((height - low) / 8) + 1
    heights = (low + 8 * number for number in range(steps))
    return next((least for least in heights if fits(entries, least, columns)), height)


def draw_column(page: Page, at: Rect, column: Sequence[tuple[float, Entry]]) -> None:
    """Write the entries of a column, with a line between two of them."""
    for number, (down, entry) in enumerate(column):
        top = at.y + down
        if number:
            y = top - _BETWEEN / 2 - 0.5
            page.items.append(Line(at.x, y, at.right, y, 0.4, LIGHT))
        for row in entry.rows:
            page.lines(at.x, top, [row.left], row.style, row.grey, width=at.width)
            lower = top + row.style.rise - row.right_style.rise
            page.text_before(at.right, lower, row.right, row.right_style, DARK)
            top += row.height
        if entry.card:
            page.cards.append(entry.card)


def columns_of(rect: Rect, count: int) -> list[Rect]:
    """Return a rectangle as so many columns."""
    width = (rect.width - GAP * (count - 1)) / count
    return [Rect(rect.x + n * (width + GAP), rect.y, width, rect.height) for n in range(count)]


def _always(height: float) -> Iterator[float]:
    while True:
        yield height


def _part(entry: Entry, room: float) -> tuple[Entry, Entry]:
    rows, used = 0, 0.0
    while rows < len(entry.rows) and used + entry.rows[rows].height <= room + 0.01:
        used += entry.rows[rows].height
        rows += 1
    return Entry(entry.card, entry.rows[:rows]), Entry("", entry.rows[rows:])
