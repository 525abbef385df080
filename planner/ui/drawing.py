"""What is drawn by hand in more than one place: shortened lines and factors' marks."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
)

from planner.ui.theme import Tokens


@lru_cache(maxsize=2_000)
def _lines(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    """Break text into at most so many lines, the last one shortened with an ellipsis."""
    font = QFont()
    font.fromString(font_key)
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            # No more of a long text than could be seen is measured.
            rest = flat[start : start + 400]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(flat[start : start + line.textLength()])
    layout.endLayout()
    return tuple(lines)


def draw_lines(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, most: int
) -> int:
    """Draw text within so many lines, and return the height that was used, in pixels."""
    painter.setFont(font)
    painter.setPen(colour)
    height = QFontMetrics(font).lineSpacing()
    lines = _lines(text[:2_000], font.toString(), max(1, rect.width()), most)
    for number, line in enumerate(lines):
        painter.drawText(
            QRect(rect.left(), rect.top() + number * height, rect.width(), height),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            line,
        )
    return height * len(lines)


def draw_hue(painter: QPainter, centre: QPointF, hue: int, of: Tokens) -> None:
    """Draw a factor's mark: its colour, in a shape of its own for those who do not see it."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(of.hue(hue))
    x, y, r = centre.x(), centre.y(), 4.5
    path = QPainterPath()
    match hue % 5:
        case 0:
            path.addEllipse(centre, r, r)
        case 1:
            path.addRect(QRectF(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1))
        case 2:
            path.moveTo(x, y - r)
            path.lineTo(x + r, y + r - 0.5)
            path.lineTo(x - r, y + r - 0.5)
            path.closeSubpath()
        case 3:
            path.moveTo(x, y - r - 0.5)
            path.lineTo(x + r + 0.5, y)
            path.lineTo(x, y + r + 0.5)
            path.lineTo(x - r - 0.5, y)
            path.closeSubpath()
        case _:
            path.moveTo(x, y + r)
            path.lineTo(x + r, y - r + 0.5)
            path.lineTo(x - r, y - r + 0.5)
            path.closeSubpath()
    painter.drawPath(path)
    painter.restore()
