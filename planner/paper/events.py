"""Where the events of a timeline stand, and how many of them have room on a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.model.axis import Axis, Span, make_axis
from planner.model.evidence import Card
from planner.model.timeline import in_time
from planner.paper.marks import Mark, badge_width, marks_on
from planner.paper.page import Rect
from planner.paper.type import SMALLEST, Style, shortened, width_of
from planner.paper.work import Work

PATTERN = 9.0
"""How much of a bar is in its factor's pattern, in points."""

_NARROWEST = 5.0
_APART = 7.0
_LONGEST = 300.0
# So many events at most are spread over their pages, which takes a few attempts.
_FEW = 500


@dataclass(frozen=True, slots=True)
class Level:
    """How much is said of each card: the size of the type, and lines of detail below it."""

    size: float
    details: int = 0

    @property
    def bar(self) -> float:
        """Return how high a bar is."""
        return self.size + 3.5

    @property
    def detail(self) -> Style:
        """Return how details are set."""
        return Style(self.size - 1)

    @property
    def pitch(self) -> float:
        """Return how far rows are from one another at least."""
        below = self.details * self.detail.leading + 3 if self.details else 0
        return self.bar + 2 + below


@dataclass(frozen=True, slots=True)
class Event:
    """A card with what it covers, in years."""

    card: Card
    span: Span
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event is, in points: its row, its bar, and its words with the room they have."""

    event: Event
    row: int
    x: float
    right: float
    words: float
    room: float


def sort_events(cards: Sequence[Card], marks: dict[str, Mark]) -> tuple[list[Event], list[Card]]:
    """Return the cards that have a date in its order, and those that have none."""
    dated, undated = in_time(cards)
    events = [Event(of.card, of.span, tuple(marks_on(of.card, marks)[:3])) for of in dated]
    return events, undated


def place(events: Sequence[Event], axis: Axis, level: Level, chart: Rect) -> list[Placed]:
    """Return where each event is; no two in a row meet."""
    ends: list[float] = []
    placed = []
    for event in events:
        x = axis.at(event.span[0])
        right = min(max(axis.at(event.span[1]), x + _NARROWEST), chart.right)
        x = min(x, right - _NARROWEST)
        words, room = _beside(event, level, x, right, chart)
        first, last = min(x, words), max(right, words + room)
        row = next((n for n, end in enumerate(ends) if end + _APART <= first), len(ends))
        ends[row : row + 1] = [last]
        placed.append(Placed(event, row, x, right, words, room))
    return placed


def _beside(event: Event, level: Level, x: float, right: float, chart: Rect) -> tuple[float, float]:
    """Return where an event's words begin and how wide they are: in its bar, or beside it."""
    wanted = _words_width(event, level)
    if level.details:
        wanted = max(wanted, 190.0)
    inside = x + PATTERN + 4
    if right - 4 - inside >= wanted:
        # Details may be as wide as the bar.
        return inside, min(right - 4 - inside, _LONGEST) if level.details else wanted
    after, before = chart.right - right - 4, x - 4 - chart.x
    if after >= wanted:
        return right + 4, wanted
    if before >= wanted:
        return x - 4 - wanted, wanted
    most = max(after, before, right - 4 - inside)
    if most == right - 4 - inside:
        return inside, most
    return (right + 4, most) if most == after else (chart.x, most)


def _words_width(event: Event, level: Level) -> float:
    headline, when = words_of(event, level)
    badges = sum(badge_width(mark, level.size + 1) + 3 for mark in event.marks)
    return badges + width_of(headline, bold(level)) + (width_of(when, light(level)) + 6) + 1


def words_of(event: Event, level: Level) -> tuple[str, str]:
    """Return what is written on an event's line: its headline and when it was."""
    card = event.card
    headline = shortened(card.headline or "No headline", bold(level), _LONGEST * 0.7)
    return headline, shortened(card.when.shown, light(level), _LONGEST * 0.3)


def bold(level: Level) -> Style:
    """Return how headlines are set."""
    return Style(level.size, 600)


def light(level: Level) -> Style:
    """Return how dates are set."""
    return Style(max(SMALLEST, level.size - 1))


def parts(
    events: Sequence[Event], level: Level, chart: Rect, work: Work
) -> Iterable[Sequence[Event]]:
    """Go through the events of each page; a few pages are made to hold as much each."""
    rows = int(chart.height / level.pitch)
    if len(events) > _FEW:
        return _parts(events, level, chart, rows, work)
    best = list(_parts(events, level, chart, rows, work))
    while len(best) > 1 and rows > 1:
        rows -= 1
        other = list(_parts(events, level, chart, rows, work))
        if len(other) > len(best):
            break
        best = other
    return best


def rows_of(events: Sequence[Event], level: Level, chart: Rect) -> int:
    """Return how many rows events take on a page of their own."""
    axis = make_axis((event.span for event in events), chart.x, chart.width)
    return 1 + max(placed.row for placed in place(events, axis, level, chart))


def _parts(
    events: Sequence[Event], level: Level, chart: Rect, rows: int, work: Work
) -> Iterator[Sequence[Event]]:
    while events:
        # More than so many of even the shortest words do not stand in a row.
        low, high = 1, min(len(events), rows * 12)
        while low < high:
            work.on(events[0].card)
            middle = (low + high + 1) // 2
            if rows_of(events[:middle], level, chart) <= rows:
                low = middle
            else:
                high = middle - 1
        yield events[:low]
        events = events[low:]
