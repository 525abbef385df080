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
    # Qt counts in units of UTF-16, of which an emoji has two.
    units = flat.encode("utf-16-le", "surrogatepass")
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        last = len(lines) == most - 1
        # No more of a long text than could be seen is measured.
        length = 400 if last else line.textLength()
        start = 2 * line.textStart()
        piece = units[start : start + 2 * length].decode("utf-16-le", "replace")
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
    lines = wrapped(text[:2_000], font.toString(), max(1, rect.width()), most)
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
