"""Cards to cut out: a grid of them on a page, marks to cut along, and backs if they are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.model.evidence import Card
from planner.paper.choices import PER_PAGE, PaperError
from planner.paper.marks import Mark, draw_badges, draw_bands, marks_on
from planner.paper.page import BLACK, DARK, LIGHT, MIDDLE, Line, Page, Rect
from planner.paper.type import (
    SMALLEST,
    Style,
    best_fit,
    fitted,
    flat,
    shortened,
    width_of,
)

MARGIN = 34.0
"""Around the cards, in points: room for the marks, which a printer may not reach further out."""

_GRIDS = dict(zip(PER_PAGE, ((2, 4), (3, 3)), strict=True))
_FACTOR = Style(8, 600)
_HEADLINES = tuple(Style(size, 700) for size in (14, 13, 12, 11))
_WHEN = Style(9.5, 600)
_DETAILS = tuple(Style(size) for size in (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, SMALLEST))
_PEOPLE = Style(8.5, 600)
_SOURCE = Style(SMALLEST, italic=True)
_FOOT = Style(SMALLEST)
_NUMBER = Style(8, 700)
_NAMES = tuple(Style(size, 700) for size in (20, 17, 14, 12, 10, 8.5))
_STRIP = 10.0


@dataclass(frozen=True, slots=True)
class Grid:
    """How cards lie on a page, in points; they touch, so that one cut serves two."""

    width: float
    height: float
    columns: int
    rows: int

    def cell(self, number: int) -> Rect:
        """Return where a card is; they are counted from 0, a row after the other."""
        row, column = divmod(number, self.columns)
        across = (self.width - 2 * MARGIN) / self.columns
        down = (self.height - 2 * MARGIN) / self.rows
        return Rect(MARGIN + column * across, MARGIN + row * down, across, down)

    def behind(self, number: int) -> Rect:
        """Return where the back of that card is once the paper is turned on its long edge."""
        row, column = divmod(number, self.columns)
        return self.cell(row * self.columns + self.columns - 1 - column)


def grid(width: float, height: float, per_page: int) -> Grid:
    """Return how so many cards lie on a page of this size."""
    if per_page not in _GRIDS:
        raise PaperError(f"Cards can be printed 8 or 9 to a page, not {per_page}.")
    return Grid(width, height, *_GRIDS[per_page])


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards with the numbers that they have in their pack, and what is said on all of them."""

    cards: tuple[tuple[int, Card], ...]
    marks: dict[str, Mark]
    title: str


def card_pages(deck: Deck, of: Grid, *, backs: bool) -> Iterator[Page]:
    """Go through the pages of cards, each followed by its page of backs where they are wanted."""
    per_page = of.columns * of.rows
    for start in range(0, len(deck.cards), per_page):
        these = deck.cards[start : start + per_page]
        page = Page(of.width, of.height)
        for place, (number, card) in enumerate(these):
            page.cards.append(card.id)
            _draw_card(page, of.cell(place), card, number, deck)
        _draw_cuts(page, of)
        yield page
        if backs:
            back = Page(of.width, of.height)
            for place, (number, card) in enumerate(these):
                _draw_back(back, of.behind(place), card, number, deck)
            _draw_cuts(back, of)
            yield back


def _draw_cuts(page: Page, of: Grid) -> None:
    """Draw marks to cut along in the margins, and small crosses where four cards meet."""
    last = of.cell(of.columns * of.rows - 1)
    xs = [of.cell(column).x for column in range(of.columns)] + [last.right]
    ys = [of.cell(row * of.columns).y for row in range(of.rows)] + [last.bottom]
    far, near = MARGIN - 17, MARGIN - 4
    for x in xs:
        for start, end in ((far, near), (of.height - near, of.height - far)):
            page.items.append(Line(x, start, x, end))
    for y in ys:
        for start, end in ((far, near), (of.width - near, of.width - far)):
            page.items.append(Line(start, y, end, y))
    for x in xs[1:-1]:
        for y in ys[1:-1]:
            page.items.append(Line(x - 4, y, x + 4, y, grey=MIDDLE))
            page.items.append(Line(x, y - 4, x, y + 4, grey=MIDDLE))


def _draw_card(page: Page, cell: Rect, card: Card, number: int, deck: Deck) -> None:
    marks = marks_on(card, deck.marks)
    left = cell.x + 11
    if marks:
        draw_bands(page, Rect(left, cell.y + 12, _STRIP, cell.height - 24), marks)
        left += _STRIP + 9
    room = Rect(left, cell.y + 12, cell.right - 13 - left, cell.height - 24)
    top = room.y
    if marks:
        draw_badges(page, room.x, room.right, top, marks, _FACTOR)
        top += 17
    top = _draw_headline(page, room, top, card)
    foot = _draw_foot(page, room, card, number, deck.title)
    lines, style = best_fit(card.detail, _DETAILS, room.width, foot - top)
    page.lines(room.x, top, lines, style, width=room.width)


def _draw_headline(page: Page, room: Rect, top: float, card: Card) -> float:
    """Write the headline and the date, and return where they end."""
    most = 2 if room.width > 180 else 3
    for style in _HEADLINES:
        lines, whole = fitted(card.headline, style, room.width, most)
        # A word that is broken in two is harder to read than a smaller one.
        if whole and not _breaks_a_word(card.headline, lines):
            break
    top = page.lines(room.x, top, lines, style, width=room.width) + 1
    when = [shortened(card.when.shown, _WHEN, room.width)] if card.when.shown else []
    return page.lines(room.x, top, when, _WHEN, DARK, width=room.width) + 4


def _breaks_a_word(text: str, lines: list[str]) -> bool:
    return " ".join(lines) != flat(text)


def _draw_foot(page: Page, room: Rect, card: Card, number: int, title: str) -> float:
    """Write people, source, number and pack from below, and return where the foot begins."""
    top = room.bottom - _FOOT.leading
    told = str(number)
    page.text(room.x, top, told, _NUMBER)
    space = room.width - width_of(told, _NUMBER) - 12
    page.text_before(room.right, top, shortened(title, _FOOT, space), _FOOT, DARK)
    top -= 3
    page.items.append(Line(room.x, top, room.right, top, 0.4, LIGHT))
    top -= 2
    people = " · ".join(filter(None, card.people))
    for text, style in ((card.source, _SOURCE), (people, _PEOPLE)):
        lines, _ = fitted(text, style, room.width, 2)
        top -= len(lines) * style.leading
        page.lines(room.x, top, lines, style, DARK, width=room.width)
    return top - 3


def _draw_back(page: Page, cell: Rect, card: Card, number: int, deck: Deck) -> None:
    marks = marks_on(card, deck.marks)
    middle, room = cell.x + cell.width / 2, cell.inset(18, 14)
    if marks:
        draw_bands(page, Rect(room.x, room.y, room.width, 20), marks[:1])
        draw_bands(page, Rect(room.x, room.bottom - 20, room.width, 20), marks[:1])
    names = "\n".join(mark.name for mark in marks)
    space = room.height - 52 - _FOOT.leading
    lines, style = best_fit(names, _NAMES, room.width, min(space, 90.0))
    top = room.y + 26 + (space - len(lines) * style.leading) / 2
    for line in lines:
        page.text_amid(middle, top, line, style, BLACK)
        top += style.leading
    told = shortened(f"{deck.title} · {number}", _FOOT, room.width)
    page.text_amid(middle, room.bottom - 25 - _FOOT.leading, told, _FOOT, DARK)
