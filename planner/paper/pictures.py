"""Pictures of what a plan was thought out with, for a document; they need no colour."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from planner.model.pack import Pack, PackInfo
from planner.model.picture import Picture
from planner.model.plan import Plan, Ranked
from planner.model.ranking import rows
from planner.model.text import clean_line
from planner.paper.draw import paint
from planner.paper.events import Event, Level, rows_of, sort_events
from planner.paper.marks import Mark, draw_badge, marks_of
from planner.paper.page import BLACK, DARK, WHITE, Box, Line, Page, Pattern, Rect
from planner.paper.timeline import draw_chart, draw_legend, told_years
from planner.paper.type import SMALLEST, Style, fitted, load_fonts

WIDTH = 459.0
"""The width of a picture, in points: that of the text on an exported page."""

# What fits on a page with a heading and a few lines, in points.
_TALLEST = 600.0
# Dots to a point: sharp where the page is enlarged to twice its size.
_SHARP = 3
_MOST_ALT = 1_500

_RUNG, _BOX, _PITCH = 330.0, 142.0, 50.0
_LEVELS = (Level(10), Level(9), Level(8.5), Level(8))
_AXIS, _LEGEND = 28.0, 38.0


class Drawing(Picture, frozen=True):
    """A picture that can be drawn anew at any size, as it was."""

    page: Page


def plan_pictures(plan: Plan, wanted: Collection[str]) -> dict[str, Picture]:
    """Return pictures by the names of what they show, "ranking" and "timeline", where wanted.

    What the plan lacks, or what has no room in a picture, has none. It needs a QGuiApplication.
    """
    makers = {"ranking": ranking_picture, "timeline": timeline_picture}
    made = {name: make(plan) for name, make in makers.items() if name in wanted}
    return {name: picture for name, picture in made.items() if picture is not None}


def ranking_picture(plan: Plan) -> Picture | None:
    """Return a picture of the ranking, as a ladder or a diamond nine; None where there is none."""
    if not plan.ranking:
        return None
    load_fonts()
    lines = rows(plan)
    pitch = min(_PITCH if plan.diamond else 0.7 * _PITCH, _TALLEST / len(lines))
    page = Page(WIDTH, len(lines) * pitch + 8)
    width = _BOX if plan.diamond else _RUNG
    if not plan.diamond:
        for x in ((WIDTH - width) / 2 + 12, (WIDTH + width) / 2 - 12):
            page.items.append(Line(x, 1, x, page.height - 1, 2.4, DARK))
    marks = _marks(plan)
    for number, row in enumerate(lines):
        left = (WIDTH - len(row) * width - (len(row) - 1) * 10) / 2
        for place, ranked in enumerate(row):
            top = 4 + number * pitch + 0.08 * pitch
            box = Rect(left + place * (width + 10), top, width, 0.84 * pitch)
            _draw_ranked(page, box, marks[ranked.factor], "" if plan.diamond else str(number + 1))
    return _drawn(page, _ranking_alt(plan, lines, marks))


def timeline_picture(plan: Plan) -> Picture | None:
    """Return a picture of the cards in paragraphs that have a date; None where none has.

    None too where they are too many for a picture that can be read.
    """
    laid = _timeline_rows(plan)
    if laid is None or not laid[0]:
        return None
    events, level, height = laid
    chart = Rect(1, _AXIS, WIDTH - 2, _TALLEST)
    height = min(1.15 * height, _TALLEST)
    page = Page(WIDTH, _AXIS + height + _LEGEND)
    draw_chart(page, Rect(chart.x, chart.y, chart.width, height), events, level)
    room = Rect(chart.x, 0, chart.width, page.height)
    draw_legend(page, room, [mark for event in events for mark in event.marks])
    return _drawn(page, _timeline_alt(events))


def timeline_fits(plan: Plan) -> bool:
    """Tell whether the dated cards in paragraphs are few enough for a picture; none are."""
    return _timeline_rows(plan) is not None


def _timeline_rows(plan: Plan) -> tuple[Sequence[Event], Level, float] | None:
    """Return the dated cards, how large they are written and how high they stand, or None.

    None is for too many; where there is no card, nothing stands.
    """
    load_fonts()
    cards = {placement.card.id: placement.card for placement in plan.placements()}
    events, _ = sort_events(tuple(cards.values()), _marks(plan))
    chart = Rect(1, _AXIS, WIDTH - 2, _TALLEST)
    if not events:
        return events, _LEVELS[0], 0
    for level in _LEVELS:
        height = rows_of(events, level, chart) * level.pitch
        if height <= _TALLEST:
            return events, level, height
    return None


def _marks(plan: Plan) -> dict[str, Mark]:
    return marks_of(Pack(PackInfo("plan", plan.title), plan.factors))


def _draw_ranked(page: Page, box: Rect, mark: Mark, number: str) -> None:
    """Draw a factor in a box: its pattern, its place where it has one, its code and its name."""
    page.items.append(Box(box, fill=WHITE, outline=BLACK, width=0.9))
    page.items.append(Pattern(Rect(box.x, box.y, 14, box.height), mark.number))
    style = Style(min(10.5, max(SMALLEST, 0.55 * box.height)), 600)
    x, middle = box.x + 21, box.y + box.height / 2
    if number:
        page.text(x, middle - style.leading / 2, f"{number}.", style, DARK)
        x += 2.2 * style.size
    high = style.size + 3
    x = draw_badge(page, x, middle - high / 2, mark, high) + 6
    most = max(1, int((box.height - 2) / style.leading))
    lines, _ = fitted(mark.name, style, box.right - 6 - x, min(2, most))
    top = middle - len(lines) * style.leading / 2
    page.lines(x, top, lines, style, width=box.right - 6 - x)


def _ranking_alt(plan: Plan, lines: Sequence[Sequence[Ranked]], marks: dict[str, Mark]) -> str:
    names = [", ".join(clean_line(marks[of.factor].name) for of in row) for row in lines]
    shape = "diamond nine, row by row" if plan.diamond else "ladder"
    told = (f"{number}. {name}" for number, name in enumerate(names, 1))
    return _told(f"Ranking of factors as a {shape}, the weightiest first", told)


def _timeline_alt(events: Sequence[Event]) -> str:
    cards = [event.card for event in events]
    said = ((clean_line(card.when.shown), clean_line(card.headline)) for card in cards)
    told = (": ".join(filter(None, parts)) or "a card that says nothing" for parts in said)
    return _told(f"Timeline, {told_years(events)}", told)


def _told(what: str, parts: Iterable[str]) -> str:
    """Return what a picture shows in words, of which a screen reader reads so many to the end."""
    said, sign = what, ":"
    parts = list(parts)
    for number, part in enumerate(parts):
        if len(said) + len(part) > _MOST_ALT:
            return f"{said}; and {len(parts) - number} more."
        said += f"{sign} {part}"
        sign = ";"
    return f"{said}."


def _drawn(page: Page, alt: str) -> Drawing:
    return Drawing(_png(page), page.width, page.height, alt, page)


def _png(page: Page) -> bytes:
    image = QImage(
        round(page.width * _SHARP), round(page.height * _SHARP), QImage.Format.Format_Grayscale8
    )
    image.fill(255)
    with QPainter(image) as painter:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        paint(painter, page, _SHARP)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
