"""Running text: paragraphs broken into lines, each from the side that its script begins at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextFormat, QTextLayout, QTextOption

from planner.model.endless import is_endless, pieces, units
from planner.paper.page import BLACK
from planner.paper.page_ends import Row
from planner.paper.type import UNIT, Style, font, leftward

_FEWEST = 2
"""The fewest lines of a paragraph that stand on a page by themselves."""


class Span(NamedTuple):
    """Words in one style and grey."""

    words: str
    style: Style
    grey: int = BLACK


class Beside(NamedTuple):
    """What stands before the first line of a paragraph, on a line with it: a label or a bullet.

    start: how far from the side that the paragraph begins at, in points. width: its room.
    """

    span: Span
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph to set; all lengths are in points.

    start: how far in it begins, at the side that its script begins at. hang: how much further in
    the lines after the first do. leading: from one line to the next, in sizes of its type.
    before: the room above it. leads: the number of the span whose script says where it begins.
    keep: the page does not end below it. whole: nor within it.
    """

    spans: tuple[Span, ...]
    start: float = 0.0
    hang: float = 0.0
    leading: float = 1.36
    before: float = 0.0
    beside: tuple[Beside, ...] = ()
    leads: int = 0
    keep: bool = False
    whole: bool = False


class Setting:
    """A paragraph in lines. rows: what its lines need on a page."""

    def __init__(self, prose: Prose, width: float) -> None:
        self._spans = prose.spans
        text = "".join(span.words for span in prose.spans)
        self._right = leftward("".join(span.words for span in prose.spans[prose.leads :]))
        self._x = 0.0 if self._right else prose.start
        self._pitch = prose.spans[0].style.size * prose.leading
        self._layout = _layout(prose.spans, text, right=self._right)
        lines = _break(self._layout, width - prose.start, prose.hang, self._pitch, self._right)
        self._lines = lines
        self._asides = list[tuple[QTextLayout, float, int]]()
        for span, start, room in prose.beside:
            aside, high = _set_aside(span, room, self._pitch, self._right)
            lines = max(lines, high)
            at = width - start - room if self._right else start
            self._asides.append((aside, at, span.grey))
        self.rows = _rows(lines, self._pitch, prose)

    def draw(self, painter: QPainter, rows: range, left: float, top: float) -> None:
        """Draw some of the rows, the first of them at top; left is where the text's width begins.

        Both are in points, of which a painter's UNIT is a part.
        """
        above = top - rows.start * self._pitch
        for aside, x, grey in self._asides if rows.start == 0 else ():
            painter.setPen(_colour(grey))
            aside.draw(painter, QPointF((left + x) * UNIT, above * UNIT))
        painter.setPen(_colour(self._spans[0].grey))
        at = QPointF((left + self._x) * UNIT, above * UNIT)
        if len(rows) >= self._lines:
            self._layout.draw(painter, at)
            return
        for number in range(rows.start, min(rows.stop, self._lines)):
            self._layout.lineAt(number).draw(painter, at)


def _rows(count: int, pitch: float, prose: Prose) -> list[Row]:
    """Return the rows of a paragraph, of which some stand together on each side of a page's end."""
    split = range(0) if prose.whole else range(_FEWEST - 1, count - _FEWEST)
    rows = [Row(pitch, ends=number in split) for number in range(count)]
    rows[0] = rows[0]._replace(gap=prose.before)
    rows[-1] = rows[-1]._replace(ends=not prose.keep)
    return rows


def _set_aside(span: Span, width: float, pitch: float, right: bool) -> tuple[QTextLayout, int]:
    layout = _layout((span,), span.words, right=right)
    return layout, _break(layout, width, 0.0, pitch, right)


def _layout(spans: tuple[Span, ...], text: str, *, right: bool) -> QTextLayout:
    layout = QTextLayout(text, font(spans[0].style))
    endless = is_endless(text)
    layout.setTextOption(_option(right, anywhere=endless))
    formats = list(_formats(spans)) if len(spans) > 1 else []
    if endless:
        formats += _apart(text)
    layout.setFormats(formats)
    return layout


def _break(layout: QTextLayout, width: float, hang: float, pitch: float, right: bool) -> int:
    """Break a layout into lines that are so far from one another, and return how many there are."""
    count, inset = 0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth((width - inset) * UNIT)
        # By their baselines: a letter of a taller typeface moves no line.
        base = (count + 0.5) * pitch * UNIT + 0.3 * layout.font().pixelSize()
        line.setPosition(QPointF(0.0 if right else inset * UNIT, base - line.ascent()))
        count, inset = count + 1, hang
    layout.endLayout()
    return count


def _formats(spans: tuple[Span, ...]) -> Iterable[QTextLayout.FormatRange]:
    start = 0
    for span in spans:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, units(span.words)
        made.format = _format(span.style, span.grey)
        start += made.length
        yield made


def _apart(text: str) -> Iterable[QTextLayout.FormatRange]:
    """Mark, in a way that nobody sees, what hangs together, for else it would be one long line."""
    for start, length in pieces(text):
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        made.format.setProperty(QTextFormat.Property.UserProperty, True)
        yield made


@lru_cache(maxsize=50)
def _format(style: Style, grey: int) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(style))
    made.setForeground(_colour(grey))
    return made


@lru_cache(maxsize=8)
def _colour(grey: int) -> QColor:
    return QColor(grey, grey, grey)


@lru_cache(maxsize=4)
def _option(right: bool, *, anywhere: bool) -> QTextOption:
    option = QTextOption()
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAnywhere if anywhere else wrap.WrapAtWordBoundaryOrAnywhere)
    if right:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option
