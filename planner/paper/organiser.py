"""A knowledge organiser: a page for each factor, with all that there is to know of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import inf

from planner.model.evidence import Card, sort_key
from planner.model.pack import Pack
from planner.paper.flow import (
    Entry,
    balanced,
    card_entry,
    columns_of,
    draw_column,
    fill,
    fits,
)
from planner.paper.marks import Mark, draw_badge, marks_of, marks_on
from planner.paper.page import BLACK, DARK, MIDDLE, PALE, Box, Line, Page, Pattern, Rect
from planner.paper.type import SMALLEST, Style, fitted, shortened, width_of
from planner.paper.work import Work

MARGIN = 34.0

_NAME = Style(20, 700)
_ABOUT = Style(10)
_SMALL = Style(SMALLEST)
_FIELD = Style(8.5, 700)
_LIST = Style(8.5)
_DATE = Style(8.5, 700)
_EVENT = Style(8)
_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8, SMALLEST)
_WHERE_MORE = 9.0
_MOMENTS = 6
_NOTES = 84.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A factor's page: its cards in the order of time, and the questions that it serves."""

    name: str
    about: str
    mark: Mark | None
    cards: tuple[Card, ...]
    questions: tuple[str, ...]


def topics(pack: Pack, cards: Sequence[Card], factor: str = "") -> list[Topic]:
    """Return the pages to make: a factor each, and one for cards that have none.

    factor: the id of the only factor to make a page of, or empty for all.
    """
    marks = marks_of(pack)
    found = []
    for of in pack.factors:
        own = tuple(sorted((c for c in cards if of.id in c.factors), key=_time))
        if own and factor in ("", of.id):
            served = (q.text for q in pack.questions if not q.factors or of.id in q.factors)
            found.append(Topic(of.name, of.about, marks[of.id], own, tuple(served)))
    other = tuple(sorted((c for c in cards if not marks_on(c, marks)), key=_time))
    if other and not factor:
        found.append(Topic("Other evidence", "", None, other, ()))
    return found


def organiser_pages(
    pack: Pack, found: Sequence[Topic], width: float, height: float, work: Work
) -> Iterator[Page]:
    """Go through the pages of an organiser; a factor goes on where its cards cannot fit on one."""
    info = pack.info
    foot = " · ".join(filter(None, (info.title, info.author, info.licence)))
    room = Rect(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN - 14)
    for topic in found:
        for page in _topic_pages(topic, room, width, height, work):
            line = Style(SMALLEST)
            page.text(room.x, room.bottom + 6, shortened(foot, line, room.width), line, DARK)
            yield page


def moments(cards: Sequence[Card]) -> list[Card]:
    """Return a few cards of one year at most, each with a date of its own, spread over time."""
    found: dict[str, Card] = {}
    for card in cards:
        if card.when.start and (card.when.end or card.when.start)[:4] == card.when.start[:4]:
            found.setdefault(card.when.shown or card.when.start, card)
    dated = list(found.values())
    if len(dated) <= _MOMENTS:
        return dated
    return [dated[round(n * (len(dated) - 1) / (_MOMENTS - 1))] for n in range(_MOMENTS)]


def _time(card: Card) -> tuple[bool, int, int]:
    start = sort_key(card.when.start or card.when.end)
    end = sort_key(card.when.end or card.when.start, last=True)
    return start is None, start or 0, end or 0


def _topic_pages(
    topic: Topic, room: Rect, width: float, height: float, work: Work
) -> Iterator[Page]:
    page = Page(width, height)
    top = _draw_dates(page, room, _draw_head(page, room, topic), topic)
    bottom = _draw_foot(page, room, topic)
    body = Rect(room.x, top, room.width, bottom - top)
    across = columns_of(body, 2)[0].width
    for size in _SIZES:
        entries = _entries(topic.cards, size, across, 2 * body.height, work)
        if len(entries) == len(topic.cards) and fits(entries, body.height, 2):
            used = balanced(entries, body.height, 2)
            for at, column in zip(columns_of(body, 2), fill(entries, repeat(used)), strict=False):
                draw_column(page, at, column)
            _draw_notes(page, Rect(body.x, body.y + used, body.width, body.height - used))
            yield page
            return
    entries = _entries(topic.cards, _WHERE_MORE, across, inf, work)
    more = Rect(room.x, room.y + 32, room.width, room.height - 32)
    columns = fill(entries, chain(repeat(body.height, 2), repeat(more.height)))
    for start in range(0, len(columns), 2):
        if start:
            page = Page(width, height)
            _draw_name(page, room, topic, ", continued", Style(14, 700))
        places = columns_of(more if start else body, 2)
        for at, column in zip(places, columns[start : start + 2], strict=False):
            draw_column(page, at, column)
        yield page


def _entries(
    cards: Sequence[Card], size: float, width: float, most: float, work: Work
) -> list[Entry]:
    """Return cards as entries, but no more of them than are as high as most together."""
    entries: list[Entry] = []
    for card in cards:
        entries.append(card_entry(work.on(card), size, width))
        most -= entries[-1].height
        if most < -size:
            break
    return entries


def _draw_head(page: Page, room: Rect, topic: Topic) -> float:
    top = _draw_name(page, room, topic, "", _NAME) + 5
    if topic.mark:
        page.items.append(Pattern(Rect(room.x, top, room.width, 9), topic.mark.number))
    else:
        page.items.append(Line(room.x, top + 4, room.right, top + 4, 1.0, BLACK))
    lines, _ = fitted(topic.about, _ABOUT, room.width, 3)
    return page.lines(room.x, top + 14, lines, _ABOUT, width=room.width) + 6


def _draw_name(page: Page, room: Rect, topic: Topic, more: str, style: Style) -> float:
    """Write the factor's name with its mark, and return where it ends."""
    kind = f"Knowledge organiser{more}"
    page.text_before(room.right, room.y + style.rise - _SMALL.rise, kind, _SMALL, DARK)
    left = room.x
    if topic.mark:
        left = draw_badge(page, left, room.y + 2, topic.mark, style.size) + 8
    space = room.right - 20 - width_of(kind, _SMALL) - left
    page.text(left, room.y, shortened(topic.name, style, space), style)
    return room.y + style.leading


def _draw_dates(page: Page, room: Rect, top: float, topic: Topic) -> float:
    """Draw a line with a few dates on it, and return where it ends."""
    shown = moments(topic.cards)
    if len(shown) < 2:
        return top
    across = room.width / len(shown)
    y = bottom = top + 17
    page.items.append(Line(room.x, y, room.right, y, 1.0, BLACK))
    for number, card in enumerate(shown):
        x = room.x + number * across
        date = shortened(card.when.shown or card.when.start, _DATE, across - 8)
        page.text(x, top, date, _DATE)
        page.items.append(Box(Rect(x, y - 2.5, 5, 5), fill=BLACK))
        lines, _ = fitted(card.headline, _EVENT, across - 8, 2)
        bottom = max(bottom, page.lines(x, y + 5, lines, _EVENT, DARK))
    return bottom + 9


def _draw_foot(page: Page, room: Rect, topic: Topic) -> float:
    """Draw key people and questions at the foot, and return where that begins."""
    people = Counter(name for card in topic.cards for name in card.people if name)
    names = ", ".join(name for name, _ in people.most_common(40))
    split = room.width * 0.32 if names and topic.questions else room.width
    who, _ = fitted(names, _LIST, split - 20, 7)
    left = room.width - (split if names else 0)
    what = _question_lines(topic.questions, left - 20)
    if not who and not what:
        return room.bottom
    height = max(len(who), len(what)) * _LIST.leading + _FIELD.leading + 14
    box = Rect(room.x, room.bottom - height, room.width, height)
    page.items.append(Box(box, fill=PALE, radius=5))
    for told, lines, x, across in (
        ("Key people", who, box.x + 10, split - 20),
        ("Questions that this helps to answer", what, box.right - left + 10, left - 20),
    ):
        if lines:
            top = box.y + 6
            page.text(x, top, told, _FIELD)
            page.lines(x, top + _FIELD.leading + 2, lines, _LIST, width=across)
    return box.y - 8


def _question_lines(questions: Sequence[str], width: float) -> list[str]:
    lines: list[str] = []
    for number, question in enumerate(questions):
        more, _ = fitted(f"• {question}", _LIST, width, 2)
        if len(lines) + len(more) > 7:
            left = len(questions) - number
            return [*lines, f"and {left} more" if number else ""]
        lines += more
    return lines


def _draw_notes(page: Page, rect: Rect) -> None:
    """Draw lines to write on where the cards leave room for them."""
    if rect.height < _NOTES:
        return
    top = rect.y + 14
    page.items.append(Line(rect.x, top, rect.right, top, 0.6, MIDDLE))
    page.text(rect.x, top + 5, "My notes", _FIELD)
    page.rule(Rect(rect.x, top + 22, rect.width, rect.bottom - top - 26), 22)
