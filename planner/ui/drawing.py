"""What is drawn by hand in more than one place: shortened lines, and marks with a shape each."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
    QTransform,
)

from planner.model.sorting import Serves
from planner.ui.theme import Tokens

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_SURROGATES = "\ud800"
"""From here on characters are surrogates, or are made of two."""


@lru_cache(maxsize=2_000)
def wrapped(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    """Return text as at most so many lines, the last one shortened with an ellipsis.

    font_key: QFont.toString(). width: in pixels.
    """
    font = QFont()
    font.fromString(font_key)
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    # Qt counts in units of UTF-16, of which an emoji has two, and most texts have no such.
    of_two = max(flat, default="") >= _SURROGATES
    units = flat.encode("utf-16-le", "surrogatepass") if of_two else None
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        last = len(lines) == most - 1
        # No more of a long text than could be seen is measured.
        length = 400 if last else line.textLength()
        start = line.textStart()
        if units is None:
            piece = flat[start : start + length]
        else:
            piece = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
        if last:
            piece = QFontMetrics(font).elidedText(piece, Qt.TextElideMode.ElideRight, width)
        lines.append(piece)
    layout.endLayout()
    return tuple(lines)


def draw_lines(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, most: int
) -> int:
    """Draw text within so many lines, and return the height that was used, in pixels."""
    painter.setFont(font)
    painter.setPen(colour)
    height = QFontMetrics(font).lineSpacing()
    # A letter is wider than a pixel, so that no more than this could be seen.
    lines = wrapped(
        text[: most * max(40, rect.width())], font.toString(), max(1, rect.width()), most
    )
    for number, line in enumerate(lines):
        painter.drawText(
            QRect(rect.left(), rect.top() + number * height, rect.width(), height),
            _ONE_LINE,
            line,
        )
    return height * len(lines)


def draw_hue(
    painter: QPainter,
    centre: QPointF,
    hue: int,
    of: Tokens,
    *,
    radius: float = 4.5,
    hollow: bool = False,
) -> None:
    """Draw a factor's mark: its colour, in a shape of its own for those who do not see it.

    radius: how large the mark is, in pixels. hollow: draw only its edge, over the surface.
    """
    painter.save()
    if hollow:
        painter.setPen(QPen(of.hue(hue), 1.6))
        painter.setBrush(QColor(of.surface))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(of.hue(hue))
    painter.translate(centre)
    painter.drawPath(_hue_path(hue % _SHAPES, radius))
    painter.restore()


# One more than there are colours, so that the first factors all differ in both.
_SHAPES = 8


@lru_cache(maxsize=40)
def _hue_path(shape: int, r: float) -> QPainterPath:
    """Return a mark's shape about the point 0, 0; r: how large it is, in pixels."""
    path = QPainterPath()
    match shape:
        case 0:
            path.addEllipse(QPointF(0, 0), r, r)
        case 1:
            path.addRect(QRectF(0.5 - r, 0.5 - r, 2 * r - 1, 2 * r - 1))
        case 2:
            path.addPolygon([QPointF(0, -r), QPointF(r, r - 0.5), QPointF(-r, r - 0.5)])
        case 3:
            side = r + 0.5
            path.addPolygon(
                [QPointF(0, -side), QPointF(side, 0), QPointF(0, side), QPointF(-side, 0)]
            )
        case 4:
            path.addPolygon([QPointF(0, r), QPointF(r, 0.5 - r), QPointF(-r, 0.5 - r)])
        case 6:
            path.moveTo(r, r / 2)
            path.arcTo(QRectF(-r, -r / 2 - 0.5, 2 * r, 2 * r + 1), 0, 180)
        case _:
            path.addPolygon([QPointF(x * r, y * r) for x, y in _PLUS])
    path.closeSubpath()
    # A plus, and the same turned by half of a right angle.
    return QTransform().rotate(45).map(path) if shape == _SHAPES - 1 else path


_ARM = 0.38
_PLUS = [
    (side * x, top * y)
    for side, top, corner in ((1, -1, 0), (1, 1, 1), (-1, 1, 0), (-1, -1, 1))
    for x, y in ([(_ARM, 1), (_ARM, _ARM), (1, _ARM)], [(1, _ARM), (_ARM, _ARM), (_ARM, 1)])[corner]
]


def draw_serves(painter: QPainter, centre: QPointF, serves: str, colour: QColor) -> None:
    """Draw which of two questions a card serves: a disc with its left, right or both halves full.

    serves: a value of Serves.
    """
    painter.save()
    box = QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    # Qt counts in sixteenths of a degree, from three o'clock.
    if serves in (Serves.FIRST, Serves.BOTH):
        painter.drawPie(box, 90 * 16, 180 * 16)
    if serves in (Serves.SECOND, Serves.BOTH):
        painter.drawPie(box, -90 * 16, 180 * 16)
    painter.restore()
