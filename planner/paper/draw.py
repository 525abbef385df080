"""Painting pages, on paper or on the screen alike."""

from functools import singledispatch

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from planner.paper.page import Box, Item, Line, Page, Pattern, Rect, Text
from planner.paper.patterns import PATTERNS
from planner.paper.type import UNIT, font


def paint(painter: QPainter, page: Page, point: float) -> None:
    """Paint a page at a painter's origin; point says how many of its units a point is."""
    painter.save()
    painter.scale(point / UNIT, point / UNIT)
    for item in page.items:
        _paint(item, painter)
    painter.restore()


@singledispatch
def _paint(item: Item, painter: QPainter) -> None:
    raise TypeError(f"A page cannot hold {item!r}.")


@_paint.register
def _(item: Text, painter: QPainter) -> None:
    painter.setFont(font(item.style))
    painter.setPen(_grey(item.grey))
    painter.drawText(QPointF(item.x * UNIT, item.y * UNIT), item.words)


@_paint.register
def _(item: Line, painter: QPainter) -> None:
    painter.setPen(_pen(item.grey, item.width, dashed=item.dashed))
    painter.drawLine(
        QPointF(item.x1 * UNIT, item.y1 * UNIT), QPointF(item.x2 * UNIT, item.y2 * UNIT)
    )


@_paint.register
def _(item: Box, painter: QPainter) -> None:
    no_line = item.outline is None
    painter.setPen(
        Qt.PenStyle.NoPen
        if item.outline is None
        else _pen(item.outline, item.width, dashed=item.dashed)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush if item.fill is None else _grey(item.fill))
    rect, radius = _rect(item.rect), item.radius * UNIT
    if radius or not no_line:
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawRect(rect)


@_paint.register
def _(item: Pattern, painter: QPainter) -> None:
    pattern, rect = PATTERNS[item.number % len(PATTERNS)], _rect(item.rect)
    painter.save()
    painter.setClipRect(rect)
    if pattern.fill is not None:
        painter.fillRect(rect, _grey(pattern.fill))
    pen = _pen(0, pattern.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pattern.dots:
        pen.setDashPattern([1.0, pattern.gap / pattern.width - 1.0])
    painter.setPen(pen)
    painter.drawLines([_line(*ends) for ends in pattern.lines(item.rect)])
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(0, 0.6))
    painter.drawRect(rect)


def _grey(grey: int) -> QColor:
    return QColor(grey, grey, grey)


def _pen(grey: int, width: float, *, dashed: bool = False) -> QPen:
    pen = QPen(_grey(grey), width * UNIT)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        # In widths of the line.
        pen.setDashPattern([3.0 / width, 3.0 / width])
    return pen


def _rect(rect: Rect) -> QRectF:
    return QRectF(rect.x * UNIT, rect.y * UNIT, rect.width * UNIT, rect.height * UNIT)


def _line(x1: float, y1: float, x2: float, y2: float) -> QLineF:
    return QLineF(x1 * UNIT, y1 * UNIT, x2 * UNIT, y2 * UNIT)
