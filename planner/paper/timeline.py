"""A timeline: cards along an axis, as bars as long as what they tell of took."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from planner.model.axis import Axis, make_axis, year_words
from planner.model.evidence import Card
from planner.model.pack import Pack
from planner.paper.events import (
    PATTERN,
    Event,
    Level,
    Placed,
    bold,
    light,
    parts,
    place,
    rows_of,
    sort_events,
    words_of,
)
from planner.paper.marks import Mark, badge_width, draw_badge, marks_of, marks_on
from planner.paper.page import (
    BLACK,
    DARK,
    LIGHT,
    MIDDLE,
    PALE,
    WHITE,
    Box,
    Line,
    Page,
    Pattern,
    Rect,
)
from planner.paper.type import Style, fitted, shortened, width_of
from planner.paper.work import Work

MARGIN = 34.0

_TITLE = Style(16, 700)
_TICK = Style(8.5, 600)
_LEGEND = Style(8.5)
_UNDATED = Style(9, 600)
_APART = 15.0
# From the most that is said of each card to the least; what fits on one page is taken.
_LEVELS = (Level(11, 4), Level(10, 3), Level(9.5, 2), Level(10), Level(9), Level(8.5), Level(8))
_PAGED = Level(9)


def timeline_pages(
    pack: Pack, cards: Sequence[Card], width: float, height: float, work: Work
) -> Iterator[Page]:
    """Go through the pages of a timeline, cards without a date at the end."""
    marks = marks_of(pack)
    events, undated = sort_events(cards, marks)
    room = Rect(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
    chart = Rect(room.x, room.y + 46, room.width, room.height - 46 - 34)
    level = next((of for of in _LEVELS if events and _fits(events, of, chart, work)), _PAGED)
    for these in parts(events, level, chart, work):
        page = Page(width, height)
        _draw_title(page, room, pack.info.title, told_years(these))
        left = chart
        free = chart.height - rows_of(these, level, chart) * level.pitch
        if these[-1] is events[-1] and undated and _undated_height(undated, chart) <= free:
            left = replace(chart, height=chart.height - _undated_height(undated, chart))
            page.text(chart.x, left.bottom + 3, "Without a date", _TICK, DARK)
            _draw_undated(page, chart.x, left.bottom + 20, chart.width, undated, marks)
            undated = []
        draw_chart(page, left, these, level)
        draw_legend(page, room, [mark for event in these for mark in event.marks])
        yield page
    yield from _undated_pages(pack.info.title, undated, marks, room, width, height)


def _fits(events: Sequence[Event], level: Level, chart: Rect, work: Work) -> bool:
    work.on(events[0].card)
    most = int(chart.height / level.pitch)
    return len(events) <= most * 12 and rows_of(events, level, chart) <= most


def told_years(events: Sequence[Event]) -> str:
    """Return in words from when to when events were."""
    first, last = events[0].span[0], max(event.span[1] for event in events)
    # What ends with a year ends at the beginning of the next.
    years = [year_words(int(moment // 1)) for moment in (first, max(first, last - 0.001))]
    return " to ".join(dict.fromkeys(years))


def _draw_title(page: Page, room: Rect, title: str, when: str) -> None:
    told, lower = f"Timeline, {when}", _TITLE.rise - _TICK.rise
    page.text_before(room.right, room.y + lower, told, _TICK, DARK)
    space = room.width - width_of(told, _TICK) - 20
    page.text(room.x, room.y, shortened(title, _TITLE, space), _TITLE)


def draw_chart(page: Page, chart: Rect, events: Sequence[Event], level: Level) -> None:
    """Draw an axis above a rectangle, and the events in it; they have room there."""
    axis = make_axis((event.span for event in events), chart.x, chart.width)
    _draw_axis(page, chart, axis)
    placed = place(events, axis, level, chart)
    rows = 1 + max(of.row for of in placed)
    pitch = min(chart.height / rows, level.pitch * 1.5)
    for of in placed:
        _draw_event(page, of, chart.y + of.row * pitch, level)
        page.cards.append(of.event.card.id)


def _draw_axis(page: Page, chart: Rect, axis: Axis) -> None:
    y = chart.y - 6
    free = chart.x
    for tick in axis.ticks():
        page.items.append(Line(tick.x, y - 4, tick.x, chart.bottom, 0.4, LIGHT))
        end = tick.x + 2 + width_of(tick.words, _TICK)
        if tick.x >= free and end <= chart.right:
            page.text(tick.x + 2, y - 13, tick.words, _TICK)
            free = end + 3
    page.items.append(Line(chart.x, y, chart.right, y, 1.2))
    for start, end in axis.breaks:
        middle = (start + end) / 2
        page.items.append(Box(Rect(middle - 3, y - 2, 6, 4), fill=WHITE))
        for x in (middle - 3, middle + 3):
            page.items.append(Line(x - 2, y + 5, x + 2, y - 5, 1.0))
        page.items.append(Line(middle, y + 7, middle, chart.bottom, 0.6, MIDDLE, dashed=True))


def _draw_event(page: Page, of: Placed, top: float, level: Level) -> None:
    marks, bar = of.event.marks, Rect(of.x, top, of.right - of.x, level.bar)
    page.items.append(Box(bar, fill=PALE, outline=BLACK))
    if marks:
        part = Rect(bar.x, top, min(PATTERN, bar.width), level.bar)
        page.items.append(Pattern(part, marks[0].number))
    elif bar.width <= 10:
        page.items.append(Box(bar, fill=DARK))
    lines, _ = fitted(of.event.card.detail, level.detail, of.room, level.details)
    low = top + level.bar + 2
    # The lines of the axis do not go through words.
    if not bar.x <= of.words < bar.right:
        page.items.append(Box(Rect(of.words, top, of.room, level.bar), fill=WHITE))
    if lines:
        high = len(lines) * level.detail.leading
        page.items.append(Box(Rect(of.words, low, of.room, high), fill=WHITE))
    page.lines(of.words, low, lines, level.detail, DARK, width=of.room)
    _draw_words(page, of, top, level)


def _draw_words(page: Page, of: Placed, top: float, level: Level) -> None:
    """Write an event's codes, headline and date on one line, as far as there is room."""
    x, end = of.words, of.words + of.room
    for mark in of.event.marks:
        if x + badge_width(mark, level.size + 1) <= end:
            x = draw_badge(page, x, top + 1.2, mark, level.size + 1) + 3
    headline, when = words_of(of.event, level)
    headline = shortened(headline, bold(level), end - x)
    page.text(x, top + 0.8, headline, bold(level))
    x += width_of(headline, bold(level)) + 6
    if x + width_of(when, light(level)) <= end + 1:
        page.text(x, top + 1.8, when, light(level), DARK)


def draw_legend(page: Page, room: Rect, marks: Sequence[Mark]) -> None:
    """Say at the foot which mark is which factor's, on two lines at most."""
    x, top = room.x, room.bottom - 26
    for mark in sorted(dict.fromkeys(marks), key=lambda mark: mark.number):
        name = shortened(mark.name, _LEGEND, 170)
        needed = 20 + badge_width(mark, 11) + 4 + width_of(name, _LEGEND)
        if x + needed > room.right:
            x, top = room.x, top + 15
            if top > room.bottom - 10:
                return
        page.items.append(Pattern(Rect(x, top, 16, 11), mark.number))
        after = draw_badge(page, x + 20, top, mark, 11) + 4
        page.text(after, top, name, _LEGEND)
        x += needed + 16


def _undated_pages(
    title: str,
    cards: Sequence[Card],
    marks: dict[str, Mark],
    room: Rect,
    width: float,
    height: float,
) -> Iterator[Page]:
    top = room.y + 40
    most = int((room.bottom - 36 - top) / _APART) * _columns(room.width)
    for begin in range(0, len(cards), most):
        page = Page(width, height)
        _draw_title(page, room, title, "without a date")
        rest = cards[begin : begin + most]
        _draw_undated(page, room.x, top, room.width, rest, marks)
        draw_legend(page, room, [mark for card in rest for mark in marks_on(card, marks)])
        yield page


def _columns(width: float) -> int:
    return 4 if width > 1_000 else 3


def _undated_height(cards: Sequence[Card], chart: Rect) -> float:
    return 24 + ceil(len(cards) / _columns(chart.width)) * _APART


def _draw_undated(
    page: Page, left: float, top: float, width: float, cards: Sequence[Card], marks: dict[str, Mark]
) -> None:
    """List cards in columns."""
    columns = _columns(width)
    down, across = ceil(len(cards) / columns), width / columns
    for number, card in enumerate(cards):
        column, row = divmod(number, down)
        x, y = left + column * across, top + row * _APART
        end = x + across - 14
        for mark in marks_on(card, marks)[:3]:
            x = draw_badge(page, x, y, mark, 11) + 3
        words = shortened(card.headline or "No headline", _UNDATED, end - x)
        page.text(x, y, words, _UNDATED)
        page.cards.append(card.id)
